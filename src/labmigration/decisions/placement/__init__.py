"""Weeks composed from whole household needs: the best plan with a proven bound, its reasons, who fits whom."""

from labmigration.decisions.placement.check import WrongPlan, mistakes, refuse_wrong
from labmigration.decisions.placement.explain import WEEK_OBSTACLES, Hindrance, WeekObstacle, hindrances
from labmigration.decisions.placement.forced import Forced, if_forced
from labmigration.decisions.placement.needs import Needs, RowsById, Weeks, unit_vectors
from labmigration.decisions.placement.one_to_one import Matching, match_one_to_one
from labmigration.decisions.placement.pairs import OBSTACLES, Obstacle, Territory
from labmigration.decisions.placement.plan import (
    Day,
    ImpossiblePin,
    Placed,
    Plan,
    Reason,
    Status,
    Stop,
    Unplaced,
    Week,
)
from labmigration.decisions.placement.problem import (
    NO_WISH,
    Household,
    Pair,
    Problem,
    Rules,
    Slot,
    Travel,
    Worker,
    WrongProblem,
)
from labmigration.decisions.placement.rank import Ranked, Ranking, nearest_workers, rank_households, rank_workers
from labmigration.decisions.placement.solve import Progress, solve

__all__ = [
    "NO_WISH", "OBSTACLES", "WEEK_OBSTACLES", "Day", "Forced", "Hindrance", "Household", "ImpossiblePin", "Matching",
    "Needs", "Obstacle", "Pair", "Placed", "Plan", "Problem", "Progress", "Ranked", "Ranking", "Reason", "RowsById",
    "Rules", "Slot", "Status", "Stop", "Territory", "Travel", "Unplaced", "Week", "WeekObstacle", "Weeks", "Worker",
    "WrongPlan", "WrongProblem", "hindrances", "if_forced", "match_one_to_one", "mistakes", "nearest_workers",
    "rank_households", "rank_workers", "refuse_wrong", "solve", "unit_vectors",
]  # fmt: skip
