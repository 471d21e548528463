"""The writer of joint sessions, of who comes, and of the questions left for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, may, visible
from labmigration.access.models import User
from labmigration.civic import states
from labmigration.civic.content import HOUSEHOLD
from labmigration.civic.learner import Learner
from labmigration.civic.learning import finish_together
from labmigration.civic.models import JointSession, Question, SessionPlace, Topic
from labmigration.civic.queries import facilitators
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def plan(
    *,
    actor: Actor,
    territory: str,
    topic: str,
    starts_at: datetime,
    minutes: int,
    place: str,
    seats: int,
    facilitator: User,
) -> JointSession:
    """Plan a meeting of workers and households. Raises `Refused` elsewhere than at home, and for a moment gone by."""
    if not may(actor, "civic.plan") or territory not in actor.territories:
        raise Refused(_("Vous ne prévoyez pas de rencontre sur ce territoire."))
    if starts_at <= clock.now():
        raise Refused(_("Ce moment est déjà passé."))
    if facilitator not in facilitators(territory):
        raise Refused(_("Cette personne n’anime pas de rencontre sur ce territoire."))
    session = JointSession(
        territory_id=territory,
        topic=Topic(topic),
        starts_at=starts_at,
        minutes=minutes,
        place=place,
        seats=seats,
        facilitator=facilitator,
    )
    session.save(force_insert=True)
    Event.record(session, "plan", actor, {"day": timezone.localdate(starts_at).isoformat()})
    return session


@transaction.atomic
def cancel(session: JointSession, *, actor: Actor) -> None:
    """Call a meeting off; whoever meant to come reads it on her page."""
    move(session, "cancel", actor=actor)


@transaction.atomic
def join(session: JointSession, learner: Learner, *, actor: Actor) -> SessionPlace:
    """Say that one comes; said twice, it counts once. Raises `Refused` when it is full, over, or not safe for her."""
    if not learner.comes_to_meetings and learner.side == HOUSEHOLD:
        raise Refused(_("Votre foyer doit d’abord être vérifié."))
    if not learner.comes_to_meetings:
        # Whoever reads the list would learn where she is and when.
        raise Refused(_("Faites cette étape ici, quand vous voulez. Votre contact est protégé."))
    open_now = visible(actor, "civic.choose_session").filter(pk=session.pk, state=states.PLANNED)
    if not open_now.filter(starts_at__gt=clock.now()).exists():
        raise Refused(_("Cette rencontre n’est plus ouverte."))
    mine = SessionPlace.objects.filter(session=session, **learner.rows)
    if (again := mine.first()) is not None:
        return again
    if SessionPlace.objects.filter(session=session).count() >= session.seats:
        raise Refused(_("Il n’y a plus de place à cette rencontre."))
    place = SessionPlace(territory_id=session.territory_id, session=session, said_on=clock.today(), **learner.rows)
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    Event.record(place, "join", actor)
    return place


@transaction.atomic
def welcome(session: JointSession, learner: Learner, *, actor: Actor) -> SessionPlace:
    """Add somebody who comes without having said so, once the meeting has begun; she is counted like the others.

    Whoever leads sees how many chairs there are: the number of seats stops nobody here. Raises `Refused` for somebody
    whom the actor may not add, without saying why, and `Conflict` once it is noted who came.
    """
    open_now = visible(actor, "civic.welcome").filter(pk=session.pk)
    if not open_now.exists() or session.starts_at > clock.now():
        raise Refused(_("Cette rencontre n’a pas encore commencé."))
    if not open_now.filter(state=states.PLANNED).exists():
        raise Conflict(_("Il est déjà noté qui est venu."))
    if not learner.comes_to_meetings or learner.who.territory_id != session.territory_id:
        raise Refused(_("Cette personne ne peut pas être ajoutée ici."))
    mine = SessionPlace.objects.filter(session=session, **learner.rows)
    if (again := mine.first()) is not None:
        return again
    place = SessionPlace(
        territory_id=session.territory_id, session=session, said_on=clock.today(), on_the_spot=True, **learner.rows
    )
    try:
        with transaction.atomic():
            place.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    Event.record(place, "welcome", actor)
    return place


@transaction.atomic
def leave(place: SessionPlace, *, actor: Actor) -> None:
    """Say that one does not come after all. Nobody has to say why."""
    if not visible(actor, "civic.leave").filter(pk=place.pk, came__isnull=True).exists():
        raise Refused(_("La rencontre a eu lieu : votre venue est déjà notée."))
    Event.record(place, "leave", actor)
    place.delete()


@transaction.atomic
def note_held(session: JointSession, came: Collection[Any], *, actor: Actor) -> None:
    """Note who came (keys of `SessionPlace`): the step of the topic is done for each of them, on her side.

    Raises `Refused` before it has begun, `Conflict` when it was noted or called off already.
    """
    if session.starts_at > clock.now():
        raise Refused(_("Cette rencontre n’a pas encore commencé."))
    move(session, "hold", actor=actor)
    for place in SessionPlace.objects.filter(session=session).select_related("candidate", "household"):
        present = place.pk in came
        SessionPlace.objects.filter(pk=place.pk).update(came=present)
        if present:
            finish_together(place, session, actor=actor)


@transaction.atomic
def ask(learner: Learner, *, actor: Actor, topic: str, words: str, language: str = "fr") -> Question:
    """Leave a question for a meeting. Sent twice on one day in the same words, it is kept once."""
    if not may(actor, "civic.ask"):
        raise Refused(_("Vous ne pouvez pas laisser de question ici."))
    if not words.strip():
        raise Refused(_("Écrivez quelques mots."))
    today = clock.today()
    for earlier in Question.objects.filter(topic=topic, asked_on=today, **learner.rows):
        if earlier.words == words:
            return earlier
    question = Question(
        territory_id=learner.who.territory_id,
        topic=Topic(topic),
        words=words,
        language=language,
        asked_on=today,
        **learner.rows,
    )
    question.save(force_insert=True)
    Event.record(question, "ask", actor)
    return question


@transaction.atomic
def show(question: Question, session: JointSession, *, actor: Actor) -> None:
    """Show a question, without a name, to whoever comes to a meeting on its topic."""
    if session.topic != question.topic or session.state != states.PLANNED:
        raise Conflict(_("Cette question n’est pas pour cette rencontre."))
    move(question, "show", actor=actor, session=session)


@transaction.atomic
def set_aside(question: Question, *, actor: Actor) -> None:
    """Keep a question from the others; whoever asked it still reads it."""
    move(question, "set_aside", actor=actor, session=None)
