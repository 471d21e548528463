"""Does a timetable keep every rule? Written from the contract alone: it shares no code with what makes timetables.

It runs on every plan before anybody sees it, and on what a coordinator moves by hand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Literal

from labmigration.decisions.timetable.plan import Cost, Missed
from labmigration.decisions.timetable.problem import Module, Problem, Session

Code = Literal[
    "closed",
    "sessions_missing",
    "wrong_groups",
    "wrong_hours",
    "wrong_people",
    "person_twice",
    "trainer_twice",
    "room_twice",
    "trainer_cannot",
    "trainer_away",
    "room_kind",
    "room_seats",
    "room_away",
    "too_early",
    "module_week",
    "cohort_week",
    "trainer_week",
    "half_of_a_day",
    "misses_too_much",
    "fixed_moved",
]


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that doesn't hold, the sessions in which it shows, and of whom or what: a trainer, a room, a trainee …

    `limit`: what a weekly limit or a share of absences allows. `cohort` is told where there may be no session to tell.
    """

    code: Code
    sessions: tuple[Session, ...]
    of: str = ""
    limit: int = 0
    cohort: str = ""


def check(problem: Problem, sessions: Iterable[Session]) -> tuple[Breach, ...]:
    """Every rule that the timetable breaks; none where it keeps them all."""
    told = sorted(sessions, key=lambda one: (one.cohort, one.module, one.group, one.number))
    return tuple(_Checker(problem, told).breaches())


def missed_in(problem: Problem, sessions: Iterable[Session]) -> tuple[Missed, ...]:
    """What the trainees miss, sorted."""
    away = {one.id: set(one.away) for cohort in problem.cohorts for one in cohort.trainees}
    found = [
        Missed(name, one.module, one.date, one.half)
        for one in sessions
        for name in one.trainees
        if (one.date, one.half) in away[name]
    ]
    return tuple(sorted(found, key=lambda one: (one.trainee, one.module, one.date, one.half)))


