"""When somebody who has not answered for a seat is called: pure, no database. The days are ours.

A silence is never a no: it puts a call on the coordination's list, and a seat that was proposed in a message is taken
back only after one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

#: How long she may think before she is called, and when she is called again who could not be reached.
ANSWER_DAYS, AGAIN_DAYS = 5, 2


@dataclass(frozen=True)
class Asked:
    """What was done about an offer that stands: `written`, whether a message could reach her; days of the others."""

    offered_on: date
    written: bool = True
    call_asked_on: date | None = None
    called_on: date | None = None


def call_due_on(asked: Asked) -> date:
    """The day from which the coordination calls her."""
    if asked.call_asked_on and (asked.called_on is None or asked.called_on < asked.call_asked_on):
        return asked.call_asked_on
    if asked.called_on:
        return asked.called_on + timedelta(days=AGAIN_DAYS)
    return asked.offered_on + timedelta(days=ANSWER_DAYS) if asked.written else asked.offered_on


def may_be_taken_back(asked: Asked) -> bool:
    """Whether the offer may end without her answer: nothing was written to her, or she was called."""
    return not asked.written or asked.called_on is not None
