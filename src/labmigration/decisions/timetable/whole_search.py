"""The search for a timetable from beginning to end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from labmigration.decisions.timetable.budget import Budget, TimeIsUp
from labmigration.decisions.timetable.case import Case
from labmigration.decisions.timetable.counting import is_overfull
from labmigration.decisions.timetable.improve import Improving
from labmigration.decisions.timetable.plan import Progress
from labmigration.decisions.timetable.problem import Session
from labmigration.decisions.timetable.search import Impossible, Search

LANES: Final = 2  # searches at a time, none of which needs to know of the other


@dataclass(frozen=True, slots=True)
class Result:
    """`cost` and `floor` are in the whole numbers of the case."""

    sessions: tuple[Session, ...]
    cost: int
    floor: int


def searched(case: Case, budget: Budget, tell: Callable[[Progress], None] | None) -> Result:
    """The search from beginning to end. Raises Impossible, Stopped.

    What stands of the timetable before is kept; each cohort left is planned beside those that are planned already; then
    what can be bettered is, of many cohorts one after the other with the trainers it has, of few a few weeks at a time;
    in the end everything at once, where it is small enough for a proof. All of it is decided by the problem and the
    seed; only the time limit may end it early.
    """
    if is_overfull(case):
        raise Impossible(case.cohorts)
    with ThreadPoolExecutor(LANES, "timetable-lane") as lanes:
        search = Search(case, budget, lanes, tell)
        try:
            search.begin()
            Improving(search).run()
        except TimeIsUp:
            search.hear_floors(at_last=True)
        sessions = search.finish()
        return Result(sessions, search.cost, search.floor)
