"""The checker refuses planted mistakes, problems refuse nonsense, and reasons are told in sentences."""

from dataclasses import replace
from importlib import import_module

import pytest

from labmigration.decisions.prescription import (
    Level,
    Limits,
    Module,
    Person,
    Plan,
    PlanRefused,
    Prescribed,
    Problem,
    Skill,
    Vae,
    WrongProblem,
    check,
    covered_only_by,
    prescribe,
    solve,
)
from labmigration.decisions.prescription.case import Choice
from labmigration.decisions.prescription.check import refuse_wrong
from labmigration.decisions.prescription.problem import billionths, total
from labmigration.decisions.prescription.search import best
from labmigration.decisions.prescription.words import why, why_impossible, why_not

PROBLEM = Problem(
    skills=(Skill("lift", 2, True), Skill("meal", 3, False, "B1"), Skill("dish", 1, False, "B1"), Skill("iron", 2)),
    modules=(
        Module("M1", 14, "core", {"lift": 3}),
        Module("M2", 7.5, "option", {"meal": 3}, requires=("M1",), cost=80, funder="region"),
        Module("M3", 9, "option", {"meal": 4}),
        Module("M4", 5, "option", {}),
        Module("M5", 5, "option", {}),
    ),
    vae=(Vae("B1", 20, 0.5),),
    person=Person(
        {"meal": Level(1, 3, "declared"), "dish": Level(1, 1, "attested")}, held=("M4",), prefers={"M2": 0.5}
    ),
    limits=Limits(60, {"region": 80}),
    forbid=("M5",),
)
PLAN = solve(PROBLEM)


def test_the_plan_of_the_solver_has_no_fault():
    assert [one.id for one in PLAN.modules] == ["M1", "M2"]
    assert check(PROBLEM, PLAN) == ()


def with_modules(*names):
    return replace(PLAN, modules=tuple(Prescribed(name, True) for name in names))


def with_measures(**wrong):
    return replace(PLAN, measures=replace(PLAN.measures, **wrong))


PLANTED = {
    "a due core module is missing": (PROBLEM, with_modules("M2"), {"core:M1", "requires:M2"}),
    "a held module is chosen": (PROBLEM, with_modules("M1", "M2", "M4"), {"held:M4"}),
    "a forbidden module is chosen": (PROBLEM, with_modules("M1", "M2", "M5"), {"forbid:M5"}),
    "a module that nobody knows is chosen": (PROBLEM, with_modules("M1", "M9"), {"unknown:M9"}),
    "a module is chosen twice": (PROBLEM, with_modules("M1", "M1"), {"unsorted_or_twice"}),
    "ids are not sorted": (PROBLEM, with_modules("M2", "M1"), {"unsorted_or_twice"}),
    "a locked module is missing": (replace(PROBLEM, lock=("M3",)), PLAN, {"lock:M3"}),
    "hours pass their limit": (replace(PROBLEM, limits=Limits(21.4)), PLAN, {"limit:hours"}),
    "a budget is passed": (replace(PROBLEM, limits=Limits(None, {"region": 79.9})), PLAN, {"limit:cost:region"}),
    "a VAE is not open": (
        replace(PROBLEM, vae=(Vae("B1", 20, 0.6),)), replace(PLAN, vae=("B1",)), {"vae:B1"},
    ),
    "a VAE is none of the catalogue's": (PROBLEM, replace(PLAN, vae=("B2",)), {"vae:B2"}),
    "hours are wrong": (PROBLEM, with_measures(hours=21.0), {"hours"}),
    "preference is wrong": (PROBLEM, with_measures(preference=0.0), {"preference"}),
    "costs are wrong": (PROBLEM, with_measures(cost={}), {"cost"}),
    "an unmet need is hidden": (PROBLEM, with_measures(unmet=(), other_unmet=0), {"unmet", "unmet:counts"}),
    "a need is miscounted": (PROBLEM, with_measures(critical_unmet=1), {"unmet:counts"}),
    "numbers are missing": (PROBLEM, replace(PLAN, measures=None), {"measures:missing"}),
    "a conditional module hangs on nothing": (
        PROBLEM, replace(PLAN, modules=(PLAN.modules[0], Prescribed("M2", False))), {"firm:M2"},
    ),
    "a module hangs on a skill that is sure": (
        PROBLEM, replace(PLAN, modules=(PLAN.modules[0], Prescribed("M2", False, ("dish",)))), {"firm:M2"},
    ),
    "nothing is possible, yet there is a plan": (
        PROBLEM, replace(PLAN, status="impossible"), {"impossible:yet_a_plan"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("problem", "plan", "faults"), PLANTED.values(), ids=PLANTED)
def test_the_checker_sees_that(problem, plan, faults):
    assert faults <= set(check(problem, plan))
    with pytest.raises(PlanRefused):
        refuse_wrong(problem, plan)


def test_a_plan_that_was_cut_with_something_superfluous_in_it_is_still_told(monkeypatch):
    """M3 leaves at the high end and no skill alone brings it back: it hangs on all that may sway."""
    solving = import_module("labmigration.decisions.prescription.solve")
    found = [Choice(("M1", "M2", "M3"), ())]

    def cut_at_first(case, budget):
        budget.cut = bool(found)
        return found.pop() if found else best(case, budget)

    monkeypatch.setattr(solving, "best", cut_at_first)
    plan = solving.solve(PROBLEM)
    assert plan.status == "feasible"
    assert plan.modules[2] == Prescribed("M3", False, ("meal",))


def test_a_plan_that_is_not_possible_is_no_fault():
    assert check(PROBLEM, Plan("impossible")) == ()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0, 1e10])
