"""Who is drifting away: a pure judgement over what is known of each person, with its reasons.

Thresholds are ours (docs/advisor.md tells them); nobody is ever closed or warned because of them: they only put a name
where the advisor looks first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

MISSED_HALF_DAYS = 2
HALF_DAYS_IN_A_ROW = 2
MISSED_HOURS = 14
SILENT_DAYS = 30


@dataclass(frozen=True)
class Signals:
    """What is known of one person. `subject` is handed back untouched.

    missed_meetings: since the last one held. unconfirmed: a meeting ahead that was recalled and not confirmed, so that
    only a call is left. missed_half_days: of the last `half_days` of the training under way; in_a_row: of them, one
    after the other up to the last; missed_hours: since training began, late arrivals and early departures among them.
    last_contact_on, due_on: None where there is none.
    """

    subject: Any
    missed_meetings: int = 0
    unconfirmed: bool = False
    missed_half_days: int = 0
    half_days: int = 0
    in_a_row: int = 0
    missed_hours: int = 0
    last_contact_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why: a code, and the number that its sentence needs (times, half-days or days of silence)."""

    code: str
    number: int
    of: int = 0


@dataclass(frozen=True)
class Drift:
    """One person who is drifting, with every reason."""

    subject: Any
    reasons: tuple[Reason, ...]


def drifting(everybody: Iterable[Signals], today: date) -> list[Drift]:
    """Those with at least one reason: most reasons first, then most missed, then the longest silence."""
    judged = [(signals, _reasons(signals, today)) for signals in everybody]
    found = [(signals, reasons) for signals, reasons in judged if reasons]
    found.sort(
        key=lambda pair: (
            -len(pair[1]),
            -(pair[0].missed_meetings + pair[0].missed_half_days),
            -_silence(pair[0], today),
        )
    )
    return [Drift(signals.subject, reasons) for signals, reasons in found]


def _reasons(signals: Signals, today: date) -> tuple[Reason, ...]:
    reasons = []
    if signals.missed_half_days >= MISSED_HALF_DAYS:
        reasons.append(Reason("missed_half_days", signals.missed_half_days, signals.half_days))
    if signals.in_a_row >= HALF_DAYS_IN_A_ROW:
        reasons.append(Reason("in_a_row", signals.in_a_row))
    if signals.missed_hours >= MISSED_HOURS:
        reasons.append(Reason("missed_hours", signals.missed_hours))
    if signals.missed_meetings:
        reasons.append(Reason("missed_meetings", signals.missed_meetings))
    if signals.unconfirmed:
        reasons.append(Reason("unconfirmed", 1))
    overdue = signals.due_on is not None and signals.due_on < today
    silence = _silence(signals, today)
    if overdue and signals.last_contact_on is not None and silence > SILENT_DAYS:
        reasons.append(Reason("silent", silence))
    return tuple(reasons)


def _silence(signals: Signals, today: date) -> int:
    """Days since the last contact; 0 where none was ever noted (a new person is not a silent one)."""
    return (today - signals.last_contact_on).days if signals.last_contact_on else 0
