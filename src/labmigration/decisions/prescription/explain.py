"""Why a plan is as it is: what each module is for, what others would change, other ways, and why none is possible."""

from collections.abc import Mapping
from dataclasses import dataclass

from labmigration.decisions.prescription.alternatives import alternatives
from labmigration.decisions.prescription.check import PlanRefused, check_choice
from labmigration.decisions.prescription.conflict import Conflict, conflict
from labmigration.decisions.prescription.forced import Forced, why_not
from labmigration.decisions.prescription.model import Budget
from labmigration.decisions.prescription.plan import Measures, Plan, measures_of
from labmigration.decisions.prescription.problem import Problem


@dataclass(frozen=True, slots=True)
class Step:
    """A need that a module covers: from where the person stands to where the module takes her."""

    skill: str
    origin: int
    reached: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another plan, ids sorted, and what it leaves unmet and takes."""

    modules: tuple[str, ...]
    vae: tuple[str, ...]
    measures: Measures


@dataclass(frozen=True, slots=True)
class Reasons:
    """`because` by module of the plan; `why_not` by module left out; `conflict` where nothing is possible."""

    because: Mapping[str, tuple[Step, ...]]
    alternatives: tuple[Alternative, ...]
    why_not: Mapping[str, Forced]
    conflict: Conflict | None


def explain(problem: Problem, plan: Plan, *, seed: int = 0, time_limit: float | None = None) -> Reasons:
    """Every reason at once. Time limit in seconds: what it leaves no time for is missing."""
    return explain_within(problem, plan, Budget.of(seed, time_limit))


def explain_within(problem: Problem, plan: Plan, budget: Budget) -> Reasons:
    """The same, on what is left of a budget."""
    if plan.status == "impossible":
        return Reasons({}, (), {}, conflict(problem, budget.seed))
    return Reasons(
        because={name: because(problem, name) for name in plan.choice.modules},
        alternatives=_checked_alternatives(problem, plan, budget),
        why_not=why_not(problem, plan, budget),
        conflict=None,
    )


def because(problem: Problem, module: str) -> tuple[Step, ...]:
    """The person's needs that the module covers, sorted by skill."""
    return tuple(
        Step(skill, problem.level(skill), level)
        for skill, level in sorted(problem.module[module].reaches.items())
        if problem.is_needed(problem.skill[skill]) and level >= problem.skill[skill].target
    )


def covered_only_by(problem: Problem, plan: Plan, module: str) -> tuple[str, ...]:
    """The needs that would be unmet if the plan lost just this module, sorted by skill."""
    choice = plan.choice
    rest = type(choice)(tuple(name for name in choice.modules if name != module), choice.vae)
    already = set(measures_of(problem, choice).unmet)
    return tuple(skill for skill in measures_of(problem, rest).unmet if skill not in already)


def _checked_alternatives(problem: Problem, plan: Plan, budget: Budget) -> tuple[Alternative, ...]:
    found = alternatives(problem, plan.choice, budget)
    for choice in found:
        faults = check_choice(problem, choice.modules, choice.vae)
        if faults:
            raise PlanRefused(", ".join(faults))
    return tuple(Alternative(choice.modules, choice.vae, measures_of(problem, choice)) for choice in found)
