"""What every signature is made of: the hours that a status gives, who signs, until when one may."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.access.roles import Role
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries import SIGNING_DAYS

Status, SignedAs, Way = AttendanceSignature.Status, AttendanceSignature.SignedAs, AttendanceSignature.Way
PARTLY = (Status.LATE, Status.LEFT_EARLY)
MISSED = (Status.EXCUSED, Status.ABSENT)
HOUR = Decimal(60)


@dataclass(frozen=True)
class SheetLine:
    """What the trainer says of one seat: a `Status`, the minutes missed of who was late or left early, and whether a
    proof of absence was seen."""

    seat: Enrolment
    status: str
    minutes: int | None = None
    proof_seen: bool = False


def told(session: Session, status: str, minutes: int | None, proof_seen: bool) -> dict[str, Any]:
    """The fields of a signature that say what was followed: status, hours, minutes missed, proof.

    Raises `Refused` when minutes are missing or not between nothing and the whole session, and for an excuse without
    a proof.
    """
    whole = int(session.hours * HOUR)
    if status in PARTLY and (minutes is None or not 0 < minutes < whole):
        raise Refused(
            _("Pour un retard ou un départ, dites les minutes manquées : moins de %(most)s.") % {"most": whole}
        )
    if status == Status.EXCUSED and not proof_seen:
        raise Refused(_("Une absence n’est justifiée que si vous avez vu le justificatif."))
    missed = (minutes or 0) if status in PARTLY else whole if status in MISSED else 0
    hours = (
        Decimal()
        if status in MISSED
        else (session.hours - missed / HOUR).quantize(Decimal("0.01"))
        if missed
        else session.hours
    )
    return {
        "status": status,
        "hours": hours,
        "minutes": missed if status in PARTLY else 0,
        "proof_seen": status == Status.EXCUSED,
    }


def signed(actor: Actor, signed_as: str, way: str) -> dict[str, Any]:
    """Who signs, as what, where, and when it arrives."""
    return {"signed_as": signed_as, "signed_by": actor.user, "signed_at": clock.now(), "way": way}


def standing(session: Session, seat: Enrolment, signed_as: str) -> AttendanceSignature | None:
    """The signature that holds, if there is one."""
    rows = AttendanceSignature.objects.filter(session=session, enrolment=seat, signed_as=signed_as)
    return rows.filter(replaced_by__isnull=True).first()


def refuse_outside_signing_days(session: Session, actor: Actor, days: int = SIGNING_DAYS) -> None:
    """Nobody signs for a day ahead; only the coordination signs or corrects after `days`."""
    today = clock.today()
    if session.date > today:
        raise Refused(_("Cette séance n’a pas encore eu lieu."))
    late = today > session.date + timedelta(days=days)
    if late and Role.TRAINING_COORDINATOR not in actor.roles:
        raise Refused(
            _("Plus de %(days)s jours ont passé : seule la coordination de la formation peut encore l’écrire.")
            % {"days": days}
        )
