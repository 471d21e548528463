"""`labmigration decide outcomes`: the five tasks, and wrong input told by its place."""

import io
import json
import os
import subprocess
import sys
from copy import deepcopy

import pytest

from labmigration.decisions.contract import run
from labmigration.decisions.tests.freireich import PLACEBO, TREATED
from labmigration.decisions.tests.test_outcomes_agreement import CODERS

RATE = {"task": "rate", "successes": 7, "population": 12, "lost": 3, "confidence": 0.95}
SPELLS = [{"time": time, "left": left} for time, left in zip(*TREATED, strict=True)]
OTHERS = [{"time": time, "left": left} for time, left in zip(*PLACEBO, strict=True)]
RETENTION = {"task": "retention", "spells": SPELLS, "at": [6, 18], "confidence": 0.95}
INCIDENCE = {
    "task": "incidence",
    "spells": [{"time": time, "cause": cause} for time, cause in zip(range(1, 7), (0, 1, 1, 2, 2, 0), strict=True)],
    "cause": 2,
    "at": [4, 5],
    "confidence": 0.95,
    "variance": "delta",
}
COMPARE = {"task": "compare", "groups": [SPELLS, OTHERS]}
ALPHA = {"task": "agreement", "measure": "alpha", "level": "nominal", "ratings": CODERS}
KAPPA = {"task": "agreement", "measure": "kappa", "level": "nominal", "ratings": [["a", "b", "a"], ["a", "b", "b"]]}


def bytes_for(question, *argv):
    out, err = io.BytesIO(), io.BytesIO()
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    code = run("outcomes", argv, io.BytesIO(data), out, err, rules_on=None, programme_version="abc")
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


def without(question, *keys):
    return {key: value for key, value in question.items() if key not in keys}


def test_a_rate_has_the_keys_of_the_contract():
    found = reply_to(RATE, "--seed", "3")
    assert list(found) == ["engine", "rate", "low", "high", "worst", "best"]
    assert found["engine"] == {"name": "outcomes", "version": "1.0+programme.abc", "seed": 3}
    assert [round(found[key], 3) for key in ("rate", "worst", "best")] == [0.778, 0.583, 0.833]


def test_retention_has_the_published_values_sorted_by_time():
    found = reply_to({**RETENTION, "at": [23, 6, 10]})
    assert list(found) == ["engine", "at", "median"]
    assert list(found["at"][0]) == ["time", "survival", "low", "high", "at_risk"]
    assert [(one["time"], round(one["survival"], 3)) for one in found["at"]] == [(6, 0.857), (10, 0.753), (23, 0.448)]
    assert found["median"] == 23
    assert reply_to({**RETENTION, "spells": SPELLS[-3:]})["median"] is None


def test_incidence_has_the_values_of_sas():
    found = reply_to(INCIDENCE)
    assert list(found) == ["engine", "at", "median"]
    assert list(found["at"][0]) == ["time", "incidence", "variance", "low", "high", "at_risk"]
    assert [one["variance"] for one in found["at"]] == [0.032, 0.048]
    assert found["at"][0]["low"] == pytest.approx(0.00836904, abs=5e-9)
    assert found["at"][0]["high"] == pytest.approx(0.58185303, abs=5e-9)


def test_the_comparison_is_the_published_one():
    found = reply_to(COMPARE)
    assert list(found) == ["engine", "statistic", "p"]
    assert found["statistic"] == pytest.approx(16.793, abs=5e-4)


def test_a_tiny_chance_keeps_its_digits():
    groups = [[{"time": 1, "left": True}] * 300, [{"time": 2, "left": True}] * 300]
    assert 0 < reply_to({"task": "compare", "groups": groups})["p"] < 1e-100


def test_agreement_has_one_value():
    assert list(reply_to(ALPHA)) == ["engine", "value"]
    assert reply_to(ALPHA)["value"] == pytest.approx(0.743, abs=5e-4)
    assert reply_to(KAPPA)["value"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        (RATE, ("confidence",)),
        ({**RATE, "lost": 0}, ("lost", "confidence")),
        (RETENTION, ("at", "confidence")),
        ({**INCIDENCE, "cause": 1}, ("cause", "confidence", "variance")),
        (KAPPA, ("level",)),
    ],
)
def test_what_may_be_left_out_has_the_values_that_the_contract_shows(question, keys):
    assert bytes_for(without(question, *keys)) == bytes_for(question)


