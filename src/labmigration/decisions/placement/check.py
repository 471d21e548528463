"""An independent look at a plan: every rule of the contract counted again from the problem alone.

Shares no code with what composes plans: distances by haversines, one pair after another. A plan that breaks a rule is
never given out.
"""

import math
from collections import Counter
from collections.abc import Iterator

from labmigration.decisions.placement.plan import Plan
from labmigration.decisions.placement.problem import Household, Problem, Worker

_HAIR = 1e-6  # minutes: two ways to compute a distance differ in their last digits


class WrongPlan(AssertionError):
    """The plan breaks its own rules: a mistake of ours, never of the input."""


def refuse_wrong(problem: Problem, plan: Plan) -> Plan:
    """The plan itself; raises WrongPlan where `mistakes` finds any."""
    found = mistakes(problem, plan)
    if found:
        raise WrongPlan("; ".join(found))
    return plan


def mistakes(problem: Problem, plan: Plan) -> list[str]:
    """Every rule broken, in English, for us; empty where all hold."""
    return list(_mistakes(problem, plan))


def _mistakes(problem: Problem, plan: Plan) -> Iterator[str]:
    workers = {worker.id: worker for worker in problem.workers}
    households = {household.id: household for household in problem.households}
    times = Counter([one.household for one in plan.placed] + [one.household for one in plan.unplaced])
    yield from (f"{name} is told {count} times" for name, count in times.items() if count != 1)
    yield from (f"{name} is not told" for name in households if name not in times)
    if any(name not in households for name in times) or any(one.worker not in workers for one in plan.placed):
        yield "somebody is placed who does not exist"
        return
    taken: dict[str, list[Household]] = {}
    for one in plan.placed:
        worker, household = workers[one.worker], households[one.household]
        yield from _not_able(problem, worker, household)
        worth = _value(problem, worker, household)
        if not worth - 0.5 - _HAIR <= one.value <= worth + 0.5 + _HAIR:
            yield f"{one.worker}, {one.household}: worth {worth}, not {one.value}"
        taken.setdefault(one.worker, []).append(household)
    for name, week in taken.items():
        yield from _bad_week(problem, workers[name], week)
    yield from _bad_totals(plan)
    yield from _bad_pins(problem, plan)
    yield from _bad_stops(plan, households)


def _not_able(problem: Problem, worker: Worker, household: Household) -> Iterator[str]:
    pair = f"{worker.id}, {household.id}"
    if household.occupation not in worker.occupations:
        yield f"{pair}: not the occupation"
    if household.certified_only and household.occupation not in worker.certified:
        yield f"{pair}: not certified"
    for day, start, to in household.slots:
        if not any(day == on and begin <= start and to <= end for on, begin, end in worker.available):
            yield f"{pair}: not available"
    if _journey(problem, worker, worker.at, household.at) > worker.travel.max_min + _HAIR:
        yield f"{pair}: too far"
    if (worker.id, household.id) in set(problem.forbids):
        yield f"{pair}: forbidden"


def _bad_week(problem: Problem, worker: Worker, week: list[Household]) -> Iterator[str]:
    hours = sum(to - start for household in week for _, start, to in household.slots) / 60
    if hours > min(worker.hours_max, problem.rules.weekly_hours_max) + _HAIR:
        yield f"{worker.id}: {hours} hours are too many"
    for rank, one in enumerate(week):
        for other in week[:rank]:
            journey = _journey(problem, worker, one.at, other.at)
            for day, start, to in one.slots:
                for other_day, other_start, other_to in other.slots:
                    before, after = other_start - to, start - other_to
                    if day == other_day and max(before, after) < journey - _HAIR:
                        yield f"{worker.id}: {one.id} and {other.id} clash"


def _bad_totals(plan: Plan) -> Iterator[str]:
    if plan.value != sum(one.value for one in plan.placed):
        yield "the value is not the sum"
    if plan.bound < plan.value:
        yield "the bound is under the value"
    if plan.status == "optimal" and plan.bound != plan.value:
        yield "called optimal without proof"


def _bad_pins(problem: Problem, plan: Plan) -> Iterator[str]:
    owner = {one.household: one.worker for one in plan.placed}
    given_up = {(pin.worker, pin.household) for pin in plan.impossible_pins}
    for worker, household in sorted(set(problem.pins)):
        if (owner.get(household) == worker) == ((worker, household) in given_up):
            yield f"the pin {worker}, {household} is neither kept nor reported, or both"


def _bad_stops(plan: Plan, households: dict[str, Household]) -> Iterator[str]:
    told = Counter(
        (week.worker, stop.household, (day.day, stop.start, stop.to))
        for week in plan.weeks
        for day in week.days
        for stop in day.stops
    )
    due = Counter((one.worker, one.household, slot) for one in plan.placed for slot in households[one.household].slots)
    if told != due:
        yield "the weeks do not show what is placed"


def _value(problem: Problem, worker: Worker, household: Household) -> float:
    """Before rounding."""
    rules = problem.rules
    minutes = _journey(problem, worker, worker.at, household.at)
    wish = problem.preferences.get((worker.id, household.id), 0.5)
    score = rules.preference * wish + rules.nearness * (1 - minutes / 60)
    half_hours = sum(to - start for _, start, to in household.slots) / 30
    return half_hours * (rules.half_hour + rules.score * min(1.0, max(0.0, score)))


def _journey(problem: Problem, worker: Worker, here: tuple[float, float], there: tuple[float, float]) -> float:
    a, b, c, d = (math.radians(angle) for angle in (*here, *there))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    kilometres = 2 * 6_371 * math.atan2(math.sqrt(half), math.sqrt(max(0.0, 1 - half)))
    return kilometres * problem.rules.detour / worker.travel.kmh * 60 + worker.travel.fixed_min
