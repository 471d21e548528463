"""The records of `programme/employing/`. Attribute names are the keys of its TOML files."""

from dataclasses import dataclass
from typing import Literal

from labmigration.programme.consents import Wording
from labmigration.programme.occupation_leaflets import Level
from labmigration.programme.values import Coded, Sourced

Workplace = Literal["household", "own_home"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaredFor(Coded):
    """Someone whose care decides the job of the grid; only yes or no is ever asked, never a cause."""

    label_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAsk(Coded):
    """Something a home asks of who works there."""

    label: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Coded):
    """A language that may be spoken at home."""

    label: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule(Coded):
    """When a reference job of the grid applies, and its levels. An empty condition asks nothing.

    cared_for, occupations, tasks: codes, of which one is enough. proposed: the level to begin with, by default the
    lowest. why: the reason, as both sides read it.
    """

    job_fr: str
    levels: tuple[Level, ...]
    article: str
    why: Wording
    cared_for: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    proposed: Level | None = None

    @property
    def level(self) -> Level:
        """The level proposed."""
        return self.proposed or self.levels[0]

    def applies(self, occupation: str, cared_for: frozenset[str], tasks: frozenset[str]) -> bool:
        """Whether every condition that is set is met."""
        return (
            (not self.cared_for or not cared_for.isdisjoint(self.cared_for))
            and (not self.occupations or occupation in self.occupations)
            and (not self.tasks or not tasks.isdisjoint(self.tasks))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial(Coded):
    """A trial period: whole months of the calendar, or calendar days. days_from, days_to: days worked a week."""

    workplace: Workplace
    kind: Literal["cdi", "cdd"]
    says_fr: str
    months: int = 0
    days: int = 0
    renewals: int = 0
    sibling: bool = False
    days_from: int = 0
    days_to: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest(Sourced):
    """Hours of rest without interruption, a week and a day; None where our sources give none."""

    workplace: Workplace
    weekly_hours: int
    daily_hours: int | None = None

    @property
    def key(self) -> str:
        return self.workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class HiringStep(Coded):
    """Something that a household does before it hires, and why; article: where it is written."""

    workplaces: tuple[Workplace, ...]
    what_fr: str
    why_fr: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Coded):
    """Something that the contract says."""

    workplaces: tuple[Workplace, ...]
    text_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomesFile:
    cared_for: tuple[CaredFor, ...]
    home_asks: tuple[HomeAsk, ...]
    language: tuple[Language, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFile:
    level_rule: tuple[LevelRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFile:
    trial: tuple[Trial, ...]
    rest: tuple[Rest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HiringFile:
    step: tuple[HiringStep, ...]
    clause: tuple[Clause, ...]