def test_what_can_not_be_told_is_null():
    lost = reply_to({"task": "rate", "successes": 0, "population": 4, "lost": 4})
    assert [lost[key] for key in ("rate", "low", "high", "worst", "best")] == [None, None, None, 0, 1]
    assert reply_to({**ALPHA, "ratings": [[1, 1], [1, None]]})["value"] is None
    assert reply_to({**KAPPA, "ratings": [["a", None], ["a", "b"]]})["value"] is None


def test_beyond_the_last_time_nobody_is_at_risk_and_the_share_repeats():
    one = reply_to({**RETENTION, "at": [35, 36, 1e9]})["at"]
    assert [entry["at_risk"] for entry in one] == [1, 0, 0]
    assert len({entry["survival"] for entry in one}) == 1


def test_no_time_asked_is_no_time_told():
    assert reply_to({**RETENTION, "at": []})["at"] == []


EXTREME = {
    "confidence near 1": {**RATE, "confidence": 1 - 2**-52},
    "confidence near 0": {**RETENTION, "confidence": 1e-300},
    "all at once": {**RETENTION, "spells": [{"time": 0, "left": True}] * 5, "at": [0]},
    "curve close to 1": {**RETENTION, "spells": [{"time": 1, "left": row == 0} for row in range(5_000)], "at": [1]},
    "huge numbers": {"task": "rate", "successes": 1, "population": 10**12},
    "huge ratings": {**ALPHA, "level": "interval", "ratings": [[1e12, -1e12], [1e12, 1e-12]]},
    "ratios of nothing": {**ALPHA, "level": "ratio", "ratings": [[0, 0, 1e-300], [0, 1e12, 0]]},
    "everybody by one cause": {**INCIDENCE, "spells": [{"time": 0.1, "cause": 2}] * 3, "at": [0.1, 7]},
}


@pytest.mark.parametrize("question", EXTREME.values(), ids=EXTREME)
def test_extremes_are_answered_with_numbers(question):
    found = reply_to(question)
    for one in found.get("at", [found]):
        assert all(value is not None for value in one.values())


