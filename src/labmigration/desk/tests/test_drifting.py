"""Who is drifting, and in which order: one row per reason and per limit."""

from datetime import date, timedelta

import pytest

from labmigration.desk.drifting import Reason, Signals, drifting

TODAY = date(2026, 3, 10)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("signals", "reasons"),
    [
        (Signals("x"), ()),
        (Signals("x", missed_meetings=1), (Reason("missed_meetings", 1),)),
        (Signals("x", unconfirmed=True), (Reason("unconfirmed", 1),)),
        (Signals("x", missed_half_days=1, half_days=10), ()),
        (Signals("x", missed_half_days=2, half_days=10), (Reason("missed_half_days", 2, 10),)),
        (Signals("x", in_a_row=1), ()),
        (Signals("x", in_a_row=2), (Reason("in_a_row", 2),)),
        (Signals("x", missed_hours=13), ()),
        (Signals("x", missed_hours=14), (Reason("missed_hours", 14),)),
        (Signals("x", last_contact_on=ago(31), due_on=ago(1)), (Reason("silent", 31),)),
        (Signals("x", last_contact_on=ago(30), due_on=ago(1)), ()),
        (Signals("x", last_contact_on=ago(31), due_on=TODAY), ()),
        (Signals("x", last_contact_on=ago(90), due_on=None), ()),
        (Signals("x", last_contact_on=None, due_on=ago(90)), ()),
        (
            Signals("x", missed_meetings=2, last_contact_on=ago(40), due_on=ago(3)),
            (Reason("missed_meetings", 2), Reason("silent", 40)),
        ),
    ],
)
def test_each_reason_has_its_limit(signals, reasons):
    found = drifting([signals], TODAY)
    assert tuple(drift.reasons for drift in found) == ((reasons,) if reasons else ())


def test_the_most_reasons_come_first_then_the_most_missed_then_the_longest_silence():
    everybody = [
        Signals("silent 40", last_contact_on=ago(40), due_on=ago(1)),
        Signals("silent 60", last_contact_on=ago(60), due_on=ago(1)),
        Signals("missed 2", missed_half_days=2, half_days=10),
        Signals("missed 5", missed_half_days=5, half_days=10),
        Signals("both", missed_meetings=1, last_contact_on=ago(35), due_on=ago(1)),
        Signals("fine"),
    ]
    order = [drift.subject for drift in drifting(everybody, TODAY)]
    assert order == ["both", "missed 5", "missed 2", "silent 60", "silent 40"]
