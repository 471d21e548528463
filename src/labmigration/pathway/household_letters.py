"""One message to a household with a link that it answers once: by text message where one can leave, else by e-mail."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from labmigration.access.actor import Actor
from labmigration.links import actions as links
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, can_leave, put
from labmigration.people.models import Household


def write_to_household(
    household: Household, row: Any, *, actor: Actor, purpose: str, says: Any, subject: Any, closes_on: date
) -> None:
    """`says` has a place for the `link` (of `purpose`, to `row`, until the end of `closes_on`).

    Nothing leaves for a household that cannot be reached so, and nothing twice for one row.
    """
    sms = bool(household.phone) and can_leave("sms")
    if not sms and not (household.email and can_leave("email")):
        return
    text = says.format(link=links.make(actor, purpose, row, end_of(closes_on), once=True))
    try:
        put(
            "sms" if sms else "email",
            household.phone if sms else household.email,
            subject="" if sms else subject,
            body=in_gsm7(text) if sms else text,
            key=f"{purpose}|{row.pk}",
            invented=household.invented,
        )
    except AlreadyWritten:
        return


def end_of(day: date) -> datetime:
    """The midnight after a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
