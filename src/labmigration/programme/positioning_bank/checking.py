"""What a person must correct in the bank before it is asked: every complaint in a plain French sentence."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from . import wording
from .reader import Bank
from .records import LANGUAGES, Activity, Item, Words

#: Two French prompts this similar, out of 100, ask the same thing.
SIMILAR = 90
#: Difficulties beyond this, in logits, say more about the expert than about the question.
EXTREME = 3.0
LANGUAGE_NAMES = {"fr": "français", "en": "anglais", "ar": "arabe", "uk": "ukrainien"}

#: Whether a sentence was recorded in a language: recorded(language, sentence).
Recorded = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to correct (error) or to know (warning). about: id of the item, or what else is meant."""

    severity: Literal["error", "warning"]
    about: str
    code: str
    sentence: str


def check(
    bank: Bank, *, pictograms: Collection[str], occupations: Collection[str], recorded: Recorded
) -> tuple[Complaint, ...]:
    """Every complaint about the bank: errors in the order of the bank, then warnings.

    pictograms: names that can be drawn; occupations: codes of the programme; recorded: see `Recorded`.
    """
    found: list[Complaint] = []
    skills = {skill.code: skill for skill in bank.skills}
    for item in bank.items:
        skill = skills.get(item.skill)
        found += _unknown(item.id, [item.pictogram], item.occupations, pictograms, occupations)
        if skill is None:
            found.append(_error(item.id, "unknown_skill", f"la compétence « {item.skill} » n’existe pas"))
        elif skill.instrument == "rubric":
            found.append(
                _error(item.id, "unasked_skill", f"« {item.skill} » est observée par un formateur : pas de question")
            )
        elif not item.id.startswith(item.skill.replace("_", "-") + "-"):
            found.append(_error(item.id, "misnamed", "l’identifiant ne commence pas par le code de la compétence"))
        found += [_error(item.id, code, sentence) for code, sentence in wording.of_item(item)]
        found += _numbers(item)
        found += _french_material(item, skill.axis == "french" if skill else False)
    for activity in bank.activities:
        found += _unknown(activity.id, [activity.pictogram], activity.occupations, pictograms, occupations)
        found += _unknown_skills(activity, skills)
        found += [_error(activity.id, code, sentence) for code, sentence in wording.of_text("le texte", activity.words)]
    for pair in bank.pairs:
        sides = (pair.left, pair.right)
        codes = [side.occupation for side in sides]
        found += _unknown(pair.id, [side.pictogram for side in sides], codes, pictograms, occupations)
        if pair.left.occupation == pair.right.occupation:
            found.append(
                _error(pair.id, "same_occupation", "les deux côtés servent le même métier : rien n’est choisi")
            )
        for side, name in zip(sides, ("le côté gauche", "le côté droit"), strict=True):
            found += [_error(pair.id, code, sentence) for code, sentence in wording.of_text(name, side.words)]
    found += _skills_in_words(bank)
    found += _alike(bank.items)
    found += _too_few(bank, occupations)
    return (*found, *_warnings(bank, recorded))


def _error(about: str, code: str, sentence: str) -> Complaint:
    return Complaint("error", about, code, sentence)


def _unknown(
    about: str,
    drawn: Sequence[str],
    aimed_at: Sequence[str],
    pictograms: Collection[str],
    occupations: Collection[str],
) -> Iterator[Complaint]:
    for name in drawn:
        if name not in pictograms:
            yield _error(about, "unknown_pictogram", f"l’image « {name} » n’est pas dessinée")
    for code in aimed_at:
        if code not in occupations:
            yield _error(about, "unknown_occupation", f"le métier « {code} » n’existe pas")


def _unknown_skills(activity: Activity, skills: Collection[str]) -> Iterator[Complaint]:
    for code in activity.skills:
        if code not in skills:
            yield _error(activity.id, "unknown_skill", f"la compétence « {code} » n’existe pas")


