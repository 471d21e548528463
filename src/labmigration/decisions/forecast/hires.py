"""After the start: finishing, passing, meeting a household, and staying."""

from dataclasses import dataclass

import numpy as np

from labmigration.decisions.forecast.draws import NEVER, Counts, Draws, Floats
from labmigration.decisions.forecast.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class Hires:
    """Whoever is hired sooner or later: her replication, and when she is hired, leaves, reaches 6 and 18 months.

    Shapes (people hired,); NEVER or later where not. `waited` months between passing and being hired, summed over the
    `hired` before the horizon.
    """

    column: Counts
    at: Floats
    leaves: Floats
    reaches_6: Floats
    reaches_18: Floats
    waited: float
    hired: int


def hires(started: Floats, draws: Draws, problem: Problem) -> Hires:
    """What becomes of whoever starts; `started` by order of leaving the advisor, as the draws are."""
    people = started.shape[0]
    row, column = np.nonzero((draws.luck[:people] < draws.chance) & (started <= problem.months))
    delays = problem.match.mean_months * draws.delays[row, column]
    at = started[row, column] + problem.cohorts.months + delays
    stays = months_stayed(draws.stays[row, column], draws.after_6[column], draws.after_18[column])
    within = at <= problem.months
    return Hires(
        column=column,
        at=at,
        leaves=at + stays,
        reaches_6=np.where(stays >= 6, at + 6, NEVER),
        reaches_18=np.where(stays >= 18, at + 18, NEVER),
        waited=float(delays.sum(where=within)),
        hired=int(within.sum()),
    )


def months_stayed(draw: Floats, after_6: Floats, after_18: Floats) -> Floats:
    """How long a job lasts, from exponential draws of mean 1: the shares given stay after 6 and after 18 months.

    Between, people leave at a steady monthly rate: one up to 6 months, another from then on, after 18 too. Nothing is
    known of the true shape; a share of 0 empties its stretch at its beginning.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = -np.log(after_6), -np.log(after_18 / after_6)
        early = 6 * draw / first
        late = np.where(second > 0, 6 + 12 * (draw - first) / second, np.inf)
    return np.where(draw < first, early, late)
