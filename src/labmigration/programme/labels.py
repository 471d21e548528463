"""The words of referral files: what each means, once spelling is set aside. Nothing is ever guessed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

from .values import Coded, FrenchLevel, ProgrammeError, Sourced

STATUS_FILE = "referral_labels.toml"
COLUMNS_FILE = "referral_columns.toml"

M = TypeVar("M")


def normalise_label(text: str) -> str:
    """The spelling under which a word is looked up: no accent, no capital, no punctuation, single spaces.

    Two signs are kept, glued to the word before them, because they change the meaning: "A2+" is no "A2", and
    "réfugié ?" says that the agency itself is not sure.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
    return re.sub(r" +(?=[+?])", "", " ".join(re.sub(r"[^\w+?]|_", " ", bare).split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Sourced):
    """Words that mean one code."""

    means: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelWords(Sourced):
    """Words that mean one level of French."""

    means: FrenchLevel
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords(Sourced):
    """Words that mean yes or no."""

    means: Literal["yes", "no"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SexWords(Sourced):
    """Words that mean a sex, or that none is stated."""

    means: Literal["female", "male", "unspecified"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalWords(Sourced):
    """Words for the renewal of a document: not asked, asked, asked and a receipt was given."""

    means: Literal["not_asked", "asked", "with_receipt"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EitherGround(Sourced):
    """Words that state one of several grounds without saying which."""

    means: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered(Coded):
    """A status that is known and is no ground of the Lab; `say_fr` is what the report tells the agency."""

    name_fr: str
    say_fr: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLabels:
    """The content of referral_labels.toml: the column that states the person's ground."""

    ground: tuple[Words, ...]
    either_ground: tuple[EitherGround, ...]
    uncovered: tuple[Uncovered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLabels:
    """The content of referral_columns.toml: the other columns."""

    document: tuple[Words, ...]
    french_level: tuple[LevelWords, ...]
    french_proof: tuple[Words, ...]
    answer: tuple[AnswerWords, ...]
    sex: tuple[SexWords, ...]
    renewal: tuple[RenewalWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLabels:
    """Look-up tables; every key is a normalised label (see `normalise_label`).

    grounds → ground code; either_grounds → the codes among which the word does not choose (all of them covered);
    uncovered → the known status that is no ground; documents, french_proofs → codes of eligibility.toml;
    french_levels → level; answers → True for yes; sexes → female, male, unspecified;
    renewals → not_asked, asked, with_receipt.
    """

    grounds: Mapping[str, str]
    either_grounds: Mapping[str, tuple[str, ...]]
    uncovered: Mapping[str, Uncovered]
    documents: Mapping[str, str]
    french_levels: Mapping[str, FrenchLevel]
    french_proofs: Mapping[str, str]
    answers: Mapping[str, bool]
    sexes: Mapping[str, str]
    renewals: Mapping[str, str]


def lookup_tables(status: StatusLabels, columns: ColumnLabels) -> ReferralLabels:
    """The look-up tables of the two label files.

    Raises ProgrammeError when one column of the referral file gives one word two meanings.
    """
    # Three tables read the same column: a word stands in one of them only.
    taken: set[str] = set()
    return ReferralLabels(
        grounds=_table(STATUS_FILE, "ground", ((entry.words, entry.means) for entry in status.ground), taken),
        either_grounds=_table(
            STATUS_FILE, "either_ground", ((entry.words, entry.means) for entry in status.either_ground), taken
        ),
        uncovered=_table(STATUS_FILE, "uncovered", ((entry.words, entry) for entry in status.uncovered), taken),
        documents=_column("document", ((entry.words, entry.means) for entry in columns.document)),
        french_levels=_column("french_level", ((entry.words, entry.means) for entry in columns.french_level)),
        french_proofs=_column("french_proof", ((entry.words, entry.means) for entry in columns.french_proof)),
        answers=_column("answer", ((entry.words, entry.means == "yes") for entry in columns.answer)),
        sexes=_column("sex", ((entry.words, entry.means) for entry in columns.sex)),
        renewals=_column("renewal", ((entry.words, entry.means) for entry in columns.renewal)),
    )


def _column(kind: str, entries: Iterable[tuple[tuple[str, ...], M]]) -> Mapping[str, M]:
    return _table(COLUMNS_FILE, kind, entries, set())


def _table(file: str, kind: str, entries: Iterable[tuple[tuple[str, ...], M]], taken: set[str]) -> Mapping[str, M]:
    meanings: dict[str, M] = {}
    for words, meaning in entries:
        for word in words:
            label = normalise_label(word)
            if not label:
                raise ProgrammeError(f"{file}, {kind}, key 'words': '{word}' holds no letter and no figure.")
            # Two spellings of one word are welcome under one meaning, never under two.
            if label in taken or meanings.setdefault(label, meaning) != meaning:
                raise ProgrammeError(f"{file}, {kind}, key 'words': '{word}' has two meanings ('{label}').")
    taken.update(meanings)
    return MappingProxyType(meanings)
