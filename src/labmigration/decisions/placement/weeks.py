"""A plan as each worker lives it: days, visits in the order of the clock, hours, journeys."""

import math
from collections.abc import Mapping
from itertools import pairwise

from labmigration.decisions.placement.plan import Day, Stop, Week
from labmigration.decisions.placement.problem import Household, Problem, Worker

_EARTH_KM = 6_371.0
_DIGITS = 6  # of a minute: the last digits of a sine are the processor's own


def weeks_of(problem: Problem, owners: Mapping[str, str]) -> tuple[Week, ...]:
    """One week for each worker, empty ones too. `owners`: household → worker."""
    taken: dict[str, list[Household]] = {}
    for household, worker in owners.items():
        taken.setdefault(worker, []).append(problem.household[household])
    return tuple(_week(problem, worker, taken.get(worker.id, [])) for worker in problem.worker.values())


def _week(problem: Problem, worker: Worker, households: list[Household]) -> Week:
    stops: dict[int, list[Stop]] = {}
    for household in households:
        for day, start, to in household.slots:
            stops.setdefault(day, []).append(Stop(household.id, start, to))
    days = tuple(
        Day(day, tuple(sorted(found, key=lambda stop: (stop.start, stop.to, stop.household))))
        for day, found in sorted(stops.items())
    )
    journeys = sum(_journeys(problem, worker, day) for day in days)
    hours = sum(household.minutes for household in households) / 60
    return Week(worker.id, hours, round(journeys, _DIGITS), days)


def _journeys(problem: Problem, worker: Worker, day: Day) -> float:
    places = [worker.at, *(problem.household[stop.household].at for stop in day.stops), worker.at]
    names = [None, *(stop.household for stop in day.stops), None]
    total = 0.0
    for (one, here), (other, there) in pairwise(zip(names, places, strict=True)):
        if one != other:
            roads = _great_circle(here, there) * problem.rules.detour
            total += roads / worker.travel.kmh * 60 + worker.travel.fixed_min
    return total


def _great_circle(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres, by haversines."""
    latitude, other = math.radians(here[0]), math.radians(there[0])
    across = math.radians(there[1] - here[1])
    half = math.sin((other - latitude) / 2) ** 2 + math.cos(latitude) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
