"""A proven floor under the cost of one cohort, and a guide to what it could do.

A relaxation: modules that the same people follow are one, as long as the sum of their sessions, and any trainer who is
free may teach. What such a merged module must come after or before is kept as a count of sessions. Solved in a second
or less, it says nearly all: what a cohort costs is decided by the halves it uses, hardly by what is taught at which.
"""

from collections.abc import Collection, Mapping

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course, Group
from labmigration.decisions.timetable.people import Cliques, Members, count_missed, fill, keep_apart
from labmigration.decisions.timetable.sittings import Seating
from labmigration.decisions.timetable.staying import stay
from labmigration.decisions.timetable.taken import Taken
from labmigration.decisions.timetable.weeks import Busy, busy_halves, count_half_days, count_weeks


class Relaxation:
    """The board of one cohort beside what is taken, and the halves it uses.

    `for_each_a_trainer`: of each module, some trainer must be free at enough of the halves used to hold it alone. Then
    it is a better guide, and no floor any more.
    """

    def __init__(self, case: Case, cohort: str, taken: Taken, *, for_each_a_trainer: bool = False) -> None:
        self.case = case
        self._for_each_a_trainer = for_each_a_trainer
        self.board = Board()
        self.members = Members()
        self.courses: list[Course] = []
        #: For every module, the course that stands for it here.
        self.stands_for: dict[str, Course] = {}
        self._seating = Seating(self.board, case, taken, "freed")
        self.sittings = self._seating.found
        originals = case.of_cohort[cohort]
        for number, alike in enumerate(_merged(case, originals)):
            course = self._seat(alike[0] if len(alike) == 1 else _one_of(number, alike), alike)
            self.courses.append(course)
            self.stands_for.update(dict.fromkeys((one.module for one in alike), course))
            fill(self.board, case, course, self.members)
        cliques = Cliques(self.courses)
        self.busy: Busy = busy_halves(self.board, case, cliques, self.sittings)
        keep_apart(self.board, self.courses, cliques, self.sittings, self.members)
        count_weeks(self.board, case, cohort, self.busy)
        count_half_days(self.board, case, self.busy)
        count_missed(self.board, case, self.courses, self.sittings, self.members)
        self._order({course.module: course for course in originals})

    def _seat(self, course: Course, alike: Collection[Course]) -> Course:
        for group in course.groups:
            if len(alike) == 1:
                self._seating.seat(course, group, True)
                stay(self.board, self.case, course, group, self.sittings.at[group], ends_last=course.ends_last)
        if len(alike) > 1:
            (group,) = course.groups
            able = {one: self._seating.able(one, one.groups[0]) for one in alike}
            rows = sorted({row for those in able.values() for row in those})
            sits = self.sittings.at[group] = {row: self.board.new() for row in rows}
            self.board.cp.add(cp_model.LinearExpr.sum(list(sits.values())) == course.sessions)
            if self._for_each_a_trainer:
                self._hold_alone(able, sits)
            for one, those in able.items():
                hers = {row: sits[row] for row in those}
                stay(self.board, self.case, one, one.groups[0], hers, ends_last=False)
        return course

    def _hold_alone(self, able: Mapping[Course, Mapping[int, Collection[str]]], sits: Mapping[int, Var]) -> None:
        free: dict[str, set[int]] = {}
        holds: dict[str, list[tuple[Var, int]]] = {}
        for course, rows in able.items():
            names = sorted({name for those in rows.values() for name in those})
            chosen = [self.board.new() for _ in names]
            self.board.cp.add_exactly_one(chosen)
            for name, var in zip(names, chosen, strict=True):
                holds.setdefault(name, []).append((var, course.sessions))
                free.setdefault(name, set()).update(row for row, those in rows.items() if name in those)
        for name, those in holds.items():
            chosen, counts = [var for var, _ in those], [count for _, count in those]
            hers = cp_model.LinearExpr.sum([sits[row] for row in sorted(free[name])])
            self.board.cp.add(hers >= cp_model.LinearExpr.weighted_sum(chosen, counts))

    def _order(self, of_module: Mapping[str, Course]) -> None:
        before = {name: _ancestors(self.case, of_module, name) for name in of_module}
        for course in self.courses:
            if course.module in of_module:  # not merged
                after = [other for other in of_module if course.module in before[other]]
                self._count(course, [of_module[name] for name in sorted(before[course.module])], later=False)
                self._count(course, [of_module[name] for name in sorted(after)], later=True)

    def _count(self, course: Course, others: Collection[Course], *, later: bool) -> None:
        """Before each of its sessions (after, where `later`), as many as the others have come to in each course."""
        counts: dict[Group, int] = {}
        for other in others:
            for group in self.stands_for[other.module].groups:
                counts[group] = counts.get(group, 0) + other.sessions
        for group in course.groups:
            sits = self.sittings.at[group]
            for holder, count in counts.items():
                self._after_so_many(sits, self.sittings.at[holder], count, later)

    def _after_so_many(self, sits: Mapping[int, Var], there: Mapping[int, Var], count: int, later: bool) -> None:
        begun: Var | None = None
        so_far: list[Var] = []
        waiting = sorted(there, reverse=not later)
        for row in sorted(sits, reverse=later):
            while waiting and (waiting[-1] > row if later else waiting[-1] < row):
                so_far.append(there[waiting.pop()])
            then = self.board.new()
            self.board.cp.add_implication(sits[row], then)
            if begun is not None:
                self.board.cp.add_implication(begun, then)
            self.board.cp.add(cp_model.LinearExpr.sum(so_far) >= count * then)
            begun = then


def _merged(case: Case, courses: Collection[Course]) -> list[list[Course]]:
    """Courses of one group that the same people follow together, unless more is asked of them."""
    found: dict[object, list[Course]] = {}
    for course in courses:
        several, full = len(course.groups) > 1, case.problem.module[course.module].full_days
        apart = several or full or course.groups[0] in case.fixed
        found.setdefault(course.module if apart else course.followers, []).append(course)
    return list(found.values())


def _one_of(number: int, alike: Collection[Course]) -> Course:
    first, *_others = alike
    name = f"\0{number}"  # no module's
    group = Group(first.cohort, name, 1)
    return Course(
        first.cohort, name, first.followers, (group,), sum(one.sessions for one in alike), first.least, 0, False
    )


def _ancestors(case: Case, of_module: Mapping[str, Course], name: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for required in case.problem.module[waiting.pop()].requires:
            if required in of_module and required not in found:
                found.add(required)
                waiting.append(required)
    return frozenset(found)
