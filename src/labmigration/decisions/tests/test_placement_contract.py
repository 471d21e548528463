"""Placement from the command line: one small case for each sentence of the contract, reasoned by hand."""

import json
import math
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from labmigration.decisions.tests.test_contract import answer_to, error_of

HOME = [43.3, 5.4]
# A degree of latitude is 6,371 × π ÷ 180 = 111.19 km: with detour 1.3 at 13 km/h, 0.01° is 6.672 minutes.
STEP = math.radians(0.01) * 6371 * 1.3 / 13 * 60
CARER = "dependency_carer"


def north(steps):
    return [HOME[0] + 0.01 * steps, HOME[1]]


def worker(name="w", **changes):
    base = {
        "id": name,
        "at": HOME,
        "occupations": [CARER],
        "certified": [],
        "hours_max": 30,
        "available": [[day, 480, 1200] for day in range(5)],
        "travel": {"kmh": 13, "fixed_min": 10, "max_min": 45},
    }
    return {**base, **changes}


def household(name="h", *slots, **changes):
    base = {"id": name, "at": HOME, "occupation": CARER, "slots": [list(slot) for slot in slots] or [[0, 540, 660]]}
    return {**base, **changes}


def case(workers, households, **more):
    return {"task": "solve", "workers": workers, "households": households, **more}


def solved(workers, households, *argv, **more):
    code, out, err = answer_to(case(workers, households, **more), *argv, engine="placement")
    assert (code, err) == (0, b"")
    return json.loads(out)


def asked(question, *argv):
    code, out, err = answer_to(question, *argv, engine="placement")
    assert (code, err) == (0, b"")
    return json.loads(out)


def explained(workers, households, pair=("w", "h"), plan=None, **more):
    return asked({**case(workers, households, **more), "task": "explain", "pair": list(pair), "plan": plan})


def codes(reply):
    return [one["code"] for one in reply["obstacles"]]


def owners(reply):
    return {one["household"]: one["worker"] for one in reply["placed"]}


def test_the_whole_reply_of_one_pair():
    reply = solved([worker()], [household()], "--seed", "3")
    # 4 half-hours × (50 + 15 × (0.6 × 0.5 + 0.4 × (1 − 10 ÷ 60))) = 4 × 59.5
    assert reply == {
        "engine": {"name": "placement", "version": "1.0+programme.abc123", "seed": 3},
        "status": "optimal",
        "value": 238,
        "bound": 238,
        "gap": 0.0,
        "placed": [{"household": "h", "worker": "w", "value": 238}],
        "unplaced": [],
        "weeks": [
            {
                "worker": "w",
                "hours": 2.0,
                "journey_minutes": 20.0,
                "days": [{"day": 0, "stops": [{"household": "h", "from": 540, "to": 660}]}],
            }
        ],
        "impossible_pins": [],
    }


@pytest.mark.parametrize(
    ("workers", "households"), [([], []), ([worker()], []), ([], [household()])], ids=["nobody", "no need", "no worker"]
)
def test_nothing_to_place_is_a_right_question(workers, households):
    reply = solved(workers, households)
    assert (reply["status"], reply["value"], reply["bound"], reply["gap"]) == ("optimal", 0, 0, 0.0)
    assert reply["unplaced"] == [
        {"household": one["id"], "reason": "no_one_able", "nearest_miss": []} for one in households
    ]


