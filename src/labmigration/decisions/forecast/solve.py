"""The whole forecast: every block of replications through every step, then what it would take."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from labmigration.decisions.forecast.cohorts import start_cohorts
from labmigration.decisions.forecast.draws import Floats, blocks, draw
from labmigration.decisions.forecast.hires import Hires, hires
from labmigration.decisions.forecast.interviews import interviews
from labmigration.decisions.forecast.months import KINDS, Spread, Tally, all_up_to, spreads, up_to
from labmigration.decisions.forecast.problem import Problem
from labmigration.decisions.forecast.sizing import BUSIEST, Needed, needed


@dataclass(frozen=True, slots=True)
class Waits:
    """Mean months per person who passed the step; None where nobody did."""

    advisor: float | None
    cohort: float | None
    room: float | None
    match: float | None


@dataclass(frozen=True, slots=True)
class Utilisation:
    """Shares of capacity used, from the empty start to the horizon."""

    advisors: float
    rooms: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """`by_month` has the KINDS. `bottleneck`: the resource (`advisors`, `rooms`) most used if at BUSIEST or above;
    otherwise the step (`advisor`, `cohort`, `room`, `match`) at which people wait longest; None where nobody comes.
    """

    by_month: Mapping[str, tuple[Spread, ...]]
    waits: Waits
    utilisation: Utilisation
    bottleneck: str | None
    needed: Needed


def solve(problem: Problem, *, seed: int) -> Forecast:
    """Simulate; the same problem and seed give the same numbers."""
    tallies: dict[str, list[Tally]] = {kind: [] for kind in KINDS}
    months: dict[str, float] = defaultdict(float)
    people: dict[str, int] = defaultdict(int)
    for block, replications in enumerate(blocks(problem)):
        draws = draw(problem, seed, block, replications)
        seen = interviews(draws.arrivals, draws.interviews, problem.advisors.count, problem.months)
        started = start_cohorts(seen, draws.tracks, problem.cohorts, problem.months)
        found = hires(started.at, draws, problem)
        _count(tallies, draws.arrivals, started.at, found, problem.months)
        for step, waited, passed in (
            ("advisor", seen.waited, int(seen.counts.sum())),
            ("cohort", started.waited_cohort, started.completed),
            ("room", started.waited_room, started.started),
            ("match", found.waited, found.hired),
        ):
            months[step] += waited
            people[step] += passed
        months["advisors"] += seen.busy
        months["rooms"] += started.busy
    waits = Waits(**{step: months[step] / people[step] if people[step] else None for step in Waits.__slots__})
    capacity = problem.months * problem.replications
    utilisation = Utilisation(
        months["advisors"] / (problem.advisors.count * capacity), months["rooms"] / (problem.cohorts.rooms * capacity)
    )
    return Forecast(
        by_month=spreads(tallies),
        waits=waits,
        utilisation=utilisation,
        bottleneck=_bottleneck(waits, utilisation),
        needed=needed(problem),
    )


def _count(tallies: Mapping[str, list[Tally]], come: Floats, started: Floats, found: Hires, months: int) -> None:
    """Add one block."""

    def of_hired(moments: Floats) -> Tally:
        return up_to(moments, found.column, months, come.shape[1])

    begun, hired = all_up_to(started, months), of_hired(found.at)
    tallies["started"].append(begun)
    tallies["hired"].append(hired)
    tallies["employed"].append(hired - of_hired(found.leaves))
    tallies["reached_6"].append(of_hired(found.reaches_6))
    tallies["reached_18"].append(of_hired(found.reaches_18))
    tallies["waiting"].append(all_up_to(come, months) - begun)


def _bottleneck(waits: Waits, utilisation: Utilisation) -> str | None:
    if max(utilisation.advisors, utilisation.rooms) >= BUSIEST:
        return "rooms" if utilisation.rooms >= utilisation.advisors else "advisors"
    steps = [(waited, step) for step in Waits.__slots__ if (waited := getattr(waits, step)) is not None]
    return max(steps, key=lambda one: one[0])[1] if steps else None
