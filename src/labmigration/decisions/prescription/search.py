"""The search for the best of several things in their order, and for the first of equals.

Every search ends by proof unless the time limit cuts it, and no two plans are equally good, so the answer is the same
whatever the seed, the version of the solver or the order of the input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from labmigration.decisions.prescription.case import Case, Choice
from labmigration.decisions.prescription.model import Budget, Found, Model, earliest
from labmigration.decisions.prescription.rules import Clause, Option, Rule, module

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from labmigration.decisions.prescription.model import Terms

#: Goals are joined into one while the sum stays under this: far from where 64-bit numbers overflow.
_JOINED: Final = 2**50

#: Adds to a model what the case does not say.
Narrow = Callable[[Model], None]


def best(case: Case, budget: Budget, narrow: Narrow | None = None) -> Choice | None:
    """The best plan of a case, down to the order of ids; None where there is none.

    When the budget cuts the search, the best plan found so far.
    """
    model = _narrowed(case, narrow)
    found = _minimise(model, [*model.goals(), *model.ids()], budget)
    if found is None:
        return None
    return found.choice if budget.cut else _first_of_equals(case, found, budget, narrow)


def least_with(case: Case, options: Iterable[Option], budget: Budget) -> Iterator[tuple[Option, Choice | None]]:
    """For each of the options a plan that holds it, with the fewest needs unmet and the fewest hours; None: no plan.

    Ends early when the budget cuts a search.
    """
    model = Model(case)
    goals = list(model.needs_and_hours())
    changes_the_model = len(list(_joined(goals))) > 1
    for option in options:
        if budget.cut:
            return
        if changes_the_model:
            model = Model(case)
            goals = list(model.needs_and_hours())
        with model.holding(option):
            found = _minimise(model, goals, budget)
        if not budget.cut:
            yield option, None if found is None else found.choice


def is_possible(case: Case, seed: int = 0) -> bool:
    """Whether any plan keeps the rules."""
    return Model(case).solved(Budget(seed)) is not None


def fewest_given_up(case: Case, rules: Sequence[Rule], dear: Sequence[Rule], seed: int = 0) -> tuple[str, ...]:
    """Labels of the fewest rules without which the rest can be kept, the fewest `dear` ones among them, then by label.

    `case` has the options, and no rules of its own.
    """
    model = Model(case)
    given_up = {label: model.cp.new_bool_var("") for label in sorted(rule.label for rule in rules)}
    for rule in rules:
        for part in rule.parts:
            model.add(part, unless=given_up[rule.label])
    goals = [[(one, 1) for one in given_up.values()], [(given_up[rule.label], 1) for rule in dear]]
    found = _minimise(model, [*goals, *earliest(list(given_up.values()))], Budget(seed))
    true = frozenset() if found is None else found.true
    return tuple(label for label, one in given_up.items() if one.index in true)


def _narrowed(case: Case, narrow: Narrow | None) -> Model:
    model = Model(case)
    if narrow is not None:
        narrow(model)
    return model


def _minimise(model: Model, goals: Sequence[Terms], budget: Budget) -> Found | None:
    """Minimise one goal after the other, each without losing on those before. None: no plan keeps the rules.

    With a limit, some plan is first sought without one, so that there is always something to fall back on.
    """
    stages = list(_joined(goals))
    found = None
    if budget.until is not None or not stages:
        found = model.solved(Budget(budget.seed))
        if found is None:
            return None
    for rank, stage in enumerate(stages):
        if found is not None and rank > 0:
            model.hold(stages[rank - 1], found.value(stages[rank - 1]))
        better = model.solved(budget, stage)
        if better is None and not budget.cut:
            return None
        found = better or found
        if budget.cut:
            break
    return found


def _joined(goals: Iterable[Terms]) -> Iterator[Terms]:
    """The goals, as few as 64-bit sums allow: a unit of one is worth more than all that the next can change."""
    together: list[tuple[cp_model.IntVar, int]] = []
    reach = 0
    for goal in goals:
        room = sum(abs(weight) for _variable, weight in goal)
        if together and reach * (room + 1) + room >= _JOINED:
            yield together
            together, reach = [], 0
        together = [(variable, weight * (room + 1)) for variable, weight in together] + list(goal)
        reach = reach * (room + 1) + room
    if together:
        yield together


def _first_of_equals(case: Case, found: Found, budget: Budget, narrow: Narrow | None) -> Choice:
    """The first list of ids among plans as good as the one found, which wins against all lists that differ from it.

    Only a list that ends early can still come before it: a part of its modules, then blocks. That takes VAE hours that
    replace module hours exactly, or something without hours, so most cases need no search for one.
    """
    first = found.choice
    has_vae = any(option.kind == "vae" for option in case.options)
    if not has_vae and all(case.hours[option] for option in first.options):
        return first

    def as_good(case: Case) -> Model:
        model = _narrowed(case, narrow)
        for goal in model.goals():
            model.hold(goal, found.value(goal))
        return model

    unlimited = Budget(budget.seed)
    if not _may_end_early(as_good(case), first, unlimited):
        return first
    candidates = [first]
    for length in range(len(first.modules) + 1):
        model = as_good(_with_modules(case, first.modules[:length]))
        longest = _minimise(model, list(model.ids()), unlimited)
        if longest is not None:
            modules, blocks = longest.choice.modules, longest.choice.vae
            shorter = (Choice(modules, blocks[:end]) for end in range(len(blocks)))
            candidates += [longest.choice, *(one for one in shorter if _is_as_good(case, one, first))]
    return min(candidates, key=lambda choice: choice.ids)


def _is_as_good(case: Case, one: Choice, other: Choice) -> bool:
    return case.allows(one) and case.measure(one) == case.measure(other)


def _may_end_early(model: Model, first: Choice, budget: Budget) -> bool:
    """Whether a plan of this model holds the first of these modules only, or these and not all of the blocks."""
    modules = [model.x[module(name)] for name in first.modules]
    for option, variable in model.x.items():
        if option.kind == "module" and option not in first.options:
            model.cp.add_bool_and([~variable])
    for earlier, later in zip(modules, modules[1:], strict=False):
        model.cp.add_implication(later, earlier)
    model.cp.add_bool_or([~model.x[option] for option in first.options])
    return model.solved(budget) is not None


def _with_modules(case: Case, names: Sequence[str]) -> Case:
    """The case where these modules are chosen and no others."""
    kept = {module(name) for name in names}
    exactly = tuple(
        Clause((), (option,)) if option in kept else Clause((option,), ())
        for option in case.options
        if option.kind == "module"
    )
    return replace(case, parts=case.parts + exactly)
