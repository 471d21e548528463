"""Prescription by a second solver: HiGHS through SciPy, one goal after the other, written from the contract anew.

For problems of real size, where trying everything is out of reach. It gives what the best plan is worth, not the plan.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


class _Rows:
    """Σ row · x between two bounds."""

    def __init__(self, width):
        self.width, self.rows, self.low, self.high = width, [], [], []

    def add(self, weights, low, high):
        row = np.zeros(self.width)
        for column, weight in weights.items():
            row[column] += weight
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)


def best_worth(problem):
    """(critical unmet, other unmet, hours, preference), or None where no plan is possible."""
    column = {("m", one.id): rank for rank, one in enumerate(problem.modules)}
    column |= {("v", one.block): len(column) + rank for rank, one in enumerate(problem.vae)}
    needed = [skill for skill in problem.skills if _level(problem, skill.id) < skill.target]
    column |= {("u", skill.id): len(column) + rank for rank, skill in enumerate(needed)}
    rows, upper = _Rows(len(column)), np.ones(len(column))
    held = set(problem.person.held)
    for one in problem.modules:
        if one.id in held or one.id in problem.forbid:
            upper[column["m", one.id]] = 0
        for required in one.requires:
            if required not in held:
                rows.add({column["m", one.id]: 1, column["m", required]: -1}, -np.inf, 0)
        if one.kind == "core" and one.id not in held and one.block not in held:
            due = [column["m", one.id]] + [column[key] for key in [("v", one.block)] if key in column]
            rows.add(dict.fromkeys(due, 1), 1, np.inf)
        if one.id in problem.lock and one.id not in held:
            rows.add({column["m", one.id]: 1}, 1, 1)
    for one in problem.vae:
        upper[column["v", one.block]] = _may_be_validated(problem, one)
    for skill in needed:
        covering = {column["m", one.id]: 1 for one in problem.modules if one.reaches.get(skill.id, 0) >= skill.target}
        if ("v", skill.block) in column:
            covering[column["v", skill.block]] = 1
        rows.add({**covering, column["u", skill.id]: 1}, 1, np.inf)
    hours = {column["m", one.id]: one.hours for one in problem.modules}
    hours |= {column["v", one.block]: one.hours for one in problem.vae}
    if problem.limits.hours is not None:
        rows.add(hours, 0, problem.limits.hours)
    for funder, most in problem.limits.cost.items():
        rows.add({column["m", one.id]: one.cost for one in problem.modules if one.funder == funder}, 0, most)
    goals = [
        {column["u", skill.id]: 1 for skill in needed if skill.critical},
        {column["u", skill.id]: 1 for skill in needed if not skill.critical},
        hours,
        {column["m", name]: -weight for name, weight in problem.person.prefers.items()},
    ]
    return _in_order(goals, rows, upper)


def _in_order(goals, rows, upper):
    worth = []
    for goal in goals:
        cost = np.zeros(rows.width)
        for place, weight in goal.items():
            cost[place] = weight
        constraints = [LinearConstraint(np.array(rows.rows), rows.low, rows.high)] if rows.rows else []
        found = milp(cost, constraints=constraints, integrality=np.ones(rows.width), bounds=Bounds(0, upper))
        if found.status == 2:
            return None
        assert found.status == 0, found.message
        worth.append(float(cost @ np.round(found.x)))
        rows.add(goal, -np.inf, worth[-1] + 1e-6)
    return (worth[0], worth[1], worth[2], -worth[3])


def _level(problem, skill):
    return problem.person.levels[skill].low if skill in problem.person.levels else 0


def _may_be_validated(problem, vae):
    skills = [skill for skill in problem.skills if skill.block == vae.block]
    shown = [
        skill
        for skill in skills
        if _level(problem, skill.id) >= skill.target
        and problem.person.levels[skill.id].grade not in ("declared", "described")
    ]
    return bool(skills) and len(shown) / len(skills) >= vae.share
