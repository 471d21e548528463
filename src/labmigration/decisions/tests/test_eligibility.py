"""Eligibility: one row per reason and per subtlety, then what must hold whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmigration.decisions.eligibility import (
    GROUNDS,
    INCOMPLETE,
    LEVELS,
    REFUSING,
    Change,
    Facts,
    French,
    Ground,
    RightToWork,
    Rules,
    Verdict,
    birthday,
    decide,
    what_would_change_it,
)

ON = date(2022, 10, 18)
RULES = Rules(minimum_age=18, minimum_oral="A2", minimum_written="A2", covered_grounds=frozenset(GROUNDS))
CARD = RightToWork("carte de résident", allows_work=True, valid_until=date(2026, 1, 1), renewal_receipt=False)
WELCOME = Facts(
    birth_date=date(1997, 4, 6),
    grounds=(Ground("refugee", proven=True),),
    right_to_work=CARD,
    french=French("A2", "A2", "delf"),
)
EXPIRED = replace(CARD, valid_until=date(2022, 10, 17))
UNTIL_2026 = date(2026, 1, 1)


def french(oral="A2", written="A2", proof="delf"):
    return replace(WELCOME, french=French(oral, written, proof))


def document(**changes):
    return replace(WELCOME, right_to_work=replace(CARD, **changes))


def grounds(*pairs, right_to_work=CARD):
    return replace(WELCOME, grounds=tuple(Ground(*pair) for pair in pairs), right_to_work=right_to_work)


CASES = {
    "everything in order": (WELCOME, "eligible", (), UNTIL_2026),
    "eighteen today": (replace(WELCOME, birth_date=date(2004, 10, 18)), "eligible", (), UNTIL_2026),
    "eighteen tomorrow": (replace(WELCOME, birth_date=date(2004, 10, 19)), "refused", ("under_age",), None),
    "no covered ground": (grounds(), "refused", ("ground_not_covered",), None),
    "one proven ground among two": (
        grounds(("cir_signatory", False), ("refugee", True)), "eligible", (), UNTIL_2026,
    ),
    "two grounds, none proven": (
        grounds(("cir_signatory", False), ("refugee", False)), "incomplete", ("ground_unproven",), UNTIL_2026,
    ),
    "the same ground twice, proven once": (
        grounds(("cir_signatory", False), ("cir_signatory", True)), "eligible", (), UNTIL_2026,
    ),
    "document that forbids work": (document(allows_work=False), "refused", ("no_right_to_work",), None),
    "expired yesterday": (document(valid_until=date(2022, 10, 17)), "refused", ("right_to_work_expired",), None),
    "expires today": (document(valid_until=ON), "eligible", (), ON),
    "expired with a receipt": (
        replace(WELCOME, right_to_work=replace(EXPIRED, renewal_receipt=True)), "eligible", (), None,
    ),
    "running, with a receipt": (document(renewal_receipt=True), "eligible", (), UNTIL_2026),
    "without end": (document(valid_until=None), "eligible", (), None),
    "forbids work and expired": (
        replace(WELCOME, right_to_work=replace(EXPIRED, allows_work=False)),
        "refused", ("no_right_to_work", "right_to_work_expired"), None,
    ),
    "no document": (
        replace(WELCOME, right_to_work=None), "incomplete", ("right_to_work_unproven",), None,
    ),
    "european without document": (grounds(("european_citizen", True), right_to_work=None), "eligible", (), None),
    "european whose card ends": (grounds(("european_citizen", True)), "eligible", (), None),
    "european with an expired card": (
        grounds(("european_citizen", True), right_to_work=EXPIRED), "eligible", (), None,
    ),
    "european resident needs a document": (
        grounds(("european_resident", True), right_to_work=None), "incomplete", ("right_to_work_unproven",), None,
    ),
    "oral below": (french(oral="A1+"), "refused", ("french_oral_too_low",), None),
    "written below": (french(written="pre-A1"), "refused", ("french_written_too_low",), None),
    "both above": (french(oral="A2+", written="C2"), "eligible", (), UNTIL_2026),
    "no proof of French": (french(proof=None), "incomplete", ("french_proof_missing",), UNTIL_2026),
    "oral level unknown": (french(oral=None), "incomplete", ("french_level_missing",), UNTIL_2026),
    "written level unknown": (french(written=None), "incomplete", ("french_level_missing",), UNTIL_2026),
    "one level unknown, the other too low": (
        french(oral=None, written="A1", proof=None), "refused", ("french_written_too_low",), None,
    ),
    "all that can be missing": (
        Facts(WELCOME.birth_date, (Ground("refugee", False),), None, French(None, None, None)),
        "incomplete", INCOMPLETE, None,
    ),
    "all that can refuse": (
        Facts(date(2010, 1, 1), (), replace(EXPIRED, allows_work=False), French("A1", "A1", None)),
        "refused", REFUSING, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "verdict", "reasons", "recheck_on"), CASES.values(), ids=CASES)
def test_each_reason_is_told_for_its_fact_alone(facts, verdict, reasons, recheck_on):
    assert decide(facts, RULES, ON) == Verdict(verdict, reasons, recheck_on)


def test_a_ground_that_the_rules_of_the_day_leave_out_is_not_covered():
    rules = replace(RULES, covered_grounds=frozenset({"refugee"}))
    assert decide(grounds(("cir_signatory", True)), rules, ON).reasons == ("ground_not_covered",)


def test_a_proof_of_an_uncovered_ground_does_not_prove_the_covered_one():
    rules = replace(RULES, covered_grounds=frozenset({"refugee"}))
    assert decide(grounds(("cir_signatory", True), ("refugee", False)), rules, ON).reasons == ("ground_unproven",)


def test_oral_and_written_minimums_are_judged_apart():
    rules = replace(RULES, minimum_oral="B1", minimum_written="A1")
    assert decide(french(oral="A2", written="A1"), rules, ON).reasons == ("french_oral_too_low",)


def test_who_is_born_on_29_february_is_of_age_on_1_march():
    leap = replace(WELCOME, birth_date=date(2004, 2, 29))
    assert decide(leap, RULES, date(2022, 2, 28)).reasons == ("under_age",)
    assert decide(leap, RULES, date(2022, 3, 1)).reasons == ()
    assert birthday(date(2004, 2, 29), 18) == date(2022, 3, 1)


CHANGES = {
    "eighteen tomorrow": (Change("under_age", day=date(2022, 10, 19)),),
    "no covered ground": (Change("ground_not_covered", needed=GROUNDS),),
    "document that forbids work": (Change("no_right_to_work", had=("carte de résident",)),),
    "expired yesterday": (
        Change(
            "right_to_work_expired",
            had=("carte de résident",),
            needed=("renewed_document", "renewal_receipt"),
            day=date(2022, 10, 17),
        ),
    ),
    "oral below": (Change("french_oral_too_low", had=("A1+",), needed=("A2",)),),
    "written below": (Change("french_written_too_low", had=("pre-A1",), needed=("A2",)),),
    "two grounds, none proven": (Change("ground_unproven", needed=("cir_signatory", "refugee")),),
    "no document": (Change("right_to_work_unproven", needed=("document",)),),
    "no proof of French": (Change("french_proof_missing", needed=("proof",)),),
    "oral level unknown": (Change("french_level_missing", needed=("oral",)),),
    "everything in order": (),
}


@pytest.mark.parametrize("case", CHANGES)
def test_every_reason_says_what_would_change_it(case):
    facts = CASES[case][0]
    assert what_would_change_it(decide(facts, RULES, ON), facts, RULES) == CHANGES[case]


levels = st.none() | st.sampled_from(LEVELS)
days = st.dates(date(1940, 1, 1), date(2035, 12, 31))
documents = st.none() | st.builds(RightToWork, st.just("titre"), st.booleans(), st.none() | days, st.booleans())
grounds_held = st.lists(st.builds(Ground, st.sampled_from(GROUNDS), st.booleans()), max_size=3).map(tuple)
anyone = st.builds(Facts, days, grounds_held, documents, st.builds(French, levels, levels, st.none() | st.just("delf")))
RANK = {"refused": 0, "incomplete": 1, "eligible": 2}


@given(anyone, days)
def test_what_refuses_and_what_is_missing_are_never_mixed(facts, on):
    verdict = decide(facts, RULES, on)
    allowed = {"refused": REFUSING, "incomplete": INCOMPLETE, "eligible": ()}[verdict.verdict]
    assert verdict.reasons == tuple(reason for reason in allowed if reason in verdict.reasons)
    assert bool(verdict.reasons) == (verdict.verdict != "eligible")


@given(anyone, days, st.sampled_from(LEVELS))
def test_more_french_never_worsens_a_verdict(facts, on, level):
    before = facts.french
    better = replace(before, oral=max(before.oral or LEVELS[0], level, key=LEVELS.index))
    if before.oral is None:
        better = replace(better, oral=LEVELS[-1])
    assert RANK[decide(replace(facts, french=better), RULES, on).verdict] >= RANK[decide(facts, RULES, on).verdict]


@given(anyone, days, st.builds(Ground, st.sampled_from(GROUNDS), st.booleans()))
def test_one_more_ground_never_adds_a_reason_to_refuse(facts, on, ground):
    richer = replace(facts, grounds=(*facts.grounds, ground))
    refusing = set(decide(facts, RULES, on).reasons) & set(REFUSING)
    assert set(decide(richer, RULES, on).reasons) & set(REFUSING) <= refusing


@given(anyone, days)
def test_the_verdict_holds_until_the_day_to_look_again_and_may_fall_the_day_after(facts, on):
    verdict = decide(facts, RULES, on)
    if verdict.recheck_on is None:
        return
    assert verdict.recheck_on >= on
    assert decide(facts, RULES, verdict.recheck_on).reasons == verdict.reasons
    after = decide(facts, RULES, verdict.recheck_on + timedelta(days=1))
    assert after.reasons == ("right_to_work_expired",) or facts.right_to_work.renewal_receipt


@given(anyone, days)
def test_every_reason_has_exactly_one_change(facts, on):
    verdict = decide(facts, RULES, on)
    assert tuple(change.reason for change in what_would_change_it(verdict, facts, RULES)) == verdict.reasons
