"""`labmigration decide positioning`: the three tasks, and wrong input told by its place."""

import io
import json
from copy import deepcopy

import pytest

from labmigration.decisions.contract import run
from labmigration.decisions.positioning import Item, ItemTable, Running
from labmigration.decisions.tests.lsat6 import PATTERNS

ITEMS = [
    {"id": "1", "b": -0.63, "a": 1.32, "c": 0.17, "d": 0.87},
    {"id": "2", "b": 0.18, "a": 1.07, "c": 0.10, "d": 0.93},
    {"id": "3", "b": -0.84, "a": 0.84, "c": 0.19},
]
ANSWERS = [{"item": "1", "score": 0}, {"item": "2", "score": 1}, {"item": "3", "score": 0}]
BANDS = [{"name": "low", "from": None, "to": -1}, {"name": "high", "from": -1.0, "to": None}]
ESTIMATE = {
    "task": "estimate",
    "items": ITEMS,
    "answers": ANSWERS,
    "prior": {"mean": 0, "sd": 1},
    "grid": {"points": 33, "limit": 4},
    "bands": BANDS,
}
NEXT = {
    "task": "next",
    "items": [{"id": name, "b": rank / 4} for rank, name in enumerate("abcdefgh")],
    "answers": [{"item": "a", "score": 1}],
    "bands": BANDS,
    "areas": {name: "home" if name < "e" else "child" for name in "abcdefgh"},
    "asked": ["a", "e", "b"],
    "top": 3,
    "stop_at": {"probability": 0.99, "items": 12},
}
CALIBRATE = {
    "task": "calibrate",
    "model": "rasch_common_slope",
    "items": ["1", "2", "3", "4", "5"],
    "patterns": [{"answers": list(answers), "count": count} for answers, count in PATTERNS],
    "penalty": 0,
}


def bytes_for(question, *argv):
    out, err = io.BytesIO(), io.BytesIO()
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    code = run("positioning", argv, io.BytesIO(data), out, err, rules_on=None, programme_version="abc")
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


def changed(question, way, value):
    """`question` with `value` at `way`; the word `REMOVE` takes the key away."""
    question = deepcopy(question)
    *holders, last = way
    holder = question
    for step in holders:
        holder = holder[step]
    if value == "REMOVE":
        del holder[last]
    else:
        holder[last] = value
    return question


def test_an_estimate_has_the_keys_of_the_contract_and_the_published_value():
    found = reply_to(ESTIMATE, "--seed", "4")
    assert list(found) == ["engine", "theta", "sd", "bands"]
    assert found["engine"] == {"name": "positioning", "version": "1.0+programme.abc", "seed": 4}
    assert found["theta"] == pytest.approx(-0.4565068, abs=1e-7)
    assert [band["name"] for band in found["bands"]] == ["low", "high"]
    assert sum(band["probability"] for band in found["bands"]) == pytest.approx(1)


def test_what_may_be_left_out_has_the_defaults_of_the_contract():
    plain = {"id": "x", "b": 0.3}
    written = {
        "task": "estimate",
        "items": [{**plain, "a": 1, "c": 0, "d": 1, "b_sd": 0}],
        "answers": [{"item": "x", "score": 1}],
        "prior": {"mean": 0, "sd": 1},
        "grid": {"points": 121, "limit": 6},
        "bands": [],
    }
    short = {"task": "estimate", "items": [plain], "answers": [{"item": "x", "score": 1}]}
    assert reply_to(short) == reply_to(written)
    without = {key: value for key, value in CALIBRATE.items() if key != "penalty"}
    assert reply_to(without) == reply_to(CALIBRATE)


def test_the_uncertainty_of_a_difficulty_counts():
    sure = reply_to({**ESTIMATE, "items": [{**item, "b_sd": 0} for item in ITEMS]})["theta"]
    doubtful = reply_to({**ESTIMATE, "items": [{**item, "b_sd": 0.8} for item in ITEMS]})["theta"]
    flat = 1 / (1 + 3.141592653589793 * 0.64 / 8) ** 0.5
    by_hand = reply_to({**ESTIMATE, "items": [{**item, "a": item.get("a", 1) * flat} for item in ITEMS]})["theta"]
    assert doubtful == pytest.approx(by_hand, abs=1e-12) != sure


def test_the_order_in_which_things_are_told_changes_no_byte_of_an_estimate():
    other = {**ESTIMATE, "items": ITEMS[::-1], "answers": ANSWERS[::-1]}
    assert bytes_for(ESTIMATE) == bytes_for(other)
    assert bytes_for({**NEXT, "items": NEXT["items"][::-1], "asked": NEXT["asked"][::-1]}) == bytes_for(NEXT)


def test_the_next_item_is_of_the_area_least_covered_and_not_asked():
    for seed in range(30):
        found = reply_to(NEXT, "--seed", str(seed))
        assert list(found) == ["engine", "item", "stop"]
        assert found["item"] in {"f", "g", "h"}
        assert found["stop"] is None