NOT_ABLE = {
    "another occupation": ({"occupations": ["childminder"]}, {}, ["occupation"]),
    "no title": ({}, {"certified_only": True}, ["not_certified"]),
    "title of another occupation": ({"certified": ["x"]}, {"certified_only": True}, ["not_certified"]),
    "a title alone is no occupation": (
        {"occupations": [], "certified": [CARER]}, {"certified_only": True}, ["occupation"],
    ),
    "a slot before the window": ({"available": [[0, 541, 1200]]}, {}, ["not_available"]),
    "a slot after the window": ({"available": [[0, 480, 659]]}, {}, ["not_available"]),
    "another day": ({"available": [[1, 480, 1200]]}, {}, ["not_available"]),
    "two windows that meet are two": ({"available": [[0, 480, 600], [0, 600, 1200]]}, {}, ["not_available"]),
    "one slot of two": ({}, {"slots": [[0, 540, 660], [5, 540, 660]]}, ["not_available"]),
    "no window": ({"available": []}, {}, ["not_available"]),
    "too far": ({}, {"at": north(6)}, ["too_far"]),
    "the fixed minutes count": ({"travel": {"kmh": 13, "fixed_min": 46, "max_min": 45}}, {}, ["too_far"]),
    "too many hours for her": ({"hours_max": 1.9}, {}, ["too_many_hours"]),
    "several": (
        {"occupations": [], "available": [], "hours_max": 0},
        {"certified_only": True, "at": north(9)},
        ["occupation", "not_certified", "not_available", "too_far", "too_many_hours"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("of_worker", "of_household", "expected"), NOT_ABLE.values(), ids=NOT_ABLE)
def test_what_makes_a_pair_unable_is_told_in_order(of_worker, of_household, expected):
    people, needs = [worker(**of_worker)], [household(**of_household)]
    reply = explained(people, needs)
    assert (reply["able"], codes(reply), reply["if_forced"]) == (False, expected, None)
    assert all(one["detail"] for one in reply["obstacles"])
    assert solved(people, needs)["unplaced"] == [{"household": "h", "reason": "no_one_able", "nearest_miss": expected}]
    assert asked({**case(people, needs), "task": "rank", "for": {"worker": "w"}, "top": 5})["able"] == 0
    assert asked({**case(people, needs), "task": "rank", "for": {"household": "h"}, "top": 5})["able"] == 0


ABLE = {
    "with the title": ({"certified": [CARER]}, {"certified_only": True}),
    "the title is asked for only where it is": ({}, {"certified_only": False}),
    "the slot fills the window": ({"available": [[0, 540, 660]]}, {}),
    "inside one of overlapping windows": ({"available": [[0, 500, 600], [0, 530, 700]]}, {}),
    "just near enough": ({"travel": {"kmh": 13, "fixed_min": 10, "max_min": 10}}, {}),
    "five steps": ({}, {"at": north(5)}),
    "just few enough hours": ({"hours_max": 2}, {}),
    "until midnight": ({"available": [[6, 0, 1440]]}, {"slots": [[6, 1380, 1440]]}),
    "a tenth of an hour": ({"hours_max": 0.1}, {"slots": [[0, 540, 546]]}),
}


@pytest.mark.parametrize(("of_worker", "of_household"), ABLE.values(), ids=ABLE)
def test_what_is_just_enough_is_enough(of_worker, of_household):
    assert explained([worker(**of_worker)], [household(**of_household)])["able"]
    assert owners(solved([worker(**of_worker)], [household(**of_household)])) == {"h": "w"}


def test_the_rules_limit_hours_beside_the_workers_own_wish():
    needs = [household("h", (0, 540, 660))]
    assert codes(explained([worker()], needs, rules={"weekly_hours_max": 1.5})) == ["too_many_hours"]
    long = [household("h", *((day, 480, 1020) for day in range(5)))]
    assert codes(explained([worker(hours_max=60)], long)) == ["too_many_hours"]  # 45 > the 40 that stand by default
    assert explained([worker(hours_max=60)], long, rules={"weekly_hours_max": 45})["able"]


def test_a_forbidden_pair_is_never_placed():
    reply = solved([worker()], [household()], forbids=[["w", "h"], ["w", "h"]])
    assert reply["unplaced"] == [{"household": "h", "reason": "no_one_able", "nearest_miss": ["forbidden"]}]


def test_the_journey_is_kilometres_times_detour_over_speed_and_the_fixed_minutes():
    reply = asked({**case([worker()], [household(at=north(4))]), "task": "rank", "for": {"worker": "w"}, "top": 1})
    assert reply["ranked"][0]["minutes"] == pytest.approx(10 + 4 * STEP, abs=1e-5)
    more = {"rules": {"detour": 1.0}, "task": "rank", "for": {"worker": "w"}, "top": 1}
    fast = worker(travel={"kmh": 26, "fixed_min": 0, "max_min": 45})
    reply = asked({**case([fast], [household(at=north(4))]), **more})
    assert reply["ranked"][0]["minutes"] == pytest.approx(4 * STEP / 1.3 / 2, abs=1e-5)


@pytest.mark.parametrize(
    ("wish", "rules", "expected"),
    [
        (None, {}, 238),
        (1, {}, 256),  # 4 × (50 + 15 × (0.6 + 0.4 × 5/6)) = 4 × 64
        (0, {}, 220),  # 4 × (50 + 15 × 0.3333)
        (1, {"value": {"half_hour": 0}}, 56),
        (1, {"value": {"score": 0}}, 200),
        (1, {"score": {"preference": 2}}, 260),  # clipped at 1
        (0, {"score": {"nearness": 0}}, 200),
        (1, {"score": {"preference": 0.5, "nearness": 0}, "value": {"half_hour": 0, "score": 0.3}}, 1),  # 0.6 → 1
    ],
)
def test_a_value_is_half_hours_times_their_worth_rounded(wish, rules, expected):
    preferences = [] if wish is None else [{"worker": "w", "household": "h", "score": wish}]
    assert solved([worker()], [household()], rules=rules, preferences=preferences)["value"] == expected


def test_a_journey_of_more_than_an_hour_never_makes_the_score_negative():
    slow = worker(travel={"kmh": 13, "fixed_min": 300, "max_min": 400})
    assert solved([slow], [household()])["value"] == 200


def test_a_half_is_rounded_up():
    rules = {"value": {"half_hour": 0.5, "score": 0}}
    assert solved([worker()], [household("h", (0, 540, 570))], rules=rules)["value"] == 1


def test_a_household_goes_whole_to_one_worker_or_to_nobody():
    morning, evening = worker("w1", available=[[0, 480, 720]]), worker("w2", available=[[0, 720, 1200]])
    reply = solved([morning, evening], [household("h", (0, 540, 600), (0, 900, 960))])
    assert reply["unplaced"] == [{"household": "h", "reason": "no_one_able", "nearest_miss": ["not_available"]}]


@pytest.mark.parametrize(
    ("second", "at", "miss"),
    [
        ((0, 600, 720), HOME, "overlaps"),
        ((0, 660, 720), HOME, "no_time_to_travel"),
        ((0, 669, 729), HOME, "no_time_to_travel"),
        ((0, 670, 730), HOME, None),
        ((0, 670, 730), north(1), "no_time_to_travel"),
        ((0, 677, 737), north(1), None),
        ((0, 480, 531), HOME, "no_time_to_travel"),
        ((0, 480, 530), HOME, None),
        ((1, 540, 600), HOME, None),
    ],
)
def test_two_households_of_a_day_need_the_journey_between(second, at, miss):
    reply = solved([worker()], [household("h"), household("i", second, at=at)])
    unplaced = [(one["reason"], one["nearest_miss"]) for one in reply["unplaced"]]
    assert unplaced == ([] if miss is None else [("outbid", [miss])])


def test_the_speed_and_fixed_minutes_between_are_that_workers():
    needs = [household("h"), household("i", (0, 670, 730), at=north(2))]
    quick = worker(travel={"kmh": 1300, "fixed_min": 9, "max_min": 45})
    assert len(solved([worker()], needs)["placed"]) == 1
    assert len(solved([quick], needs)["placed"]) == 2


def test_hours_stay_within_the_maximum_over_the_week():
    needs = [household(f"h{day}", (day, 540, 660)) for day in range(3)]
    reply = solved([worker(hours_max=4)], needs)
    assert reply["weeks"][0]["hours"] == 4.0
    assert [(one["reason"], one["nearest_miss"]) for one in reply["unplaced"]] == [("outbid", ["hours_full"])]


def test_the_sum_of_values_is_maximised_not_the_best_pair():
    # h alone is worth more to anyone than i or j, but together these are worth more.
    needs = [household("h", (0, 540, 720)), household("i", (0, 540, 620)), household("j", (0, 630, 740))]
    reply = solved([worker()], needs)
    assert set(owners(reply)) == {"i", "j"}
    assert reply["value"] == sum(one["value"] for one in reply["placed"]) == reply["bound"]


def test_pins_are_kept_at_any_loss():
    needs = [household("big", (0, 540, 720)), household("small", (0, 600, 630))]
    reply = solved([worker()], needs, pins=[["w", "small"]])
    assert owners(reply) == {"small": "w"}
    assert (reply["status"], reply["bound"]) == ("optimal", reply["value"])
    assert reply["unplaced"] == [{"household": "big", "reason": "outbid", "nearest_miss": ["overlaps"]}]


def test_an_impossible_pin_is_reported_not_forced():
    reply = solved([worker(occupations=[])], [household()], pins=[["w", "h"]])
    assert reply["impossible_pins"] == [{"worker": "w", "household": "h", "obstacles": ["occupation"]}]
    assert reply["placed"] == []
    reply = solved([worker()], [household()], pins=[["w", "h"]], forbids=[["w", "h"]])
    assert reply["impossible_pins"][0]["obstacles"] == ["forbidden"]


def test_of_pins_that_cannot_stand_together_as_many_as_possible_stand():
    needs = [household("h", (0, 540, 720)), household("i", (0, 540, 620)), household("j", (0, 640, 740))]
    reply = solved([worker()], needs, pins=[["w", name] for name in "hij"])
    assert set(owners(reply)) == {"i", "j"}
    assert reply["impossible_pins"] == [{"worker": "w", "household": "h", "obstacles": ["overlaps"]}]


def test_a_household_pinned_twice_stays_with_one_and_the_other_pin_is_reported():
    reply = solved([worker("w1"), worker("w2")], [household()], pins=[["w2", "h"], ["w1", "h"]])
    assert owners(reply) == {"h": "w1"}
    assert reply["impossible_pins"] == [{"worker": "w2", "household": "h", "obstacles": ["overlaps"]}]


def test_among_equals_the_longest_wait_comes_first_and_nothing_else_changes():
    people = [worker("w1", waiting_days=10), worker("w2", waiting_days=200), worker("w3", waiting_days=30)]
    reply = solved(people, [household()])
    assert owners(reply) == {"h": "w2"}
    assert (reply["value"], reply["bound"]) == (238, 238)
    ranked = asked({**case(people, [household()]), "task": "rank", "for": {"household": "h"}, "top": 20})
    assert [one["id"] for one in ranked["ranked"]] == ["w2", "w3", "w1"]


def test_a_longer_wait_never_outweighs_a_value():
    people = [worker("near"), worker("far", at=north(1), waiting_days=100_000)]
    assert owners(solved(people, [household()])) == {"h": "near"}


def test_the_order_of_every_list_changes_nothing():
    people = [worker(name, waiting_days=days) for name, days in (("b", 1), ("a", 1), ("é", 0))]
    needs = [household(name, (0, 540 + 30 * rank, 640 + 30 * rank)) for rank, name in enumerate("zyx")]
    pins = [["a", "z"], ["b", "x"]]
    first = solved(people, needs, pins=pins, forbids=[["é", "z"], ["a", "y"]])
    again = solved(people[::-1], needs[::-1], pins=pins[::-1], forbids=[["a", "y"], ["é", "z"]])
    assert first == again
    assert [one["household"] for one in first["placed"]] == ["x", "y", "z"]
    assert [one["worker"] for one in first["weeks"]] == ["a", "b", "é"]


def test_a_week_tells_days_stops_hours_and_journeys():
    needs = [household("a", (2, 600, 660), (0, 480, 540), at=north(1)), household("b", (0, 600, 700), at=north(3))]
    week = solved([worker()], needs)["weeks"][0]
    assert week["days"] == [
        {"day": 0, "stops": [{"household": "a", "from": 480, "to": 540}, {"household": "b", "from": 600, "to": 700}]},
        {"day": 2, "stops": [{"household": "a", "from": 600, "to": 660}]},
    ]
    assert week["hours"] == pytest.approx(220 / 60)
    # Monday: home, a (1 step), b (2 steps), home (3 steps); Wednesday: a and back. Five journeys.
    assert week["journey_minutes"] == pytest.approx(5 * 10 + 8 * STEP, abs=1e-4)


def test_two_visits_to_the_same_household_need_no_journey():
    week = solved([worker()], [household("h", (0, 540, 600), (0, 600, 660))])["weeks"][0]
    assert week["journey_minutes"] == 20.0


def test_explain_tells_what_the_plan_leaves_no_room_for():
    needs = [
        household("h"),
        household("i", (0, 600, 700)),
        household("j", (0, 665, 700)),
        household("k", (1, 540, 660)),
    ]
    plan = [{"household": "i", "worker": "w", "value": 1}]
    reply = explained([worker()], needs, plan=plan)
    assert (reply["able"], codes(reply)) == (True, ["overlaps"])
    assert codes(explained([worker()], needs, plan=[{"household": "j", "worker": "w", "value": 1}])) == [
        "no_time_to_travel"
    ]
    full = explained([worker(hours_max=3)], needs, plan=[{"household": "k", "worker": "w", "value": 1}])
    assert codes(full) == ["hours_full"]
    assert codes(explained([worker()], needs, plan=[])) == []


def test_forcing_a_pair_tells_the_exact_loss_and_who_moves():
    needs = [household("h", (0, 600, 630)), household("i", (0, 540, 720))]
    plan = solved([worker()], needs)["placed"]
    reply = explained([worker()], needs, plan=plan)
    pinned = solved([worker()], needs, pins=[["w", "h"]])
    assert reply["if_forced"] == {"value_change": pinned["value"] - plan[0]["value"], "displaced": ["i"]}
    assert explained([worker()], needs, ("w", "i"), plan)["if_forced"] == {"value_change": 0, "displaced": []}


def test_forcing_moves_as_few_as_it_can():
    # Two workers alike: forcing h to w1 moves h alone; i stays where it is.
    people = [worker("w1"), worker("w2")]
    needs = [household("h", (0, 540, 660)), household("i", (1, 540, 660))]
    plan = [{"household": "h", "worker": "w2", "value": 238}, {"household": "i", "worker": "w2", "value": 238}]
    assert explained(people, needs, ("w1", "h"), plan)["if_forced"] == {"value_change": 0, "displaced": []}


def test_a_pair_that_a_pin_leaves_no_room_for_cannot_be_forced():
    needs = [household("h"), household("i", (0, 600, 700))]
    reply = explained([worker()], needs, plan=[{"household": "i", "worker": "w", "value": 1}], pins=[["w", "i"]])
    assert (codes(reply), reply["if_forced"]) == (["overlaps"], None)


def test_ranks_are_by_value_then_near_then_id_and_cut_at_the_top():
    needs = [household(name, at=north(steps)) for name, steps in (("c", 0), ("b", 0), ("a", 3), ("x", 0))]
    question = {**case([worker()], needs), "task": "rank", "for": {"worker": "w"}, "top": 2, "forbids": [["w", "x"]]}
    question["preferences"] = [{"worker": "w", "household": "a", "score": 1}]
    reply = asked(question)
    assert [one["id"] for one in reply["ranked"]] == ["a", "b"]
    assert reply["ranked"][1] == {"id": "b", "value": 238, "minutes": 10.0, "preference": 0.5}
    assert (reply["able"], reply["considered"]) == (3, 4)


def wrong(path, value, base=None):
    question = deepcopy(base or QUESTION)
    *way, last = path
    holder = question
    for step in way:
        holder = holder[step]
    if value == "REMOVE":
        del holder[last]
    else:
        holder[last] = value
    return question


QUESTION = {
    **case([worker("w1"), worker("w2")], [household("h1"), household("h2")]),
    "preferences": [{"worker": "w1", "household": "h1", "score": 1}, {"worker": "w2", "household": "h1", "score": 1}],
}
EXPLAIN = {**QUESTION, "task": "explain", "pair": ["w1", "h1"], "plan": None}
RANK = {**QUESTION, "task": "rank", "for": {"worker": "w1"}, "top": 20}
AT = ("workers", 1)
WRONG = {
    "no task": (("task",), "REMOVE", "task"),
    "unknown task": (("task",), "guess", "task"),
    "unknown key": (("speed",), 1, "speed"),
    "unknown rule": (("rules",), {"score": {"x": 1}}, "rules.score.x"),
    "detour of 0": (("rules",), {"detour": 0}, "rules.detour"),
    "negative worth": (("rules",), {"value": {"half_hour": -1}}, "rules.value.half_hour"),
    "workers missing": (("workers",), "REMOVE", "workers"),
    "unknown key of a worker": ((*AT, "name"), "x", "workers[1].name"),
    "worker twice": ((*AT, "id"), "w1", "workers[1].id"),
    "blank id": ((*AT, "id"), " ", "workers[1].id"),
    "latitude beyond the pole": ((*AT, "at"), [91, 0], "workers[1].at[0]"),
    "longitude beyond the half": ((*AT, "at"), [0, 181], "workers[1].at[1]"),
    "half a place": ((*AT, "at"), [43.3], "workers[1].at"),
    "place in words": ((*AT, "at"), "Marseille", "workers[1].at"),
    "negative hours": ((*AT, "hours_max"), -1, "workers[1].hours_max"),
    "hours in words": ((*AT, "hours_max"), "30", "workers[1].hours_max"),
    "certified missing": ((*AT, "certified"), "REMOVE", "workers[1].certified"),
    "day 7": ((*AT, "available"), [[7, 0, 60]], "workers[1].available[0][0]"),
    "window that ends before": ((*AT, "available"), [[0, 60, 60]], "workers[1].available[0][2]"),
    "window across midnight": ((*AT, "available"), [[0, 1320, 1500]], "workers[1].available[0][2]"),
    "start below 0": ((*AT, "available"), [[0, -1, 60]], "workers[1].available[0][1]"),
    "window of two numbers": ((*AT, "available"), [[0, 60]], "workers[1].available[0]"),
    "half a minute": ((*AT, "available"), [[0, 60.5, 70]], "workers[1].available[0][1]"),
    "standing still": ((*AT, "travel", "kmh"), 0, "workers[1].travel.kmh"),
    "journey missing": ((*AT, "travel", "max_min"), "REMOVE", "workers[1].travel.max_min"),
    "half a day waited": ((*AT, "waiting_days"), 0.5, "workers[1].waiting_days"),
    "household twice": (("households", 1, "id"), "h1", "households[1].id"),
    "no slot": (("households", 1, "slots"), [], "households[1].slots"),
    "slot across midnight": (("households", 1, "slots"), [[0, 1380, 60]], "households[1].slots[0][2]"),
    "a number for yes": (("households", 1, "certified_only"), 1, "households[1].certified_only"),
    "occupation missing": (("households", 1, "occupation"), "REMOVE", "households[1].occupation"),
    "wish beyond 1": (("preferences", 1, "score"), 1.1, "preferences[1].score"),
    "wish of nobody": (("preferences", 1, "worker"), "w9", "preferences[1].worker"),
    "wish for nothing": (("preferences", 1, "household"), "h9", "preferences[1].household"),
    "wish twice": (("preferences", 1, "worker"), "w1", "preferences[1]"),
    "pin of nobody": (("pins",), [["w1", "h1"], ["w9", "h1"]], "pins[1][0]"),
    "pin to nothing": (("pins",), [["w1", "h9"]], "pins[0][1]"),
    "pin of three": (("pins",), [["w1", "h1", "h2"]], "pins[0]"),
    "ban of nobody": (("forbids",), [["w9", "h1"]], "forbids[0][0]"),
    "ban of nothing": (("forbids",), [["w1", "h9"]], "forbids[0][1]"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(way, value, path):
    assert error_of(wrong(way, value), engine="placement") == path


PLACED = {"household": "h1", "worker": "w1", "value": 1}
WRONG_TASKS = {
    "pair of nobody": (EXPLAIN, ("pair",), ["w9", "h1"], "pair[0]"),
    "pair with nothing": (EXPLAIN, ("pair",), ["w1", "h9"], "pair[1]"),
    "pair missing": (EXPLAIN, ("pair",), "REMOVE", "pair"),
    "plan missing": (EXPLAIN, ("plan",), "REMOVE", "plan"),
    "plan of nobody": (EXPLAIN, ("plan",), [{**PLACED, "worker": "w9"}], "plan[0].worker"),
    "plan of nothing": (EXPLAIN, ("plan",), [{**PLACED, "household": "h9"}], "plan[0].household"),
    "household planned twice": (EXPLAIN, ("plan",), [PLACED, {**PLACED, "worker": "w2"}], "plan[1].household"),
    "no top": (RANK, ("top",), "REMOVE", "top"),
    "top of 0": (RANK, ("top",), 0, "top"),
    "for nobody": (RANK, ("for",), {}, "for"),
    "for both": (RANK, ("for",), {"worker": "w1", "household": "h1"}, "for"),
    "for an unknown worker": (RANK, ("for",), {"worker": "w9"}, "for.worker"),
    "for an unknown household": (RANK, ("for",), {"household": "h9"}, "for.household"),
    "for something else": (RANK, ("for",), {"trainer": "t"}, "for.trainer"),
    "pair of another task": (RANK, ("pair",), ["w1", "h1"], "pair"),
}


@pytest.mark.parametrize(("base", "way", "value", "path"), WRONG_TASKS.values(), ids=WRONG_TASKS)
def test_wrong_input_of_each_task_is_told_by_its_place(base, way, value, path):
    assert error_of(wrong(way, value, base), engine="placement") == path


def test_the_same_question_gives_the_same_bytes_in_any_process():
    from labmigration.decisions.tests.invented_placements import crowded

    command = [str(Path(sys.executable).with_name("labmigration")), "decide", "placement", "--seed", "5"]
    question = json.dumps(crowded(6, 30, 1)).encode()
    outs = {
        subprocess.run(
            command, input=question, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed}
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(outs) == 1
    assert json.loads(outs.pop())["status"] == "optimal"


def test_a_run_cut_by_its_limit_says_so_and_keeps_a_proven_bound():
    from labmigration.decisions.tests.invented_placements import territory

    reply = asked(territory(60, 300, 1), "--time-limit", "0.05")
    assert reply["status"] == "feasible"
    assert 0 < reply["value"] <= reply["bound"]
    assert reply["gap"] == pytest.approx((reply["bound"] - reply["value"]) / reply["bound"])
