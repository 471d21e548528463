"""What a timetable is made from: the calendar, the modules, the cohorts, trainers and rooms. Validated when it is made.

A half is half a day, named in the calendar; hours are decimal, read as they are written, so that 3 × 0.1 is 0.3 here.
Where a list may not be empty or a number may not be so, WrongProblem points at the place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Final

MINUTES_OF_A_DAY: Final = 24 * 60
LONGEST: Final = 1_830  # days of a calendar: five years
LARGEST: Final = 1e6  # hours, weights and counts beyond it are mistakes

Away = tuple[date, str]


class WrongProblem(ValueError):
    """The problem makes no sense. `path` points at the place, as `cohorts[0].trainees[2].away[0]`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days `since` … `until`, both included, but the `closed` ones and weekdays not in `days` (0 = Monday).

    `halves`: one or two, by name, each from … to … in minutes after midnight.
    """

    since: date
    until: date
    halves: Mapping[str, tuple[int, int]]
    days: tuple[int, ...]
    closed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """A module of training. No `room_kinds`: any room will do."""

    id: str
    hours: float
    requires: tuple[str, ...] = ()
    group_max: int | None = None
    room_kinds: tuple[str, ...] = ()
    max_halves_a_week: int | None = None
    full_days: bool = False


@dataclass(frozen=True, slots=True)
class Trainee:
    """`modules` None: all of her cohort's."""

    id: str
    away: tuple[Away, ...] = ()
    modules: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who are trained together."""

    id: str
    modules: tuple[str, ...]
    trainees: tuple[Trainee, ...]
    max_halves_a_week: int = 8


@dataclass(frozen=True, slots=True)
class Trainer:
    """Who teaches what."""

    id: str
    teaches: tuple[str, ...]
    away: tuple[Away, ...] = ()
    max_halves_a_week: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """Where; `seats` are those of trainees."""

    id: str
    kind: str
    seats: int
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing costs that a good timetable avoids."""

    missed: float = 10
    half_day: float = 1
    trainer_change: float = 5
    week: float = 2
    moved: float = 3


