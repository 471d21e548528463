"""The engines from the command line: right answers, and wrong input told by its place, never by a traceback."""

import io
import json
from copy import deepcopy
from datetime import date

import pytest

from labmigration.decisions.contract import ENGINES, run
from labmigration.decisions.eligibility import GROUNDS, Rules

PERSON = {
    "ref": "r2",
    "birth_date": "1997-04-06",
    "grounds": [{"code": "refugee", "proof": True}],
    "right_to_work": {
        "document": "carte de résident",
        "allows_work": True,
        "valid_until": "2026-01-01",
        "renewal_receipt": False,
    },
    "french": {"oral": "A2", "written": "A2", "proof": "delf"},
}
QUESTION = {"on": "2022-10-18", "people": [PERSON]}


def rules_on(day):
    if day.year < 1000:
        raise LookupError
    return Rules(18 if day >= date(2000, 1, 1) else 21, "A2", "A2", frozenset(GROUNDS))


def answer_to(question, *argv, engine="eligibility"):
    data = question if isinstance(question, bytes) else json.dumps(question).encode()
    out, err = io.BytesIO(), io.BytesIO()
    code = run(engine, argv, io.BytesIO(data), out, err, rules_on=rules_on, programme_version="abc123")
    return code, out.getvalue(), err.getvalue()


def error_of(question, *argv, engine="eligibility"):
    code, out, err = answer_to(question, *argv, engine=engine)
    assert (code, out) == (2, b"")
    assert err.count(b"\n") == 1 and err.endswith(b"\n")
    error = json.loads(err)["error"]
    assert sorted(error) == ["message", "path"] and error["message"]
    return error["path"]


def changed(path, value):
    """QUESTION with `value` at `path`; the word `REMOVE` takes the key away."""
    question = deepcopy(QUESTION)
    *way, last = path
    holder = question
    for step in way:
        holder = holder[step]
    if value == "REMOVE":
        del holder[last]
    else:
        holder[last] = value
    return question


def test_a_right_question_is_answered_with_the_engine_that_answered():
    code, out, err = answer_to(QUESTION, "--seed", "7", "--time-limit", "1.5")
    assert (code, err) == (0, b"")
    assert json.loads(out) == {
        "engine": {"name": "eligibility", "version": "1.0+programme.abc123", "seed": 7},
        "verdicts": [{"ref": "r2", "verdict": "eligible", "reasons": [], "recheck_on": "2026-01-01"}],
    }


def test_verdicts_are_sorted_by_ref_and_the_same_input_gives_the_same_bytes():
    people = [{**PERSON, "ref": ref} for ref in ("b", "a10", "a2", "é")]
    first = answer_to({**QUESTION, "people": people})
    second = answer_to({**QUESTION, "people": people[::-1]})
    assert first == second
    assert [verdict["ref"] for verdict in json.loads(first[1])["verdicts"]] == ["a10", "a2", "b", "é"]


def test_nobody_to_judge_is_a_right_question():
    assert json.loads(answer_to({"on": "2022-10-18", "people": []})[1])["verdicts"] == []


def test_the_rules_are_those_of_the_day_asked():
    question = {**changed(("people", 0, "birth_date"), "1979-01-01"), "on": "1999-01-01"}
    assert json.loads(answer_to(question)[1])["verdicts"][0]["reasons"] == ["under_age"]


def test_what_may_be_null_may_be_null():
    question = changed(("people", 0, "french"), {"oral": None, "written": None, "proof": None})
    question["people"][0]["right_to_work"] = None
    question["people"][0]["grounds"] = [{"code": "refugee", "proof": False}, {"code": "refugee", "proof": True}]
    assert json.loads(answer_to(question)[1])["verdicts"][0]["reasons"] == [
        "right_to_work_unproven",
        "french_proof_missing",
        "french_level_missing",
    ]
    assert answer_to(changed(("people", 0, "right_to_work", "valid_until"), None))[0] == 0


