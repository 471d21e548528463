"""The whole answer at once: the plan and its reasons, within one time limit."""

from dataclasses import dataclass, replace

from labmigration.decisions.prescription.explain import Reasons, explain_within
from labmigration.decisions.prescription.model import Budget
from labmigration.decisions.prescription.plan import Plan
from labmigration.decisions.prescription.problem import Problem
from labmigration.decisions.prescription.solve import solve_within


@dataclass(frozen=True, slots=True)
class Prescription:
    """A plan and its reasons."""

    plan: Plan
    reasons: Reasons


def prescribe(problem: Problem, *, seed: int = 0, time_limit: float | None = None) -> Prescription:
    """Solve, check and explain. Time limit in seconds, None for none; a plan whose reasons it cut says `feasible`."""
    budget = Budget.of(seed, time_limit)
    plan = solve_within(problem, budget)
    reasons = explain_within(problem, plan, budget)
    if plan.status == "optimal" and budget.cut:
        plan = replace(plan, status="feasible")
    return Prescription(plan, reasons)
