"""Fields and checks, row by row: an answer that is missing is never a no, and two clocks never meet."""

from dataclasses import replace
from datetime import date

import pytest

from labmigration.programme.codebook import codebook
from labmigration.steering.esf.checks import MISSING, REFUSED, SOON, WRONG, issues
from labmigration.steering.esf.fields import (
    NO,
    NOT_COMPUTED,
    NOT_SAID,
    NOT_YET,
    RULES,
    UNKNOWN,
    YES,
    Asked,
    Participant,
    values,
)

BEGAN, LEFT, ON = date(2026, 3, 2), date(2026, 6, 30), date(2027, 3, 1)
ENTRY = {
    "birth_year": ("1990",),
    "gender": ("woman",),
    "nationality": ("third_country",),
    "foreign_background": ("yes",),
    "situation_before": ("job_seeker",),
    "seeking_since": ("over_12",),
    "education": ("tertiary",),
    "housing": ("shelter",),
    "disability": ("prefer_not",),
}


def asked(given, opens, closes, **told):
    given = {code: (answers,) if isinstance(answers, str) else answers for code, answers in given.items()}
    return Asked(given, answered_on=opens if given else None, opens_on=opens, closes_on=closes, **told)


WHOLE = Participant(
    key="1",
    number="A",
    entered_on=BEGAN,
    birth_date=date(1990, 5, 3),
    gender="woman",
    left_on=LEFT,
    entry=asked(ENTRY, BEGAN, date(2026, 3, 30)),
    exit=asked(
        {"situation_now": "employed", "training_now": "no", "qualification": "waiting"}, LEFT, date(2026, 7, 28)
    ),
    later=asked({"situation_now": "employed", "better": ("stable",)}, date(2026, 12, 30), date(2027, 2, 13)),
    first_hours_on=BEGAN,
)


def said(wave, **answers):
    """The same person who said other things in one wave; an answer of None was not given."""
    before = getattr(WHOLE, wave)
    given = {**before.given, **{code: (answer,) for code, answer in answers.items() if answer}}
    return replace(WHOLE, **{wave: replace(before, given={c: a for c, a in given.items() if answers.get(c, a)})})


def value(person, code, on=ON):
    return values(person, codebook().fields, on)[code]


@pytest.mark.parametrize(
    ("person", "code", "expected"),
    [
        (WHOLE, "EECO01", YES),
        (WHOLE, "EECO02", YES),
        (WHOLE, "EECO03", YES),
        (said("entry", seeking_since="unknown"), "EECO03", UNKNOWN),
        (said("entry", situation_before="employed"), "EECO03", NO),
        (said("entry", situation_before="prefer_not"), "EECO02", NOT_SAID),
        (said("entry", situation_before="in_training"), "EECO04", YES),
        (said("entry", situation_before=None), "EECO05", UNKNOWN),
        (WHOLE, "EECO07", NO),
        (said("entry", birth_year="2000"), "EECO07", YES),
        (replace(said("entry", birth_year=None), birth_date=date(1970, 3, 3)), "EECO08", YES),
        (replace(said("entry", birth_year=None), birth_date=date(1971, 3, 3)), "EECO08", NO),
        (WHOLE, "EECO11", YES),
        (said("entry", education="none"), "EECO09", YES),
        (WHOLE, "EECO12", NOT_SAID),
        (WHOLE, "EECO13", YES),
        (said("entry", nationality="european"), "EECO13", NO),
        (WHOLE, "EECO15", NOT_COMPUTED),
        (WHOLE, "EECO16", YES),
        (WHOLE, "EECO17", NOT_COMPUTED),
        (WHOLE, "EECR04", YES),
        (WHOLE, "EECR01", NO),
        (WHOLE, "EECR02", NO),
        (said("exit", situation_now="in_training"), "EECR02", YES),
        (WHOLE, "EECR03", NO),
        (replace(WHOLE, qualified_on=date(2026, 7, 20)), "EECR03", YES),
        (replace(WHOLE, qualified_on=date(2026, 9, 20)), "EECR03", NO),
        (WHOLE, "EECR05", YES),
        (WHOLE, "EECR06", NO),
        (replace(said("later", better="hours"), entry=said("entry", situation_before="employed").entry), "EECR06", YES),
        (replace(WHOLE, left_on=None), "EECR04", NOT_YET),
        (replace(WHOLE, later=Asked(opens_on=LEFT, closes_on=LEFT)), "EECR05", UNKNOWN),
        (replace(WHOLE, exit=Asked(refused=True, opens_on=LEFT)), "EECR04", NOT_SAID),
    ],
)
def test_each_field_says_yes_no_or_why_not(person, code, expected):
    assert value(person, code) == expected


def test_somebody_who_began_to_search_is_counted_only_if_she_was_inactive():
    person = replace(said("entry", situation_before="not_seeking"), exit=said("exit", situation_now="job_seeker").exit)
    assert value(person, "EECR01") == YES


def test_six_months_are_counted_from_leaving_and_not_before():
    assert WHOLE.six_months_on == date(2026, 12, 30)
    assert value(WHOLE, "EECR05", date(2026, 12, 29)) == NOT_YET
    assert value(WHOLE, "EECR05", date(2026, 12, 30)) == YES


def test_every_computed_field_has_a_rule_and_none_is_invented():
    assert set(RULES) == {field.code for field in codebook().fields if field.computed}
    fed = {code for question in codebook().questions for code in question.feeds if code.startswith("EEC")}
    assert fed <= {field.code for field in codebook().fields}
    seen = {field.code for field in codebook().fields if field.status == "seen"}
    numbers = {"EECR01", "EECR03", "EECR04"} | {f"EECO{n:02}" for n in (2, 6, 7, 9, 12, 13, 14, 15, 16)}
    assert seen == numbers


@pytest.mark.parametrize(
    ("person", "what", "code"),
    [
        (said("entry", education=None), MISSING, "field"),
        (replace(WHOLE, exit=Asked(opens_on=LEFT, closes_on=date(2026, 7, 28))), MISSING, "exit_missing"),
        (replace(WHOLE, later=Asked(opens_on=LEFT, closes_on=date(2027, 6, 1))), SOON, "leaving_6_soon"),
        (replace(WHOLE, entry=Asked(refused=True, opens_on=BEGAN)), REFUSED, "entry_refused"),
        (replace(WHOLE, left_on=date(2026, 2, 1)), WRONG, "exit_before_entry"),
        (replace(said("entry", birth_year=None), birth_date=date(2026, 5, 3)), WRONG, "born_after_entry"),
        (said("entry", birth_year="1999"), WRONG, "birth_year"),
        (said("entry", gender="man"), WRONG, "gender"),
        (replace(WHOLE, first_hours_on=None), WRONG, "no_hours"),
        (replace(WHOLE, first_hours_on=date(2026, 2, 27)), WRONG, "hours_before"),
        (replace(WHOLE, left_on=date(2026, 7, 10)), WRONG, "answered_before"),
        (replace(said("exit", qualification="no"), qualified_on=LEFT), WRONG, "qualification"),
        (replace(said("exit", situation_now="job_seeker"), worked_on_leaving=True), WRONG, "contract"),
    ],
)
def test_what_is_missing_or_contradictory_is_said(person, what, code):
    assert (what, code) in {(issue.what, issue.code) for issue in issues(person, ON)}


def test_of_somebody_who_answered_everything_nothing_is_said():
    assert issues(WHOLE, ON) == []
