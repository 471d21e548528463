"""The trainer's side of attendance: the sheet, corrections, a line that was missing. Signatures are written once."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.lines import (
    MISSED,
    SheetLine,
    SignedAs,
    Way,
    refuse_outside_signing_days,
    signed,
    standing,
    told,
)
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries import expected
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


def sign_sheet(session: Session, *, actor: Actor, lines: Collection[SheetLine], way: str = Way.TABLET) -> int:
    """Sign the sheet: one signature for everyone expected, and the session is held. Returns how many were written.

    0 means that the sheet was signed already: sent twice, by a bad network or by two tablets, it is written once.
    Raises `Refused` when somebody is missing on it, when the session lies ahead, or was too long ago for a trainer.
    """
    refuse_foreign(session, actor)
    refuse_outside_signing_days(session, actor)
    try:
        return _write_sheet(session, actor, lines, way)
    except (Conflict, IntegrityError):
        if session.signatures.filter(signed_as=SignedAs.TRAINER).exists():
            return 0
        raise


@transaction.atomic
def _write_sheet(session: Session, actor: Actor, lines: Collection[SheetLine], way: str) -> int:
    hold(session, actor)
    given = {line.seat.pk: line for line in lines}
    seats = list(expected(session))
    if {seat.pk for seat in seats} != given.keys():
        raise Refused(_("Dites pour chaque personne si elle est là : la feuille n’est pas signée."))
    signable = set(visible(actor, "training.sign_sheet").filter(pk__in=given).values_list("pk", flat=True))
    if signable != given.keys():
        raise Refused(_("Vous ne pouvez pas signer pour une personne d’une autre cohorte."))
    for seat in seats:
        write_line(session, given[seat.pk], actor, way)
    return len(seats)


def hold(session: Session, actor: Actor) -> None:
    """The session is held: its first signed line says so."""
    move(session, "hold_session", actor=actor, facts={"day": session.date.isoformat()})


def write_line(session: Session, line: SheetLine, actor: Actor, way: str, **more: Any) -> AttendanceSignature:
    """Write the trainer's signature on one line, and tell the timeline of an absence; rights are the caller's."""
    signature = AttendanceSignature(
        pathway=line.seat.pathway,
        session=session,
        enrolment=line.seat,
        **told(session, line.status, line.minutes, line.proof_seen),
        **signed(actor, SignedAs.TRAINER, way),
        **more,
    )
    signature.save(force_insert=True)
    if line.status in MISSED:
        Event.record(signature, "miss", actor, {"day": session.date.isoformat(), "half": session.half})
    return signature


@transaction.atomic
def correct(
    signature: AttendanceSignature,
    *,
    actor: Actor,
    status: str,
    reason: str,
    minutes: int | None = None,
    proof_seen: bool = False,
) -> AttendanceSignature:
    """Replace what a trainer noted by a new line that says why; the first line stays.

    Raises `Conflict` when the line was corrected meanwhile, `Refused` without a reason or too late for a trainer.
    """
    if not reason.strip():
        raise Refused(_("Dites pourquoi la présence est corrigée."))
    if not visible(actor, "training.correct").filter(pk=signature.pk, signed_as=SignedAs.TRAINER).exists():
        raise Refused(_("Vous ne pouvez pas corriger cette présence."))
    return _replace(signature, actor, "correct", reason, status, minutes, proof_seen)


@transaction.atomic
def take_back(signature: AttendanceSignature, *, actor: Actor, reason: str) -> AttendanceSignature:
    """The wrong person signed: a new line, with the reason, says that she had not. She can still sign afterwards."""
    if not reason.strip():
        raise Refused(_("Dites pourquoi la signature est retirée."))
    if not visible(actor, "training.correct").filter(pk=signature.pk, signed_as=SignedAs.TRAINEE).exists():
        raise Refused(_("Vous ne pouvez pas retirer cette signature."))
    return _replace(signature, actor, "take_back", reason, AttendanceSignature.Status.ABSENT)


@transaction.atomic
def add_line(
    session: Session,
    seat: Enrolment,
    *,
    actor: Actor,
    status: str,
    reason: str,
    minutes: int | None = None,
    proof_seen: bool = False,
) -> AttendanceSignature:
    """Add the line of somebody who was expected and did not stand on the sheet that was signed, with the reason."""
    refuse_foreign(session, actor)
    refuse_outside_signing_days(session, actor)
    if not reason.strip():
        raise Refused(_("Dites pourquoi la ligne manquait."))
    if session.state != states.HELD or seat not in expected(session):
        raise Refused(_("Cette personne n’était pas attendue à cette séance."))
    if standing(session, seat, SignedAs.TRAINER) is not None:
        raise Conflict(_("Cette présence vient d’être notée : relisez-la d’abord."))
    line = write_line(session, SheetLine(seat, status, minutes, proof_seen), actor, Way.TABLET, reason=reason.strip())
    Event.record(line, "add_line", actor, {"day": session.date.isoformat(), "half": session.half})
    return line


def refuse_foreign(session: Session, actor: Actor) -> None:
    """Only the trainers of the cohort and its provider's coordination sign its sheets."""
    if not visible(actor, "training.hold_session").filter(pk=session.pk).exists():
        raise Refused(_("Cette feuille n’est pas la vôtre."))


def _replace(
    signature: AttendanceSignature,
    actor: Actor,
    verb: str,
    reason: str,
    status: str,
    minutes: int | None = None,
    proof_seen: bool = False,
) -> AttendanceSignature:
    """Write the line that holds instead of one that stays, signed as the same side, and tell it as `verb`."""
    session = signature.session
    refuse_outside_signing_days(session, actor)
    line = AttendanceSignature(
        pathway=signature.pathway,
        session=session,
        enrolment=signature.enrolment,
        replaces=signature,
        reason=reason.strip(),
        **told(session, status, minutes, proof_seen),
        **signed(actor, SignedAs(signature.signed_as), Way.TABLET),
    )
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette présence vient d’être corrigée : relisez-la d’abord.")) from None
    Event.record(line, verb, actor, {"day": session.date.isoformat(), "half": session.half})
    return line
