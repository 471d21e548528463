"""`labmigration decide timetable`: the sentences of the contract on cases reasoned by hand, and wrong input."""

import io
import json
import os
import subprocess
import sys
from copy import deepcopy

import pytest

from labmigration.decisions.contract import run

MORNING = {"am": [540, 750]}
# A week of five open days from Monday 6 February 2023; one cohort of two, one trainer, one room.
QUESTION = {
    "calendar": {
        "from": "2023-02-06", "to": "2023-02-10", "days": [0, 1, 2, 3, 4],
        "halves": {"am": [540, 750], "pm": [810, 1020]},
    },
    "modules": [{"id": "A", "hours": 7}, {"id": "B", "hours": 4, "requires": ["A"]}],
    "cohorts": [{"id": "C1", "modules": ["A", "B"], "trainees": [{"id": "x"}, {"id": "y"}]}],
    "trainers": [{"id": "T1", "teaches": ["A", "B"]}],
    "rooms": [{"id": "R1", "kind": "salle", "seats": 2}],
}  # fmt: skip


def bytes_for(question, *argv):
    out, err = io.BytesIO(), io.BytesIO()
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    code = run("timetable", argv, io.BytesIO(data), out, err, rules_on=None, programme_version="abc")
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


def changed(*changes, question=QUESTION):
    """`question` with each value at its way; the word `REMOVE` takes the key away."""
    question = deepcopy(question)
    for way, value in changes:
        *holders, last = way
        holder = question
        for step in holders:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
        if value == "REMOVE":
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    return question


def times(reply, module="A", group=1):
    return [
        (one["date"][-2:], one["half"])
        for one in sorted(reply["sessions"], key=lambda one: (one["date"], one["half"]))
        if (one["module"], one["group"]) == (module, group)
    ]


def session(module="A", number=1, day="2023-02-08", half="am", **more):
    told = {
        "cohort": "C1", "module": module, "group": 1, "number": number, "date": day, "half": half, "hours": 3.5,
        "trainer": "T1", "room": "R1", "trainees": ["x", "y"],
    }  # fmt: skip
    return {**told, **more}


def test_a_whole_answer():
    question = changed(
        (("calendar", "to"), "2023-02-07"), (("cohorts", 0, "trainees", 0, "away"), [["2023-02-06", "pm"]]),
        (("max_missed_share",), 0.25),
    )  # fmt: skip
    place = {"trainer": "T1", "room": "R1", "trainees": ["x", "y"]}
    first = {"cohort": "C1", "group": 1}
    assert reply_to(question, "--seed", "3") == {
        "engine": {"name": "timetable", "version": "1.0+programme.abc", "seed": 3},
        "status": "optimal",
        # All four halves are needed; x misses one of her four.
        "cost": {
            "total": 12.0, "bound": 12.0, "missed": 10.0, "half_day": 0.0, "trainer_change": 0.0, "week": 2.0,
            "moved": 0.0,
        },
        "sessions": [
            {**first, "module": "A", "number": 1, "date": "2023-02-06", "half": "am", "hours": 3.5, **place},
            {**first, "module": "A", "number": 2, "date": "2023-02-06", "half": "pm", "hours": 3.5, **place},
            {**first, "module": "B", "number": 1, "date": "2023-02-07", "half": "am", "hours": 3.5, **place},
            {**first, "module": "B", "number": 2, "date": "2023-02-07", "half": "pm", "hours": 0.5, **place},
        ],
        "missed": [{"trainee": "x", "module": "A", "date": "2023-02-06", "half": "pm"}],
        "conflict": None,
    }  # fmt: skip


def test_keys_come_in_the_order_of_the_contract():
    reply = reply_to(QUESTION)
    assert list(reply) == ["engine", "status", "cost", "sessions", "missed", "conflict"]
    assert list(reply["cost"]) == ["total", "bound", "missed", "half_day", "trainer_change", "week", "moved"]
    assert list(reply["sessions"][0]) == [
        "cohort", "module", "group", "number", "date", "half", "hours", "trainer", "room", "trainees",
    ]  # fmt: skip


def test_what_may_be_left_out_has_the_defaults_of_the_contract():
    written = deepcopy(QUESTION)
    written["calendar"]["closed"] = []
    for module in written["modules"]:
        module |= {"requires": module.get("requires", []), "room_kinds": [], "group_max": None}
        module |= {"max_halves_a_week": None, "full_days": False}
    for cohort in written["cohorts"]:
        cohort |= {"max_halves_a_week": 8}
        for trainee in cohort["trainees"]:
            trainee |= {"away": [], "modules": None}
    written["trainers"][0] |= {"away": [], "max_halves_a_week": None}
    written["rooms"][0] |= {"away": []}
    written |= {"max_missed_share": 0.1, "weights": {"missed": 10, "half_day": 1, "trainer_change": 5, "week": 2}}
    written |= {"fixed": [], "previous": None, "weight_moved": 3}
    assert bytes_for(written) == bytes_for(QUESTION)


