"""Why not this module? Forced into the plan, it would add so many hours and leave so many more needs unmet."""

from collections.abc import Mapping
from dataclasses import dataclass

from labmigration.decisions.prescription.case import case_of
from labmigration.decisions.prescription.model import Budget
from labmigration.decisions.prescription.plan import Plan, measures_of
from labmigration.decisions.prescription.problem import Problem, total
from labmigration.decisions.prescription.rules import module
from labmigration.decisions.prescription.search import least_with


@dataclass(frozen=True, slots=True)
class Forced:
    """What the best plan that holds the module changes; all None where no plan may hold it (`impossible`).

    Hours may fall where needs are given up; `unmet_added` may fall where critical ones are among them.
    """

    hours_added: float | None
    unmet_added: int | None
    critical_added: int | None

    @property
    def impossible(self) -> bool:
        """Whether it can't be forced: forbidden, held already, or against a limit."""
        return self.hours_added is None


IMPOSSIBLE = Forced(None, None, None)


def why_not(problem: Problem, plan: Plan, budget: Budget) -> Mapping[str, Forced]:
    """For every module that the plan leaves out, by id; those that the budget leaves no time for are missing."""
    if plan.measures is None:
        return {}
    left_out = problem.module.keys() - set(plan.choice.modules)
    forcible = sorted(left_out - problem.held - set(problem.forbid))
    found = dict.fromkeys(left_out.difference(forcible), IMPOSSIBLE)
    options = [module(name) for name in forcible]
    for option, other in least_with(case_of(problem, beside=options), options, budget):
        if other is None:
            found[option.id] = IMPOSSIBLE
        else:
            measures = measures_of(problem, other)
            hours = total((measures.hours, -plan.measures.hours))
            unmet = len(measures.unmet) - len(plan.measures.unmet)
            critical = measures.critical_unmet - plan.measures.critical_unmet
            found[option.id] = Forced(hours, unmet, critical)
    return {name: found[name] for name in sorted(found)}
