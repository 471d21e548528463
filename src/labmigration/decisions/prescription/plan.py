"""A plan as it is given out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from labmigration.decisions.prescription.case import Choice
from labmigration.decisions.prescription.problem import Problem, total

#: `feasible`: the time limit cut the search, the plan keeps every rule but may not be the best.
Status = Literal["optimal", "feasible", "impossible"]


@dataclass(frozen=True, slots=True)
class Prescribed:
    """A module of the plan. Conditional when not `firm`: it hangs on the uncertain skills that `settled_by` names."""

    id: str
    firm: bool
    settled_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """What a plan leaves unmet and what it takes, read at the low end of what is uncertain. Lists sorted by id."""

    unmet: tuple[str, ...]
    critical_unmet: int
    other_unmet: int
    hours: float
    preference: float
    cost: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Modules and blocks of VAE, sorted by id; without any, and without measures, where the rules can't be kept."""

    status: Status
    modules: tuple[Prescribed, ...] = ()
    vae: tuple[str, ...] = ()
    measures: Measures | None = None

    @property
    def choice(self) -> Choice:
        """What the plan holds."""
        return Choice(tuple(one.id for one in self.modules), self.vae)


def measures_of(problem: Problem, choice: Choice) -> Measures:
    """What a choice leaves unmet and what it takes."""
    modules = [problem.module[name] for name in choice.modules]
    unmet = [
        skill
        for skill in problem.skills
        if problem.is_needed(skill)
        and skill.block not in choice.vae
        and not any(module.reaches.get(skill.id, 0) >= skill.target for module in modules)
    ]
    critical = sum(skill.critical for skill in unmet)
    spent: dict[str, list[float]] = {}
    for module in modules:
        if module.funder is not None:
            spent.setdefault(module.funder, []).append(module.cost)
    return Measures(
        unmet=tuple(sorted(skill.id for skill in unmet)),
        critical_unmet=critical,
        other_unmet=len(unmet) - critical,
        hours=total([*(module.hours for module in modules), *(problem.vae_of[block].hours for block in choice.vae)]),
        preference=total(problem.person.prefers.get(name, 0.0) for name in choice.modules),
        cost={funder: total(spent[funder]) for funder in sorted(spent)},
    )