def test_a_problem_refuses_hours_that_are_none(number):
    with pytest.raises(WrongProblem) as wrong:
        replace(PROBLEM, vae=(Vae("B1", number, 0.5),))
    assert wrong.value.path == "vae[0].hours"


def test_decimal_numbers_are_added_as_they_are_written():
    assert total([0.1] * 3) == 0.3
    assert billionths(1e-9) == 1
    assert billionths(7.5) == 7_500_000_000


def test_a_chain_of_ten_thousand_requirements_is_read():
    modules = tuple(
        Module(f"{rank:05}", 1, "option", {}, requires=(f"{rank - 1:05}",) if rank else ()) for rank in range(10_000)
    )
    problem = Problem((), modules[::-1], (), Person({}))
    with pytest.raises(WrongProblem):
        replace(problem, modules=(*problem.modules[:-1], replace(modules[0], requires=("09999",))))


def test_more_than_the_weights_of_one_search_are_still_compared_in_order():
    """With 120 pairs of equals the list of ids takes several searches; the smaller of each pair wins all the same."""
    skills = tuple(Skill(f"s{rank:03}", 1) for rank in range(120))
    modules = tuple(
        Module(f"{side}{rank:03}", 1, "option", {f"s{rank:03}": 1}) for rank in range(120) for side in ("a", "b")
    )
    plan = solve(Problem(skills, modules, (), Person({})))
    assert [one.id for one in plan.modules] == [f"a{rank:03}" for rank in range(120)]


def test_fine_weights_do_not_weaken_what_comes_before_them():
    """Weights of 17 digits need a search of their own; the hour that they can't buy is still not paid."""
    modules = tuple(Module(f"M{rank}", 100_000.5 + rank * 1e-9, "option", {"s": 1}) for rank in range(6))
    prefers = {f"M{rank}": 0.123456789 * (rank + 1) for rank in range(6)}
    plan = solve(Problem((Skill("s", 1),), modules, (), Person({}, prefers=prefers)))
    assert [one.id for one in plan.modules] == ["M0"]


def test_what_only_a_module_covers_is_told_apart():
    assert covered_only_by(PROBLEM, PLAN, "M2") == ("meal",)
    assert covered_only_by(replace(PROBLEM, lock=("M3",)), with_modules("M1", "M2", "M3"), "M2") == ()


NAMES = {
    "M1": "Prévention", "M2": "Repas", "lift": "porter", "meal": "préparer un repas", "region": "Région",
}  # fmt: skip


def test_reasons_are_told_in_sentences():
    told = {one.id: [str(said) for said in why(PROBLEM, PLAN, one, NAMES.__getitem__)] for one in PLAN.modules}
    assert told == {
        "M1": [
            "Ce module fait partie du socle.",
            "C’est le seul du parcours à répondre à : porter.",
            "Il se suit avant : Repas.",
        ],
        "M2": [
            "C’est le seul du parcours à répondre à : préparer un repas.",
            "À confirmer : il ne sera plus utile si le niveau est montré en : préparer un repas.",
        ],
    }


def test_what_is_left_out_is_told_in_a_sentence():
    def told(problem, module):
        return str(why_not(problem, module, prescribe(problem).reasons.why_not[module]))

    assert told(PROBLEM, "M3") == "Avec lui, le parcours durerait 1,5 h de plus, sans répondre à plus de besoins."
    assert told(PROBLEM, "M4") == "La personne l’a déjà."
    assert told(PROBLEM, "M5") == "Vous avez écarté ce module."
    short = replace(PROBLEM, limits=Limits(21.5))
    assert told(short, "M3").startswith("Avec ce module, aucun parcours")
    same = replace(
        PROBLEM, modules=(*PROBLEM.modules[:2], Module("M3", 7.5, "option", {"meal": 4}), *PROBLEM.modules[3:])
    )
    assert told(same, "M3") == "Un parcours aussi court et aussi complet existe avec lui."


def test_what_forcing_a_module_would_give_up_is_told():
    skills = (Skill("a", 1, True), Skill("b", 1))
    modules = (Module("A", 5, "option", {"a": 1}), Module("B", 5, "option", {"b": 1}), Module("C", 5, "option", {}))
    one = Problem(skills, modules, (), Person({}), Limits(5))
    both = Problem(skills, modules, (), Person({}), Limits(10))
    assert str(why_not(one, "B", prescribe(one).reasons.why_not["B"])).startswith("Avec lui, besoins critiques")
    assert str(why_not(both, "C", prescribe(both).reasons.why_not["C"])) == (
        "Avec lui, besoins laissés sans réponse en plus : 1."
    )


def test_a_contradiction_is_told_rule_by_rule():
    problem = replace(PROBLEM, lock=("M2",), limits=Limits(20, {"region": 100}))
    told = [str(said) for said in why_impossible(prescribe(problem).reasons, NAMES.__getitem__)]
    assert told[0] == "Ces règles ne peuvent pas tenir ensemble :"
    assert "la limite d’heures ;" in told
    assert told[-2:] == ["Le plus petit changement : renoncer à ce qui suit.", "la limite d’heures ;"]
    assert why_impossible(prescribe(PROBLEM).reasons, NAMES.__getitem__) == ()
