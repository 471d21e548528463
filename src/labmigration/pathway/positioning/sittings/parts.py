"""What each part asks, from the bank and what was answered so far. Nothing here is stored: it is computed anew."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from labmigration.decisions.positioning import BandTable, Grid, Item, ItemTable, Prior, StopAt, level_bands
from labmigration.decisions.positioning.sitting import SkillAsked
from labmigration.pathway.positioning.sittings.drawing_lots import shuffled
from labmigration.pathway.positioning.sittings.given import Given
from labmigration.pathway.positioning.sittings.models import NO_SOUND, Frequency, Outcome, Part
from labmigration.programme.positioning_bank import Activity, Bank, Pair, Skill, bank

#: The two sittings. Pictures, wishes and everyday life open the first; the longest part opens the second, rested.
SITTINGS = (
    (Part.FREQUENCY, Part.CARDS, Part.INTERESTS, Part.CONSTRAINTS, Part.FRENCH, Part.DIGITAL),
    (Part.SITUATIONS, Part.SETTING),
)
#: Parts whose questions have a right answer, with the axis of the bank that they are about.
MEASURED = {
    Part.FRENCH: "french",
    Part.DIGITAL: "digital",
    Part.SITUATIONS: "occupational",
    Part.SETTING: "setting",
}
PICTOGRAMS = {
    Part.FREQUENCY: "house",
    Part.CARDS: "notebook",
    Part.INTERESTS: "talk",
    Part.CONSTRAINTS: "bus",
    Part.FRENCH: "speech",
    Part.DIGITAL: "phone",
    Part.SITUATIONS: "team",
    Part.SETTING: "flag",
}
MOST_CARDS = 5
PAIRS = 12
#: Questions kept for working and living in France out of those of its sitting; situations have the others.
SETTING_QUESTIONS = 8
CARD_QUESTIONS = ("duration", "autonomy", "place", "witness")
LISTENING = "french_listening"

#: What a declaration is worth before any answer, in logits: a start for the questions, never a proof (what people
#: declare and what they show correlate at about .47 in languages: Li & Zhang 2021).
PRIOR_BY_FREQUENCY = {
    Frequency.NEVER: -0.75,
    Frequency.SOMETIMES: -0.25,
    Frequency.OFTEN: 0.25,
    Frequency.DAILY: 0.75,
}
_SCORES = {Outcome.RIGHT: 1, Outcome.WRONG: 0, Outcome.UNKNOWN: 0}


def activities(of: Bank, occupations: Sequence[str]) -> list[Activity]:
    """The pictures of experience: those of the occupations considered, or those that suit all of them."""
    return [one for one in of.activities if not one.occupations or set(one.occupations) & set(occupations)]


def done_often(of: Bank, occupations: Sequence[str], given: Iterable[Given]) -> list[Activity]:
    """What is done every day, then often: the activities of which a card is filled in, five at most."""
    told = {one.code: one.value for one in given if one.part == Part.FREQUENCY}
    often = (Frequency.DAILY, Frequency.OFTEN)
    ranked = [one for value in often for one in activities(of, occupations) if told.get(one.id) == value]
    return ranked[:MOST_CARDS]


def pairs(of: Bank, seed: int) -> list[Pair]:
    """Half of the pairs, drawn so that each two occupations meet as often as any other two."""
    by_two: dict[frozenset[str], list[Pair]] = {}
    for pair in shuffled(seed, "pairs", of.pairs):
        by_two.setdefault(frozenset((pair.left.occupation, pair.right.occupation)), []).append(pair)
    rounds = chain.from_iterable(zip_longest(*by_two.values()))
    return [pair for pair in rounds if pair is not None][:PAIRS]


def skills(of: Bank, part: str, occupations: Sequence[str]) -> list[Skill]:
    """The skills that a part asks about, in the order of the bank; those without a question are left out."""
    return [
        skill
        for skill in of.skills
        if skill.axis == MEASURED[Part(part)]
        and skill.instrument == "items"
        and (not skill.occupations or set(skill.occupations) & set(occupations))
        and table(of.version, of.content, skill.code, tuple(occupations)).items
    ]


@lru_cache(maxsize=256)
def table(version: str, content: str, skill: str, occupations: tuple[str, ...]) -> ItemTable:
    """The questions of one skill that suit the occupations considered, ready for the engine."""
    chosen = [
        Item(item.id, b=item.difficulty, b_sd=item.uncertainty)
        for item in bank(version, content=content).items_of(skill)
        if not item.occupations or set(item.occupations) & set(occupations)
    ]
    return ItemTable(chosen, GRID)


GRID = Grid()


@lru_cache(maxsize=8)
def bands(cuts: tuple[float, ...]) -> BandTable:
    """The bands of the four levels."""
    return BandTable(level_bands(cuts), GRID)


def at_most(of: Bank, part: str, asked: Sequence[Skill]) -> int:
    """The most questions that a part asks."""
    limits = of.limits
    most = {Part.SETTING: SETTING_QUESTIONS, Part.SITUATIONS: limits.items_per_sitting - SETTING_QUESTIONS}
    return min(most.get(Part(part), limits.items_per_sitting), limits.items_per_skill * len(asked))


def stop_at(of: Bank) -> StopAt:
    """When one skill has been asked enough."""
    return StopAt(of.limits.decided_at, of.limits.items_per_skill)


def prior(of: Bank, skill: str, given: Iterable[Given]) -> Prior:
    """Where the questions of a skill begin: at what the pictures of its activities say, with a wide doubt."""
    shows = {activity.id for activity in of.activities if skill in activity.skills}
    worth = [
        PRIOR_BY_FREQUENCY[Frequency(one.value)]
        for one in given
        if one.part == Part.FREQUENCY and one.code in shows and one.value in Frequency.values
    ]
    return Prior(sum(worth) / len(worth) if worth else 0.0, 1.0)


def asked(of: Bank, skill: str, occupations: Sequence[str], given: Sequence[Given]) -> SkillAsked:
    """One skill with all that was told about it."""
    questions = table(of.version, of.content, skill, tuple(occupations))
    told = tuple(
        (one.code, _SCORES.get(Outcome(one.outcome))) for one in given if one.outcome and one.code in questions.row
    )
    return SkillAsked(skill, questions, prior(of, skill, given), told)


def without_sound(skill: SkillAsked, given: Iterable[Given]) -> bool:
    """Whether a question of the skill could not be heard: the others would not be either."""
    return any(one.outcome == NO_SOUND and one.code in skill.table.row for one in given)


def counted(given: Iterable[Given]) -> Counter[str]:
    """How many answers each part has."""
    return Counter(one.part for one in given)
