"""Cells that hold one of the programme's words: status, levels, yes and no. An unknown word is told, never guessed."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from labmigration.decisions.eligibility import FrenchLevel, Ground, GroundCode
from labmigration.pathway.reception.reading.cell import Cell, quoted, tidy
from labmigration.programme import normalise_label, occupation_from_label, referral_labels

_NO_PROOF: Final = frozenset({"aucun", "aucune", "neant", "sans", "pas de preuve", "pas de diplome"})
_SEX_CODES: Final = {"female": "F", "male": "M"}

# ISO 639-1, and ISO 639-3 where the first has no code (dari).
# fmt: off
_LANGUAGES: Final = {
    "francais": "fr", "anglais": "en", "ukrainien": "uk", "russe": "ru", "arabe": "ar", "dari": "prs",
    "pachto": "ps", "pachtou": "ps", "pashto": "ps", "persan": "fa", "farsi": "fa", "tigrinya": "ti",
    "amharique": "am", "somali": "so", "espagnol": "es", "portugais": "pt", "roumain": "ro", "italien": "it",
    "allemand": "de", "polonais": "pl", "bulgare": "bg", "albanais": "sq", "georgien": "ka", "armenien": "hy",
    "turc": "tr", "kurde": "ku", "lingala": "ln", "swahili": "sw", "bambara": "bm", "peul": "ff", "wolof": "wo",
    "malgache": "mg", "vietnamien": "vi", "chinois": "zh", "mandarin": "zh", "bengali": "bn", "ourdou": "ur",
    "tamoul": "ta", "hindi": "hi", "serbe": "sr", "croate": "hr", "kabyle": "kab", "soninke": "snk",
}
# fmt: on
_OTHER_JOINTS: Final = re.compile(r"\s*[/,;&]\s*|\s+et\s+", re.IGNORECASE)
_WITHOUT_PROOF: Final = re.compile(r"[\s(\-–:]*sans preuves?\s*\)?\s*$", re.IGNORECASE)
#: The names of the languages as people write them, to choose from on a page.
LANGUAGES_SPOKEN: Final = (
    *("français", "anglais", "arabe", "ukrainien", "dari", "pachto", "russe", "tigrinya", "somali", "turc", "bengali"),
    *("espagnol", "portugais", "albanais", "géorgien", "arménien", "lingala", "bambara", "peul", "soninké", "tamoul"),
)
_LANGUAGE_CODES: Final = frozenset(_LANGUAGES.values())


class Status(NamedTuple):
    """What the agency says of the status. Its statement counts as the proof of the ground.

    `either` names the covered grounds among which a word as « BPI » does not choose; all of them stand in `grounds`.
    """

    grounds: tuple[Ground, ...]
    either: tuple[str, ...] = ()


def read_status(text: str) -> Cell[Status]:
    """Several grounds are joined by + (or by / , ; & et where each part is known), each proven unless it says
    « sans preuve ». A status that the programme does not cover gives no ground.
    """
    labels = referral_labels()
    codes: dict[str, bool] = {}
    either: dict[str, bool] = {}
    said: list[str] = []
    for word, proven in _grounds_told(text):
        label = normalise_label(word)
        if not label:
            continue
        if label in labels.grounds:
            code = labels.grounds[label]
            codes[code] = codes.get(code, False) or proven
            if not proven:
                said.append(f"{quoted(word)} est dit sans preuve : elle sera demandée.")
        elif label in labels.either_grounds:
            # Citizens need show no right to work: nobody is taken for one on a word that leaves it open.
            left_open = (code for code in labels.either_grounds[label] if code != "european_citizen")
            either.update(dict.fromkeys(left_open, proven))
            said.append(f"{quoted(word)} réunit plusieurs motifs sans dire lequel : à préciser.")
        elif label in labels.uncovered:
            said.append(labels.uncovered[label].say_fr)
        else:
            said.append(f"Le statut {quoted(word)} n’est pas connu du programme : il ne compte pas.")
    if codes.keys() & either.keys():
        either = {}
        said = [sentence for sentence in said if "sans dire lequel" not in sentence]
    if not codes and not either and not said:
        said.append("Aucun statut n’est indiqué.")
    grounds = tuple(Ground(_ground_code(code), proven=proven) for code, proven in (codes | either).items())
    return Cell(Status(grounds, tuple(either)), notice=" ".join(said))


def _grounds_told(text: str) -> Iterator[tuple[str, bool]]:
    """Each word of the cell, and whether its ground counts as proven."""
    known = referral_labels().grounds
    for joined in map(tidy, text.split("+")):
        parts = [joined]
        if normalise_label(joined) not in known:
            apart = [tidy(part) for part in _OTHER_JOINTS.split(joined)]
            if all(normalise_label(_WITHOUT_PROOF.sub("", part)) in known for part in apart):
                parts = apart
        for part in parts:
            bare = tidy(_WITHOUT_PROOF.sub("", part))
            yield bare, bare == part


def _ground_code(code: str) -> GroundCode:
    return code  # type: ignore[return-value]  # the programme's own check holds its codes to the seven of the contract


def read_level(text: str) -> Cell[FrenchLevel | None]:
    """A level of the European framework; empty → None, anything else is an error."""
    label = normalise_label(text)
    if not label and not tidy(text):
        return Cell(None)
    level = referral_labels().french_levels.get(label)
    if level is None:
        return Cell(None, f"{quoted(text)} n’est pas un niveau de français : écrivez débutant, A1, A2, A2+, B1, B2…")
    return Cell(level)


def read_proof(text: str) -> Cell[str | None]:
    """The proof as named by the agency (« TCF 2022 »); empty, or a word for none → None."""
    written = tidy(text)[:80]
    label = normalise_label(written)
    labels = referral_labels()
    if not label or label in _NO_PROOF or labels.answers.get(label) is False:
        return Cell(None)
    bare = " ".join(part for part in label.split() if not part.isdigit())
    if label in labels.french_proofs or bare in labels.french_proofs:
        return Cell(written)
    return Cell(written, notice=f"La preuve de français {quoted(written)} n’est pas une preuve connue : à vérifier.")


def read_answer(text: str) -> Cell[bool | None]:
    """Yes or no; empty → None."""
    if not tidy(text):
        return Cell(None)
    answer = referral_labels().answers.get(normalise_label(text))
    if answer is None:
        return Cell(None, f"{quoted(text)} : répondez par oui ou par non.")
    return Cell(answer)


def read_renewal(text: str) -> Cell[bool]:
    """Whether a receipt of the renewal was shown; a renewal only asked for is none."""
    if not tidy(text):
        return Cell(False)
    renewal = referral_labels().renewals.get(normalise_label(text))
    if renewal is None:
        return Cell(False, f"{quoted(text)} : écrivez « oui, récépissé », « oui » ou « non ».")
    return Cell(renewal == "with_receipt")


def read_sex(text: str) -> Cell[str]:
    """F, M, X (other or not said) or empty (not filled in)."""
    label = normalise_label(text)
    if not label:
        return Cell("")
    meaning = referral_labels().sexes.get(label)
    if meaning is None:
        return Cell("", notice=f"Le sexe {quoted(text)} n’a pas été compris : il est laissé vide.")
    return Cell(_SEX_CODES.get(meaning, "X"))


def read_language(text: str) -> Cell[str]:
    """ISO code where the language is known, else the label as written."""
    written = tidy(text)[:40]
    label = normalise_label(written)
    return Cell(label if label in _LANGUAGE_CODES else _LANGUAGES.get(label, written))


def read_occupation(text: str) -> Cell[str | None]:
    """The programme's code of the occupation wished for; None where empty or not one of them."""
    return Cell(occupation_from_label(text) if tidy(text) else None)
