"""What it would take: advisors and rooms for the people who come, in the long run.

Not read off the simulated months: a room that stands empty until the first cohort is complete would look spare, and a
territory sized by it would fall behind for ever after.
"""

import math
from dataclasses import dataclass

from labmigration.decisions.forecast.problem import Problem

BUSIEST = 0.9  # from this share of its capacity on, a resource holds people up
_NOISE = 1e-9  # a load of 0.9 to the last bits is not under 0.9


@dataclass(frozen=True, slots=True)
class Needed:
    """The smallest number of each whose long-run utilisation stays under BUSIEST."""

    advisors: int
    rooms: int


def needed(problem: Problem) -> Needed:
    """For the chances given (not the uncertain ones), and for rooms with advisors enough."""
    cohorts = problem.cohorts
    interviewed = problem.comers_a_month * problem.advisors.months_a_person
    trained = problem.comers_a_month * cohorts.months / people_a_cohort(problem)
    return Needed(_smallest(interviewed), _smallest(trained))


def people_a_cohort(problem: Problem) -> float:
    """Mean size at the start where a room is always free: `start_with`, or fewer where the first person's maximum wait
    ends sooner. People come to the line of a track at random (who leave a queue with exponential times come as evenly
    as who joined it: Burke 1956), so those who follow the first within the wait are Poisson.
    """
    rules = problem.cohorts
    if rules.max_wait_months is None:
        return rules.start_with
    mean = problem.comers_a_month / rules.tracks * rules.max_wait_months
    chance = math.exp(-mean)
    at_most, size = 0.0, 1.0
    for others in range(1, rules.start_with):
        at_most += chance
        chance *= mean / others
        size += max(0.0, 1 - at_most)  # the chance that at least so many follow
    return size


def _smallest(load: float) -> int:
    """The smallest whole number, at least 1, of which the load is a share under BUSIEST."""
    return int(load / BUSIEST * (1 + _NOISE)) + 1
