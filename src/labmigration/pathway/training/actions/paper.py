"""The sheet on paper: printed with a code, and entered when it comes back signed."""

import secrets
from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.reception.photograph import cleaned
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.attendance import hold, refuse_foreign, write_line
from labmigration.pathway.training.actions.lines import SheetLine, SignedAs, Way, refuse_outside_signing_days, standing
from labmigration.pathway.training.actions.presence import write_presence
from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
from labmigration.pathway.training.models import PrintedSheet, Session
from labmigration.pathway.training.queries import expected
from labmigration.timeline.models import Event

#: No letter or figure that a tired eye takes for another.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


@transaction.atomic
def print_sheet(session: Session, *, actor: Actor) -> PrintedSheet:
    """The sheet to print: the version that stands while the same people are expected, else a new one."""
    refuse_foreign(session, actor)
    if session.state == states.CANCELLED:
        raise Refused(_("Cette séance est annulée."))
    roster = [str(seat.pk) for seat in expected(session)]
    if not roster:
        raise Refused(_("Personne n’est attendu à cette séance."))
    last = session.printed_sheets.order_by("-number").first()
    if last is not None and last.roster == roster and last.entered_at is None:
        return last
    sheet = PrintedSheet(
        territory_id=session.territory_id,
        session=session,
        number=last.number + 1 if last else 1,
        code="".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH)),
        roster=roster,
        printed_at=clock.now(),
        printed_by=actor.user,
    )
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette feuille vient d’être imprimée par quelqu’un d’autre : recommencez.")) from None
    Event.record(sheet, "print_paper", actor, {"day": session.date.isoformat(), "number": sheet.number})
    return sheet


def enter_sheet(
    sheet: PrintedSheet,
    *,
    actor: Actor,
    lines: Collection[SheetLine],
    signed_by_trainee: Collection[UUID],
    photo: bytes,
) -> int:
    """Enter what a signed paper shows: returns how many of the trainer's lines were written.

    Lines that stand already are left as they are. `signed_by_trainee`: keys of the seats beside which the person has
    signed. The photograph is drawn anew and kept sealed. Raises `Refused`, `Conflict` when the paper was entered
    meanwhile, `photograph.NotTaken` when the photograph can't be taken.
    """
    picture = cleaned(photo)
    try:
        return _enter(sheet, actor, lines, signed_by_trainee, picture)
    except Exception:
        if not PrintedSheet.objects.filter(pk=sheet.pk, entered_at__isnull=False).exists():
            PHOTOGRAPHS.forget(sheet.pk)
        raise


@transaction.atomic
def _enter(
    sheet: PrintedSheet, actor: Actor, lines: Collection[SheetLine], signed_by_trainee: Collection[UUID], picture: bytes
) -> int:
    session = sheet.session
    if not visible(actor, "training.enter_paper").filter(pk=session.pk).exists():
        raise Refused(_("Cette feuille n’est pas la vôtre."))
    refuse_outside_signing_days(session, actor)
    if session.state == states.CANCELLED:
        raise Refused(_("Cette séance est annulée."))
    free = PrintedSheet.objects.filter(pk=sheet.pk, entered_at__isnull=True)
    if free.update(entered_at=clock.now(), entered_by=actor.user) != 1:
        raise Conflict(_("Cette feuille papier a déjà été saisie : rien n’a été écrit deux fois."))
    # Only now: who comes second must not write over the first one's photograph.
    PHOTOGRAPHS.keep(sheet.pk, picture)
    if session.state == states.PLANNED:
        hold(session, actor)
    here = set(expected(session).values_list("pk", flat=True))
    written = 0
    for line in lines:
        if line.seat.pk not in here:
            continue
        if standing(session, line.seat, SignedAs.TRAINER) is None:
            write_line(session, line, actor, Way.PAPER)
            written += 1
        if line.seat.pk in signed_by_trainee:
            write_presence(session, line.seat, actor, Way.PAPER)
    Event.record(sheet, "enter_paper", actor, {"day": session.date.isoformat()})
    return written
