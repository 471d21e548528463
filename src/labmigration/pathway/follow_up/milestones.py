"""The days of follow-up, counted from the first paid day in exact calendar months."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from labmigration.pathway.follow_up.models import FollowUp
from labmigration.programme import programme
from labmigration.programme.records import FollowUp as Contact


@dataclass(frozen=True)
class Milestone:
    """A contact due so many months after the first paid day, and the window in which it counts as made in time."""

    month: int
    due_on: date
    opens_on: date
    closes_on: date


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month: 31 August + 6 is 28 or 29 February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def milestones(first_paid_on: date, contacts: Iterable[Contact]) -> list[Milestone]:
    """The milestones of the programme's contacts, soonest first."""
    planned = []
    for contact in sorted(contacts, key=lambda contact: contact.month):
        due_on = months_later(first_paid_on, contact.month)
        opens_on = due_on - timedelta(days=contact.window.opens_days_before)
        planned.append(
            Milestone(contact.month, due_on, opens_on, due_on + timedelta(days=contact.window.closes_days_after))
        )
    return planned


def optional_after(known: Collection[FollowUp]) -> Contact | None:
    """The next contact that the programme leaves optional, beside these milestones; None when none is left."""
    if not known:
        return None
    months, since = {each.month for each in known}, min(each.counted_from for each in known)
    left = (each for each in programme().follow_ups_on(since) if not each.required and each.month not in months)
    return next(left, None)
