"""The hours ledger: what was signed, computed from signatures alone.

An hour counts when a trainer signed that the person followed it (present, late or left early, with the hours told).
A correction replaces the line that it corrects. The person's own signature stands beside it and adds no hour; one that
was taken back (a line that says "absent") counts for nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training import states
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session

Status, SignedAs = AttendanceSignature.Status, AttendanceSignature.SignedAs
MISSED = (Status.EXCUSED, Status.ABSENT)

#: Days after a session in which trainer and trainee may still sign it. A proposal of our table of rights, which the
#: training provider may change: no text sets it.
SIGNING_DAYS = 7
#: So many half-days back one looks when asking who is falling behind, and so many missed among them call for an act.
LATELY, MISSED_LATELY_TO_ACT = 10, 2
#: Or so many missed one after the other, up to the last; or so many hours since the beginning. Ours too.
IN_A_ROW_TO_ACT, HOURS_TO_ACT = 2, 14


@dataclass(frozen=True)
class Missed:
    """Half-days missed, excused or not, among the last `of` that were signed.

    `in_a_row`: one after the other, up to the last one. `hours` missed since the beginning, those of who came late or
    left early among them.
    """

    missed: int
    of: int
    in_a_row: int = 0
    hours: Decimal = Decimal()

    @classmethod
    def among(cls, signed: Sequence[tuple[str, Decimal]]) -> "Missed":
        """From the half-days signed, oldest first: status, and hours missed."""
        missed = [status in MISSED for status, _hours in signed]
        in_a_row = next((place for place, away in enumerate(reversed(missed)) if not away), len(missed))
        hours = sum((hours for _status, hours in signed), Decimal())
        return cls(sum(missed[-LATELY:]), len(missed[-LATELY:]), in_a_row, hours)

    @property
    def calls_for_action(self) -> bool:
        """Whether someone should speak with the person."""
        few = self.missed < MISSED_LATELY_TO_ACT and self.in_a_row < IN_A_ROW_TO_ACT
        return not few or self.hours >= HOURS_TO_ACT


@dataclass(frozen=True)
class LedgerLine:
    """One seat's hours: agreed in the prescription, still planned, signed by a trainer, of these signed by both.

    `missed` of `recorded` half-days, excused or not; `lately` the same of the last ones; `contested`: sessions at which
    the person signed and the trainer noted an absence.
    """

    seat: Enrolment
    prescribed: Decimal
    planned: Decimal
    signed: Decimal
    by_both: Decimal
    missed: int
    recorded: int
    lately: Missed
    contested: int


@dataclass
class _Signed:
    trainer: dict[UUID, tuple[str, Decimal, Decimal]] = field(default_factory=dict)
    trainee: set[UUID] = field(default_factory=set)


def ledger(seats: Collection[Enrolment]) -> list[LedgerLine]:
    """A line for each seat, in the order given; three queries at most, however many seats and signatures."""
    signed = _signatures(seats)
    planned = _planned([seat for seat in seats if seat.state == states.ENROLLED])
    prescribed = signed_hours([seat.pathway_id for seat in seats])
    lines = []
    for seat in seats:
        own = signed[seat.pk]
        followed = {key: hours for key, (status, hours, _whole) in own.trainer.items() if status not in MISSED}
        missed = [(status, whole - hours) for status, hours, whole in own.trainer.values()]
        modules = prescribed.get(seat.pathway_id, {})
        lines.append(
            LedgerLine(
                seat=seat,
                prescribed=sum(modules.values(), Decimal()),
                planned=sum((planned[seat.cohort_id, group] for group in seat.groups), Decimal())
                if seat.state == states.ENROLLED
                else Decimal(),
                signed=sum(followed.values(), Decimal()),
                by_both=sum((hours for key, hours in followed.items() if key in own.trainee), Decimal()),
                missed=sum(status in MISSED for status, _hours in missed),
                recorded=len(missed),
                lately=Missed.among(missed),
                contested=sum(key not in followed for key in own.trainee & own.trainer.keys()),
            )
        )
    return lines


def hours_signed(pathway_ids: Iterable[UUID], module: str = "") -> dict[UUID, Decimal]:
    """Hours signed by a trainer, by person (of one module, when it is named); who has none is left out. One query."""
    rows = AttendanceSignature.objects.filter(pathway__in=list(pathway_ids), signed_as=SignedAs.TRAINER)
    rows = standing(rows).exclude(status__in=MISSED)
    if module:
        rows = rows.filter(session__module=module)
    return dict(rows.values_list("pathway").annotate(total=Sum("hours")))


def missed_lately(pathway_ids: Iterable[UUID]) -> dict[UUID, Missed]:
    """What each person missed of the last half-days of the seat she holds; one query."""
    rows = _in_order(pathway__in=list(pathway_ids), signed_as=SignedAs.TRAINER, enrolment__state=states.ENROLLED)
    by_person: dict[UUID, list[tuple[str, Decimal]]] = defaultdict(list)
    for pathway_id, status, hours, whole in rows.values_list("pathway", "status", "hours", "session__hours"):
        by_person[pathway_id].append((status, whole - hours))
    return {key: Missed.among(signed) for key, signed in by_person.items()}


def standing(rows: QuerySet[AttendanceSignature]) -> QuerySet[AttendanceSignature]:
    """Those that hold, which no correction replaces.

    By NOT EXISTS over the index of the few corrections: of a LEFT JOIN that finds nothing PostgreSQL expects one row
    whatever the table, and where it joins more it does so row by row.
    """
    corrections = AttendanceSignature.objects.filter(replaces=OuterRef("pk"), replaces__isnull=False).order_by()
    return rows.filter(~Exists(corrections))


def _in_order(**chosen: Any) -> QuerySet[AttendanceSignature]:
    """The signatures that hold, in the order of their sessions."""
    return standing(AttendanceSignature.objects.filter(**chosen)).order_by("session__date", "session__half")


def _signatures(seats: Collection[Enrolment]) -> dict[UUID, _Signed]:
    found: dict[UUID, _Signed] = defaultdict(_Signed)
    rows = _in_order(enrolment__in=[seat.pk for seat in seats])
    for seat, session, signed_as, status, hours, whole in rows.values_list(
        "enrolment", "session", "signed_as", "status", "hours", "session__hours"
    ):
        if signed_as == SignedAs.TRAINER:
            found[seat].trainer[session] = (status, hours, whole)
        elif status not in MISSED:
            found[seat].trainee.add(session)
    return found


def _planned(seats: Collection[Enrolment]) -> dict[tuple[UUID, int], Decimal]:
    """Hours of sessions not yet held, by cohort and group (0 for the whole cohort); no query for no seats."""
    rows = Session.objects.filter(cohort__in={seat.cohort_id for seat in seats}, state=states.PLANNED).order_by()
    totals: dict[tuple[UUID, int], Decimal] = defaultdict(Decimal)
    for cohort, group, hours in rows.values_list("cohort", "group").annotate(total=Sum("hours")):
        totals[cohort, group] = hours
    return totals
