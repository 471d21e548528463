"""The best timetable that the search finds, checked; or why there is none.

OR-Tools is imported at the first search: whoever only checks a timetable doesn't wait for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from labmigration.decisions.timetable.case import Case
from labmigration.decisions.timetable.check import check, cost_of, missed_in
from labmigration.decisions.timetable.plan import Plan, Progress
from labmigration.decisions.timetable.problem import Problem
from labmigration.decisions.timetable.watching import watched

if TYPE_CHECKING:
    from labmigration.decisions.timetable.budget import Budget


class WrongPlan(Exception):
    """The checker refuses what the search has made: a mistake of this program, which nobody must be given."""


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    time_limit: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The cheapest timetable that the search finds, or `impossible` with the reasons.

    Time limit in seconds, None for none: then the search ends when it has a proof or finds nothing better for long. It
    never ends before it has a timetable or knows that there is none. Both functions are called from this thread,
    several times a second, and must be quick: `on_progress` with every better timetable, `should_stop` to end the
    search with the best there is. Raises `Stopped` where there is none yet.
    """
    from labmigration.decisions.timetable.budget import Budget

    budget = Budget(seed, time_limit)
    if on_progress is None and should_stop is None:
        return _solved(problem, budget, None)
    return watched(lambda tell: _solved(problem, budget, tell), budget.stop, on_progress, should_stop)


def _solved(problem: Problem, budget: "Budget", tell: Callable[[Progress], None] | None) -> Plan:
    from labmigration.decisions.timetable.conflict import conflict
    from labmigration.decisions.timetable.search import Impossible
    from labmigration.decisions.timetable.whole_search import searched

    case = Case(problem)
    try:
        found = searched(case, budget, tell)
    except Impossible as impossible:
        return Plan("impossible", conflict=conflict(problem, budget, impossible.cohorts))
    breaches = check(problem, found.sessions)
    if breaches:
        raise WrongPlan(f"{breaches[0].code}: {breaches[0].sessions[:2]} {breaches[0].of}")
    cost = cost_of(problem, found.sessions)
    told = float(case.unit * found.cost)
    if abs(cost.total - told) > 1e-6 * max(1.0, told):
        raise WrongPlan(f"it costs {cost.total}, not {told}")
    missed = missed_in(problem, found.sessions)
    if found.floor >= found.cost:
        return Plan("optimal", cost, cost.total, found.sessions, missed)
    return Plan("feasible", cost, float(case.unit * found.floor), found.sessions, missed)