@dataclass(frozen=True, slots=True)
class Session:
    """One half-day of one group of a module in a cohort; `group` and `number` count from 1."""

    cohort: str
    module: str
    group: int
    number: int
    date: date
    half: str
    hours: float
    trainer: str
    room: str
    trainees: tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """Everything that decides. Raises WrongProblem where parts contradict each other; order never matters."""

    calendar: Calendar
    modules: tuple[Module, ...]
    cohorts: tuple[Cohort, ...]
    trainers: tuple[Trainer, ...]
    rooms: tuple[Room, ...]
    max_missed_share: float = 0.1
    weights: Weights = Weights()
    fixed: tuple[Session, ...] = ()
    previous: tuple[Session, ...] = field(default=())

    def __post_init__(self) -> None:
        self._check_calendar()
        _refuse_repeated([module.id for module in self.modules], "modules[{}].id")
        for rank, module in enumerate(self.modules):
            self._check_module(module, f"modules[{rank}]")
        self._check_cycles()
        self._check_cohorts()
        self._check_places()
        _refuse_unless(0 <= self.max_missed_share <= 1, "max_missed_share", "must be from 0 to 1")
        for name in ("missed", "half_day", "trainer_change", "week"):
            _refuse_beyond(getattr(self.weights, name), f"weights.{name}")
        _refuse_beyond(self.weights.moved, "weight_moved")
        self._check_sessions(self.fixed, "fixed")
        self._check_sessions(self.previous, "previous")
        self._check_fixed()

    @cached_property
    def half_hours(self) -> Fraction:
        """What a full session lasts: the length of a half; of the shorter one, where two differ."""
        return min(Fraction(end - start, 60) for start, end in self.calendar.halves.values())

    def sessions_of(self, module: Module) -> int:
        """⌈hours ÷ half⌉: how many sessions each group has."""
        return -(-exactly(module.hours) // self.half_hours)

    def hours_of(self, module: Module, number: int) -> float:
        """What session `number` of the module lasts: all are full but the last, which has what remains."""
        left = exactly(module.hours) - (number - 1) * self.half_hours
        return float(min(left, self.half_hours))

    @cached_property
    def module(self) -> Mapping[str, Module]:
        """By id."""
        return {module.id: module for module in self.modules}

    @cached_property
    def cohort(self) -> Mapping[str, Cohort]:
        """By id."""
        return {cohort.id: cohort for cohort in self.cohorts}

    @cached_property
    def followers(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Who follows a module, sorted, by cohort and module; what nobody follows is not among them."""
        found: dict[tuple[str, str], list[str]] = {}
        for cohort in self.cohorts:
            for trainee in cohort.trainees:
                for module in cohort.modules if trainee.modules is None else trainee.modules:
                    found.setdefault((cohort.id, module), []).append(trainee.id)
        return {key: tuple(sorted(found[key])) for key in sorted(found)}

    def groups_of(self, cohort: str, module: str) -> int:
        """⌈n ÷ group_max⌉, one where there is no largest group, none where nobody follows the module."""
        count, most = len(self.followers.get((cohort, module), ())), self.module[module].group_max
        return min(count, 1) if most is None else -(-count // most)

    def _check_calendar(self) -> None:
        told = self.calendar
        _refuse_unless(told.since <= told.until, "calendar.to", "must not be before from")
        _refuse_unless(
            (told.until - told.since).days < LONGEST, "calendar.to", f"must be within {LONGEST} days of from"
        )
        _refuse_repeated(told.days, "calendar.days[{}]")
        for rank, day in enumerate(told.days):
            _refuse_unless(0 <= day <= 6, f"calendar.days[{rank}]", "must be from 0 (Monday) to 6 (Sunday)")
        _refuse_unless(1 <= len(told.halves) <= 2, "calendar.halves", "must name one half or two")
        for name, (start, end) in told.halves.items():
            path = f"calendar.halves.{name}"
            _refuse_unless(bool(name.strip()), "calendar.halves", "the name of a half must not be blank")
            _refuse_unless(0 <= start < end <= MINUTES_OF_A_DAY, path, "must be two minutes of one day, from before to")
        (_, (_, first_end)), *second = sorted(told.halves.items(), key=lambda half: half[1])
        for name, (start, _) in second:
            _refuse_unless(first_end <= start, f"calendar.halves.{name}", "overlaps the other half")

    def _check_module(self, module: Module, path: str) -> None:
        _refuse_unless(0 < module.hours <= LARGEST, f"{path}.hours", "must be above 0 and at most 1e6")
        self._check_modules(module.requires, f"{path}.requires")
        if module.group_max is not None:
            _refuse_unless(module.group_max >= 1, f"{path}.group_max", "must be at least 1")
        if module.max_halves_a_week is not None:
            _refuse_unless(module.max_halves_a_week >= 0, f"{path}.max_halves_a_week", "must be at least 0")
        _refuse_repeated(module.room_kinds, f"{path}.room_kinds[{{}}]")

    def _check_cycles(self) -> None:
        try:
            TopologicalSorter({module.id: module.requires for module in self.modules}).prepare()
        except CycleError as cycle:
            required, name = cycle.args[1][:2]  # each is required by the next
            rank = [module.id for module in self.modules].index(name)
            path = f"modules[{rank}].requires[{self.modules[rank].requires.index(required)}]"
            raise WrongProblem(path, f'"{required}" would come before itself') from None

    def _check_cohorts(self) -> None:
        _refuse_repeated([cohort.id for cohort in self.cohorts], "cohorts[{}].id")
        seen: set[str] = set()
        for rank, cohort in enumerate(self.cohorts):
            path = f"cohorts[{rank}]"
            self._check_modules(cohort.modules, f"{path}.modules")
            _refuse_unless(cohort.max_halves_a_week >= 0, f"{path}.max_halves_a_week", "must be at least 0")
            for row, trainee in enumerate(cohort.trainees):
                place = f"{path}.trainees[{row}]"
                _refuse_unless(trainee.id not in seen, f"{place}.id", f'"{trainee.id}" is given twice')
                seen.add(trainee.id)
                self._check_away(trainee.away, place)
                if trainee.modules is not None:
                    self._check_modules(trainee.modules, f"{place}.modules")
                    for at, module in enumerate(trainee.modules):
                        message = f'"{module}" is not among the modules of the cohort'
                        _refuse_unless(module in cohort.modules, f"{place}.modules[{at}]", message)

    def _check_places(self) -> None:
        _refuse_repeated([trainer.id for trainer in self.trainers], "trainers[{}].id")
        for rank, trainer in enumerate(self.trainers):
            path = f"trainers[{rank}]"
            self._check_modules(trainer.teaches, f"{path}.teaches")
            self._check_away(trainer.away, path)
            if trainer.max_halves_a_week is not None:
                _refuse_unless(trainer.max_halves_a_week >= 0, f"{path}.max_halves_a_week", "must be at least 0")
        _refuse_repeated([room.id for room in self.rooms], "rooms[{}].id")
        for rank, room in enumerate(self.rooms):
            _refuse_unless(room.seats >= 0, f"rooms[{rank}].seats", "must be at least 0")
            self._check_away(room.away, f"rooms[{rank}]")

    def _check_modules(self, names: Sequence[str], path: str) -> None:
        _refuse_unknown(names, self.module, path + "[{}]", "module")
        _refuse_repeated(names, path + "[{}]")

    def _check_away(self, away: Sequence[Away], path: str) -> None:
        for rank, (_day, half) in enumerate(away):
            _refuse_unless(half in self.calendar.halves, f"{path}.away[{rank}][1]", f'no half "{half}" in the calendar')

    def _check_sessions(self, sessions: Sequence[Session], path: str) -> None:
        trainers, rooms = ({one.id for one in group} for group in (self.trainers, self.rooms))
        seen: set[tuple[str, str, int, int]] = set()
        for rank, one in enumerate(sessions):
            place = f"{path}[{rank}]"
            _refuse_unless(one.cohort in self.cohort, f"{place}.cohort", f'no cohort "{one.cohort}"')
            cohort = self.cohort[one.cohort]
            message = f'no module "{one.module}" in the cohort'
            _refuse_unless(one.module in cohort.modules, f"{place}.module", message)
            _refuse_unless(one.group >= 1, f"{place}.group", "must be at least 1")
            _refuse_unless(one.number >= 1, f"{place}.number", "must be at least 1")
            _refuse_unless(one.half in self.calendar.halves, f"{place}.half", f'no half "{one.half}" in the calendar')
            _refuse_unless(0 < one.hours <= LARGEST, f"{place}.hours", "must be above 0 and at most 1e6")
            _refuse_unless(one.trainer in trainers, f"{place}.trainer", f'no trainer "{one.trainer}"')
            _refuse_unless(one.room in rooms, f"{place}.room", f'no room "{one.room}"')
            _refuse_unknown(one.trainees, {one.id for one in cohort.trainees}, f"{place}.trainees[{{}}]", "trainee")
            _refuse_repeated(one.trainees, f"{place}.trainees[{{}}]")
            key = (one.cohort, one.module, one.group, one.number)
            _refuse_unless(key not in seen, f"{place}.number", "this session is given twice")
            seen.add(key)

    def _check_fixed(self) -> None:
        """A fixed session must be one that the timetable has; whether it can stand there is the solver's question."""
        for rank, one in enumerate(self.fixed):
            path, module = f"fixed[{rank}]", self.module[one.module]
            groups, count = self.groups_of(one.cohort, one.module), self.sessions_of(module)
            _refuse_unless(one.group <= groups, f"{path}.group", f"the module has {groups} group(s) in the cohort")
            _refuse_unless(one.number <= count, f"{path}.number", f"the module has {count} session(s)")
            hours = self.hours_of(module, one.number)
            _refuse_unless(abs(one.hours - hours) < 1e-6, f"{path}.hours", f"this session lasts {hours:g} hours")
            followers = self.followers[one.cohort, one.module]
            for row, trainee in enumerate(one.trainees):
                _refuse_unless(
                    trainee in followers, f"{path}.trainees[{row}]", f'"{trainee}" does not follow the module'
                )


def fixed_label(one: Session) -> str:
    """How the reasons of a conflict name a fixed session."""
    return f"fixed:{one.cohort}:{one.module}:{one.group}:{one.number}"


def exactly(value: float) -> Fraction:
    """A decimal number as it is written, rather than as the machine stores it."""
    return Fraction(Decimal(repr(value)))


def _refuse_unless(holds: bool, path: str, message: str) -> None:
    if not holds:
        raise WrongProblem(path, message)


def _refuse_beyond(value: float, path: str) -> None:
    _refuse_unless(0 <= value <= LARGEST, path, "must be a number from 0 to 1e6")


def _refuse_repeated(values: Iterable[object], path: str) -> None:
    seen: set[object] = set()
    for rank, value in enumerate(values):
        _refuse_unless(value not in seen, path.format(rank), f'"{value}" is given twice')
        seen.add(value)


def _refuse_unknown(names: Sequence[str], known: Iterable[str], path: str, what: str) -> None:
    there = frozenset(known)
    for rank, name in enumerate(names):
        _refuse_unless(name in there, path.format(rank), f'no {what} "{name}"')
