"""The only writer of interviews: invited by who knows the person, written without names, given to two readings."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.models import User
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import put
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import Interview, Paragraph, Reading, Recording
from labmigration.pathway.interviews.queries import published, researchers, staff_of
from labmigration.pathway.interviews.recordings import MOST_BYTES, RECORDINGS, sort_of
from labmigration.pathway.interviews.text import MOST_CHARACTERS, MOST_PARAGRAPHS, gives_away, pieces
from labmigration.pathway.interviews.uses import allows
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household
from labmigration.programme.interview_uses import ANALYSIS, RECORDING
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

Kind = Interview.Kind
_OVER = (states.DECLINED, states.WITHDRAWN, states.CODED)


def invite_person(pathway: Pathway, *, actor: Actor) -> Interview:
    """Invite a candidate or worker; nothing begins before her own yes."""
    if not visible(actor, "interviews.invite").filter(pk=pathway.pk).exists():
        raise Refused(_("Seul son conseil ou la coordination peut inviter cette personne."))
    return _invite(Interview(territory_id=pathway.territory_id, kind=Kind.WORKER, pathway=pathway), actor)


def invite_household(household: Household, *, actor: Actor) -> Interview:
    """Invite a household."""
    if not visible(actor, "interviews.invite_household").filter(pk=household.pk).exists():
        raise Refused(_("Vous n’invitez pas ce foyer."))
    return _invite(Interview(territory_id=household.territory_id, kind=Kind.HOUSEHOLD, household=household), actor)


def invite_staff(territory: str, user: User, *, actor: Actor) -> Interview:
    """Invite somebody of the staff of the territory."""
    if not visible(actor, "interviews.invite_staff").filter(pk=territory).exists():
        raise Refused(_("Vous n’invitez pas dans ce territoire."))
    if not staff_of(territory).filter(pk=user.pk).exists():
        raise Refused(_("Cette personne n’est pas de l’équipe de ce territoire."))
    row = _invite(Interview(territory_id=territory, kind=Kind.STAFF, staff=user), actor)
    if user.email:
        _write_to(user, row)
    return row


def _write_to(user: User, interview: Interview) -> None:
    """A person of the staff has no page on which an invitation would wait: she gets an e-mail, without its subject."""
    address = settings.PUBLIC_ADDRESS + reverse("interviews:choices", args=[interview.pk])
    with override(user.language or "fr"):
        says = _("Bonjour,\n\nQuelqu’un vous invite à un entretien. Vous décidez de ce qu’on en fait :\n%(address)s")
        put(
            OutboxMessage.Channel.EMAIL,
            user.email,
            subject=str(_("Invitation à un entretien")),
            body=str(says) % {"address": address},
            key=f"interviews:{interview.pk}",
            invented=user.invented,
        )


@transaction.atomic
def _invite(interview: Interview, actor: Actor) -> Interview:
    here = Interview.objects.filter(territory=interview.territory_id)
    same = here.filter(pathway=interview.pathway, household=interview.household, staff=interview.staff)
    if same.exclude(state__in=_OVER).exists():
        raise Refused(_("Cette personne est déjà invitée : son entretien n’est pas fini."))
    if actor.user is None:
        raise Refused(_("Une invitation vient de quelqu’un."))
    interview.invited_by, interview.invited_on = actor.user, clock.today()
    interview.number = (here.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            interview.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un invitait au même moment. Recommencez.")) from None
    Event.record(interview, "invite", actor)
    return interview


@transaction.atomic
def write(interview: Interview, *, actor: Actor, text: str, held_on: date) -> int:
    """Write what was said, paragraph by paragraph; again while nobody reads it yet. Returns how many paragraphs.

    Raises `Refused` without her yes, for a day to come, for nothing said, and for a text that names somebody.
    """
    if not allows(interview, ANALYSIS):
        raise Refused(_("La personne n’a pas dit oui à l’étude de ses paroles."))
    if held_on > clock.today() or held_on < interview.invited_on:
        raise Refused(_("L’entretien a lieu entre l’invitation et aujourd’hui."))
    if len(text) > MOST_CHARACTERS:
        raise Refused(_("Ce texte est trop long pour un entretien."))
    found = pieces(text)
    if not [piece for piece in found if not piece.asks]:
        raise Refused(_("Écrivez ce que la personne a dit. Les questions commencent par « Q : »."))
    if len(found) > MOST_PARAGRAPHS:
        raise Refused(_("Ce texte est trop long pour un entretien."))
    if named := gives_away(text, _names(interview)):
        raise Refused(
            _("Ce texte dit qui parle : %(named)s. Remplacez par [nom], [numéro] ou [adresse]."), named=", ".join(named)
        )
    move(interview, "write", actor=actor, written_by=actor.user, held_on=held_on)
    Paragraph.objects.filter(interview=interview).delete()
    for number, piece in enumerate(found, start=1):
        row = Paragraph(territory_id=interview.territory_id, interview=interview, number=number)
        row.asks, row.words = piece.asks, piece.words
        row.save(force_insert=True)
    return len(found)


def _names(interview: Interview) -> Iterable[str]:
    """What the person is called; read here only to be kept out of the text."""
    if interview.pathway is not None:
        person = interview.pathway.candidate
        return (person.first_name, person.surname)
    if interview.household is not None:
        return (interview.household.name, *interview.household.contact_name.split()[1:])
    return interview.staff.name.split() if interview.staff else ()


@transaction.atomic
def hand_out(interview: Interview, *, actor: Actor, first: User, second: User) -> None:
    """Give it to two coders, with the codebook in force; from here on its text no longer changes."""
    if first == second:
        raise Refused(_("Il faut deux personnes différentes : elles codent sans se voir."))
    if not {first.pk, second.pk} <= set(researchers().values_list("pk", flat=True)):
        raise Refused(_("Les deux personnes doivent être de la recherche."))
    codebook = published()
    if codebook is None:
        raise Refused(_("Publiez d’abord un livre de codes."))
    move(interview, "hand_out", actor=actor, first_coder=first, second_coder=second, codebook=codebook)
    for kind, coder in ((Reading.Kind.FIRST, first), (Reading.Kind.SECOND, second)):
        row = Reading(territory_id=interview.territory_id, interview=interview, kind=kind, coder=coder)
        row.save(force_insert=True)


@transaction.atomic
def keep_recording(interview: Interview, *, actor: Actor, content: bytes) -> UUID:
    """Keep a recording sealed, in place of the one before. Raises `Refused` without her yes or for what is no sound."""
    if actor.user is None or not visible(actor, "interviews.record").filter(pk=interview.pk).exists():
        raise Refused(_("Vous ne travaillez pas à cet entretien."))
    if interview.state not in (states.AGREED, states.WRITTEN, states.CODING, states.COMPARING):
        raise Refused(_("Cet entretien n’est plus à écrire."))
    if not allows(interview, RECORDING):
        raise Refused(_("La personne n’a pas dit oui à la garde de sa voix."))
    sort = sort_of(content)
    if sort is None or len(content) > MOST_BYTES:
        raise Refused(_("Ce fichier n’est pas un enregistrement lisible, ou il est trop gros."))
    before = Recording.objects.filter(interview=interview).first()
    if before is not None:
        old = before.pk
        before.delete()
        transaction.on_commit(lambda: RECORDINGS.forget(old))
    row = Recording(territory_id=interview.territory_id, interview=interview, sort=sort, size=len(content))
    row.kept_on, row.kept_by = clock.today(), actor.user
    row.save(force_insert=True)
    RECORDINGS.keep(row.pk, content)
    Event.record(interview, "keep_recording", actor)
    return row.pk
