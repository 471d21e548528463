"""Placement by a second solver, HiGHS through SciPy, on a model written anew from the contract, in plain arithmetic."""

import math
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

_RULES = {"detour": 1.3, "preference": 0.6, "nearness": 0.4, "half_hour": 50, "score": 15, "hours": 40}


def best_value(question: dict[str, Any]) -> int:
    """The value of the best plan; rules as shown, pins left aside."""
    households = {one["id"]: one for one in question["households"]}
    wishes = {(one["worker"], one["household"]): one["score"] for one in question.get("preferences", [])}
    forbidden = {tuple(pair) for pair in question.get("forbids", [])}
    pairs, values = [], []
    for worker in question["workers"]:
        for household in households.values():
            if (worker["id"], household["id"]) not in forbidden and able(worker, household):
                pairs.append((worker, household))
                values.append(value(worker, household, wishes.get((worker["id"], household["id"]), 0.5)))
    if not pairs:
        return 0
    lines, limits = [], []
    for name in households:
        lines.append([household["id"] == name for _, household in pairs])
        limits.append(1)
    for person in question["workers"]:
        lines.append([hours(household) if worker is person else 0 for worker, household in pairs])
        limits.append(min(person["hours_max"], _RULES["hours"]))
    for one, (worker, household) in enumerate(pairs):
        for other in range(one):
            if pairs[other][0] is worker and clash(worker, household, pairs[other][1]):
                lines.append([place in (one, other) for place in range(len(pairs))])
                limits.append(1)
    found = milp(
        -np.array(values, dtype=float),
        constraints=LinearConstraint(np.array(lines, dtype=float), ub=np.array(limits) + 1e-9),
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return round(-found.fun)


def able(worker: dict[str, Any], household: dict[str, Any]) -> bool:
    """By every rule but the ban."""
    trade = household["occupation"]
    return (
        trade in worker["occupations"]
        and (trade in worker["certified"] or not household.get("certified_only", False))
        and all(any(d == e and a <= s and t <= b for e, a, b in worker["available"]) for d, s, t in household["slots"])
        and journey(worker, worker["at"], household["at"]) <= worker["travel"]["max_min"]
        and hours(household) <= min(worker["hours_max"], _RULES["hours"])
    )


def clash(worker: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the worker can't serve both."""
    between = journey(worker, one["at"], other["at"])
    return any(
        day == other_day and to + between > other_start and other_to + between > start
        for day, start, to in one["slots"]
        for other_day, other_start, other_to in other["slots"]
    )


def value(worker: dict[str, Any], household: dict[str, Any], wish: float) -> int:
    """What the pair is worth."""
    minutes = journey(worker, worker["at"], household["at"])
    score = min(1.0, max(0.0, _RULES["preference"] * wish + _RULES["nearness"] * (1 - minutes / 60)))
    return math.floor(hours(household) * 2 * (_RULES["half_hour"] + _RULES["score"] * score) + 0.5)


def hours(household: dict[str, Any]) -> float:
    """A week."""
    return sum(to - start for _, start, to in household["slots"]) / 60


def journey(worker: dict[str, Any], here: list[float], there: list[float]) -> float:
    """Minutes, by the spherical law of cosines."""
    a, b, c, d = map(math.radians, (*here, *there))
    angle = math.acos(min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)))
    if here == there:
        angle = 0.0
    return angle * 6_371 * _RULES["detour"] / worker["travel"]["kmh"] * 60 + worker["travel"]["fixed_min"]