def test_only_the_open_halves_are_used():
    question = changed(
        (("calendar", "closed"), ["2023-02-06", "2023-02-08"]), (("calendar", "days"), [0, 1, 2, 4]),
        (("cohorts", 0, "modules"), ["A"]), (("calendar", "halves"), MORNING),
    )  # fmt: skip
    assert times(reply_to(question)) == [("07", "am"), ("10", "am")]


def test_groups_are_as_even_as_they_can_be_and_the_same_through_the_module():
    trainees = [{"id": name} for name in "vwxyz"]
    question = changed(
        (("cohorts", 0, "trainees"), trainees),
        (("cohorts", 0, "modules"), ["A"]),
        (("modules", 0, "group_max"), 4),
        (("rooms", 0, "seats"), 3),
    )
    groups = {}
    for one in reply_to(question)["sessions"]:
        groups.setdefault(one["group"], set()).add(tuple(one["trainees"]))
    assert sorted(len(those) for those in groups.values()) == [1, 1]
    assert sorted(len(names) for those in groups.values() for names in those) == [2, 3]


def test_a_trainee_follows_only_the_modules_listed_for_her():
    question = changed((("cohorts", 0, "trainees", 0, "modules"), ["A"]))
    sessions = reply_to(question)["sessions"]
    assert {(one["module"], tuple(one["trainees"])) for one in sessions} == {("A", ("x", "y")), ("B", ("y",))}


def test_a_module_that_is_required_is_over_before_the_next_begins():
    question = changed((("trainers", 0, "away"), [["2023-02-06", "am"], ["2023-02-06", "pm"], ["2023-02-07", "am"]]))
    reply = reply_to(question)
    assert max(times(reply, "A")) < min(times(reply, "B"))


def test_the_week_of_a_module_of_a_cohort_and_of_a_trainer_has_its_limit():
    long = (("calendar", "to"), "2023-02-17")
    only_a = (("cohorts", 0, "modules"), ["A"])
    for limit in (
        (("modules", 0, "max_halves_a_week"), 1),
        (("cohorts", 0, "max_halves_a_week"), 1),
        (("trainers", 0, "max_halves_a_week"), 1),
    ):
        reply = reply_to(changed(long, only_a, limit))
        (first, _), (second, _) = times(reply)
        assert first <= "10" < second
        assert reply["cost"]["week"] == 4


def test_a_module_of_full_days_uses_both_halves_but_for_an_odd_last_session():
    question = changed((("modules", 0, "hours"), 10), (("modules", 0, "full_days"), True), (("modules", 1, "hours"), 1))
    (one, *_), (two, *_), (last, *_) = times(reply_to(question))
    assert one == two < last


def test_a_room_must_be_of_a_kind_have_the_seats_and_be_free():
    rooms = [
        {"id": "R1", "kind": "cuisine", "seats": 2},
        {"id": "R2", "kind": "salle", "seats": 1},
        {"id": "R3", "kind": "salle", "seats": 2, "away": [["2023-02-06", "am"]]},
        {"id": "R4", "kind": "salle", "seats": 2, "away": [["2023-02-06", "pm"]]},
    ]
    question = changed(
        (("rooms",), rooms), (("modules", 0, "room_kinds"), ["salle"]), (("cohorts", 0, "modules"), ["A"]),
        (("calendar", "to"), "2023-02-06"),
    )  # fmt: skip
    assert [one["room"] for one in reply_to(question)["sessions"]] == ["R4", "R3"]


def test_changing_the_trainer_costs_unless_missing_costs_more():
    trainers = [{"id": "T1", "teaches": ["A"], "away": [["2023-02-06", "pm"]]}, {"id": "T2", "teaches": ["A"]}]
    question = changed(
        (("trainers",), trainers), (("cohorts", 0, "modules"), ["A"]), (("calendar", "to"), "2023-02-06")
    )
    assert {one["trainer"] for one in reply_to(question)["sessions"]} == {"T2"}
    trainers[1]["away"] = [["2023-02-06", "am"]]
    reply = reply_to(changed((("trainers",), trainers), question=question))
    assert [one["trainer"] for one in reply["sessions"]] == ["T1", "T2"]
    assert reply["cost"]["trainer_change"] == 5


def test_what_is_fixed_stands_as_given():
    fixed = [session("A", 1, "2023-02-08", "pm")]
    reply = reply_to(changed((("fixed",), fixed)))
    assert fixed[0] in reply["sessions"]
    assert reply["status"] == "optimal"


