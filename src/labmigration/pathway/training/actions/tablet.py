"""What a tablet kept without a network: each act is taken once, in any order, or set aside beside its row.

An act carries the tablet's own id and the time of its clock. Sent again, it gets the same answer and writes nothing.
The half-day is the session's, whatever the tablet's clock says; its time is kept as "heure de l’appareil".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.attendance import hold, write_line
from labmigration.pathway.training.actions.lines import PARTLY, SheetLine, SignedAs, Status, Way, standing, told
from labmigration.pathway.training.actions.presence import write_presence
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session, TabletAct
from labmigration.pathway.training.queries import expected

#: So long after a session what a tablet kept is still written by itself. Our proposal; later it is set aside, and the
#: coordination writes it.
OFFLINE_DAYS = 28
#: What becomes of an act: written, or set aside with one of the codes that `tablet_words` says.
TAKEN = ""
OTHER_LINE, NOT_EXPECTED, CANCELLED = "other_line", "not_expected", "cancelled"
AHEAD, TOO_LATE, IMPOSSIBLE = "ahead", "too_late", "impossible"
#: Not kept here, because it is nothing of this account's: the tablet goes on keeping it.
NOT_YOURS = "not_yours"


@dataclass(frozen=True)
class Sent:
    """One act as it came: `id` is the tablet's; `kind` a `TabletAct.Kind`; `status` only counts for the trainer's."""

    id: UUID
    seat_id: UUID
    kind: str
    device_at: datetime
    status: str = Status.PRESENT
    minutes: int | None = None
    proof_seen: bool = False


def take_acts(session_id: UUID, acts: Sequence[Sent], *, actor: Actor) -> dict[UUID, str]:
    """Take what a tablet sends of one session: the code of what became of each act, `TAKEN` when it is written.

    Each act is a transaction of its own: one that is impossible holds none of the others up.
    """
    session = visible(actor, "training.hold_session").filter(pk=session_id).first()
    if session is None:
        return {act.id: NOT_YOURS for act in acts}
    seats = {seat.pk: seat for seat in _signable(session, actor)}
    return {act.id: _take(session, seats.get(act.seat_id), act, actor) for act in acts}


def _signable(session: Session, actor: Actor) -> "list[Enrolment]":
    rows = visible(actor, "training.sign_sheet").filter(cohort=session.cohort_id)
    return list(rows.select_related("pathway__candidate"))


def _take(session: Session, seat: Enrolment | None, act: Sent, actor: Actor) -> str:
    if seat is None:
        return NOT_YOURS
    before = TabletAct.objects.filter(pk=act.id).first()
    if before is not None:
        return _again(before, session, seat)
    try:
        with transaction.atomic():
            return _first_time(session, seat, act, actor)
    except IntegrityError:
        # The same act came by two roads at once: the other one wrote it.
        before = TabletAct.objects.filter(pk=act.id).first()
        if before is None:
            raise
        return _again(before, session, seat)


def _again(before: TabletAct, session: Session, seat: Enrolment) -> str:
    same = before.session_id == session.pk and before.enrolment_id == seat.pk
    return before.refusal if same else NOT_YOURS


def _first_time(session: Session, seat: Enrolment, act: Sent, actor: Actor) -> str:
    refusal = _impossible(session, seat, act, actor) or _written(session, seat, act, actor)
    TabletAct(
        id=act.id,
        pathway=seat.pathway,
        session=session,
        enrolment=seat,
        kind=act.kind,
        status=act.status,
        minutes=act.minutes or 0,
        device_at=act.device_at,
        received_at=clock.now(),
        sent_by=actor.user,
        refusal=refusal,
    ).save(force_insert=True)
    return refusal


def _impossible(session: Session, seat: Enrolment, act: Sent, actor: Actor) -> str:
    session.refresh_from_db()
    if session.state == states.CANCELLED:
        return CANCELLED
    if session.date > clock.today():
        return AHEAD
    if clock.today() > session.date + timedelta(days=OFFLINE_DAYS):
        return TOO_LATE
    if not expected(session).filter(pk=seat.pk).exists():
        return NOT_EXPECTED
    try:
        told(session, act.status, act.minutes, act.proof_seen)
    except Refused:
        return IMPOSSIBLE
    return TAKEN


def _written(session: Session, seat: Enrolment, act: Sent, actor: Actor) -> str:
    kept = {"device_at": act.device_at}
    if act.kind == TabletAct.Kind.HERE:
        # Somebody who had signed already has signed: nothing to tell, nothing twice.
        write_presence(session, seat, actor, Way.TABLET, **kept)
        return TAKEN
    noted = standing(session, seat, SignedAs.TRAINER)
    if noted is not None:
        return TAKEN if _says_the_same(noted, act) else OTHER_LINE
    if session.state == states.PLANNED:
        try:
            with transaction.atomic():
                hold(session, actor)
        except Conflict:
            # Held by another tablet, or cancelled, a moment ago.
            session.refresh_from_db()
            if session.state != states.HELD:
                return CANCELLED
    write_line(session, SheetLine(seat, act.status, act.minutes, act.proof_seen), actor, Way.TABLET, **kept)
    return TAKEN


def _says_the_same(noted: AttendanceSignature, act: Sent) -> bool:
    minutes = act.minutes or 0 if act.status in PARTLY else 0
    return noted.status == act.status and noted.minutes == minutes
