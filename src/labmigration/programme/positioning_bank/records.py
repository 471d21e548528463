"""The records of the positioning bank. Attribute names are the keys of the TOML files in `programme/positioning/`."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from unicodedata import decimal

LANGUAGES = ("fr", "en", "ar", "uk")

Language = Literal["fr", "en", "ar", "uk"]
Instrument = Literal["items", "rubric"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text in the four languages. Only French must stand: `labmigration positioning check` asks for the others."""

    fr: str
    en: str = ""
    ar: str = ""
    uk: str = ""

    def written(self, language: str) -> str:
        """The text in that language, empty where nobody wrote it yet. KeyError for a language that is none of ours."""
        return {"fr": self.fr, "en": self.en, "ar": self.ar, "uk": self.uk}[language]

    def in_language(self, language: str) -> str:
        """The text in that language, in French where it is missing or the language is none of ours."""
        return (self.written(language) if language in LANGUAGES else "") or self.fr


@dataclass(frozen=True, slots=True, kw_only=True)
class FrenchText:
    """What is played or shown as it is met in life: in French only, for that is what is asked about."""

    fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Words):
    """One answer that may be chosen."""

    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    difficulty: logits, 0 where an average candidate is right half of the time; uncertainty: its standard deviation,
    in logits. Both are an expert's until a published calibration replaces them.
    occupations: those to whose life the situation belongs; empty where it suits all who need the skill.
    typed: accepted forms of an answer that is written instead of chosen; then `answers` is empty.
    reviewed: a native speaker and a trade expert have signed; then `reviewed_by` and `reviewed_on` say who and when.
    """

    id: str
    skill: str
    difficulty: float
    uncertainty: float
    pictogram: str
    prompt: Words
    reason: Words
    answers: tuple[Answer, ...] = ()
    typed: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    cefr: Literal["A1", "A2", "B1"] | None = None
    heard: FrenchText | None = None
    shown: FrenchText | None = None
    reviewed: bool = False
    reviewed_by: str = ""
    reviewed_on: date | None = None

    @property
    def right(self) -> Answer | None:
        """The right answer of those to choose from; None where the answer is typed."""
        return next((answer for answer in self.answers if answer.right), None)

    def accepts(self, written: str) -> bool:
        """Whether a typed answer is right: spaces and case are set aside."""
        return bare(written) in {bare(form) for form in self.typed}

    def belongs_to(self, occupation: str) -> bool:
        """Whether the situation suits somebody who aims at that occupation."""
        return not self.occupations or occupation in self.occupations


def bare(written: str) -> str:
    """A typed answer without spaces (non-breaking ones too) and without case, as it is compared.

    Digits of other scripts count as ours: an Arabic keyboard writes ٠٦ for 06.
    """
    return "".join(str(decimal(sign, sign)) for sign in "".join(written.split()).casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Something done in life or at work: "how often have you done this?" with one picture."""

    id: str
    skills: tuple[str, ...]
    theme: Literal["home", "family", "community", "work"]
    pictogram: str
    words: Words
    occupations: tuple[str, ...] = ()
    reviewed: bool = False

    def belongs_to(self, occupation: str) -> bool:
        """Whether it is asked of somebody who aims at that occupation."""
        return not self.occupations or occupation in self.occupations


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSide:
    """One of two things to choose between, and the occupation of which it is typical."""

    occupation: str
    pictogram: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two things to choose between: which would you rather do?"""

    id: str
    left: PairSide
    right: PairSide
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One of the seven axes; they are never summed.

    instrument: items (questions with a level), cards (stories with evidence), checklist, pairs. levelled: whether the
    axis has skills with levels.
    """

    code: str
    name: Words
    instrument: Literal["items", "cards", "checklist", "pairs"]
    levelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of one skill in a plain sentence of what the person can do. number: 1..4."""

    number: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A group of skills that are trained together.

    certification_block, title: block and title of certifications.toml, where the programme confirms the link; absent
    otherwise, and then the block's name is ours.
    """

    code: str
    name: Words
    confirmed: bool
    note: str = ""
    certification_block: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """What an occupation asks.

    block: a code of `Block`, absent outside the occupational axis. occupations: empty = all four. target: the level
    (1..4) asked at the end of the way; critical: whether work may not begin below it. module: the code of modules.toml
    that brings a person up to level `module_reaches`.
    """

    code: str
    axis: str
    name: Words
    instrument: Instrument
    scale: str
    target: int
    critical: bool
    module: str
    module_reaches: int
    level: tuple[Level, ...]
    block: str | None = None
    occupations: tuple[str, ...] = ()

    def asked_of(self, occupation: str) -> bool:
        """Whether that occupation asks for the skill."""
        return not self.occupations or occupation in self.occupations

    def can_do(self, level: int) -> Words:
        """The sentence of a level, 1..4. KeyError for another number."""
        return {known.number: known.words for known in self.level}[level]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The names of the levels 1..4, lowest first."""

    code: str
    names: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where levels begin and when questions stop.

    cuts: three points in logits, rising, that part the four levels. decided_at: the probability of a level from which
    it counts as decided. items_per_skill: most questions of one skill; items_per_sitting: most questions of one
    sitting; sittings, minutes_per_sitting: what is announced to the person.
    """

    cuts: tuple[float, ...]
    decided_at: float
    items_per_skill: int
    items_per_sitting: int
    sittings: int
    minutes_per_sitting: int
    confirmed: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibratedDifficulty:
    """The difficulty of one item as answers show it. b: logits; b_sd: its standard deviation; answers: how many."""

    id: str
    b: float
    b_sd: float
    answers: int
