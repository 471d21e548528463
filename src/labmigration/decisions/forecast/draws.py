"""All chance of a forecast, drawn before anything happens.

Each purpose has its own stream, told by seed, block and purpose. So another number of advisors or rooms meets the very
same people with the very same luck, and what a slider changes is its effect, not noise.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.forecast.problem import Beta, Problem

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]

# People drawn at once: enough for NumPy to be at its speed, few enough for memory.
BLOCK = 1_000_000
NEVER = 1e300  # a moment that does not come, of which sums and differences stay numbers


class _Purpose(IntEnum):
    ARRIVALS, INTERVIEWS, TRACKS, LUCK, DELAYS, STAYS = range(6)
    ELIGIBLE, ATTENDS, FINISH, PASSES, MATCH, AFTER_6, AFTER_18 = range(6, 13)


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Some replications (columns) and their people (rows), in order of arrival; times in months from the start.

    `arrivals` of eligible people who come, past the horizon too; `interviews` what an advisor spends on each. By order
    of leaving the advisor: `tracks`, `luck` in 0 … 1, `delays` and `stays` as multiples of their means. By replication:
    `chance` of being hired once started, and of staying 6 and 18 months.
    """

    arrivals: Floats
    interviews: Floats
    tracks: Counts
    luck: Floats
    delays: Floats
    stays: Floats
    chance: Floats
    after_6: Floats
    after_18: Floats


def blocks(problem: Problem) -> list[int]:
    """Into how many replications each block is cut, so that it holds some BLOCK people."""
    share = 1.0 if problem.uncertainty.eligible or problem.uncertainty.attends else problem.eligible * problem.attends
    each = max(1, int(BLOCK / (1 + problem.arrivals_a_month * share * problem.months)))
    whole, rest = divmod(problem.replications, each)
    return [each] * whole + ([rest] if rest else [])


def draw(problem: Problem, seed: int, block: int, replications: int) -> Draws:
    """One block; always the same for the same seed and block."""

    def stream(purpose: _Purpose) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(block, purpose))))

    def chance(given: float, beta: Beta | None, purpose: _Purpose) -> Floats:
        if beta is None:
            return np.full(replications, given)
        return stream(purpose).beta(beta.a, beta.b, replications)

    doubt = problem.uncertainty
    comers = problem.arrivals_a_month * (
        chance(problem.eligible, doubt.eligible, _Purpose.ELIGIBLE)
        * chance(problem.attends, doubt.attends, _Purpose.ATTENDS)
    )
    arrivals = _arrivals(comers, problem.months, stream(_Purpose.ARRIVALS))
    shape = arrivals.shape
    after_6 = chance(problem.retention.after_6, doubt.after_6, _Purpose.AFTER_6)
    after_18 = chance(problem.retention.after_18, doubt.after_18, _Purpose.AFTER_18)
    tracks = problem.cohorts.tracks
    return Draws(
        arrivals=arrivals,
        interviews=problem.advisors.months_a_person * stream(_Purpose.INTERVIEWS).standard_exponential(shape),
        tracks=stream(_Purpose.TRACKS).integers(tracks, size=shape) if tracks > 1 else np.zeros(shape, dtype=np.int64),
        luck=stream(_Purpose.LUCK).random(shape),
        delays=stream(_Purpose.DELAYS).standard_exponential(shape),
        stays=stream(_Purpose.STAYS).standard_exponential(shape),
        chance=chance(problem.finish, doubt.finish, _Purpose.FINISH)
        * chance(problem.passes, doubt.passes, _Purpose.PASSES)
        * chance(problem.match.probability, doubt.match, _Purpose.MATCH),
        after_6=after_6,
        after_18=np.minimum(after_18, after_6),
    )


def _arrivals(comers: Floats, months: int, stream: np.random.Generator) -> Floats:
    """Poisson arrivals at `comers` a month, one rate per column, until every column is past the horizon."""
    expected = float(comers.max()) * months
    rows = int(expected + 6 * math.sqrt(expected) + 10)
    parts = list(_unit_arrivals(comers, months, rows, stream))
    unit = np.concatenate(parts) if len(parts) > 1 else parts[0]
    return np.asarray(unit / np.maximum(comers, 1 / NEVER))


def _unit_arrivals(comers: Floats, months: int, rows: int, stream: np.random.Generator) -> Iterator[Floats]:
    reached = np.zeros_like(comers)
    while True:
        part = reached + np.cumsum(stream.standard_exponential((rows, comers.size)), axis=0)
        yield part
        reached = part[-1]
        if (reached > comers * months).all():
            return
