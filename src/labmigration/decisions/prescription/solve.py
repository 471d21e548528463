"""The best plan, solved at both ends of what is uncertain: what is in both is firm, the rest hangs on named skills."""

from collections.abc import Mapping, Sequence

from labmigration.decisions.prescription.case import Choice, case_of
from labmigration.decisions.prescription.check import refuse_wrong
from labmigration.decisions.prescription.model import Budget
from labmigration.decisions.prescription.plan import Plan, Prescribed, measures_of
from labmigration.decisions.prescription.problem import Problem
from labmigration.decisions.prescription.search import best

#: The share of a time limit that the search for the plan may take; the rest tells what is firm, and why.
_OF_TIME = 0.7


def solve(problem: Problem, *, seed: int = 0, time_limit: float | None = None) -> Plan:
    """The best plan; `impossible` where the rules can't be kept together. Time limit in seconds, None for none.

    Checked by a checker of its own before it is returned (PlanRefused).
    """
    return solve_within(problem, Budget.of(seed, time_limit))


def solve_within(problem: Problem, budget: Budget) -> Plan:
    """The same, on what is left of a budget. The search for the plan may take most of it, not all."""
    searching = budget.share(_OF_TIME)
    choice = best(case_of(problem), searching)
    budget.cut = searching.cut
    if choice is None:
        return Plan("impossible")
    settling = budget.share(1.0)
    settled = _settled(problem, choice, settling)
    budget.cut = budget.cut or settling.cut
    plan = Plan(
        status="feasible" if budget.cut else "optimal",
        modules=tuple(Prescribed(name, name not in settled, settled.get(name, ())) for name in choice.modules),
        vae=choice.vae,
        measures=measures_of(problem, choice),
    )
    return refuse_wrong(problem, plan)


def _settled(problem: Problem, choice: Choice, budget: Budget) -> Mapping[str, tuple[str, ...]]:
    """The modules that would leave the plan if every skill stood at its high end, each with the skills it hangs on.

    A module hangs on a skill when that one skill at its low end, all others at their high end, keeps it in. There is
    always one: a module of the best plan that leaves has a need that nothing else in the plan covers, or prepares for
    one that has. When the budget is cut, what is not shown to leave stays firm, and what leaves for no one reason (the
    plan may hold what it does not need) hangs on every skill that may be above its target or under it.
    """
    uncertain = problem.uncertain
    swaying = [
        skill.id
        for skill in sorted(problem.skills, key=lambda skill: skill.id)
        if problem.is_needed(skill) and not problem.is_needed(skill, uncertain)
    ]
    at_best = _kept(problem, choice, (), budget) if swaying else choice.modules
    conditional = [name for name in choice.modules if name not in at_best]
    if not conditional:
        return {}
    kept_by = {skill: _kept(problem, choice, (skill,), budget) for skill in swaying}
    alone = {name: tuple(skill for skill in swaying if name in kept_by[skill]) for name in conditional}
    return {name: skills or tuple(swaying) for name, skills in alone.items()}


def _kept(problem: Problem, choice: Choice, low: Sequence[str], budget: Budget) -> tuple[str, ...]:
    """The modules of the choice that stay when only the skills `low` stand at their low end; all when it is cut."""
    if budget.cut:
        return choice.modules
    again = best(case_of(problem, at_high=problem.uncertain.difference(low), among=choice), budget)
    return choice.modules if again is None or budget.cut else again.modules
