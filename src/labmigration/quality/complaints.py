"""The only writer of complaints: said by the person, taken up and answered by a named one."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, may
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household
from labmigration.programme import programme
from labmigration.quality import states
from labmigration.quality.models import Complaint
from labmigration.quality.telling import tell_answered
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def complain(*, actor: Actor, about: str, words: str, language: str = "fr") -> Complaint:
    """Keep a complaint and name who answers it and by when.

    Sent twice on one day in the same words, it is kept once. Raises `Refused` for who may not complain here, without a
    word, and where nobody coordinates the territory.
    """
    if actor.user is None or not may(actor, "quality.complain") or not actor.territories:
        raise Refused(_("Vous ne pouvez pas faire de réclamation ici."))
    if not words.strip():
        raise Refused(_("Écrivez quelques mots."))
    grant = next(each for each in actor.grants if each.role in _MAY_COMPLAIN and each.territory)
    today = clock.today()
    earlier = Complaint.objects.filter(made_by=actor.user, received_on=today, about=about)
    if (again := next((each for each in earlier if each.words == words), None)) is not None:
        return again
    complaint = Complaint(
        territory_id=grant.territory,
        made_by=actor.user,
        made_as=grant.role,
        own_pathway=_pathway_of(actor.user) if grant.role == Role.CANDIDATE else None,
        household=Household.objects.filter(user=actor.user).first() if grant.role == Role.HOUSEHOLD else None,
        about=Complaint.About(about),
        words=words,
        language=language,
        handled_by=_who_answers(str(grant.territory), actor.user),
        received_on=today,
        due_on=today + timedelta(days=programme().quality.answers.answer_days),
    )
    complaint.save(force_insert=True)
    Event.record(complaint, "complain", actor, {"day": complaint.due_on.isoformat()})
    return complaint


_MAY_COMPLAIN = (Role.CANDIDATE, Role.HOUSEHOLD, Role.EMPLOYER_TUTOR, Role.TRAINER)


def _pathway_of(user: User) -> Pathway | None:
    return Pathway.objects.filter(candidate__user=user).order_by("-opened_on").first()


def _who_answers(territory: str, complaining: User) -> User:
    """Who coordinates the territory and has the fewest complaints to answer; never the one who complains."""
    grants = RoleGrant.objects.filter(role=Role.TERRITORY_COORDINATOR, territory=territory, user__is_active=True)
    people = [grant.user for grant in grants.select_related("user") if grant.in_force(clock.today())]
    waiting = list(Complaint.objects.filter(state__in=states.WAITING).values_list("handled_by", flat=True))
    found = sorted(
        (user for user in people if user.pk != complaining.pk), key=lambda user: (waiting.count(user.pk), user.name)
    )
    if not found:
        raise Refused(_("Personne ne coordonne encore ce territoire : appelez votre conseillère."))
    return found[0]


@transaction.atomic
def acknowledge(complaint: Complaint, *, actor: Actor) -> None:
    """Take a complaint up: from now on the actor answers it, and the person reads her name."""
    if actor.user is None:
        raise Refused(_("Cette réclamation ne vous revient pas."))
    name = actor.user.name
    move(
        complaint,
        "acknowledge",
        actor=actor,
        facts={"name": name},
        handled_by=actor.user,
        acknowledged_on=clock.today(),
    )


@transaction.atomic
def answer(complaint: Complaint, *, actor: Actor, outcome: str, words: str, own_words: str = "") -> None:
    """Answer in words that the person reads, in French and, where somebody wrote it, in her language."""
    if not words.strip():
        raise Refused(_("Écrivez la réponse."))
    move(
        complaint,
        "answer",
        actor=actor,
        facts={"outcome": outcome},
        outcome=Complaint.Outcome(outcome),
        answer=words,
        own_answer=own_words,
        handled_by=actor.user,
        acknowledged_on=complaint.acknowledged_on or clock.today(),
        answered_on=clock.today(),
    )
    tell_answered(complaint)