def cost_of(problem: Problem, sessions: Sequence[Session]) -> Cost:
    """What a timetable costs, each part with its weight."""
    weights = problem.weights
    halves: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    trainers: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    last: Counter[str] = Counter()
    for one in sessions:
        halves[one.cohort, one.date].add(one.half)
        trainers[one.cohort, one.module, one.group].add(one.trainer)
        last[one.cohort] = max(last[one.cohort], 1 + (_monday(one.date) - _monday(problem.calendar.since)).days // 7)
    before = {_name(one): (one.date, one.half) for one in problem.previous}
    counts = {
        "missed": len(missed_in(problem, sessions)),
        "half_day": sum(len(used) == 1 for used in halves.values()),
        "trainer_change": sum(len(those) - 1 for those in trainers.values()),
        "week": sum(last.values()),
        "moved": sum(before.get(_name(one), (one.date, one.half)) != (one.date, one.half) for one in sessions),
    }
    parts = {name: _decimal(getattr(weights, name)) * count for name, count in counts.items()}
    return Cost(total=float(sum(parts.values())), **{name: float(part) for name, part in parts.items()})


class _Checker:
    def __init__(self, problem: Problem, sessions: Sequence[Session]) -> None:
        self.problem, self.sessions = problem, sessions
        self.length = min(Fraction(end - start, 60) for start, end in problem.calendar.halves.values())
        self.modules = {one.id: one for one in problem.modules}
        self.trainers = {one.id: one for one in problem.trainers}
        self.rooms = {one.id: one for one in problem.rooms}
        self.by_group: defaultdict[tuple[str, str, int], list[Session]] = defaultdict(list)
        for one in sessions:
            self.by_group[one.cohort, one.module, one.group].append(one)

    def breaches(self) -> Iterator[Breach]:
        yield from self._places()
        yield from self._one_place()
        yield from self._numbers()
        yield from self._people()
        yield from self._order()
        yield from self._weeks()
        yield from self._full_days()
        yield from self._missed()
        standing = {_name(one): one for one in self.sessions}
        for one in self.problem.fixed:
            now = standing.get(_name(one))
            if now is None or not _same(now, one):
                yield Breach("fixed_moved", (one,))

    def _places(self) -> Iterator[Breach]:
        calendar = self.problem.calendar
        for one in self.sessions:
            inside = calendar.since <= one.date <= calendar.until and one.date.weekday() in calendar.days
            if not inside or one.date in calendar.closed or one.half not in calendar.halves:
                yield Breach("closed", (one,))
            trainer, room = self.trainers[one.trainer], self.rooms[one.room]
            when, kinds = (one.date, one.half), self.modules[one.module].room_kinds
            if one.module not in trainer.teaches:
                yield Breach("trainer_cannot", (one,), trainer.id)
            if when in trainer.away:
                yield Breach("trainer_away", (one,), trainer.id)
            if kinds and room.kind not in kinds:
                yield Breach("room_kind", (one,), room.id)
            if room.seats < len(one.trainees):
                yield Breach("room_seats", (one,), room.id)
            if when in room.away:
                yield Breach("room_away", (one,), room.id)

    def _one_place(self) -> Iterator[Breach]:
        codes: tuple[tuple[Code, str], ...] = (("trainer_twice", "trainer"), ("room_twice", "room"))
        for code, field in codes:
            seen: defaultdict[tuple[str, date, str], list[Session]] = defaultdict(list)
            for one in self.sessions:
                seen[getattr(one, field), one.date, one.half].append(one)
            for (name, _day, _half), those in sorted(seen.items()):
                if len(those) > 1:
                    yield Breach(code, tuple(those), name)
        together: defaultdict[tuple[str, date, str], list[Session]] = defaultdict(list)
        for one in self.sessions:
            together[one.cohort, one.date, one.half].append(one)
        for those in together.values():
            for first, second in combinations(those, 2):
                for name in sorted(set(first.trainees) & set(second.trainees)):
                    yield Breach("person_twice", (first, second), name)

    def _numbers(self) -> Iterator[Breach]:
        """How many sessions, of how many hours, the shorter one last in time."""
        for cohort, module, groups, _followers in self._demand():
            hours = _decimal(module.hours)
            count = ceil(hours / self.length)
            for group in range(1, groups + 1):
                those = self.by_group.get((cohort, module.id, group), [])
                if [one.number for one in those] != list(range(1, count + 1)):
                    yield Breach("sessions_missing", tuple(those), module.id, count, cohort)
                    continue
                for one in those:
                    due = self.length if one.number < count else hours - (count - 1) * self.length
                    if abs(one.hours - float(due)) > 1e-6:
                        yield Breach("wrong_hours", (one,))
                shorter = hours != count * self.length
                if shorter and max(those, key=self._when).number != count:
                    yield Breach("wrong_hours", (those[-1],))
        expected = {(cohort, module.id, group) for cohort, module, n, _ in self._demand() for group in range(1, n + 1)}
        for key, those in self.by_group.items():
            if key not in expected:
                yield Breach("wrong_groups", tuple(those), key[1], cohort=key[0])

    def _people(self) -> Iterator[Breach]:
        """Everybody who follows a module is in one group of it, the same through the module, as even as can be."""
        for cohort, module, groups, followers in self._demand():
            inside: list[str] = []
            sizes = []
            those: list[Session] = []
            for group in range(1, groups + 1):
                sessions = self.by_group.get((cohort, module.id, group), [])
                those += sessions
                if len({tuple(sorted(one.trainees)) for one in sessions}) > 1:
                    yield Breach("wrong_people", tuple(sessions), module.id, cohort=cohort)
                if sessions:
                    inside += sessions[0].trainees
                    sizes.append(len(sessions[0].trainees))
            if sorted(inside) != sorted(followers) or max(sizes, default=0) - min(sizes, default=0) > 1:
                yield Breach("wrong_people", tuple(those), module.id, cohort=cohort)

    def _demand(self) -> Iterator[tuple[str, Module, int, list[str]]]:
        for cohort in self.problem.cohorts:
            for name in cohort.modules:
                followers = [one.id for one in cohort.trainees if one.modules is None or name in one.modules]
                most = self.modules[name].group_max
                if followers:
                    yield cohort.id, self.modules[name], 1 if most is None else ceil(len(followers) / most), followers

    def _order(self) -> Iterator[Breach]:
        of_module: defaultdict[tuple[str, str], list[Session]] = defaultdict(list)
        for one in self.sessions:
            of_module[one.cohort, one.module].append(one)
        for (cohort, name), those in of_module.items():
            first = min(those, key=self._when)
            for required in self.modules[name].requires:
                before = of_module.get((cohort, required), [])
                last = max(before, key=self._when, default=None)
                if last is not None and self._when(last) >= self._when(first):
                    yield Breach("too_early", (first, last), required)

    def _weeks(self) -> Iterator[Breach]:
        def by_week(those: Iterable[Session]) -> dict[date, list[Session]]:
            found: defaultdict[date, list[Session]] = defaultdict(list)
            for one in those:
                found[_monday(one.date)].append(one)
            return found

        for (_cohort, name, _group), those in self.by_group.items():
            most = self.modules[name].max_halves_a_week
            for week in by_week(those).values():
                if most is not None and len({(one.date, one.half) for one in week}) > most:
                    yield Breach("module_week", tuple(week), name, most)
        for cohort in self.problem.cohorts:
            for week in by_week(one for one in self.sessions if one.cohort == cohort.id).values():
                if len({(one.date, one.half) for one in week}) > cohort.max_halves_a_week:
                    yield Breach("cohort_week", tuple(week), cohort.id, cohort.max_halves_a_week)
        for trainer in self.problem.trainers:
            if trainer.max_halves_a_week is not None:
                for week in by_week(one for one in self.sessions if one.trainer == trainer.id).values():
                    if len({(one.date, one.half) for one in week}) > trainer.max_halves_a_week:
                        yield Breach("trainer_week", tuple(week), trainer.id, trainer.max_halves_a_week)

    def _full_days(self) -> Iterator[Breach]:
        for (_cohort, name, _group), those in self.by_group.items():
            if self.modules[name].full_days:
                days = Counter(one.date for one in those)
                alone = [one for one in those if days[one.date] == 1]
                last = max(those, key=self._when)
                if len(alone) != len(those) % 2 or any(one != last for one in alone):
                    yield Breach("half_of_a_day", tuple(alone or those), name)

    def _missed(self) -> Iterator[Breach]:
        share = _decimal(self.problem.max_missed_share)
        for cohort in self.problem.cohorts:
            hers: defaultdict[str, list[Session]] = defaultdict(list)
            for one in self.sessions:
                if one.cohort == cohort.id:
                    for name in one.trainees:
                        hers[name].append(one)
            for trainee in cohort.trainees:
                away = set(trainee.away)
                lost = [one for one in hers[trainee.id] if (one.date, one.half) in away]
                most = floor(share * len(hers[trainee.id]))
                if len(lost) > most:
                    yield Breach("misses_too_much", tuple(lost), trainee.id, most)

    def _when(self, one: Session) -> tuple[date, int]:
        return one.date, self.problem.calendar.halves[one.half][0]


def _name(one: Session) -> tuple[str, str, int, int]:
    return one.cohort, one.module, one.group, one.number


def _same(now: Session, fixed: Session) -> bool:
    place = (now.date, now.half, now.trainer, now.room) == (fixed.date, fixed.half, fixed.trainer, fixed.room)
    return place and sorted(now.trainees) == sorted(fixed.trainees)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _decimal(value: float) -> Fraction:
    return Fraction(repr(value))
