"""The writer of tutorships: proposed by the placement officer, agreed to by both, ended with a reason."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.pathway.models import Pathway
from labmigration.pathway.tutoring import states, telling
from labmigration.pathway.tutoring.models import TutoringAlert, Tutorship
from labmigration.pathway.tutoring.queries import accepted_tutors, is_tutor, works_for
from labmigration.people.models import Household
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def propose(tutor: User, accompanied: Pathway | Household, *, actor: Actor, because: str) -> Tutorship:
    """Propose a tutor to somebody who works, or to a household; `because` is read by both.

    Raises `Refused` for a tutor who is not accepted here, who employs the person or is the household's own account;
    `Conflict` when another tutorship is open.
    """
    of = "pathway" if isinstance(accompanied, Pathway) else "household"
    action = "tutoring.propose" if of == "pathway" else "tutoring.propose_to_household"
    if not visible(actor, action).filter(pk=accompanied.pk).exists():
        raise Refused(_("Vous ne proposez pas de tuteur ici."))
    if not because.strip():
        raise Refused(_("Écrivez pourquoi."))
    if not accepted_tutors(accompanied.territory_id).filter(pk=tutor.pk).exists():
        raise Refused(_("Cette personne n’est pas employeur tuteur sur ce territoire."))
    if isinstance(accompanied, Pathway):
        if works_for(accompanied, tutor):
            raise Refused(_("Un tuteur n’accompagne pas une personne qu’il emploie ou qui lui est proposée."))
    elif accompanied.user_id == tutor.pk:
        raise Refused(_("Un foyer n’est pas son propre tuteur."))
    tutorship = Tutorship(
        territory_id=accompanied.territory_id,
        tutor=tutor,
        proposed_on=clock.today(),
        because=because,
        **{of: accompanied},
    )
    try:
        with transaction.atomic():
            tutorship.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un tutorat est déjà proposé ou en cours.")) from None
    Event.record(tutorship, "propose", actor)
    telling.tell_proposed(tutorship)
    return tutorship


@transaction.atomic
def answer(tutorship: Tutorship, *, actor: Actor, yes: bool) -> None:
    """One side says yes or no; the tutorship begins with the second yes. A no ends it, and nobody says why."""
    field = "tutor_says_yes" if is_tutor(actor, tutorship) else "other_says_yes"
    unanswered: dict[str, Any] = {"state": states.PROPOSED, f"{field}__isnull": True}
    if claim(actor, "tutoring.answer", tutorship, **unanswered).update(**{field: yes}) != 1:
        raise Conflict(_("Vous avez déjà répondu, ou ce tutorat n’est plus proposé."))
    tutorship.refresh_from_db()
    Event.record(tutorship, "answer", actor)
    if not yes:
        move(tutorship, "decline", actor=actor)
    elif tutorship.tutor_says_yes and tutorship.other_says_yes:
        move(tutorship, "begin", actor=actor, began_on=clock.today())
    else:
        return
    by_tutor = field == "tutor_says_yes"
    telling.tell_answered(tutorship, but_tutor=by_tutor, but_other=not by_tutor)


@transaction.atomic
def share(tutorship: Tutorship, *, actor: Actor, words: str) -> None:
    """Choose what the tutor knows besides the first name; may be changed or emptied at any time."""
    told = claim(actor, "tutoring.share", tutorship, state__in=states.OPEN).update(
        shared=sealed(tutorship, "shared", words.strip())
    )
    if told != 1:
        raise Refused(_("Ce tutorat est terminé."))
    tutorship.refresh_from_db()


@transaction.atomic
def end(tutorship: Tutorship, *, actor: Actor, reason: str) -> None:
    """End a tutorship, by one of `states.END_REASONS`; what was shared with the tutor is closed to her again."""
    if reason not in dict(states.END_REASONS):
        raise ValueError(reason)
    move(tutorship, "end", actor=actor, ended_on=clock.today(), end_reason=reason, shared="")


@transaction.atomic
def give_up(tutorship: Tutorship, *, actor: Actor) -> None:
    """The placement officer takes a proposal back."""
    move(tutorship, "decline", actor=actor)
    telling.tell_answered(tutorship)


@transaction.atomic
def raise_alert(tutorship: Tutorship, *, actor: Actor, kind: str, words: str) -> TutoringAlert:
    """Tell the placement officer what worries; the other side does not read it. Said twice in a day, kept once."""
    allowed = visible(actor, "tutoring.raise_alert").filter(pk=tutorship.pk, state=states.UNDER_WAY)
    if not allowed.exists():
        raise Refused(_("Ce tutorat n’est pas en cours : appelez la mise en relation."))
    if not words.strip():
        raise Refused(_("Écrivez quelques mots."))
    by_tutor = is_tutor(actor, tutorship)
    for earlier in TutoringAlert.objects.filter(tutorship=tutorship, by_tutor=by_tutor, raised_on=clock.today()):
        if (earlier.kind, earlier.words) == (kind, words):
            return earlier
    alert = TutoringAlert(
        territory_id=tutorship.territory_id,
        tutorship=tutorship,
        by_tutor=by_tutor,
        kind=TutoringAlert.Kind(kind),
        words=words,
        raised_on=clock.today(),
    )
    alert.save(force_insert=True)
    Event.record(alert, "raise_alert", actor)
    return alert


@transaction.atomic
def handle_alert(alert: TutoringAlert, *, actor: Actor, answer: str) -> None:
    """Say what was done about it, in words that whoever raised it reads."""
    if not answer.strip():
        raise Refused(_("Écrivez la réponse."))
    move(alert, "handle_alert", actor=actor, handled_by=actor.user, handled_on=clock.today(), answer=answer)
