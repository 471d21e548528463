"""A timetable that is given out, and what it costs."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from labmigration.decisions.timetable.problem import Session

Status = Literal["optimal", "feasible", "impossible"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What each thing costs, its weight counted in; `total` is their sum."""

    total: float = 0
    missed: float = 0
    half_day: float = 0
    trainer_change: float = 0
    week: float = 0
    moved: float = 0


@dataclass(frozen=True, slots=True)
class Missed:
    """A trainee is away when her group sits."""

    trainee: str
    module: str
    date: date
    half: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Labels of rules that can't hold together, sorted, and a French sentence for each in `words`."""

    minimal: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`sessions` sorted by cohort, module, group and number. No timetable costs less than `bound`.

    Impossible: nothing is planned, nothing costs anything, and `conflict` tells why.
    """

    status: Status
    cost: Cost = Cost()
    bound: float = 0
    sessions: tuple[Session, ...] = ()
    missed: tuple[Missed, ...] = ()
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is: the best timetable so far costs `cost`, None before there is one."""

    cost: float | None
    bound: float