def test_what_was_answered_does_not_come_back_even_if_asked_forgets_it():
    two = {**NEXT, "items": NEXT["items"][:2], "areas": {}, "asked": []}
    assert {reply_to(two, "--seed", str(seed))["item"] for seed in range(10)} == {"b"}


def test_the_seed_chooses_among_the_best_and_the_same_seed_gives_the_same_bytes():
    assert bytes_for(NEXT, "--seed", "5") == bytes_for(NEXT, "--seed", "5")
    assert len({reply_to(NEXT, "--seed", str(seed))["item"] for seed in range(30)}) == 3
    assert len({reply_to({**NEXT, "top": 1}, "--seed", str(seed))["item"] for seed in range(30)}) == 1


def test_the_contract_and_a_running_session_choose_the_same():
    """Areas, prior and seed given, `Running` is the same engine."""
    table = ItemTable([Item(item["id"], item["b"]) for item in NEXT["items"]], areas=NEXT["areas"])
    running = Running.after(table, {"a": 1}, asked=["e", "b"])
    for seed in range(30):
        assert reply_to(NEXT, "--seed", str(seed))["item"] == running.next(seed=seed).item


STOPS = {
    "decided": {"stop_at": {"probability": 0.5, "items": 12}},
    "limit": {"stop_at": {"probability": 0.99, "items": 1}},
    "exhausted": {"asked": list("abcdefgh")},
}


@pytest.mark.parametrize("reason", STOPS)
def test_it_says_why_it_stops(reason):
    found = reply_to({**NEXT, **STOPS[reason]})
    assert (found["item"], found["stop"]) == (None, reason)


def test_without_bands_it_never_decides_and_without_items_it_is_exhausted():
    sure = {"probability": 0.01, "items": 12}
    assert reply_to({**NEXT, "bands": [], "stop_at": sure})["stop"] is None
    nothing = {**NEXT, "items": [], "answers": [], "areas": {}, "asked": []}
    assert reply_to(nothing)["stop"] == "exhausted"


