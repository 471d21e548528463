"""The writer of steps: begun with the first check found, done once, alone or together."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, claim, may
from labmigration.civic.content import Step, facing, steps_of
from labmigration.civic.learner import Learner
from labmigration.civic.models import JointSession, SessionPlace, StepTaken
from labmigration.timeline.models import Event


@transaction.atomic
def find(learner: Learner, step: Step, found: Iterable[str], *, actor: Actor) -> StepTaken:
    """Keep the checks of `step` that the learner has `found`; with the last of them the step is done, once.

    What was answered wrong is kept nowhere. Raises `Refused` for a step of the other side and for a check that is none.
    """
    codes = [check.code for check in step.check]
    found = set(found)
    if not may(actor, "civic.learn") or step not in steps_of(learner.side) or not found <= set(codes):
        raise Refused(_("Cette étape n’est pas pour vous."))
    taken = _begun(learner, step)
    right = [code for code in codes if code in found or code in taken.right]
    done_on = clock.today() if right == codes else None
    if claim(actor, "civic.learn", taken, done_on=None).update(right=right, version=step.version, done_on=done_on):
        taken.right, taken.done_on = right, done_on
        if done_on is not None:
            Event.record(taken, "finish_step", actor)
    else:
        taken.refresh_from_db()
    return taken


def finish_together(place: SessionPlace, session: JointSession, *, actor: Actor) -> StepTaken:
    """The step of the session's topic is done for whoever came; called in the transaction that notes the session."""
    learner = Learner("worker" if place.is_worker else "household", place.candidate or place.household)
    step = facing(session.topic, learner.side)
    taken = _begun(learner, step)
    # A step that she did alone keeps its day.
    same = StepTaken.objects.filter(pk=taken.pk, done_on__isnull=True)
    if same.update(done_on=clock.today(), together=True, version=step.version):
        taken.done_on, taken.together = clock.today(), True
        Event.record(taken, "finish_step", actor)
    return taken


def _begun(learner: Learner, step: Step) -> StepTaken:
    mine = StepTaken.objects.filter(step=step.code, **learner.rows)
    taken = mine.first()
    if taken is not None:
        return taken
    taken = StepTaken(
        territory_id=learner.who.territory_id,
        step=step.code,
        version=step.version,
        begun_on=clock.today(),
        **learner.rows,
    )
    try:
        with transaction.atomic():
            taken.save(force_insert=True)
    except IntegrityError:  # begun on another device at the same moment
        return mine.get()
    return taken