def test_after_a_change_as_few_sessions_move_as_can_be():
    before = reply_to(QUESTION)["sessions"]
    lost = before[0]
    question = changed((("previous",), before), (("trainers", 0, "away"), [[lost["date"], lost["half"]]]))
    reply = reply_to(question)
    places = {(one["module"], one["number"]): (one["date"], one["half"]) for one in reply["sessions"]}
    moved = [one for one in before if places[one["module"], one["number"]] != (one["date"], one["half"])]
    assert reply["cost"]["moved"] == 3 * len(moved)
    assert len(moved) == 1
    assert reply["status"] == "optimal"


@pytest.mark.parametrize(
    ("changes", "minimal", "word"),
    [
        ([(("trainers", 0, "max_halves_a_week"), 3)], ["cohort:C1:hours", "trainer:T1"], "au plus : 3"),
        ([(("cohorts", 0, "max_halves_a_week"), 3)], ["cohort:C1:hours", "cohort:C1:week"], "au plus 3"),
        ([(("trainers", 0, "teaches"), ["A"])], ["cohort:C1:hours", "module:B:trainers"], "Personne n’enseigne"),
        (
            [(("rooms", 0, "seats"), 1), (("cohorts", 0, "modules"), ["A"])],
            ["cohort:C1:hours", "module:A:rooms"],
            "Aucune salle",
        ),
        ([(("calendar", "to"), "2023-02-06")], ["cohort:C1:hours"], "4 séances"),
        (
            [(("calendar", "closed"), ["2023-02-06", "2023-02-07", "2023-02-08", "2023-02-09"])],
            ["calendar:closed", "cohort:C1:hours"],
            "Jours fermés : 4",
        ),
        (
            [
                (("calendar", "to"), "2023-02-07"),
                (("cohorts", 0, "trainees", 0, "away"), [["2023-02-07", "am"], ["2023-02-07", "pm"]]),
            ],
            ["cohort:C1:hours", "trainee:x"],
            "ne peut manquer plus de 0",
        ),
        (
            [(("calendar", "to"), "2023-02-07"), (("fixed",), [session("B", 1, "2023-02-06", "am")])],
            ["cohort:C1:hours", "fixed:C1:B:1:1", "module:B:requires"],
            "vient après : A",
        ),
        (
            [(("modules", 0, "full_days"), True), (("calendar", "halves"), MORNING)],
            ["cohort:C1:hours", "module:A:full_days"],
            "journées entières",
        ),
    ],
)
def test_the_impossible_comes_with_the_smallest_set_of_reasons(changes, minimal, word):
    reply = reply_to(changed(*changes))
    assert reply["status"] == "impossible"
    assert (reply["sessions"], reply["missed"], reply["cost"]["total"]) == ([], [], 0)
    assert reply["conflict"]["minimal"] == minimal
    assert word in reply["conflict"]["words"]


def test_two_cohorts_that_want_the_same_trainer_are_both_named():
    question = changed(
        (("cohorts", 1), {"id": "C2", "modules": ["A", "B"], "trainees": [{"id": "z"}]}),
        (("rooms", 1), {"id": "R2", "kind": "salle", "seats": 2}),
        (("calendar", "to"), "2023-02-08"),
    )
    minimal = reply_to(question)["conflict"]["minimal"]
    assert minimal == ["cohort:C1:hours", "cohort:C2:hours", "trainer:T1"]


def test_nothing_to_teach_is_a_timetable_of_nothing():
    reply = reply_to(changed((("cohorts",), [])))
    assert (reply["status"], reply["cost"]["total"], reply["sessions"]) == ("optimal", 0, [])


