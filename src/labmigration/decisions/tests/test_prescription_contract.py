"""`labmigration decide prescription`: the sentences of the contract on cases reasoned by hand, and wrong input."""

import io
import json
import os
import subprocess
import sys
from copy import deepcopy

import pytest

from labmigration.decisions.contract import run
from labmigration.decisions.tests.invented_prescriptions import small_question

# One critical need (lift), one need of block B1 (meal) that may be met already, one skill that is shown (dish).
QUESTION = {
    "skills": [
        {"id": "lift", "target": 2, "critical": True},
        {"id": "meal", "target": 3, "block": "B1"},
        {"id": "dish", "target": 1, "block": "B1"},
    ],
    "modules": [
        {"id": "M1", "hours": 14, "kind": "core", "reaches": {"lift": 3}},
        {"id": "M2", "hours": 7.5, "kind": "option", "reaches": {"meal": 3}, "requires": ["M1"], "cost": 80,
         "funder": "region"},
        {"id": "M3", "hours": 9, "kind": "option", "reaches": {"meal": 4, "lift": 1}},
    ],
    "vae": [{"block": "B1", "hours": 20, "share": 0.5}],
    "person": {
        "levels": {
            "meal": {"low": 1, "high": 3, "grade": "declared"},
            "dish": {"low": 1, "high": 1, "grade": "attested"},
        }
    },
}  # fmt: skip


def bytes_for(question, *argv):
    out, err = io.BytesIO(), io.BytesIO()
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    code = run("prescription", argv, io.BytesIO(data), out, err, rules_on=None, programme_version="abc")
    return code, out.getvalue(), err.getvalue()


def reply_to(question, *argv):
    code, out, err = bytes_for(question, *argv)
    assert (code, err) == (0, b"")
    return json.loads(out)


def error_of(question):
    code, out, err = bytes_for(question)
    assert (code, out) == (2, b"")
    assert err.count(b"\n") == 1
    return json.loads(err)["error"]


def changed(way, value, question=QUESTION):
    """`question` with `value` at `way`; the word `REMOVE` takes the key away."""
    question = deepcopy(question)
    *holders, last = way
    holder = question
    for step in holders:
        holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
    if value == "REMOVE":
        del holder[last]
    else:
        holder[last] = value
    return question


def plan_of(question):
    reply = reply_to(question)
    return [module["id"] for module in reply["modules"]], reply["vae"]


def test_a_whole_answer():
    assert reply_to(QUESTION, "--seed", "3") == {
        "engine": {"name": "prescription", "version": "1.0+programme.abc", "seed": 3},
        "status": "optimal",
        "objective": {"critical_unmet": 0, "other_unmet": 0, "hours": 21.5, "preference": 0},
        "modules": [
            {"id": "M1", "hours": 14, "firm": True, "because": [{"skill": "lift", "from": 0, "to": 3}],
             "settled_by": []},
            {"id": "M2", "hours": 7.5, "firm": False, "because": [{"skill": "meal", "from": 1, "to": 3}],
             "settled_by": ["meal"]},
        ],
        "vae": [],
        "hours": 21.5,
        "cost": {"region": 80},
        "unmet": [],
        "alternatives": [{"modules": ["M1", "M3"], "vae": [], "hours": 23, "unmet": []}],
        "why_not": {"M3": {"hours_added": 1.5, "unmet_added": 0, "impossible": False}},
        "conflict": None,
    }  # fmt: skip


def test_keys_come_in_the_order_of_the_contract():
    reply = reply_to(QUESTION)
    assert list(reply) == [
        "engine", "status", "objective", "modules", "vae", "hours", "cost", "unmet", "alternatives", "why_not",
        "conflict",
    ]  # fmt: skip
    assert list(reply["modules"][0]) == ["id", "hours", "firm", "because", "settled_by"]


