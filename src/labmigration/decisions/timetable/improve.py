"""Making a timetable better: a few weeks of a cohort at a time, then a cohort, in the end everything at once.

Of many cohorts, first each with the trainers it has (see `anew`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from labmigration.decisions.timetable.anew import Anew
from labmigration.decisions.timetable.replan import FREELY, Found
from labmigration.decisions.timetable.search import Search
from labmigration.decisions.timetable.taken import Taken

WIDTH: Final = 6  # weeks that change at a time
STEP: Final = 3
SMALL: Final = 60_000  # of everything at once: groups × halves × trainers
AT_ONCE: Final = 90.0
#: Of many cohorts: how near to its best each is brought at first, and later; what a round must save to be repeated.
ROUGHLY: Final = 0.1
CLOSELY: Final = 0.02
WORTH_IT: Final = 0.01

Window = tuple[str, tuple[int, ...]]


class Improving:
    """Goes on until nothing that it tries is better. Raises TimeIsUp."""

    def __init__(self, search: Search) -> None:
        self.search, self.case = search, search.case
        #: How often each cohort, and each week of anybody, has changed.
        self._changes: dict[str | int, int] = {}
        self._tried: dict[object, tuple[int, ...]] = {}

    def run(self) -> None:
        """The steps in their order."""
        if self.search.is_many:
            self._many()
            return
        small = self._size() <= SMALL
        while not self._is_best():
            better = self._windows()
            if not self._is_best() and (small or not better):
                better = self._whole_cohorts() or better
            if small or not better:
                break
        if small and not self._is_best():
            self._at_once()

    def _many(self) -> None:
        """Cohort by cohort, with whom it has; then with others too, and a few weeks at a time, as long as that pays."""
        search, anew = self.search, Anew(self.search, self._accept)
        anew.run(self._open(), spare=0, work=FREELY, gap=ROUGHLY, floors=False)
        search.hear_floors()
        while not self._is_best():
            before = search.cost
            anew.run(self._open(), spare=0, work=FREELY, gap=CLOSELY)
            search.floors_meanwhile(len(self.case.cohorts))
            search.hear_floors()
            self._windows()
            if before - search.cost < WORTH_IT * before:
                anew.run(self._open(), spare=1, work=FREELY, gap=CLOSELY)
            if search.cost == before:
                break

    def _is_best(self) -> bool:
        return self.search.cost <= self.search.floor

    def _open(self) -> list[str]:
        """Cohorts that cost more than they must, the worst first."""
        costs, floors = self.search.costs, self.search.floors
        gaps = {
            one: costs[one] - floors[one] for one in costs if one not in self.search.kept or not self.search.is_many
        }
        return sorted((cohort for cohort, gap in gaps.items() if gap > 0), key=lambda cohort: (-gaps[cohort], cohort))

    def _windows(self) -> bool:
        """Once through all weeks of all cohorts; two at a time, where they have neither cohort nor week in common."""
        waiting = [window for cohort in self._open() for window in self._of(cohort)]
        better = False
        while waiting and not self._is_best():
            cohort, weeks = waiting.pop(0)
            both = [(cohort, weeks)]
            for rank, (other, others) in enumerate(waiting):
                if other != cohort and not set(weeks) & set(others):
                    both.append(waiting.pop(rank))
                    break
            for (name, _weeks), found in zip(both, self.search.lanes.map(self._in_window, both), strict=True):
                if found.draft is not None:
                    self._accept(name, found)
                    better = True
        return better

    def _of(self, cohort: str) -> Iterator[Window]:
        weeks = sorted(self.case.weeks)
        for first in range(0, max(len(weeks) - WIDTH, 0) + STEP, STEP):
            yield cohort, tuple(weeks[first : first + WIDTH])

    def _in_window(self, window: Window) -> Found:
        cohort, weeks = window
        search = self.search
        if search.costs[cohort] <= search.floors[cohort] or not self._is_new(window, cohort, weeks):
            return Found()
        taken, floor, cost = search.taken([cohort]), search.floors[cohort], search.costs[cohort]
        return search.planner.window([cohort], taken, search.draft, weeks, floor, cost)

    def _is_new(self, key: object, cohort: str, weeks: Sequence[int]) -> bool:
        """Whether anything that matters has changed since this was tried."""
        keys: list[str | int] = [cohort, *weeks]
        now = tuple(self._changes.get(one, 0) for one in keys)
        if self._tried.get(key) == now:
            return False
        self._tried[key] = now
        return True

    def _whole_cohorts(self) -> bool:
        better = False
        for cohort in self._open():
            if self._is_new(cohort, cohort, sorted(self.case.weeks)):
                search = self.search
                found, _answer = search.planner.freely(
                    [cohort],
                    search.taken([cohort]),
                    search.draft,
                    search.floors[cohort],
                    search.costs[cohort],
                    "one",
                    FREELY,
                )
                if found.draft is not None:
                    self._accept(cohort, found)
                    better = True
        return better

    def _at_once(self) -> None:
        """Everything free: the proof that nothing is better, or something that is."""
        search, every = self.search, self.case.cohorts
        found, answer = search.planner.freely(every, Taken(), search.draft, search.floor, search.cost, "any", AT_ONCE)
        if found.draft is not None:
            search.accept(every, found.draft)
        search.floor_of_all = search.cost if answer.is_final else max(search.floor_of_all, answer.floor)

    def _accept(self, cohort: str, found: Found) -> None:
        assert found.draft is not None
        before = {group: set(self.search.draft.sittings[group]) for group in found.draft.sittings}
        self.search.accept([cohort], found.draft)
        moved = {one.slot for group, ones in found.draft.sittings.items() for one in before[group] ^ set(ones)}
        keys: list[str | int] = [cohort, *sorted({self.case.slots[row].week for row in moved})]
        for key in keys:
            self._changes[key] = self._changes.get(key, 0) + 1

    def _size(self) -> int:
        teachers = self.case.teachers
        groups = sum(len(course.groups) * max(len(teachers[course.module]), 1) for course in self.case.courses)
        return groups * len(self.case.slots)
