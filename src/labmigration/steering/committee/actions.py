"""The only writer of meetings and decisions."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.steering.committee import states
from labmigration.steering.committee.models import Decision, Invitation, Meeting
from labmigration.territories.agreements.queries import Partner, contacts_of
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui.spoken import day_and_time

CHANGED = gettext_lazy("Cette réunion a changé pendant ce temps. Rien n’a été remplacé : relisez-la.")


@transaction.atomic
def plan(
    territory: str,
    *,
    actor: Actor,
    title: str,
    starts_at: datetime,
    place: str,
    agenda: Sequence[str],
    partners: Collection[Partner],
) -> Meeting:
    """Plan a meeting with the partners to invite; nobody is written to yet."""
    if not visible(actor, "committee.plan").filter(pk=territory).exists():
        raise Refused(_("Vous ne préparez pas le comité de ce territoire."))
    if starts_at <= clock.now():
        raise Refused(_("Choisissez un moment à venir."))
    meeting = Meeting(territory_id=territory, title=title, starts_at=starts_at, place=place, agenda=_clean(agenda))
    meeting.save(force_insert=True)
    _invite_only(meeting, partners)
    Event.record(meeting, "plan", actor)
    return meeting


@transaction.atomic
def edit(
    meeting: Meeting,
    *,
    actor: Actor,
    version: int,
    title: str,
    starts_at: datetime,
    place: str,
    agenda: Sequence[str],
    partners: Collection[Partner],
) -> None:
    """Change a meeting that is still to come, unless somebody did since `version` was shown."""
    told = {"title": title, "starts_at": starts_at, "place": place, "agenda": _clean(agenda)}
    moved = starts_at != meeting.starts_at or place != meeting.place
    if moved:
        told["invited_on"] = None  # whoever was invited elsewhere or for another day is told again
    rows = claim(actor, "committee.edit", meeting, state=states.PLANNED, version=version)
    if rows.update(version=F("version") + 1, **told) != 1:
        raise Conflict(CHANGED)
    meeting.refresh_from_db()
    _invite_only(meeting, partners)
    Event.record(meeting, "edit", actor)


def _invite_only(meeting: Meeting, partners: Collection[Partner]) -> None:
    wanted = {partner.pk for partner in partners}
    meeting.invitations.exclude(partner__in=wanted).delete()
    known = set(meeting.invitations.values_list("partner", flat=True))
    for key in wanted - known:
        Invitation(territory_id=meeting.territory_id, meeting=meeting, partner_id=key).save(force_insert=True)


@transaction.atomic
def invite(meeting: Meeting, *, actor: Actor) -> int:
    """Write to every contact of the partners invited, once for each day and place; returns how many messages left."""
    rows = claim(actor, "committee.edit", meeting, state=states.PLANNED)
    if rows.update(invited_on=clock.today(), version=F("version") + 1) != 1:
        raise Conflict(CHANGED)
    meeting.refresh_from_db()
    address = settings.PUBLIC_ADDRESS + reverse("committee:meeting", args=[meeting.territory_id, meeting.pk])
    written = 0
    with override("fr"):
        subject = _("Comité de pilotage : %(title)s") % {"title": meeting.title}
        agenda = "\n".join(f"- {line}" for line in meeting.agenda)
        body = _(
            "Bonjour,\n\nVous êtes invité au comité de pilotage du Lab Migration (%(territory)s).\n"
            "%(when)s\n%(place)s\n\nOrdre du jour :\n%(agenda)s\n\nLe dossier : %(address)s"
        ) % {
            "territory": meeting.territory.name,
            "when": day_and_time(meeting.starts_at).capitalize(),
            "place": meeting.place,
            "agenda": agenda or _("à préciser"),
            "address": address,
        }
        # Another day or place is another invitation; the same one is written once.
        moment = hashlib.sha256(f"{meeting.starts_at.isoformat()}|{meeting.place}".encode()).hexdigest()[:16]
        for contact in contacts_of(meeting.invitations.values("partner")):
            if not contact.email:
                continue
            key = f"committee:{meeting.pk}:{contact.pk}:{moment}"
            try:
                put(
                    OutboxMessage.Channel.EMAIL,
                    contact.email,
                    subject=subject,
                    body=body,
                    key=key,
                    invented=contact.partner.invented,
                )
            except AlreadyWritten:
                continue
            written += 1
    Event.record(meeting, "invite", actor, {"count": written})
    return written


@transaction.atomic
def hold(meeting: Meeting, *, actor: Actor, present: Mapping[str, str], minutes: str) -> None:
    """The meeting was held: who was there (key of the partner → by whom it was represented), and what was said."""
    if meeting.starts_at > clock.now():
        raise Refused(_("Cette réunion n’a pas encore eu lieu."))
    if not minutes.strip():
        raise Refused(_("Écrivez quelques mots de compte rendu."))
    move(meeting, "hold", actor=actor, minutes=minutes.strip())
    for invitation in meeting.invitations.all():
        key = str(invitation.partner_id)
        invitation.present, invitation.represented_by = key in present, present.get(key, "")
        invitation.save(update_fields=["present", "represented_by"])


@transaction.atomic
def cancel(meeting: Meeting, *, actor: Actor) -> None:
    """The meeting does not take place."""
    move(meeting, "cancel", actor=actor)


@transaction.atomic
def decide(meeting: Meeting, *, actor: Actor, text: str, owner: Partner | None, due_on: date) -> Decision:
    """Write a decision of a meeting that was held."""
    if not visible(actor, "committee.decide").filter(pk=meeting.pk).exists():
        raise Refused(_("Vous ne tenez pas le registre de ce comité."))
    if meeting.state != states.HELD:
        raise Refused(_("Une décision s’écrit une fois la réunion tenue."))
    decision = Decision(territory_id=meeting.territory_id, meeting=meeting, text=text, owner=owner, due_on=due_on)
    decision.save(force_insert=True)
    Event.record(meeting, "decide", actor)
    return decision


@transaction.atomic
def settle(decision: Decision, *, actor: Actor, result: str) -> None:
    """The decision was carried out, and this came of it."""
    move(decision, "settle", actor=actor, closed_on=clock.today(), result=_said(result))


@transaction.atomic
def drop(decision: Decision, *, actor: Actor, reason: str) -> None:
    """The decision is given up, for a reason."""
    move(decision, "drop", actor=actor, closed_on=clock.today(), result=_said(reason))


def _said(words: str) -> str:
    if not words.strip():
        raise Refused(_("Écrivez ce qui en est sorti, ou pourquoi."))
    return words.strip()


def _clean(agenda: Sequence[str]) -> list[str]:
    return [" ".join(line.split()) for line in agenda if line.strip()]
