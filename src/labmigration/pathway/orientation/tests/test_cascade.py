"""The cascade of reminders, row by row: a meeting on Tuesday 17 March 2026 at ten, fixed on the first of the month."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from labmigration.pathway.orientation.cascade import Channel, Due, Planned, Step, due

PARIS = ZoneInfo("Europe/Paris")
SMS, EMAIL = Channel.SMS, Channel.EMAIL
FIRST, SECOND, CALL = Step.FIRST, Step.SECOND, Step.CALL


def at(day, hour=12, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=PARIS)


def meeting(**known):
    return Planned(**{"starts_at": at(17, 10), "fixed_at": at(1), "channels": (SMS, EMAIL), **known})


ROWS = [
    ("four days before nothing is due", {}, at(13), None),
    ("nor three days before, early", {}, at(14, 9, 59), None),
    ("three days before, a text message", {}, at(14, 10), Due(FIRST, SMS)),
    ("an e-mail without a telephone", {"channels": (EMAIL,)}, at(14, 10), Due(FIRST, EMAIL)),
    ("once", {"fates": {FIRST: "sent"}}, at(15), None),
    ("the day before, the other channel", {"fates": {FIRST: "sent"}}, at(16, 10), Due(SECOND, EMAIL)),
    ("the same where there is one", {"channels": (SMS,), "fates": {FIRST: "sent"}}, at(16, 10), Due(SECOND, SMS)),
    ("not if she comes", {"confirmed": True, "fates": {FIRST: "sent"}}, at(16, 10), None),
    ("once too", {"fates": {FIRST: "sent", SECOND: "waiting"}}, at(16, 12), None),
    ("then a call", {"fates": {FIRST: "sent", SECOND: "sent"}}, at(16, 15), Due(CALL)),
    ("until it begins", {"fates": {FIRST: "sent", SECOND: "sent"}}, at(17, 9, 59), Due(CALL)),
    ("and not after", {"fates": {FIRST: "sent", SECOND: "sent"}}, at(17, 10), None),
    ("no call if she comes", {"confirmed": True}, at(16, 15), None),
    ("an unknown fate goes the other way at once", {"fates": {FIRST: "unknown"}}, at(14, 10, 5), Due(SECOND, EMAIL)),
    ("a failure too", {"fates": {FIRST: "failed"}}, at(14, 10, 5), Due(SECOND, EMAIL)),
    ("and then calls", {"fates": {FIRST: "failed", SECOND: "unknown"}}, at(14, 11), Due(CALL)),
    ("or calls at once", {"channels": (SMS,), "fates": {FIRST: "unknown"}}, at(14, 11), Due(CALL)),
    ("nothing can be sent: a call from three days before", {"channels": ()}, at(14, 10), Due(CALL)),
    ("not earlier", {"channels": ()}, at(13), None),
    ("fixed within three days: the second only", {"fixed_at": at(15)}, at(15, 13), None),
    ("on its day", {"fixed_at": at(15)}, at(16, 10), Due(SECOND, EMAIL)),
    ("fixed the day before: nobody is bothered", {"fixed_at": at(16, 11)}, at(16, 16), None),
    ("nor called", {"fixed_at": at(16, 11), "channels": ()}, at(16, 16), None),
    ("after a pause of the machine only the last step is taken", {}, at(16, 11), Due(SECOND, EMAIL)),
    ("moved: recalled anew", {"fixed_at": at(10), "fates": {}}, at(14, 10), Due(FIRST, SMS)),
]


@pytest.mark.parametrize(("known", "now", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_step_that_is_due(known, now, expected):
    assert due(meeting(**known), now, PARIS) == expected


def test_days_are_counted_in_the_zone_of_the_meeting_and_not_in_hours():
    """The clocks change on 29 March 2026: three days before is still at ten."""
    tuesday = Planned(datetime(2026, 3, 31, 10, tzinfo=PARIS), at(1), channels=(SMS,))
    assert due(tuesday, at(28, 9, 59), PARIS) is None
    assert due(tuesday, at(28, 10), PARIS) == Due(FIRST, SMS)


def test_a_failure_within_two_hours_of_the_meeting_is_no_second_message_but_a_call():
    failed = meeting(starts_at=at(17, 10), fates={FIRST: "failed"})
    assert due(failed, at(17, 8, 30), PARIS) == Due(CALL)