def test_what_may_be_left_out_has_the_defaults_of_the_contract():
    written = deepcopy(QUESTION)
    for skill in written["skills"]:
        skill |= {"critical": skill.get("critical", False), "block": skill.get("block")}
    for module in written["modules"]:
        module |= {
            "block": None,
            "requires": module.get("requires", []),
            "cost": module.get("cost", 0),
            "funder": module.get("funder"),
        }
    written["person"] |= {"held": [], "prefers": {}}
    written |= {"limits": {"hours": None, "cost": {}}, "lock": [], "forbid": []}
    assert bytes_for(written) == bytes_for(QUESTION)


def test_a_person_without_needs_and_a_catalogue_without_cores_make_an_empty_plan():
    nothing = {"skills": [], "modules": [], "vae": [], "person": {"levels": {}}}
    reply = reply_to(nothing)
    assert (reply["status"], reply["modules"], reply["alternatives"], reply["why_not"]) == ("optimal", [], [], {})


SENTENCES = {
    "a module that stops under the target covers nothing": (
        {("modules", 1, "reaches"): {"meal": 2}, ("modules", 2, "reaches"): {"meal": 2}, ("vae", 0, "share"): 1},
        (["M1"], []),
    ),
    "what is held covers no skill by itself": ({("person", "held"): ["M2"]}, (["M1", "M3"], [])),
    "a held core module is not due": (
        {("person", "held"): ["M1"], ("modules", 0, "reaches"): {}}, (["M2"], []),
    ),
    "a held module opens what requires it": ({("person", "held"): ["M1"]}, (["M2"], [])),
    "a core module of a held block is not due, but may be needed": (
        {("person", "held"): ["B2"], ("modules", 0, "block"): "B2"}, (["M1", "M2"], []),
    ),
    "a core module of a held block is not due": (
        {("person", "held"): ["B2"], ("modules", 0, "block"): "B2", ("modules", 0, "reaches"): {}},
        (["M3"], []),
    ),
    "the VAE replaces core module and course of its block, where that is shorter": (
        {("modules", 0, "block"): "B1", ("modules", 0, "reaches"): {}, ("vae", 0, "hours"): 5}, ([], ["B1"]),
    ),
    "a held block does not close its VAE": (
        {("person", "held"): ["B1"], ("vae", 0, "hours"): 5}, (["M1"], ["B1"]),
    ),
    "a declaration does not open a VAE": (
        {("person", "levels", "dish", "grade"): "described", ("vae", 0, "hours"): 5}, (["M1", "M2"], []),
    ),
    "too small a share does not open a VAE": (
        {("vae", 0, "share"): 0.51, ("vae", 0, "hours"): 5}, (["M1", "M2"], []),
    ),
    "a block without skills has no VAE, whatever the share": (
        {("vae", 0): {"block": "B9", "hours": 0, "share": 0}, ("modules", 0, "block"): "B9"}, (["M1", "M2"], []),
    ),
    "a locked module is in": ({("lock",): ["M3"]}, (["M1", "M3"], [])),
    "a lock on a held module says nothing": ({("lock",): ["M2"], ("person", "held"): ["M2"]}, (["M1", "M3"], [])),
    "a forbidden module is out": ({("forbid",): ["M2"]}, (["M1", "M3"], [])),
    "hours are limited, VAE included": (
        {("limits",): {"hours": 23, "cost": {}}, ("forbid",): ["M2", "M3"], ("vae", 0, "hours"): 9.5}, (["M1"], []),
    ),
    "a limit that is just reached holds": ({("limits",): {"hours": 21.5, "cost": {"region": 80}}}, (["M1", "M2"], [])),
    "costs are limited funder by funder": (
        {("limits",): {"hours": None, "cost": {"region": 79.99}}}, (["M1", "M3"], []),
    ),
    "preference decides between plans of the same hours": (
        {("modules", 2, "hours"): 7.5, ("person", "prefers"): {"M3": 0.1}}, (["M1", "M3"], []),
    ),
    "an hour weighs more than any preference": ({("person", "prefers"): {"M3": 1e9}}, (["M1", "M2"], [])),
    "a module without hours comes in when it is preferred": (
        {("modules", 2): {"id": "M3", "hours": 0, "kind": "option", "reaches": {}}, ("person", "prefers"): {"M3": 1}},
        (["M1", "M2", "M3"], []),
    ),
    "between equals the smaller id decides": ({("modules", 2, "hours"): 7.5}, (["M1", "M2"], [])),
    "of equals a prefix comes first": (
        {("modules", 2): {"id": "M3", "hours": 0, "kind": "option", "reaches": {}}}, (["M1", "M2"], []),
    ),
    "an id compares before the length does": (
        {("modules", 2): {"id": "A", "hours": 0, "kind": "option", "reaches": {}}}, (["A", "M1", "M2"], []),
    ),
    "one critical need weighs more than many others": (
        {
            ("skills",): [{"id": "lift", "target": 2, "critical": True}, {"id": "meal", "target": 3},
                          {"id": "dish", "target": 2}],
            ("modules",): [{"id": "X", "hours": 9, "kind": "option", "reaches": {"lift": 2}},
                           {"id": "Y", "hours": 1, "kind": "option", "reaches": {"meal": 3, "dish": 2}}],
            ("limits",): {"hours": 9, "cost": {}},
        },
        (["X"], []),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_of_the_contract(changes, expected):
    question = QUESTION
    for way, value in changes.items():
        question = changed(way, value, question)
    assert plan_of(question) == expected


def test_hours_are_added_as_decimals():
    question = changed(("modules", 0, "hours"), 0.1)
    question["modules"][1]["hours"] = 0.2
    question["limits"] = {"hours": 0.3, "cost": {}}
    assert reply_to(question)["hours"] == 0.3


def test_a_block_in_the_list_compares_with_a_module_by_its_name():
    """[M1, B1] comes before [M1, M2] when the VAE takes the hours of M2 exactly; named Z1, its block comes after."""
    question = changed(("vae", 0, "hours"), 7.5)
    assert plan_of(question) == (["M1"], ["B1"])
    renamed = json.loads(json.dumps(question).replace('"B1"', '"Z1"'))
    assert plan_of(renamed) == (["M1", "M2"], [])


def test_the_vae_is_decided_at_the_low_end():
    question = changed(("vae", 0, "hours"), 1)
    question["vae"][0]["share"] = 1
    question["person"]["levels"]["meal"] |= {"grade": "tested"}
    assert plan_of(question) == (["M1", "M2"], [])


def test_every_module_left_out_says_what_forcing_it_would_change():
    question = changed(("forbid",), ["M3"])
    question["modules"] += [
        {"id": "M4", "hours": 2, "kind": "option", "reaches": {}, "requires": ["M5"]},
        {"id": "M5", "hours": 3, "kind": "option", "reaches": {}},
        {"id": "M6", "hours": 999, "kind": "option", "reaches": {}},
        {"id": "M7", "hours": 10, "kind": "option", "reaches": {}},
    ]
    question["person"]["held"] = ["M5"]
    question["limits"] = {"hours": 30, "cost": {}}
    impossible = {"hours_added": None, "unmet_added": None, "impossible": True}
    assert reply_to(question)["why_not"] == {
        "M3": impossible,  # forbidden
        "M4": {"hours_added": 2, "unmet_added": 0, "impossible": False},  # what it requires is held
        "M5": impossible,  # held
        "M6": impossible,  # beyond the limit
        "M7": {"hours_added": 2.5, "unmet_added": 1, "impossible": False},  # in the place of M2: one need is given up
    }


def test_a_module_hangs_on_the_skills_that_alone_keep_it():
    """M covers a and b, F covers b and a need that is sure: M hangs on a, since F answers b anyway."""
    question = {
        "skills": [{"id": name, "target": 2} for name in "abc"],
        "modules": [
            {"id": "M", "hours": 5, "kind": "option", "reaches": {"a": 2, "b": 2}},
            {"id": "F", "hours": 5, "kind": "option", "reaches": {"b": 2, "c": 2}},
        ],
        "vae": [],
        "person": {"levels": {name: {"low": 0, "high": 2, "grade": "declared"} for name in "ab"}},
    }
    told = {module["id"]: (module["firm"], module["settled_by"]) for module in reply_to(question)["modules"]}
    assert told == {"F": (True, []), "M": (False, ["a"])}


def test_a_module_that_only_prepares_hangs_on_what_it_prepares_for():
    question = changed(("modules",), [
        {"id": "P", "hours": 5, "kind": "option", "reaches": {}},
        {"id": "Q", "hours": 5, "kind": "option", "reaches": {"meal": 3}, "requires": ["P"]},
    ])  # fmt: skip
    told = {module["id"]: module["settled_by"] for module in reply_to(question)["modules"]}
    assert told == {"P": ["meal"], "Q": ["meal"]}


def test_a_module_may_hang_on_several_skills():
    """A alone covers a and x, B alone b and y: each of these skills keeps its module in."""
    question = {
        "skills": [{"id": name, "target": 2} for name in "abxy"],
        "modules": [
            {"id": "A", "hours": 6, "kind": "option", "reaches": {"a": 2, "x": 2}},
            {"id": "B", "hours": 6, "kind": "option", "reaches": {"b": 2, "x": 1, "y": 2}},
        ],
        "vae": [],
        "person": {"levels": {name: {"low": 0, "high": 2, "grade": "declared"} for name in "abxy"}},
    }
    told = {module["id"]: module["settled_by"] for module in reply_to(question)["modules"]}
    assert told == {"A": ["a", "x"], "B": ["b", "y"]}


def test_a_skill_still_under_its_target_at_best_settles_nothing():
    question = changed(("person", "levels", "meal"), {"low": 0, "high": 2, "grade": "tested"})
    assert all(module["firm"] for module in reply_to(question)["modules"])


def test_a_contradiction_names_the_fewest_rules():
    question = changed(("limits",), {"hours": 20, "cost": {"region": 10}})
    question |= {"lock": ["M2"], "forbid": ["M3"]}
    reply = reply_to(question)
    assert (reply["status"], reply["objective"], reply["modules"], reply["why_not"]) == ("impossible", None, [], {})
    assert reply["conflict"]["minimal"] in (
        ["core:M1", "limit:hours", "lock:M2"],
        ["limit:hours", "lock:M2", "requires:M2"],
        ["limit:cost:region", "lock:M2"],
    )
    assert reply["conflict"]["cheapest_relaxation"] == {"drop": ["lock:M2"]}


def test_giving_up_prefers_what_people_set_to_what_the_catalogue_asks():
    question = changed(("limits",), {"hours": 13, "cost": {}})
    conflict = reply_to(question)["conflict"]
    assert conflict == {"minimal": ["core:M1", "limit:hours"], "cheapest_relaxation": {"drop": ["limit:hours"]}}
    both = reply_to(changed(("lock",), ["M2"]) | {"forbid": ["M2"]})["conflict"]
    assert both == {"minimal": ["forbid:M2", "lock:M2"], "cheapest_relaxation": {"drop": ["forbid:M2"]}}


def test_the_order_of_lists_and_keys_changes_no_byte():
    for seed in range(12):
        question = small_question(seed)
        turned = {key: value[::-1] if isinstance(value, list) else value for key, value in reversed(question.items())}
        turned["person"] = {
            key: value[::-1] if isinstance(value, list) else dict(reversed(value.items()))
            for key, value in question["person"].items()
        }
        assert bytes_for(turned) == bytes_for(question), seed


def test_the_seed_changes_nothing_but_its_own_mention():
    for seed in range(8):
        question = small_question(seed)
        one, other = reply_to(question), reply_to(question, "--seed", "77")
        assert {**one, "engine": None} == {**other, "engine": None}


def test_a_generous_time_limit_changes_no_byte_and_a_hopeless_one_says_feasible():
    assert bytes_for(QUESTION, "--time-limit", "600") == bytes_for(QUESTION)
    cut = reply_to(QUESTION, "--time-limit", "1e-9")
    assert cut["status"] == "feasible"
    assert "M1" in [module["id"] for module in cut["modules"]]  # due


def test_the_same_bytes_come_from_another_process_with_another_hash_seed():
    program = (
        "import sys; from labmigration.decisions.contract import run;"
        "sys.exit(run('prescription', [], sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer,"
        " rules_on=None, programme_version='abc'))"
    )
    data = json.dumps(small_question(4)).encode()
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    other = subprocess.run(
        [sys.executable, "-c", program], input=data, capture_output=True, check=True, env=environment
    )
    assert other.stdout == bytes_for(data)[1]


def test_the_shapes_of_a_problem_load_no_solver():
    """OR-Tools takes a second to load: neither pages nor other engines wait for it."""
    program = "import sys, labmigration.decisions.prescription; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


WRONG = {
    "no skills": (("skills",), "REMOVE", "skills"),
    "no modules": (("modules",), "REMOVE", "modules"),
    "no vae": (("vae",), "REMOVE", "vae"),
    "no person": (("person",), "REMOVE", "person"),
    "no levels": (("person", "levels"), "REMOVE", "person.levels"),
    "unknown key": (("budget",), 1, "budget"),
    "unknown key of a module": (("modules", 0, "name"), "x", "modules[0].name"),
    "unknown key of limits": (("limits",), {"hours": None, "cost": {}, "days": 3}, "limits.days"),
    "limits without hours": (("limits",), {"cost": {}}, "limits.hours"),
    "limits without costs": (("limits",), {"hours": 3}, "limits.cost"),
    "null limits": (("limits",), None, "limits"),
    "skill without target": (("skills", 0, "target"), "REMOVE", "skills[0].target"),
    "target of 0": (("skills", 0, "target"), 0, "skills[0].target"),
    "target of 5": (("skills", 0, "target"), 5, "skills[0].target"),
    "target and a half": (("skills", 0, "target"), 1.5, "skills[0].target"),
    "target that is true": (("skills", 0, "target"), True, "skills[0].target"),
    "critical in words": (("skills", 0, "critical"), "yes", "skills[0].critical"),
    "blank skill": (("skills", 0, "id"), " ", "skills[0].id"),
    "blank block": (("skills", 0, "block"), "", "skills[0].block"),
    "skill given twice": (("skills", 2, "id"), "lift", "skills[2].id"),
    "module given twice": (("modules", 2, "id"), "M1", "modules[2].id"),
    "VAE given twice": (("vae",), [{"block": "B1", "hours": 1, "share": 1}] * 2, "vae[1].block"),
    "module without hours": (("modules", 0, "hours"), "REMOVE", "modules[0].hours"),
    "hours in words": (("modules", 0, "hours"), "7", "modules[0].hours"),
    "hours that are null": (("modules", 0, "hours"), None, "modules[0].hours"),
    "negative hours": (("modules", 0, "hours"), -1, "modules[0].hours"),
    "hours beyond reason": (("modules", 0, "hours"), 1e300, "modules[0].hours"),
    "hours of 400 digits": (("modules", 0, "hours"), 10**400, "modules[0].hours"),
    "unknown kind": (("modules", 0, "kind"), "basic", "modules[0].kind"),
    "no reach": (("modules", 0, "reaches"), "REMOVE", "modules[0].reaches"),
    "reach of no skill": (("modules", 0, "reaches"), {"fly": 1}, "modules[0].reaches.fly"),
    "reach of 5": (("modules", 0, "reaches"), {"lift": 5}, "modules[0].reaches.lift"),
    "reach below 0": (("modules", 0, "reaches"), {"lift": -1}, "modules[0].reaches.lift"),
    "requires nothing that exists": (("modules", 1, "requires"), ["M1", "M9"], "modules[1].requires[1]"),
    "requires itself": (("modules", 1, "requires"), ["M2"], "modules[1].requires[0]"),
    "requires the same twice": (("modules", 1, "requires"), ["M1", "M1"], "modules[1].requires[1]"),
    "comes before itself": (("modules", 0, "requires"), ["M2"], "modules[1].requires[0]"),
    "negative cost": (("modules", 1, "cost"), -1, "modules[1].cost"),
    "blank funder": (("modules", 1, "funder"), "", "modules[1].funder"),
    "VAE without share": (("vae", 0, "share"), "REMOVE", "vae[0].share"),
    "share above 1": (("vae", 0, "share"), 1.01, "vae[0].share"),
    "negative share": (("vae", 0, "share"), -0.1, "vae[0].share"),
    "negative hours of VAE": (("vae", 0, "hours"), -1, "vae[0].hours"),
    "level of no skill": (("person", "levels", "fly"), {"low": 0, "high": 1, "grade": "tested"}, "person.levels.fly"),
    "level of 5": (("person", "levels", "meal", "high"), 5, "person.levels.meal.high"),
    "level below 0": (("person", "levels", "meal", "low"), -1, "person.levels.meal.low"),
    "low above high": (("person", "levels", "dish", "low"), 2, "person.levels.dish.high"),
    "unknown grade": (("person", "levels", "dish", "grade"), "guessed", "person.levels.dish.grade"),
    "no grade": (("person", "levels", "dish", "grade"), "REMOVE", "person.levels.dish.grade"),
    "held twice": (("person", "held"), ["M1", "B1", "M1"], "person.held[2]"),
    "held in words": (("person", "held"), "M1", "person.held"),
    "preference for no module": (("person", "prefers"), {"M9": 1}, "person.prefers.M9"),
    "preference in words": (("person", "prefers"), {"M1": "yes"}, "person.prefers.M1"),
    "negative limit": (("limits",), {"hours": -1, "cost": {}}, "limits.hours"),
    "negative budget": (("limits",), {"hours": None, "cost": {"region": -1}}, "limits.cost.region"),
    "null budget": (("limits",), {"hours": None, "cost": {"region": None}}, "limits.cost.region"),
    "lock on no module": (("lock",), ["M1", "M9"], "lock[1]"),
    "locked twice": (("lock",), ["M1", "M1"], "lock[1]"),
    "ban on no module": (("forbid",), ["B1"], "forbid[0]"),
    "number in a list of ids": (("forbid",), [3], "forbid[0]"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(way, value, path):
    told = error_of(changed(way, value))
    assert told["path"] == path
    assert told["message"]


def test_a_longer_circle_of_requirements_is_told():
    question = changed(("modules", 0, "requires"), ["M3"])
    question["modules"][2]["requires"] = ["M2"]
    assert error_of(question) == {"path": "modules[1].requires[0]", "message": '"M1" would come before itself'}


def test_blocks_and_funders_are_free_labels():
    question = changed(("person", "held"), ["no such thing"])
    question["limits"] = {"hours": None, "cost": {"nobody": 3}}
    question["vae"] += [{"block": "B7", "hours": 1, "share": 0.5}]
    assert plan_of(question) == (["M1", "M2"], [])


def test_numbers_too_fine_to_be_added_are_refused():
    question = deepcopy(QUESTION)
    question["modules"] += [
        {"id": f"X{rank}", "hours": 9e8 + rank + 0.123457, "kind": "option", "reaches": {}} for rank in range(9_000)
    ]
    assert error_of(question)["path"] == "modules"
