"""The prescription engine against brute force: every sentence of the contract, on hundreds of small random people."""

import io
import json

import pytest

from labmigration.decisions.contract import run
from labmigration.decisions.prescription import solve
from labmigration.decisions.tests import prescription_oracle as oracle
from labmigration.decisions.tests.invented_prescriptions import person_problem, small_question
from labmigration.decisions.tests.prescription_milp import best_worth

EASY, CONTRADICTORY = range(200), range(1_000, 1_100)


def reply_to(question):
    out, err = io.BytesIO(), io.BytesIO()
    data = io.BytesIO(json.dumps(question).encode())
    code = run("prescription", [], data, out, err, rules_on=None, programme_version="abc")
    assert (code, err.getvalue()) == (0, b"")
    return json.loads(out.getvalue())


def chosen(reply):
    return {module["id"] for module in reply["modules"]}, set(reply["vae"])


@pytest.mark.parametrize("start", range(0, len(EASY), 50))
def test_the_plan_is_the_best_of_all_down_to_the_order_of_ids(start):
    for seed in EASY[start : start + 50]:
        question = small_question(seed)
        expected, reply = oracle.best(question), reply_to(question)
        if expected is None:
            assert (reply["status"], reply["modules"], reply["vae"]) == ("impossible", [], []), seed
            continue
        assert (reply["status"], chosen(reply)) == ("optimal", expected), seed
        critical, other, hours, minus_preference = oracle.worth(question, *expected)
        assert reply["objective"] == {
            "critical_unmet": critical,
            "other_unmet": other,
            "hours": float(hours),
            "preference": float(-minus_preference),
        }
        assert reply["hours"] == float(hours)
        left = sorted(oracle.unmet(question, *expected), key=lambda skill: skill["id"])
        assert reply["unmet"] == [{"skill": skill["id"], "critical": skill["critical"]} for skill in left]
        check_settled(question, reply, expected, seed)
        check_why_not(question, reply, expected, seed)
        check_alternatives(question, reply, expected, seed)


def check_settled(question, reply, plan, seed):
    levels = question["person"]["levels"]
    ranges = {skill for skill, level in levels.items() if level["low"] < level["high"]}
    at_high = oracle.best(question, high=ranges, among=plan)[0]
    for module in reply["modules"]:
        assert module["firm"] == (module["id"] in at_high), seed
        settled_by = module["settled_by"]
        alone = [s for s in ranges if module["id"] in oracle.best(question, high=ranges - {s}, among=plan)[0]]
        assert settled_by == ([] if module["firm"] else sorted(alone)), seed
        assert bool(settled_by) != module["firm"], seed


def check_why_not(question, reply, plan, seed):
    every = {module["id"] for module in question["modules"]}
    assert list(reply["why_not"]) == sorted(every - plan[0]), seed
    before = oracle.worth(question, *plan)
    for name, told in reply["why_not"].items():
        forced = oracle.best(question, forced=[name])
        if forced is None:
            assert told == {"hours_added": None, "unmet_added": None, "impossible": True}, (seed, name)
            continue
        after = oracle.worth(question, *forced)
        assert told == {
            "hours_added": float(after[2] - before[2]),
            "unmet_added": after[0] + after[1] - before[0] - before[1],
            "impossible": False,
        }, (seed, name)


def check_alternatives(question, reply, plan, seed):
    others = [(set(other["modules"]), set(other["vae"])) for other in reply["alternatives"]]
    every = oracle.labels(question)
    worths = [oracle.worth(question, *other) for other in [plan, *others]]
    assert worths == sorted(worths), seed
    for other, told in zip(others, reply["alternatives"], strict=True):
        assert all(oracle.keeps(question, label, *other) for label in every), seed
        assert other[1] <= oracle.open_blocks(question)
        assert told["hours"] == float(oracle.hours_of(question, *other))
        assert {one["skill"] for one in told["unmet"]} == {one["id"] for one in oracle.unmet(question, *other)}
        assert told["modules"] == sorted(other[0])
    assert others == oracle.alternatives(question, plan), seed


def test_a_contradiction_is_told_by_a_smallest_set_and_the_fewest_rules_to_give_up():
    seen = 0
    for seed in CONTRADICTORY:
        question = small_question(seed, contradictory=True)
        reply, every = reply_to(question), oracle.labels(question)
        if oracle.is_possible(question, every):
            assert reply["conflict"] is None
            continue
        seen += 1
        assert (reply["status"], reply["objective"]) == ("impossible", None)
        minimal, drop = reply["conflict"]["minimal"], reply["conflict"]["cheapest_relaxation"]["drop"]
        assert minimal == sorted(set(minimal)) and set(minimal) <= set(every)
        assert not oracle.is_possible(question, minimal), seed
        assert all(oracle.is_possible(question, [one for one in minimal if one != gone]) for gone in minimal), seed
        assert oracle.is_possible(question, [one for one in every if one not in drop]), seed
        if len(every) <= 8:
            assert len(drop) == oracle.fewest_given_up(question), seed
    assert seen > 30


def test_at_real_size_a_second_solver_finds_nothing_better():
    for number in range(0, 200, 20):
        problem = person_problem(number)
        found, worth = solve(problem).measures, best_worth(problem)
        assert found is not None and worth is not None
        ours = (found.critical_unmet, found.other_unmet, found.hours, found.preference)
        assert ours == pytest.approx(worth, abs=1e-6), number