WRONG = {
    "no task": (RATE, ("task",), "REMOVE", "task"),
    "unknown task": (RATE, ("task",), "survival", "task"),
    "unknown key": (RATE, ("at",), [6], "at"),
    "no successes": (RATE, ("successes",), "REMOVE", "successes"),
    "no population": (RATE, ("population",), "REMOVE", "population"),
    "a population of nobody": (RATE, ("population",), 0, "population"),
    "half a success": (RATE, ("successes",), 7.5, "successes"),
    "success that is a boolean": (RATE, ("successes",), True, "successes"),
    "fewer than none": (RATE, ("successes",), -1, "successes"),
    "fewer than none lost": (RATE, ("lost",), -1, "lost"),
    "more successes than people": (RATE, ("successes",), 13, "successes"),
    "more lost than remain": (RATE, ("lost",), 6, "lost"),
    "lost that is null": (RATE, ("lost",), None, "lost"),
    "sure": (RATE, ("confidence",), 1, "confidence"),
    "not sure at all": (RATE, ("confidence",), 0, "confidence"),
    "95 in words": (RATE, ("confidence",), "0.95", "confidence"),
    "95 in hundredths": (RETENTION, ("confidence",), 95, "confidence"),
    "no spells": (RETENTION, ("spells",), "REMOVE", "spells"),
    "nobody to follow": (RETENTION, ("spells",), [], "spells"),
    "spells of numbers": (RETENTION, ("spells", 1), 6, "spells[1]"),
    "spell without time": (RETENTION, ("spells", 2, "time"), "REMOVE", "spells[2].time"),
    "spell without end": (RETENTION, ("spells", 2, "left"), "REMOVE", "spells[2].left"),
    "negative time": (RETENTION, ("spells", 2, "time"), -0.5, "spells[2].time"),
    "time in words": (RETENTION, ("spells", 2, "time"), "6", "spells[2].time"),
    "time without end": (RETENTION, ("spells", 2, "time"), None, "spells[2].time"),
    "left that is a number": (RETENTION, ("spells", 2, "left"), 1, "spells[2].left"),
    "unknown key of a spell": (RETENTION, ("spells", 0, "cause"), 1, "spells[0].cause"),
    "asked before the beginning": (RETENTION, ("at", 1), -1, "at[1]"),
    "asked twice": (RETENTION, ("at", 1), 6.0, "at[1]"),
    "a time that is no list": (RETENTION, ("at",), 6, "at"),
    "no moments of incidence": (INCIDENCE, ("at",), "REMOVE", "at"),
    "cause 0 asked": (INCIDENCE, ("cause",), 0, "cause"),
    "cause missing": (INCIDENCE, ("spells", 0, "cause"), "REMOVE", "spells[0].cause"),
    "cause below 0": (INCIDENCE, ("spells", 0, "cause"), -1, "spells[0].cause"),
    "cause in words": (INCIDENCE, ("spells", 0, "cause"), "moved", "spells[0].cause"),
    "cause that is a boolean": (INCIDENCE, ("spells", 0, "cause"), True, "spells[0].cause"),
    "unknown variance": (INCIDENCE, ("variance",), "aalen", "variance"),
    "no groups": (COMPARE, ("groups",), "REMOVE", "groups"),
    "one group": (COMPARE, ("groups",), [SPELLS], "groups"),
    "three groups": (COMPARE, ("groups",), [SPELLS] * 3, "groups"),
    "a group of nobody": (COMPARE, ("groups", 1), [], "groups[1]"),
    "negative time in a group": (COMPARE, ("groups", 1, 3, "time"), -1, "groups[1][3].time"),
    "confidence of no interval": (COMPARE, ("confidence",), 0.9, "confidence"),
    "unknown measure": (ALPHA, ("measure",), "pi", "measure"),
    "no measure": (ALPHA, ("measure",), "REMOVE", "measure"),
    "alpha without level": (ALPHA, ("level",), "REMOVE", "level"),
    "unknown level": (ALPHA, ("level",), "binary", "level"),
    "one coder": (ALPHA, ("ratings",), [[1, 2]], "ratings"),
    "nobody coded": (ALPHA, ("ratings",), [], "ratings"),
    "nothing was coded": (ALPHA, ("ratings",), [[], []], "ratings[0]"),
    "a unit is missing": (ALPHA, ("ratings", 2), [1, 2], "ratings[2]"),
    "rating that is a boolean": (ALPHA, ("ratings", 1, 4), True, "ratings[1][4]"),
    "rating that is a list": (ALPHA, ("ratings", 1, 4), [1], "ratings[1][4]"),
    "rating beyond reason": (ALPHA, ("ratings", 1, 4), 1e13, "ratings[1][4]"),
    "words in an order": ({**ALPHA, "level": "ordinal"}, ("ratings", 1, 4), "much", "ratings[1][4]"),
    "negative ratio": ({**ALPHA, "level": "ratio"}, ("ratings", 1, 4), -1, "ratings[1][4]"),
    "kappa of three": (KAPPA, ("ratings",), [[1], [1], [1]], "ratings"),
    "kappa on a scale": (KAPPA, ("level",), "ordinal", "level"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(question, way, value, path):
    told = error_of(changed(question, way, value))
    assert told["path"] == path
    assert told["message"]


def test_numbers_too_large_for_a_double_are_refused():
    text = json.dumps(ALPHA).replace("[1, 2,", "[1e999, 2,", 1)
    assert error_of(text.encode())["path"] == "ratings[0][0]"
    text = json.dumps(RETENTION).replace("6.0", "1e999", 1)
    assert error_of(text.encode())["path"] == "spells[0].time"


def test_messages_are_plain_sentences():
    assert error_of({**RETENTION, "spells": []})["message"] == "its length must be at least 1"
    assert "population" in error_of({**RATE, "lost": 6})["message"]


def test_the_command_gives_the_same_bytes_whatever_the_seed_of_hashes():
    asked = json.dumps({**KAPPA, "ratings": [list("abcdabcd"), list("abcdabdc")]}).encode()
    command = (
        "import sys; from labmigration.decisions.contract import run;"
        "b = lambda s: s.buffer; sys.exit(run('outcomes', [], b(sys.stdin), b(sys.stdout), b(sys.stderr),"
        " rules_on=None, programme_version='abc'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", command],
        input=asked,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    ).stdout
    assert told == bytes_for(asked)[1]
