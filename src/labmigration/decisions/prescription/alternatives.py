"""Other good plans: up to three, each unlike the plan and unlike one another by at least two modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labmigration.decisions.prescription.case import Choice, case_of
from labmigration.decisions.prescription.model import Budget, Model
from labmigration.decisions.prescription.problem import Problem
from labmigration.decisions.prescription.rules import Clause, Option, module
from labmigration.decisions.prescription.search import best

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

AT_MOST = 3
AT_LEAST_UNLIKE = 2


def alternatives(problem: Problem, choice: Choice, budget: Budget) -> tuple[Choice, ...]:
    """The best of the plans that differ enough, then the best that differs enough from that one too, and so on.

    None holds a module that it could do without: an alternative is another way, never the same way with something
    added. Best first.
    """
    case = case_of(problem)
    known = [choice]
    while len(known) <= AT_MOST and not budget.cut:
        other = best(case, budget, lambda model: _unlike(model, known))
        if other is None or budget.cut:
            break
        known.append(other)
    return tuple(known[1:])


def _unlike(model: Model, known: list[Choice]) -> None:
    modules = [option for option in model.x if option.kind == "module"]
    for choice in known:
        held = {module(name) for name in choice.modules}
        signs = [(model.x[option], -1 if option in held else 1) for option in modules]
        model.hold_at_least(signs, AT_LEAST_UNLIKE - len(held))
    for option in modules:
        _only_if_useful(model, option)


def _only_if_useful(model: Model, option: Option) -> None:
    """A module is chosen only where nothing else chosen covers one of its needs, or does what a rule asks of it."""
    reasons: list[cp_model.IntVar] = []
    for need in model.case.needs:
        if option in need.covered_by:
            reasons.append(_alone(model, [model.x[other] for other in need.covered_by if other != option]))
    for part in model.case.parts:
        if isinstance(part, Clause) and option in part.then:
            others = [model.x[other] for other in part.then if other != option and other in model.x]
            alone = _alone(model, others)
            for given in part.given:
                if given in model.x:
                    model.cp.add_implication(alone, model.x[given])
                else:
                    model.cp.add_bool_and([~alone])
            reasons.append(alone)
    model.cp.add_bool_or([~model.x[option], *reasons])


def _alone(model: Model, others: list[cp_model.IntVar]) -> cp_model.IntVar:
    alone = model.cp.new_bool_var("")
    for other in others:
        model.cp.add_implication(alone, ~other)
    return alone
