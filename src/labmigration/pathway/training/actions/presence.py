"""The trainee's side of attendance: on her own page, with the code of the room, behind a link, on the tablet."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.attendance import refuse_foreign
from labmigration.pathway.training.actions.lines import (
    MISSED,
    SignedAs,
    Status,
    Way,
    refuse_outside_signing_days,
    signed,
    standing,
)
from labmigration.pathway.training.half_days import closes_at, is_open, opens_at
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries import expected, own_sessions
from labmigration.pathway.training.room_code import FIGURES, code_of, figures_of
from labmigration.ui import spoken


@transaction.atomic
def sign(session: Session, *, actor: Actor, way: str = Way.OWN) -> bool:
    """The person signs her own presence, on the day of the session or soon after. False: she had signed already."""
    seat = visible(actor, "training.sign").filter(pk__in=expected(session).values("pk")).first()
    if seat is None or session.state == states.CANCELLED:
        raise Refused(_("Cette séance n’est pas dans votre formation."))
    refuse_outside_signing_days(session, actor)
    noted = standing(session, seat, SignedAs.TRAINER)
    if noted is not None and noted.status in MISSED:
        raise Refused(_("Votre formatrice a noté une absence. Si ce n’est pas juste, parlez avec elle."))
    return write_presence(session, seat, actor, way)


def sign_with_code(typed: str, seat: Enrolment, *, actor: Actor) -> tuple[Session, bool]:
    """Sign with the code of the room: the session that it opened, and False when she had signed it already.

    Raises `Refused` with a sentence of its own for a code that is no code, of another day, or no longer good.
    """
    figures = figures_of(typed)
    if len(figures) != FIGURES:
        raise Refused(_("Le code a 4 chiffres. Regardez l’écran de la salle."))
    matching = [each for each in own_sessions(seat) if code_of(each) == figures]
    if not matching:
        raise Refused(_("Ce n’est pas le code de votre salle aujourd’hui. Regardez l’écran, ou demandez de l’aide."))
    here = [each for each in matching if is_open(each)]
    if not here:
        raise Refused(_("Ce code est celui d’une autre séance : %(when)s."), when=lazystr(_When(matching[0])))
    return here[0], sign(here[0], actor=actor, way=Way.CODE)


def sign_on_tablet(session: Session, seat: Enrolment, *, actor: Actor) -> bool:
    """The trainee says "Je suis là" on the tablet, before the eyes of the trainer, who is the actor."""
    refuse_foreign(session, actor)
    if session.state == states.CANCELLED:
        raise Refused(_("Cette séance est annulée."))
    if seat not in expected(session):
        raise Refused(_("Cette personne n’était pas attendue à cette séance."))
    refuse_outside_signing_days(session, actor)
    return write_presence(session, seat, actor, Way.TABLET)


@transaction.atomic
def write_presence(session: Session, seat: Enrolment, actor: Actor, way: str, **more: Any) -> bool:
    """Write the trainee's signature once; after one that was taken back, a line that replaces it. False: it stands."""
    before = standing(session, seat, SignedAs.TRAINEE)
    if before is not None and before.status == Status.PRESENT:
        return False
    again = {"replaces": before, "reason": str(_("signée de nouveau"))} if before is not None else {}
    signature = AttendanceSignature(
        pathway=seat.pathway,
        session=session,
        enrolment=seat,
        status=Status.PRESENT,
        hours=session.hours,
        **signed(actor, SignedAs.TRAINEE, way),
        **again,
        **more,
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def give_link(session: Session, seat: Enrolment, *, actor: Actor) -> str:
    """The address of a link that signs one person's presence at one half-day, once, until it ends.

    Raises `Refused` outside the half-day.
    """
    refuse_foreign(session, actor)
    if session.state == states.CANCELLED or seat not in expected(session):
        raise Refused(_("Cette personne n’était pas attendue à cette séance."))
    if not is_open(session):
        raise Refused(_("Le lien ne se donne que pendant la demi-journée : %(when)s."), when=lazystr(_When(session)))
    links.withdraw(seat, "sign_attendance")
    candidate = seat.pathway.candidate
    language = candidate.user.language if candidate.user_id else "fr"
    return links.make(
        actor,
        "sign_attendance",
        seat,
        closes_at(session),
        once=True,
        birth_date=candidate.birth_date,
        language=language,
    )


@transaction.atomic
def sign_behind_link(session: Session, link: SignedLink, *, actor: Actor) -> bool:
    """Sign behind a link, and use it up. False: the person had signed already by another way."""
    links.use(link)
    return sign(session, actor=actor, way=Way.LINK)


def session_of_link(seat: Enrolment, ends_at: datetime) -> Session | None:
    """The half-day for which a link was given: the one that ends when the link does."""
    return next((each for each in own_sessions(seat) if closes_at(each) == ends_at), None)


class _When:
    """A half-day, told in the language that is active when it is read."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __str__(self) -> str:
        return _("%(day)s, de %(first)s à %(last)s") % {
            "day": spoken.day(self.session.date),
            "first": spoken.clock_time(opens_at(self.session)),
            "last": spoken.clock_time(closes_at(self.session)),
        }
