"""The writer of what is done in a tutorship: meetings, confirmed by both, and the goals of the accompanied."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.tutoring import states
from labmigration.pathway.tutoring.models import TutoringGoal, TutoringMeeting, Tutorship
from labmigration.pathway.tutoring.queries import is_tutor
from labmigration.timeline.models import Event

GOALS_AT_MOST = 6


@transaction.atomic
def note_meeting(
    tutorship: Tutorship, *, actor: Actor, day: date, minutes: int, where: str, said: str
) -> TutoringMeeting:
    """Note a meeting; whoever writes it stands by it already. `minutes`: 5 to 480.

    Raises `Refused` for a day to come or before the tutorship began, `Conflict` when that day has a line already.
    """
    _under_way(tutorship, actor, "tutoring.log")
    if day > clock.today():
        raise Refused(_("Ce jour n’est pas encore venu."))
    if tutorship.began_on is None or day < tutorship.began_on:
        raise Refused(_("Ce jour vient avant le début du tutorat."))
    if not said.strip():
        raise Refused(_("Écrivez une ligne."))
    confirmed = "tutor_confirmed_at" if is_tutor(actor, tutorship) else "other_confirmed_at"
    meeting = TutoringMeeting(
        territory_id=tutorship.territory_id,
        tutorship=tutorship,
        day=day,
        minutes=minutes,
        where=TutoringMeeting.Where(where),
        said=said,
        written_by=actor.user,
        **{confirmed: clock.now()},
    )
    try:
        with transaction.atomic():
            meeting.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Ce jour a déjà sa ligne : lisez-la, puis confirmez-la.")) from None
    Event.record(meeting, "note_meeting", actor)
    return meeting


@transaction.atomic
def confirm_meeting(meeting: TutoringMeeting, *, actor: Actor) -> None:
    """The other side stands by the line too: from now on its hours count. Also after the end of the tutorship."""
    tutorship = meeting.tutorship
    if not visible(actor, "tutoring.log").filter(pk=tutorship.pk).exists():
        raise Refused(_("Cette rencontre n’est pas la vôtre."))
    field = "tutor_confirmed_at" if is_tutor(actor, tutorship) else "other_confirmed_at"
    waiting = TutoringMeeting.objects.filter(pk=meeting.pk, **{f"{field}__isnull": True})
    if waiting.update(**{field: clock.now()}) != 1:
        raise Conflict(_("Cette rencontre est déjà confirmée, ou elle a été retirée."))
    meeting.refresh_from_db()
    Event.record(meeting, "confirm_meeting", actor)


@transaction.atomic
def take_back_meeting(meeting: TutoringMeeting, *, actor: Actor) -> None:
    """Take back a line that one wrote, while the other side has not confirmed it."""
    if not visible(actor, "tutoring.log").filter(pk=meeting.tutorship_id).exists():
        raise Refused(_("Cette rencontre n’est pas la vôtre."))
    mine = TutoringMeeting.objects.filter(pk=meeting.pk, written_by=actor.user)
    unconfirmed = mine.exclude(tutor_confirmed_at__isnull=False, other_confirmed_at__isnull=False)
    if not unconfirmed.exists():
        raise Refused(_("Cette rencontre est confirmée des deux côtés : elle reste."))
    Event.record(meeting, "take_back_meeting", actor)
    unconfirmed.delete()


@transaction.atomic
def set_goal(tutorship: Tutorship, *, actor: Actor, words: str) -> TutoringGoal:
    """The accompanied writes what she would like to manage; sent twice in the same words, it is kept once."""
    _under_way(tutorship, actor, "tutoring.set_goals")
    if not words.strip():
        raise Refused(_("Écrivez quelques mots."))
    goals = list(TutoringGoal.objects.filter(tutorship=tutorship))
    if (again := next((goal for goal in goals if goal.words == words), None)) is not None:
        return again
    if len([goal for goal in goals if goal.done_on is None]) >= GOALS_AT_MOST:
        raise Refused(_("C’est déjà beaucoup d’objectifs. Finissez-en un d’abord."))
    goal = TutoringGoal(territory_id=tutorship.territory_id, tutorship=tutorship, words=words, written_on=clock.today())
    goal.save(force_insert=True)
    Event.record(goal, "set_goal", actor)
    return goal


@transaction.atomic
def reach_goal(goal: TutoringGoal, *, actor: Actor) -> None:
    """The accompanied says that it is done, once."""
    _under_way(goal.tutorship, actor, "tutoring.set_goals")
    if TutoringGoal.objects.filter(pk=goal.pk, done_on__isnull=True).update(done_on=clock.today()) == 1:
        Event.record(goal, "reach_goal", actor)


def _under_way(tutorship: Tutorship, actor: Actor, action: str) -> None:
    if not visible(actor, action).filter(pk=tutorship.pk, state=states.UNDER_WAY).exists():
        raise Refused(_("Ce tutorat n’est pas en cours."))