def _numbers(item: Item) -> Iterator[Complaint]:
    if abs(item.difficulty) > EXTREME:
        yield _error(item.id, "difficulty", f"la difficulté {item.difficulty:g} sort de l’intervalle de -3 à 3")
    if not 0 < item.uncertainty <= 2:
        yield _error(item.id, "uncertainty", f"l’incertitude {item.uncertainty:g} n’est pas entre 0 et 2")
    if item.reviewed and not (item.reviewed_by and item.reviewed_on):
        yield _error(item.id, "unsigned", "relu, mais on ne sait pas par qui ni quand")


def _french_material(item: Item, french: bool) -> Iterator[Complaint]:
    if french and item.cefr is None:
        yield _error(item.id, "no_scale", "le niveau de l’échelle (A1, A2 ou B1) manque")
    if item.skill == "french_listening" and item.heard is None:
        yield _error(item.id, "nothing_heard", "il n’y a rien à écouter")
    if item.skill == "french_reading" and item.shown is None:
        yield _error(item.id, "nothing_shown", "il n’y a rien à lire")


def _skills_in_words(bank: Bank) -> Iterator[Complaint]:
    for skill in bank.skills:
        texts = [("le nom", skill.name), *((f"le niveau {level.number}", level.words) for level in skill.level)]
        for name, words in texts:
            for code, sentence in wording.of_text(name, words):
                yield _error(skill.code, code, sentence)


def _alike(items: Sequence[Item]) -> Iterator[Complaint]:
    """Pairs of items that ask the same: prompt, what is shown and what is heard taken together."""
    asked = [" ".join([item.prompt.fr, *(part.fr for part in (item.shown, item.heard) if part)]) for item in items]
    close = process.cdist(asked, asked, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    for row, later in enumerate(items):
        for column in range(row):
            if close[row][column] >= SIMILAR:
                yield _error(later.id, "duplicate", f"pose presque la même question que « {items[column].id} »")


def _too_few(bank: Bank, occupations: Collection[str]) -> Iterator[Complaint]:
    # As many questions as may be asked, else the limit is never reached and the level is left to chance.
    needed = bank.limits.items_per_skill
    for skill in bank.skills:
        if skill.instrument != "items":
            continue
        for occupation in sorted(occupations):
            held = len(bank.items_of(skill.code, occupation))
            if skill.asked_of(occupation) and held < needed:
                yield _error(
                    skill.code, "too_few", f"{held} questions pour le métier « {occupation} », il en faut {needed}"
                )


def _warnings(bank: Bank, recorded: Recorded) -> Iterator[Complaint]:
    texts = sentences(bank)
    for language in LANGUAGES:
        silent = sum(not recorded(language, sentence) for sentence in texts[language])
        if silent:
            yield Complaint(
                "warning",
                language,
                "no_recording",
                f"{silent} phrases sur {len(texts[language])} n’ont pas d’enregistrement en "
                f"{LANGUAGE_NAMES[language]} : la voix de l’appareil les lira",
            )
    unsigned = sum(not item.reviewed for item in bank.items)
    if unsigned:
        yield Complaint(
            "warning",
            "items",
            "not_reviewed",
            f"{unsigned} questions sur {len(bank.items)} attendent la relecture d’une personne de langue maternelle "
            "et d’un expert du métier",
        )
    targets = Counter((item.skill, round(item.difficulty)) for item in bank.items)
    for skill in bank.skills:
        spread = {difficulty for code, difficulty in targets if code == skill.code}
        if skill.instrument == "items" and spread and max(spread) - min(spread) < 2:
            yield Complaint("warning", skill.code, "narrow", "les questions ont presque toutes la même difficulté")


def sentences(bank: Bank) -> dict[str, tuple[str, ...]]:
    """What is read aloud, by language, each text once; what an item plays stands among the French."""
    spoken: list[Words] = []
    for item in bank.items:
        spoken += [item.prompt, *item.answers, item.reason]
    spoken += [activity.words for activity in bank.activities]
    spoken += [side.words for pair in bank.pairs for side in (pair.left, pair.right)]
    found = {language: [words.written(language) for words in spoken] for language in LANGUAGES}
    found["fr"] += [item.heard.fr for item in bank.items if item.heard]
    return {language: tuple(dict.fromkeys(filter(None, texts))) for language, texts in found.items()}
