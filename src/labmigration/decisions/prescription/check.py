"""The independent checker: reads the problem and a plan by itself, with nothing of what made the plan.

It says every rule that a plan breaks and every number that is not what the plan says. It runs on each plan before it is
given out; that a plan is the *best* is not its business (a second solver tells that, in the tests).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from labmigration.decisions.prescription.plan import Plan
from labmigration.decisions.prescription.problem import Module, Problem, Skill

_BILLIONTH = Decimal("1e-9")


class PlanRefused(AssertionError):
    """A plan that breaks its own rules was about to be given out."""


def check(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Everything that is wrong with the plan, as `code:what`; empty where nothing is."""
    if plan.status == "impossible":
        return () if not plan.modules and not plan.vae and plan.measures is None else ("impossible:yet_a_plan",)
    modules = [one.id for one in plan.modules]
    return (*check_choice(problem, modules, plan.vae), *_wrong_numbers(problem, plan, modules))


def refuse_wrong(problem: Problem, plan: Plan) -> Plan:
    """The plan itself; raises PlanRefused where the checker finds fault."""
    faults = check(problem, plan)
    if faults:
        raise PlanRefused(", ".join(faults))
    return plan


def check_choice(problem: Problem, modules: Sequence[str], blocks: Sequence[str]) -> tuple[str, ...]:
    """Every rule that these modules and these VAE break."""
    if list(modules) != sorted(set(modules)) or list(blocks) != sorted(set(blocks)):
        return ("unsorted_or_twice",)
    catalogue = {module.id: module for module in problem.modules}
    strangers = [name for name in modules if name not in catalogue]
    if strangers:
        return tuple(f"unknown:{name}" for name in strangers)
    return tuple(_broken(problem, {name: catalogue[name] for name in modules}, set(blocks)))


def _broken(problem: Problem, chosen: dict[str, Module], blocks: set[str]) -> Iterator[str]:
    held = set(problem.person.held)
    for module in problem.modules:
        inside = module.id in chosen
        if inside and module.id in held:
            yield f"held:{module.id}"
        if inside and module.id in problem.forbid:
            yield f"forbid:{module.id}"
        if not inside and module.id in problem.lock and module.id not in held:
            yield f"lock:{module.id}"
        spared = inside or module.id in held or (module.block is not None and module.block in held | blocks)
        if module.kind == "core" and not spared:
            yield f"core:{module.id}"
        if inside and any(other not in chosen and other not in held for other in module.requires):
            yield f"requires:{module.id}"
    for block in sorted(blocks):
        if not _shown(problem, block):
            yield f"vae:{block}"
    if problem.limits.hours is not None and _hours(problem, chosen, blocks) > _exact(problem.limits.hours):
        yield "limit:hours"
    for funder, most in problem.limits.cost.items():
        if sum(_exact(module.cost) for module in chosen.values() if module.funder == funder) > _exact(most):
            yield f"limit:cost:{funder}"


def _shown(problem: Problem, block: str) -> bool:
    offers = [vae.share for vae in problem.vae if vae.block == block]
    skills = [skill for skill in problem.skills if skill.block == block]
    if not offers or not skills:
        return False
    evidence = {"attested", "tested", "observed"}
    shown = 0
    for skill in skills:
        level = problem.person.levels.get(skill.id)
        shown += level is not None and level.low >= skill.target and level.grade in evidence
    return shown / len(skills) >= offers[0]


def _wrong_numbers(problem: Problem, plan: Plan, modules: Sequence[str]) -> Iterator[str]:
    told = plan.measures
    if told is None:
        yield "measures:missing"
        return
    chosen = {module.id: module for module in problem.modules if module.id in modules}
    unmet = [skill for skill in problem.skills if _is_unmet(problem, skill, chosen, plan.vae)]
    critical = [skill for skill in unmet if skill.critical]
    if list(told.unmet) != sorted(skill.id for skill in unmet):
        yield "unmet"
    if (told.critical_unmet, told.other_unmet) != (len(critical), len(unmet) - len(critical)):
        yield "unmet:counts"
    if told.hours != float(_hours(problem, chosen, set(plan.vae))):
        yield "hours"
    if told.preference != float(sum(_exact(problem.person.prefers.get(name, 0)) for name in chosen)):
        yield "preference"
    spent: dict[str, Decimal] = {}
    for module in chosen.values():
        if module.funder is not None:
            spent[module.funder] = spent.get(module.funder, Decimal(0)) + _exact(module.cost)
    if dict(told.cost) != {funder: float(cost) for funder, cost in spent.items()}:
        yield "cost"
    ranges = {skill for skill, level in problem.person.levels.items() if level.low < level.high}
    for one in plan.modules:
        if one.firm == bool(one.settled_by) or not ranges.issuperset(one.settled_by):
            yield f"firm:{one.id}"


def _is_unmet(problem: Problem, skill: Skill, chosen: dict[str, Module], blocks: Sequence[str]) -> bool:
    level = problem.person.levels.get(skill.id)
    if level is not None and level.low >= skill.target:
        return False
    return skill.block not in blocks and all(
        skill.id not in module.reaches or module.reaches[skill.id] < skill.target for module in chosen.values()
    )


def _hours(problem: Problem, chosen: dict[str, Module], blocks: set[str]) -> Decimal:
    support = (_exact(vae.hours) for vae in problem.vae if vae.block in blocks)
    return sum((_exact(module.hours) for module in chosen.values()), Decimal(0)) + sum(support, Decimal(0))


def _exact(value: float) -> Decimal:
    """The number as it is written, to the billionth (half to even)."""
    return Decimal(repr(float(value))).quantize(_BILLIONTH)
