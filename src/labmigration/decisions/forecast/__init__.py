"""The forecast engine: the flow of a territory, simulated from referral to staying in the job.

problem (what is asked, validated) → draws (all chance, drawn first) → interviews (the advisors' queue) → cohorts
(groups and rooms) → hires (training, match, staying) → months (counted by month) → solve (the whole); besides, sizing
(what it would take).
"""

from labmigration.decisions.forecast.months import Spread
from labmigration.decisions.forecast.problem import (
    Advisors,
    Beta,
    Cohorts,
    Match,
    Problem,
    Retention,
    Uncertainty,
    WrongProblem,
)
from labmigration.decisions.forecast.sizing import Needed
from labmigration.decisions.forecast.solve import Forecast, Utilisation, Waits, solve

__all__ = [
    "Advisors",
    "Beta",
    "Cohorts",
    "Forecast",
    "Match",
    "Needed",
    "Problem",
    "Retention",
    "Spread",
    "Uncertainty",
    "Utilisation",
    "Waits",
    "WrongProblem",
    "solve",
]