def test_the_published_calibration_comes_out_sorted_by_id():
    found = reply_to(CALIBRATE)
    assert list(found) == ["engine", "items", "log_likelihood"]
    assert list(found["items"][0]) == ["id", "a", "b", "b_se"]
    assert [item["b"] for item in found["items"]] == pytest.approx(
        [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=1e-4
    )
    assert found["log_likelihood"] == pytest.approx(-2466.938, abs=1e-3)
    turned = {**CALIBRATE, "items": CALIBRATE["items"][::-1]}
    turned["patterns"] = [{**one, "answers": one["answers"][::-1]} for one in CALIBRATE["patterns"]]
    assert bytes_for(turned) == bytes_for(CALIBRATE)


def test_a_penalty_draws_difficulties_to_0():
    free, held = (
        sum(item["b"] ** 2 for item in reply_to({**CALIBRATE, "model": "2pl", "penalty": penalty})["items"])
        for penalty in (0, 3)
    )
    assert held < 0.9 * free


def test_contradictory_evidence_is_answered():
    items = [{"id": str(k), "b": 1e6 if k % 2 else -1e6, "a": 1e6} for k in range(50)]
    answers = [{"item": str(k), "score": k % 2} for k in range(50)]
    found = reply_to({"task": "estimate", "items": items, "answers": answers, "bands": BANDS, "prior": {"sd": 1e-6}})
    assert -6 <= found["theta"] <= 6
    assert sum(band["probability"] for band in found["bands"]) == pytest.approx(1)


WRONG = {
    "no task": (ESTIMATE, ("task",), "REMOVE", "task"),
    "unknown task": (ESTIMATE, ("task",), "guess", "task"),
    "task that is a number": (ESTIMATE, ("task",), 1, "task"),
    "unknown key": (ESTIMATE, ("seed",), 1, "seed"),
    "key of another task": (ESTIMATE, ("top",), 3, "top"),
    "unknown key of an item": (ESTIMATE, ("items", 1, "e"), 1, "items[1].e"),
    "no items": (ESTIMATE, ("items",), "REMOVE", "items"),
    "no answers": (ESTIMATE, ("answers",), "REMOVE", "answers"),
    "item without difficulty": (ESTIMATE, ("items", 0, "b"), "REMOVE", "items[0].b"),
    "difficulty in words": (ESTIMATE, ("items", 0, "b"), "0.5", "items[0].b"),
    "difficulty beyond reason": (ESTIMATE, ("items", 0, "b"), 1e300, "items[0].b"),
    "boolean for a number": (ESTIMATE, ("items", 0, "b"), True, "items[0].b"),
    "blank id": (ESTIMATE, ("items", 0, "id"), " ", "items[0].id"),
    "id given twice": (ESTIMATE, ("items", 2, "id"), "1", "items[2].id"),
    "no slope": (ESTIMATE, ("items", 0, "a"), 0, "items[0].a"),
    "falling curve": (ESTIMATE, ("items", 0, "a"), -1, "items[0].a"),
    "c below 0": (ESTIMATE, ("items", 0, "c"), -0.1, "items[0].c"),
    "d above 1": (ESTIMATE, ("items", 0, "d"), 1.1, "items[0].d"),
    "c above d": (ESTIMATE, ("items", 0, "c"), 0.9, "items[0].c"),
    "c at d": (ESTIMATE, ("items", 0, "c"), 0.87, "items[0].c"),
    "negative uncertainty": (ESTIMATE, ("items", 0, "b_sd"), -0.1, "items[0].b_sd"),
    "null for what may be left out": (ESTIMATE, ("items", 0, "b_sd"), None, "items[0].b_sd"),
    "answer to no item": (ESTIMATE, ("answers", 1, "item"), "9", "answers[1].item"),
    "item answered twice": (ESTIMATE, ("answers", 2, "item"), "1", "answers[2].item"),
    "score of 2": (ESTIMATE, ("answers", 0, "score"), 2, "answers[0].score"),
    "score of one half": (ESTIMATE, ("answers", 0, "score"), 0.5, "answers[0].score"),
    "score that is a boolean": (ESTIMATE, ("answers", 0, "score"), True, "answers[0].score"),
    "score that is null": (ESTIMATE, ("answers", 0, "score"), None, "answers[0].score"),
    "one point": (ESTIMATE, ("grid", "points"), 1, "grid.points"),
    "half a point": (ESTIMATE, ("grid", "points"), 2.5, "grid.points"),
    "a grid that fills the memory": (ESTIMATE, ("grid", "points"), 10**9, "grid.points"),
    "no width": (ESTIMATE, ("grid", "limit"), 0, "grid.limit"),
    "prior without spread": (ESTIMATE, ("prior", "sd"), 0, "prior.sd"),
    "band that ends where it begins": (ESTIMATE, ("bands", 1), {"name": "x", "from": 1, "to": 1}, "bands[1].to"),
    "band without an end": (ESTIMATE, ("bands", 0, "to"), "REMOVE", "bands[0].to"),
    "band named twice": (ESTIMATE, ("bands", 1, "name"), "low", "bands[1].name"),
    "no areas": (NEXT, ("areas",), "REMOVE", "areas"),
    "area of no item": (NEXT, ("areas", "z"), "home", "areas.z"),
    "blank area": (NEXT, ("areas", "a"), "", "areas.a"),
    "asked for no item": (NEXT, ("asked", 1), "z", "asked[1]"),
    "asked twice": (NEXT, ("asked", 1), "a", "asked[1]"),
    "none of the best": (NEXT, ("top",), 0, "top"),
    "no limit": (NEXT, ("stop_at", "items"), "REMOVE", "stop_at.items"),
    "more than sure": (NEXT, ("stop_at", "probability"), 1.5, "stop_at.probability"),
    "stop before it begins": (NEXT, ("stop_at", "items"), -1, "stop_at.items"),
    "unknown model": (CALIBRATE, ("model",), "3pl", "model"),
    "nothing to calibrate": (CALIBRATE, ("items",), [], "items"),
    "calibrated twice": (CALIBRATE, ("items", 4), "1", "items[4]"),
    "no patterns": (CALIBRATE, ("patterns",), [], "patterns"),
    "nobody answered": (CALIBRATE, ("patterns",), [{"answers": [0, 1, 0, 1, 0], "count": 0}], "patterns"),
    "answer missing": (CALIBRATE, ("patterns", 3, "answers"), [0, 1, 0, 1], "patterns[3].answers"),
    "pattern of nothing": (CALIBRATE, ("patterns", 3, "answers"), [], "patterns[3].answers"),
    "answer of 2": (CALIBRATE, ("patterns", 3, "answers", 1), 2, "patterns[3].answers[1]"),
    "minus one person": (CALIBRATE, ("patterns", 3, "count"), -1, "patterns[3].count"),
    "half a person": (CALIBRATE, ("patterns", 3, "count"), 0.5, "patterns[3].count"),
    "negative penalty": (CALIBRATE, ("penalty",), -1, "penalty"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(question, way, value, path):
    told = error_of(changed(question, way, value))
    assert told["path"] == path
    assert told["message"]


def test_a_question_that_is_no_object_is_refused_as_a_whole():
    assert error_of(b"[]") == {"path": "", "message": "must be an object"}


def test_messages_are_plain_sentences():
    assert error_of(changed(ESTIMATE, ("grid", "points"), 1))["message"] == "must be at least 2"
    assert "calibrate" in error_of(changed(ESTIMATE, ("task",), "guess"))["message"]


def test_answers_that_determine_nothing_name_the_item():
    alike = {
        **CALIBRATE,
        "items": ["b", "a"],
        "patterns": [{"answers": [1, 0], "count": 3}, {"answers": [1, 1], "count": 2}],
    }
    assert error_of(alike)["path"] == "items[0]"
    single = {**CALIBRATE, "items": ["a"], "patterns": [{"answers": [0], "count": 3}, {"answers": [1], "count": 2}]}
    assert error_of(single)["path"] == "patterns"
