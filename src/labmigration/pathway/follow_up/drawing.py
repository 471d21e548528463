"""The follow-up drawn as one line: the first paid day, each milestone with its window, today."""

from dataclasses import dataclass
from datetime import date

from labmigration.pathway.follow_up.models import FollowUp

#: Room on both ends for the dots and the words under them, in percent of the width.
MARGIN = 8


@dataclass(frozen=True)
class Mark:
    """A milestone on the line; places are SVG lengths in percent."""

    follow_up: FollowUp
    due: str
    opens: str
    width: str


@dataclass(frozen=True)
class Line:
    """The whole line; `today` is None when today lies outside it."""

    began: date
    marks: list[Mark]
    start: str
    today: str | None


def line(follow_ups: list[FollowUp], today: date) -> Line | None:
    """The line of milestones given soonest first; None when nothing is planned."""
    if not follow_ups:
        return None
    began, ends = follow_ups[0].counted_from, max(follow_up.closes_on for follow_up in follow_ups)
    a_day = (100 - 2 * MARGIN) / (ends - began).days

    def place(day: date) -> str:
        return f"{MARGIN + a_day * (day - began).days:.2f}%"

    marks = [
        Mark(each, place(each.due_on), place(each.opens_on), f"{a_day * (each.closes_on - each.opens_on).days:.2f}%")
        for each in follow_ups
    ]
    return Line(began, marks, place(began), place(today) if began <= today <= ends else None)
