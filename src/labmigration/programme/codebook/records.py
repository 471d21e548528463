"""Records of the codebook: waves, questions, answers, and the fields that a European funder asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..consents import Wording

#: The answer that says nothing: offered wherever a question touches what people may want to keep to themselves.
PREFER_NOT = "prefer_not"
PERSON, HOUSEHOLD = "person", "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One time of asking: whom, counted from which clock, in which window around the due day.

    clock: `training` the first day of training; `leaving` the day on which she leaves the operation (the clock of the
    European funds); `first_paid_day` (the clock of the Lab). The two clocks of six months never meet in one wave.
    """

    code: str
    asked: Literal["person", "household"]
    clock: Literal["training", "leaving", "first_paid_day"]
    month: int
    opens_days_before: int
    closes_days_after: int
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to choose. alone: chosen with no other, where several may be."""

    code: str
    text: Wording
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedIf:
    """The question is asked only where an earlier one was answered by one of these."""

    question: str
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, written once. known: what the file may know of it; feeds: indicators and fields that it serves.

    basis: `funder`, a field that a funder makes compulsory (she may still leave it out, and it is then told as
    missing); `optional`, nobody asks again. sensitive: never shown again to staff. anonymous: kept without the person.
    least, most: of a number.
    """

    code: str
    waves: tuple[str, ...]
    kind: Literal["choice", "choices", "number"]
    basis: Literal["funder", "optional"]
    feeds: tuple[str, ...]
    text: Wording
    help: Wording | None = None
    answer: tuple[Answer, ...] = ()
    least: int = 0
    most: int = 0
    known: Literal["birth_year", "gender", "nationality", "situation_now", "qualification"] | None = None
    asked_if: AskedIf | None = None
    sensitive: bool = False
    anonymous: bool = False

    def answer_of(self, code: str) -> Answer | None:
        """The answer with that code; None for a number, or a code that it does not offer."""
        return next((each for each in self.answer if each.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundField:
    """One field of the European Social Fund Plus. status: how far we know its code, see `why_fr`.

    kind: `entry` counted on entering, `exit` on leaving, `later` six months after leaving.
    """

    code: str
    kind: Literal["entry", "exit", "later"]
    status: Literal["seen", "deduced", "unverified"]
    name_fr: str
    name_en: str
    why_fr: str = ""
    computed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookFile:
    version: str
    since: date
    reviewed: bool
    note: str
    leaving_fr: str
    leaving_en: str
    wave: tuple[Wave, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsFile:
    question: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundFieldsFile:
    source_fr: str
    field: tuple[FundField, ...]
