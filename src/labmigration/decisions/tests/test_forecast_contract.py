"""`labmigration decide forecast`: the question of the contract, and wrong input told by its place."""

import io
import json
import os
import subprocess
import sys
from copy import deepcopy

import pytest

from labmigration.decisions.contract import run

QUESTION = {
    "months": 24,
    "replications": 20,
    "arrivals_a_month": 20,
    "eligible": 0.7,
    "attends": 0.85,
    "advisors": {"count": 1, "hours_a_month": 100, "hours_a_person": 5},
    "cohort": {"size": 12, "start_with": 12, "max_wait_months": None, "tracks": 1, "rooms": 2, "months": 4},
    "finish": 0.9,
    "pass": 0.86,
    "match": {"probability": 0.75, "mean_months": 2},
    "retention": {"6": 0.8, "18": 0.6},
    "uncertainty": {"finish": {"beta": [43, 5]}},
}


def bytes_for(question, *argv):
    out, err = io.BytesIO(), io.BytesIO()
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    code = run("forecast", argv, io.BytesIO(data), out, err, rules_on=None, programme_version="abc")
    return code, out.getvalue(), err.getvalue()


def reply_to(question, *argv):
    code, out, err = bytes_for(question, *argv)
    assert (code, err) == (0, b"")
    return json.loads(out, parse_constant=pytest.fail)


def error_of(question):
    code, out, err = bytes_for(question)
    assert (code, out) == (2, b"")
    assert err.count(b"\n") == 1
    return json.loads(err)["error"]


def changed(way, value):
    """QUESTION with `value` at `way`; the word `REMOVE` takes the key away."""
    question = deepcopy(QUESTION)
    *holders, last = way
    holder = question
    for step in holders:
        holder = holder[step]
    if value == "REMOVE":
        del holder[last]
    else:
        holder[last] = value
    return question


def test_the_reply_has_the_keys_of_the_contract():
    found = reply_to(QUESTION, "--seed", "11")
    assert list(found) == ["engine", "by_month", "waits", "utilisation", "bottleneck", "needed"]
    assert found["engine"] == {"name": "forecast", "version": "1.0+programme.abc", "seed": 11}
    assert list(found["by_month"]) == ["started", "hired", "employed", "reached_6", "reached_18", "waiting"]
    for months in found["by_month"].values():
        assert [entry["month"] for entry in months] == list(range(1, 25))
        assert all(list(entry) == ["month", "mean", "p5", "p95"] for entry in months)
        assert all(entry["p5"] <= entry["p95"] for entry in months)
    assert list(found["waits"]) == ["advisor", "cohort", "room", "match"]
    assert list(found["utilisation"]) == list(found["needed"]) == ["advisors", "rooms"]
    assert found["bottleneck"] == "rooms"
    assert found["needed"] == {"advisors": 1, "rooms": 5}


def test_uncertainty_may_be_left_out():
    without = changed(("uncertainty",), "REMOVE")
    assert bytes_for(without) == bytes_for({**QUESTION, "uncertainty": {}})
    assert bytes_for(without) != bytes_for(QUESTION)


UNCERTAIN = {
    "eligible": {"eligible": {"beta": [2, 3]}},
    "attends": {"attends": {"beta": [2, 3]}},
    "pass": {"pass": {"beta": [2, 3]}},
    "match": {"match": {"beta": [2, 3]}},
    "6 months": {"retention": {"6": {"beta": [2, 3]}}},
    "18 months": {"retention": {"18": {"beta": [2, 3]}}},
    "everything": {
        **{name: {"beta": [5, 2.5]} for name in ("eligible", "attends", "finish", "pass", "match")},
        "retention": {"6": {"beta": [8, 2]}, "18": {"beta": [6, 4]}},
    },
}


@pytest.mark.parametrize("uncertainty", UNCERTAIN.values(), ids=UNCERTAIN)
def test_every_chance_may_be_uncertain(uncertainty):
    busy = {**QUESTION, "months": 48, "uncertainty": {}}
    assert reply_to({**busy, "uncertainty": uncertainty})["by_month"] != reply_to(busy)["by_month"]


def test_the_match_and_its_probability_are_one_chance():
    short, long = ({"beta": [2, 3]}, {"probability": {"beta": [2, 3]}})
    assert bytes_for({**QUESTION, "uncertainty": {"match": short}}) == bytes_for(
        {**QUESTION, "uncertainty": {"match": long}}
    )


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    assert bytes_for(QUESTION, "--seed", "5") == bytes_for(QUESTION, "--seed", "5")
    assert reply_to(QUESTION, "--seed", "5")["by_month"] != reply_to(QUESTION, "--seed", "6")["by_month"]


def test_the_command_gives_the_same_bytes_whatever_the_seed_of_hashes():
    command = (
        "import sys; from labmigration.decisions.contract import run;"
        "b = lambda s: s.buffer; sys.exit(run('forecast', [], b(sys.stdin), b(sys.stdout), b(sys.stderr),"
        " rules_on=None, programme_version='abc'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", command],
        input=json.dumps(QUESTION).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    ).stdout
    assert told == bytes_for(QUESTION)[1]


