"""Attendance: the trainer's sheet, the trainee's own signature, corrections. Signatures are written once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.roles import Role
from labmigration.pathway.training import states
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries import SIGNING_DAYS, expected
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui import spoken

Status, SignedAs = AttendanceSignature.Status, AttendanceSignature.SignedAs
PARTLY = (Status.LATE, Status.LEFT_EARLY)
MISSED = (Status.EXCUSED, Status.ABSENT)


@dataclass(frozen=True)
class SheetLine:
    """What the trainer says of one seat: a `Status`, and the hours followed where they are not all or none."""

    seat: Enrolment
    status: str
    hours: Decimal | None = None


def sign_sheet(session: Session, *, actor: Actor, lines: Collection[SheetLine]) -> int:
    """Sign the sheet: one signature for everyone expected, and the session is held. Returns how many were written.

    0 means that the sheet was signed already: sent twice, by a bad network or by two tablets, it is written once.
    Raises `Refused` when somebody is missing on it, when the session lies ahead, or was too long ago for a trainer.
    """
    if not visible(actor, "training.hold_session").filter(pk=session.pk).exists():
        raise Refused(_("Cette feuille n’est pas la vôtre."))
    _refuse_outside_signing_days(session, actor)
    try:
        return _write_sheet(session, actor, lines)
    except (Conflict, IntegrityError):
        if session.signatures.filter(signed_as=SignedAs.TRAINER).exists():
            return 0
        raise


@transaction.atomic
def _write_sheet(session: Session, actor: Actor, lines: Collection[SheetLine]) -> int:
    move(session, "hold_session", actor=actor, facts={"day": session.date.isoformat()})
    given = {line.seat.pk: line for line in lines}
    seats = list(expected(session))
    if {seat.pk for seat in seats} != given.keys():
        raise Refused(_("Dites pour chaque personne si elle est là : la feuille n’est pas signée."))
    signable = set(visible(actor, "training.sign_sheet").filter(pk__in=given).values_list("pk", flat=True))
    if signable != given.keys():
        raise Refused(_("Vous ne pouvez pas signer pour une personne d’une autre cohorte."))
    for seat in seats:
        line = given[seat.pk]
        signature = AttendanceSignature(
            pathway=seat.pathway,
            session=session,
            enrolment=seat,
            status=line.status,
            hours=credited(session, line.status, line.hours),
            **_signed(actor, SignedAs.TRAINER),
        )
        signature.save(force_insert=True)
        if line.status in MISSED:
            Event.record(signature, "miss", actor, {"day": session.date.isoformat(), "half": session.half})
    return len(seats)


@transaction.atomic
def sign(session: Session, *, actor: Actor) -> bool:
    """The person signs her own presence, on the day of the session or soon after. False: she had signed already."""
    seat = visible(actor, "training.sign").filter(pk__in=expected(session).values("pk")).first()
    if seat is None or session.state == states.CANCELLED:
        raise Refused(_("Cette séance n’est pas dans votre formation."))
    _refuse_outside_signing_days(session, actor)
    noted = _standing(session, seat, SignedAs.TRAINER)
    if noted is not None and noted.status in MISSED:
        raise Refused(_("Votre formatrice a noté une absence. Si ce n’est pas juste, parlez avec elle."))
    signature = AttendanceSignature(
        pathway=seat.pathway,
        session=session,
        enrolment=seat,
        status=Status.PRESENT,
        hours=session.hours,
        **_signed(actor, SignedAs.TRAINEE),
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def correct(
    signature: AttendanceSignature, *, actor: Actor, status: str, reason: str, hours: Decimal | None = None
) -> AttendanceSignature:
    """Replace what a trainer noted by a new line that says why; the first line stays.

    Raises `Conflict` when the line was corrected meanwhile, `Refused` without a reason or too late for a trainer.
    """
    if not reason.strip():
        raise Refused(_("Dites pourquoi la présence est corrigée."))
    if not visible(actor, "training.correct").filter(pk=signature.pk, signed_as=SignedAs.TRAINER).exists():
        raise Refused(_("Vous ne pouvez pas corriger cette présence."))
    session = signature.session
    _refuse_outside_signing_days(session, actor)
    line = AttendanceSignature(
        pathway=signature.pathway,
        session=session,
        enrolment=signature.enrolment,
        status=status,
        hours=credited(session, status, hours),
        replaces=signature,
        reason=reason.strip(),
        **_signed(actor, SignedAs.TRAINER),
    )
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette présence vient d’être corrigée : relisez-la d’abord.")) from None
    Event.record(line, "correct", actor, {"day": session.date.isoformat(), "half": session.half})
    return line


def credited(session: Session, status: str, hours: Decimal | None) -> Decimal:
    """The hours that a status gives: all, none, or those told for someone who came late or left early.

    Raises `Refused` when they are missing, or not between nothing and the whole session.
    """
    if status in MISSED:
        return Decimal()
    if Status(status) not in PARTLY:
        return session.hours
    if hours is None or not 0 < hours < session.hours:
        most = spoken.duration(session.hours)
        raise Refused(_("Pour un retard ou un départ, dites les heures suivies : moins de %(most)s.") % {"most": most})
    return hours


def _signed(actor: Actor, signed_as: str) -> dict[str, Any]:
    return {"signed_as": signed_as, "signed_by": actor.user, "signed_at": clock.now()}


def _standing(session: Session, seat: Enrolment, signed_as: str) -> AttendanceSignature | None:
    rows = AttendanceSignature.objects.filter(session=session, enrolment=seat, signed_as=signed_as)
    return rows.filter(replaced_by__isnull=True).first()


def _refuse_outside_signing_days(session: Session, actor: Actor) -> None:
    """Nobody signs for a day ahead; only the coordination signs or corrects after `SIGNING_DAYS`."""
    today = clock.today()
    if session.date > today:
        raise Refused(_("Cette séance n’a pas encore eu lieu."))
    late = today > session.date + timedelta(days=SIGNING_DAYS)
    if late and Role.TRAINING_COORDINATOR not in actor.roles:
        raise Refused(
            _("Plus de %(days)s jours ont passé : seule la coordination de la formation peut encore l’écrire.")
            % {"days": SIGNING_DAYS}
        )
