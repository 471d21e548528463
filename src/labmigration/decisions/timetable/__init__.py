"""The timetable: who is taught what, when, by whom and where, at the lowest cost, with a proven bound.

Screens call:

- `solve(problem, time_limit=…, on_progress=…, should_stop=…)` → `Plan`. `on_progress(Progress)` hears the best cost so
  far and the bound, `should_stop()` returning True ends the search with the best there is; both are called from the
  calling thread, several times a second. `Stopped` is raised where nothing is found yet. `Plan.conflict` tells why
  nothing is possible: `words`, or `why_impossible(problem, conflict.minimal, names)` for sentences to translate.
- `check(problem, sessions)` → breaches of a timetable, changed by hand perhaps; `what_breaks(breach, names)` is a
  sentence for each, `cost_of` and `missed_in` tell what it costs. None of these loads the solver.
- To solve again around what is fixed: the same problem with `fixed` (pinned sessions) and `previous` (the timetable
  before, whose sessions then cost `weights.moved` each when they move).
"""

from labmigration.decisions.timetable.check import Breach, Code, check, cost_of, missed_in
from labmigration.decisions.timetable.plan import Conflict, Cost, Missed, Plan, Progress, Status
from labmigration.decisions.timetable.problem import (
    Away,
    Calendar,
    Cohort,
    Module,
    Problem,
    Room,
    Session,
    Trainee,
    Trainer,
    Weights,
    WrongProblem,
)
from labmigration.decisions.timetable.solve import WrongPlan, solve
from labmigration.decisions.timetable.watching import Stopped
from labmigration.decisions.timetable.words import what_breaks, why_impossible

__all__ = [
    "Away", "Breach", "Calendar", "Code", "Cohort", "Conflict", "Cost", "Missed", "Module", "Plan", "Problem",
    "Progress", "Room", "Session", "Status", "Stopped", "Trainee", "Trainer", "Weights", "WrongPlan", "WrongProblem",
    "check", "cost_of", "missed_in", "solve", "what_breaks", "why_impossible",
]  # fmt: skip