@pytest.mark.parametrize(
    ("way", "value", "path"),
    [
        (("halls",), [], "halls"),
        (("calendar",), "REMOVE", "calendar"),
        (("calendar", "from"), "2023-2-6", "calendar.from"),
        (("calendar", "to"), "2023-02-05", "calendar.to"),
        (("calendar", "to"), "2093-02-05", "calendar.to"),
        (("calendar", "days"), [7], "calendar.days[0]"),
        (("calendar", "days"), [0, 0], "calendar.days[1]"),
        (("calendar", "halves"), {}, "calendar.halves"),
        (("calendar", "halves", "am"), [750, 540], "calendar.halves.am"),
        (("calendar", "halves", "am"), [540], "calendar.halves.am"),
        (("calendar", "halves", "pm"), [700, 1020], "calendar.halves.pm"),
        (("modules", 1, "id"), "A", "modules[1].id"),
        (("modules", 0, "hours"), 0, "modules[0].hours"),
        (("modules", 0, "hours"), "7", "modules[0].hours"),
        (("modules", 0, "requires"), ["B"], "modules[1].requires[0]"),
        (("modules", 0, "requires"), ["Z"], "modules[0].requires[0]"),
        (("modules", 0, "group_max"), 0, "modules[0].group_max"),
        (("modules", 0, "group_max"), 1.5, "modules[0].group_max"),
        (("modules", 0, "max_halves_a_week"), -1, "modules[0].max_halves_a_week"),
        (("modules", 0, "full_days"), 1, "modules[0].full_days"),
        (("cohorts", 0, "id"), " ", "cohorts[0].id"),
        (("cohorts", 0, "modules"), ["Z"], "cohorts[0].modules[0]"),
        (("cohorts", 0, "modules"), ["A", "A"], "cohorts[0].modules[1]"),
        (("cohorts", 0, "trainees", 1, "id"), "x", "cohorts[0].trainees[1].id"),
        (("cohorts", 0, "trainees", 0, "modules"), ["Z"], "cohorts[0].trainees[0].modules[0]"),
        (("cohorts", 0, "trainees", 0, "away"), [["2023-02-06", "soir"]], "cohorts[0].trainees[0].away[0][1]"),
        (("cohorts", 0, "trainees", 0, "away"), [["2023-02-30", "am"]], "cohorts[0].trainees[0].away[0][0]"),
        (("cohorts", 0, "trainees", 0, "away"), ["2023-02-06"], "cohorts[0].trainees[0].away[0]"),
        (("cohorts", 0, "trainees", 0, "away"), [["2023-02-06"]], "cohorts[0].trainees[0].away[0][1]"),
        (("trainers", 0, "teaches"), ["Z"], "trainers[0].teaches[0]"),
        (("rooms", 0, "seats"), -1, "rooms[0].seats"),
        (("rooms", 1), {"id": "R1", "kind": "salle", "seats": 1}, "rooms[1].id"),
        (("max_missed_share",), 1.5, "max_missed_share"),
        (("weights",), {"missed": -1}, "weights.missed"),
        (("weights",), {"moved": 1}, "weights.moved"),
        (("weight_moved",), None, "weight_moved"),
        (("fixed",), [session(cohort="C9")], "fixed[0].cohort"),
        (("fixed",), [session(number=3)], "fixed[0].number"),
        (("fixed",), [session(group=2)], "fixed[0].group"),
        (("fixed",), [session(hours=2)], "fixed[0].hours"),
        (("fixed",), [session(trainees=["x", "q"])], "fixed[0].trainees[1]"),
        (("fixed",), [session(), session()], "fixed[1].number"),
        (("previous",), [session(room="R9")], "previous[0].room"),
        (("previous",), [session(half="soir")], "previous[0].half"),
    ],
)
def test_wrong_input_is_told_with_its_place(way, value, path):
    error = error_of(changed((way, value)))
    assert error["path"] == path
    assert error["message"]


def test_what_is_not_json_is_told():
    assert error_of(b"[1, 2")["message"].startswith("not JSON")
    assert error_of(b"[]")["message"] == "must be an object"


def test_the_schema_tells_input_and_output():
    code, out, _ = bytes_for(b"", "--schema")
    schema = json.loads(out)
    assert code == 0
    assert set(schema["input"]["required"]) == {"calendar", "modules", "cohorts", "trainers", "rooms"}
    assert set(schema["output"]["properties"]) == {"engine", "status", "cost", "sessions", "missed", "conflict"}


def test_the_same_bytes_whatever_the_hash_seed():
    script = (
        "import io, sys; from labmigration.decisions.contract import run; "
        "sys.exit(run('timetable', [], sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer, "
        "rules_on=None, programme_version='abc'))"
    )
    trainees = [{"id": name, "away": [["2023-02-07", "am"]] if name == "w" else []} for name in "vwxyz"]
    data = json.dumps(changed((("cohorts", 0, "trainees"), trainees), (("modules", 0, "group_max"), 2))).encode()
    told = {
        subprocess.run(
            [sys.executable, "-c", script], input=data, capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert told == {bytes_for(data)[1]}


def test_the_order_in_which_things_are_told_changes_nothing():
    question = changed(
        (("cohorts", 1), {"id": "C2", "modules": ["A"], "trainees": [{"id": "z"}]}),
        (("trainers", 1), {"id": "T2", "teaches": ["B", "A"]}),
        (("rooms", 1), {"id": "R2", "kind": "salle", "seats": 1}),
    )
    turned = deepcopy(question)
    for key in ("modules", "cohorts", "trainers", "rooms"):
        turned[key].reverse()
    turned["cohorts"][1]["trainees"].reverse()
    assert bytes_for(turned) == bytes_for(question)