EXTREME = {
    "nobody comes": (("arrivals_a_month",), 0),
    "nobody is eligible": (("eligible",), 0),
    "one month, one replication": (("months",), 1),
    "one replication": (("replications",), 1),
    "no time per person": (("advisors", "hours_a_person"), 0),
    "years per person": (("advisors", "hours_a_person"), 1e6),
    "hours next to none": (("advisors", "hours_a_month"), 1e-6),
    "a crowd of advisors": (("advisors", "count"), 1_000),
    "a cohort of one": (("cohort",), {**QUESTION["cohort"], "size": 1, "start_with": 1}),
    "a cohort of a thousand": (("cohort",), {**QUESTION["cohort"], "size": 10_000, "start_with": 1}),
    "no wait at all": (("cohort", "max_wait_months"), 0),
    "a day of training": (("cohort", "months"), 0.03),
    "a century of training": (("cohort", "months"), 1_200),
    "a track each": (("cohort", "tracks"), 100),
    "a match at once": (("match", "mean_months"), 0),
    "everybody stays": (("retention",), {"6": 1, "18": 1}),
    "nobody stays": (("retention",), {"6": 0, "18": 0}),
    "anything is possible": (("uncertainty",), {"eligible": {"beta": [1e-3, 1e-3]}}),
}


@pytest.mark.parametrize(("way", "value"), EXTREME.values(), ids=EXTREME)
@pytest.mark.filterwarnings("error")
def test_extremes_are_answered_with_numbers(way, value):
    found = reply_to(changed(way, value))
    assert all(0 <= entry["p5"] <= entry["p95"] for months in found["by_month"].values() for entry in months)
    assert all(0 <= share <= 1 for share in found["utilisation"].values())
    assert all(wait is None or wait >= 0 for wait in found["waits"].values())
    assert min(found["needed"].values()) >= 1


WRONG = {
    "unknown key": (("territory",), "lille", "territory"),
    "no months": (("months",), "REMOVE", "months"),
    "months of none": (("months",), 0, "months"),
    "half a month": (("months",), 1.5, "months"),
    "months without end": (("months",), 10**9, "months"),
    "no replication": (("replications",), 0, "replications"),
    "more than fits": (("replications",), 100_000, "replications"),
    "fewer than nobody": (("arrivals_a_month",), -1, "arrivals_a_month"),
    "arrivals in words": (("arrivals_a_month",), "20", "arrivals_a_month"),
    "all of mankind": (("arrivals_a_month",), 8e9, "arrivals_a_month"),
    "more than all eligible": (("eligible",), 1.1, "eligible"),
    "attends below 0": (("attends",), -0.1, "attends"),
    "finish in hundredths": (("finish",), 90, "finish"),
    "no pass": (("pass",), "REMOVE", "pass"),
    "pass by its other name": (("passes",), 0.5, "passes"),
    "no advisors": (("advisors",), "REMOVE", "advisors"),
    "advisors of none": (("advisors", "count"), 0, "advisors.count"),
    "half an advisor": (("advisors", "count"), 0.5, "advisors.count"),
    "no hours": (("advisors", "hours_a_month"), 0, "advisors.hours_a_month"),
    "negative hours": (("advisors", "hours_a_person"), -1, "advisors.hours_a_person"),
    "unknown key of advisors": (("advisors", "names"), [], "advisors.names"),
    "a cohort of nobody": (("cohort", "size"), 0, "cohort.size"),
    "starting with more than it holds": (("cohort", "start_with"), 13, "cohort.start_with"),
    "starting with nobody": (("cohort", "start_with"), 0, "cohort.start_with"),
    "waiting backwards": (("cohort", "max_wait_months"), -1, "cohort.max_wait_months"),
    "maximum wait missing": (("cohort", "max_wait_months"), "REMOVE", "cohort.max_wait_months"),
    "no track": (("cohort", "tracks"), 0, "cohort.tracks"),
    "no room": (("cohort", "rooms"), 0, "cohort.rooms"),
    "no length": (("cohort", "months"), 0, "cohort.months"),
    "a match beyond sure": (("match", "probability"), 1.01, "match.probability"),
    "a match before": (("match", "mean_months"), -2, "match.mean_months"),
    "no retention at 6": (("retention", "6"), "REMOVE", "retention.6"),
    "another clock": (("retention", "12"), 0.7, "retention.12"),
    "more stay longer": (("retention", "18"), 0.81, "retention.18"),
    "retention as a boolean": (("retention", "18"), True, "retention.18"),
    "uncertain arrivals": (("uncertainty", "arrivals_a_month"), {"beta": [1, 1]}, "uncertainty.arrivals_a_month"),
    "uncertain otherwise": (("uncertainty", "finish"), {"normal": [0, 1]}, "uncertainty.finish.beta"),
    "half a beta": (("uncertainty", "finish", "beta"), [1], "uncertainty.finish.beta"),
    "one beta too many": (("uncertainty", "finish", "beta"), [1, 2, 3], "uncertainty.finish.beta"),
    "beta of nothing": (("uncertainty", "finish", "beta", 1), 0, "uncertainty.finish.beta[1]"),
    "beta in words": (("uncertainty", "finish", "beta", 0), "many", "uncertainty.finish.beta[0]"),
    "a match said twice": (
        ("uncertainty", "match"), {"beta": [1, 1], "probability": {"beta": [1, 1]}}, "uncertainty.match",
    ),
    "a match not said": (("uncertainty", "match"), {}, "uncertainty.match"),
    "uncertain clock": (("uncertainty", "retention"), {"12": {"beta": [1, 1]}}, "uncertainty.retention.12"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(way, value, path):
    told = error_of(changed(way, value))
    assert told["path"] == path
    assert told["message"]
