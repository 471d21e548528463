"""The problem as the solver reads it: half-days numbered in time, courses with their groups, weights in whole numbers.

Everything is sorted by id, so that the order in which things were told changes nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from math import floor, gcd, lcm
from typing import NamedTuple

from labmigration.decisions.timetable.problem import Away, Problem, Session, exactly

DAYS_OF_A_WEEK = 7


class Slot(NamedTuple):
    """An open half-day. `week` counts from 1 at the week of the calendar's first day, Monday to Sunday."""

    day: int
    half: str
    week: int


class Group(NamedTuple):
    """A group of a module in a cohort; `number` counts from 1."""

    cohort: str
    module: str
    number: int


@dataclass(frozen=True, slots=True)
class Course:
    """A module that some of a cohort follow. `larger` of its groups have `least` + 1 trainees, the others `least`."""

    cohort: str
    module: str
    followers: tuple[str, ...]
    groups: tuple[Group, ...]
    sessions: int
    least: int
    larger: int
    #: Session number `sessions` must be the last in time: it is shorter, or the odd one of a module of full days.
    ends_last: bool


class Sitting(NamedTuple):
    """One session of a group: when (its row among the slots) and with whom."""

    slot: int
    trainer: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A timetable but for its rooms and the numbers of its sessions: sittings in time, and who sits in each group."""

    sittings: Mapping[Group, tuple[Sitting, ...]]
    members: Mapping[Group, tuple[str, ...]]


class Case:
    """What the solver needs to know, worked out once.

    Unlimited trainers and rooms, of which only the explanation of a conflict knows, are always there, and may be in
    several places.
    """

    def __init__(
        self,
        problem: Problem,
        unlimited_trainers: Collection[str] = frozenset(),
        unlimited_rooms: Collection[str] = frozenset(),
    ) -> None:
        self.problem = problem
        self.unlimited_trainers, self.unlimited_rooms = frozenset(unlimited_trainers), frozenset(unlimited_rooms)
        calendar = problem.calendar
        halves = sorted(calendar.halves, key=lambda name: calendar.halves[name])
        closed, open_days = frozenset(calendar.closed), frozenset(calendar.days)
        monday = calendar.since - timedelta(days=calendar.since.weekday())
        days = [calendar.since + timedelta(days=rank) for rank in range((calendar.until - calendar.since).days + 1)]
        self.dates = tuple(day for day in days if day.weekday() in open_days and day not in closed)
        self.slots = tuple(
            Slot(rank, half, (day - monday).days // DAYS_OF_A_WEEK + 1)
            for rank, day in enumerate(self.dates)
            for half in halves
        )
        self.row = {(self.dates[slot.day], slot.half): row for row, slot in enumerate(self.slots)}
        self._rooms_for: dict[tuple[str, int], frozenset[str]] = {}
        self.courses = self._courses()
        self.teachers = {
            module: tuple(sorted(trainer.id for trainer in problem.trainers if module in trainer.teaches))
            for module in sorted(problem.module)
        }
        self.trainer_away = {
            one.id: frozenset() if one.id in self.unlimited_trainers else self._rows(one.away)
            for one in problem.trainers
        }
        self.trainer_limit = {one.id: one.max_halves_a_week for one in problem.trainers}
        self.room_away = {
            one.id: frozenset() if one.id in self.unlimited_rooms else self._rows(one.away) for one in problem.rooms
        }
        self.trainee_away = {one.id: self._rows(one.away) for cohort in problem.cohorts for one in cohort.trainees}
        self.fixed = _by_group(problem.fixed)
        self.previous = {
            group: sessions for group, sessions in _by_group(problem.previous).items() if group in self.group
        }

    @cached_property
    def cohorts(self) -> tuple[str, ...]:
        """Ids of the cohorts that have courses."""
        return tuple(sorted(self.of_cohort))

    @cached_property
    def of_cohort(self) -> Mapping[str, tuple[Course, ...]]:
        """The courses of each cohort."""
        found: dict[str, list[Course]] = {}
        for course in self.courses:
            found.setdefault(course.cohort, []).append(course)
        return {cohort: tuple(courses) for cohort, courses in found.items()}

    @cached_property
    def group(self) -> Mapping[Group, Course]:
        """The course of every group."""
        return {group: course for course in self.courses for group in course.groups}

    @cached_property
    def weeks(self) -> Mapping[int, tuple[int, ...]]:
        """The rows of each week's slots."""
        found: dict[int, list[int]] = {}
        for row, slot in enumerate(self.slots):
            found.setdefault(slot.week, []).append(row)
        return {week: tuple(rows) for week, rows in found.items()}

    @cached_property
    def days(self) -> tuple[tuple[int, ...], ...]:
        """The rows of each day's slots."""
        width = len(self.problem.calendar.halves)
        return tuple(tuple(range(start, start + width)) for start in range(0, len(self.slots), width))

    @cached_property
    def unit(self) -> Fraction:
        """What 1 stands for in `weights`."""
        weights = self.problem.weights
        told = [exactly(getattr(weights, name)) for name in _WEIGHTS]
        over = lcm(*(one.denominator for one in told))
        return Fraction(gcd(*(int(one * over) for one in told)) or 1, over)

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """The weights as whole numbers of `unit`."""
        return {name: int(exactly(getattr(self.problem.weights, name)) / self.unit) for name in _WEIGHTS}

    def rooms_for(self, module: str, size: int) -> frozenset[str]:
        """Rooms of the right kind with the seats, whenever they are free."""
        if (module, size) not in self._rooms_for:
            kinds, rooms = self.problem.module[module].room_kinds, self.problem.rooms
            able = [room.id for room in rooms if room.seats >= size and (not kinds or room.kind in kinds)]
            self._rooms_for[module, size] = frozenset(able)
        return self._rooms_for[module, size]

    @cached_property
    def most_missed(self) -> Mapping[str, int]:
        """How many of her halves each trainee may miss."""
        halves: Counter[str] = Counter()
        for course in self.courses:
            for name in course.followers:
                halves[name] += course.sessions
        share = exactly(self.problem.max_missed_share)
        return {name: floor(share * count) for name, count in halves.items()}

    @cached_property
    def fixed_rooms(self) -> Mapping[int, frozenset[str]]:
        """The rooms that fixed sessions take, by row; unlimited ones have room for more."""
        found: dict[int, set[str]] = {}
        for session in self.problem.fixed:
            row = self.row.get((session.date, session.half))
            if row is not None and session.room not in self.unlimited_rooms:
                found.setdefault(row, set()).add(session.room)
        return {row: frozenset(rooms) for row, rooms in found.items()}

    def _courses(self) -> tuple[Course, ...]:
        found = []
        for (cohort, name), followers in self.problem.followers.items():
            module, count = self.problem.module[name], self.problem.groups_of(cohort, name)
            sessions = self.problem.sessions_of(module)
            shorter = exactly(module.hours) != sessions * self.problem.half_hours
            found.append(
                Course(
                    cohort,
                    name,
                    followers,
                    tuple(Group(cohort, name, number) for number in range(1, count + 1)),
                    sessions,
                    len(followers) // count,
                    len(followers) % count,
                    shorter or (module.full_days and sessions % 2 == 1),
                )
            )
        return tuple(found)

    def _rows(self, away: Iterable[Away]) -> frozenset[int]:
        return frozenset(self.row[one] for one in away if one in self.row)


_WEIGHTS = ("missed", "half_day", "trainer_change", "week", "moved")


def _by_group(sessions: tuple[Session, ...]) -> dict[Group, tuple[Session, ...]]:
    found: dict[Group, list[Session]] = {}
    for one in sorted(sessions, key=lambda one: (one.cohort, one.module, one.group, one.number)):
        found.setdefault(Group(one.cohort, one.module, one.group), []).append(one)
    return {group: tuple(ones) for group, ones in found.items()}