WRONG = {
    "unknown key": (("people", 0, "nickname"), "x", "people[0].nickname"),
    "unknown key on top": (("rules",), {}, "rules"),
    "key missing": (("people", 0, "right_to_work", "valid_until"), "REMOVE", "people[0].right_to_work.valid_until"),
    "proof missing": (("people", 0, "french", "proof"), "REMOVE", "people[0].french.proof"),
    "day missing": (("on",), "REMOVE", "on"),
    "unknown level": (("people", 0, "french", "oral"), "A3", "people[0].french.oral"),
    "level in small letters": (("people", 0, "french", "oral"), "a2", "people[0].french.oral"),
    "unknown ground": (("people", 0, "grounds", 0, "code"), "student", "people[0].grounds[0].code"),
    "number for a boolean": (("people", 0, "grounds", 0, "proof"), 1, "people[0].grounds[0].proof"),
    "text for a boolean": (
        ("people", 0, "right_to_work", "allows_work"), "true", "people[0].right_to_work.allows_work",
    ),
    "null for a boolean": (
        ("people", 0, "right_to_work", "renewal_receipt"), None, "people[0].right_to_work.renewal_receipt",
    ),
    "boolean for a text": (("people", 0, "french", "proof"), True, "people[0].french.proof"),
    "number for a text": (("people", 0, "ref"), 2, "people[0].ref"),
    "blank ref": (("people", 0, "ref"), " ", "people[0].ref"),
    "list for an object": (("people", 0, "french"), [], "people[0].french"),
    "object for a list": (("people",), {}, "people"),
    "date that is none": (("people", 0, "birth_date"), "1997-02-30", "people[0].birth_date"),
    "date and time": (("people", 0, "birth_date"), "1997-04-06T00:00:00", "people[0].birth_date"),
    "date without hyphens": (("people", 0, "birth_date"), "19970406", "people[0].birth_date"),
    "week date": (("on",), "2022-W42-2", "on"),
    "number for a date": (("on",), 20221018, "on"),
    "day without rules": (("on",), "0999-12-31", "on"),
}  # fmt: skip


@pytest.mark.parametrize(("way", "value", "path"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_told_by_its_place(way, value, path):
    assert error_of(changed(way, value)) == path


def test_a_ref_given_twice_is_told_where_it_comes_back():
    assert error_of({**QUESTION, "people": [PERSON, {**PERSON, "ref": "r3"}, PERSON]}) == "people[2].ref"


UNREADABLE = {
    "empty": b"",
    "blank": b" \n",
    "not JSON": b"on: 2022-10-18",
    "cut": json.dumps(QUESTION).encode()[:-3],
    "two values": b"{} {}",
    "not UTF-8": '{"on": "é"}'.encode("cp1252"),
    "UTF-16": json.dumps(QUESTION).encode("utf-16"),
    "NaN": b'{"on": NaN, "people": []}',
    "infinity": b'{"on": -Infinity, "people": []}',
    "nested deeply": b"[" * 200_000,
    "nested deeply in an object": b'{"on":' * 200_000,
    "number of 5,000 digits": b"1" * 5_000,
    "a list": b"[]",
    "a text": b'"eligibility"',
    "null": b"null",
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_a_json_object_is_refused_as_a_whole(data):
    assert error_of(data) == ""


def test_a_key_given_twice_is_refused_where_it_stands():
    text = json.dumps(QUESTION).replace('"proof": "delf"', '"proof": "delf", "proof": null')
    assert error_of(text.encode()) == "people[0].french.proof"


def test_a_lone_surrogate_is_refused_and_the_error_stays_readable():
    assert error_of(json.dumps(changed(("people", 0, "ref"), "\ud800")).encode()) == "people[0].ref"
    error_of(json.dumps({**QUESTION, "\ud800": 1}).encode())


def test_a_byte_order_mark_is_no_error():
    assert answer_to(b"\xef\xbb\xbf" + json.dumps(QUESTION).encode())[0] == 0


OPTIONS = {
    "no seed": (("--seed",), "--seed"),
    "seed in words": (("--seed", "one"), "--seed"),
    "seed below 0": (("--seed=-1",), "--seed"),
    "seed beyond the solvers": (("--seed", str(2**31)), "--seed"),
    "limit of 0": (("--time-limit", "0"), "--time-limit"),
    "limit that is no number": (("--time-limit", "nan"), "--time-limit"),
    "unknown option": (("--fast",), ""),
}


@pytest.mark.parametrize(("argv", "path"), OPTIONS.values(), ids=OPTIONS)
def test_a_wrong_option_is_refused_like_wrong_input(argv, path):
    assert error_of(QUESTION, *argv) == path


def test_an_unknown_engine_is_refused_like_wrong_input():
    assert error_of(QUESTION, engine="horoscope") == ""


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_prints_the_schema_of_its_input_and_output_without_reading_any(engine):
    code, out, err = answer_to(b"", "--schema", engine=engine)
    assert (code, err) == (0, b"")
    schemas = json.loads(out)
    assert sorted(schemas) == ["input", "output"]
    shapes = [shape for shape in (schemas["input"], *schemas["input"]["$defs"].values()) if "properties" in shape]
    assert shapes and all(shape["additionalProperties"] is False for shape in shapes)
    output = schemas["output"]
    replies = (
        [output["$defs"][way["$ref"].rpartition("/")[2]] for way in output["anyOf"]] if "anyOf" in output else [output]
    )
    assert all("engine" in reply["required"] for reply in replies)
