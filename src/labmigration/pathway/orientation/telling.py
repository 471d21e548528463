"""Messages about meetings that are written by an action at once, in its transaction."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.access.models import User
from labmigration.links import actions as links
from labmigration.notices.outbox import AlreadyWritten
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import Told, channels_of, must_be_careful, write
from labmigration.pathway.orientation.models import Meeting, Offer
from labmigration.pathway.orientation.words import language_for
from labmigration.people.models import Candidate
from labmigration.timeline.models import Event

#: Ours: how long a link to choose a meeting stays open.
DAYS_TO_CHOOSE = timedelta(days=14)


class NobodyToTell(Exception):
    """No message reaches the person."""


def tell_moved(meeting: Meeting, *, actor: Actor) -> None:
    """Her advisor moved the meeting."""
    _tell_of(meeting, "moved", link=link_to(meeting, actor=actor))


def tell_cancelled(meeting: Meeting) -> None:
    """Her advisor cancelled the meeting; links to it open nothing any more."""
    links.withdraw(meeting)
    _tell_of(meeting, "cancelled")


def _tell_of(meeting: Meeting, text: str, link: str = "") -> None:
    """By the preferred way; where there is none she is called, as for everything that she should know."""
    person = meeting.pathway.candidate
    channels = channels_of(person, meeting.advisor)
    if channels and meeting.starts_at > clock.now():
        key = f"{text}|{meeting.pk}|{meeting.version}"
        told = Told(starts_at=meeting.starts_at, link=link)
        write(person, text, told, advisor=meeting.advisor, channel=channels[0], key=key, pathway_id=meeting.pathway_id)


def tell_offer(offer: Offer) -> None:
    """An hour was freed for her. Raises `NobodyToTell` where no message can carry the link."""
    person = offer.pathway.candidate
    channel = _link_channel(person, offer.slot.advisor)
    link = links.make(
        Actor.system(offer.territory_id), "offered_slot", offer, offer.ends_at, once=True, **_of_person(person)
    )
    told = Told(starts_at=offer.slot.starts_at, until=offer.ends_at, link=link)
    key = f"offer|{offer.pk}"
    write(person, "offer", told, advisor=offer.slot.advisor, channel=channel, key=key, pathway_id=offer.pathway_id)


@transaction.atomic
def invite(pathway: Pathway, *, actor: Actor) -> None:
    """Send the person a link to choose her meeting, once a day at most. Raises `Refused` where it reaches nobody."""
    if actor.user is None or not visible(actor, "orientation.invite").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul le conseil de la personne peut lui envoyer ce lien."))
    if pathway.next_step != "orientation.plan":
        raise Refused(_("Aucun entretien n’est à choisir pour cette personne."))
    person = pathway.candidate
    try:
        channel = _link_channel(person, actor.user)
        link = links.make(
            actor, "choose_meeting", pathway, clock.now() + DAYS_TO_CHOOSE, once=True, **_of_person(person)
        )
        key = f"choose|{pathway.pk}|{clock.today().isoformat()}"
        write(person, "choose", Told(link=link), advisor=actor.user, channel=channel, key=key, pathway_id=pathway.pk)
    except NobodyToTell:
        raise Refused(_("Aucun message ne peut lui parvenir : appelez-la.")) from None
    except AlreadyWritten:
        raise Refused(_("Un lien lui a déjà été envoyé aujourd’hui.")) from None
    Event.record(pathway, "invite_to_choose", actor)


def link_to(meeting: Meeting, *, actor: Actor) -> str:
    """A link to confirm or move the meeting, until it begins; empty for someone whom only a call should reach."""
    person = meeting.pathway.candidate
    if must_be_careful(person) or meeting.starts_at <= clock.now():
        return ""
    return links.make(actor, "meeting", meeting, meeting.starts_at, **_of_person(person))


def _link_channel(person: Candidate, advisor: User) -> Channel:
    channels = channels_of(person, advisor)
    if must_be_careful(person) or not channels:
        raise NobodyToTell
    return channels[0]


def _of_person(person: Candidate) -> dict[str, object]:
    return {"birth_date": person.birth_date, "language": language_for(person.contact_language)}
