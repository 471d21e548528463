"""What a trainer, or the trainee herself, says of a module."""

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Evaluation
from labmigration.pathway.training.queries import modules_held
from labmigration.timeline.models import Event


@transaction.atomic
def evaluate(seat: Enrolment, *, actor: Actor, module: str, judgement: str, comment: str = "") -> Evaluation:
    """Judge one module; a later judgement stands beside the earlier ones, and the newest counts.

    Said twice on one day in the same words, it is written once. Raises `Refused` for a module not yet held.
    """
    if not visible(actor, "training.evaluate").filter(pk=seat.pk).exists():
        raise Refused(_("Vous ne pouvez pas évaluer cette personne."))
    if module not in modules_held(seat):
        raise Refused(_("Ce module n’a pas encore eu de séance."))
    own = actor.user is not None and seat.pathway.candidate.user_id == actor.user.pk
    evaluation = Evaluation(
        pathway=seat.pathway,
        enrolment=seat,
        module=module,
        judgement=judgement,
        comment=comment,
        given_by=actor.user,
        given_as=AttendanceSignature.SignedAs.TRAINEE if own else AttendanceSignature.SignedAs.TRAINER,
        given_on=clock.today(),
    )
    same = {"given_by": actor.user, "given_on": evaluation.given_on, "judgement": judgement}
    for earlier in Evaluation.objects.filter(enrolment=seat, module=module, **same):
        if earlier.comment == comment:
            return earlier
    evaluation.save(force_insert=True)
    Event.record(evaluation, "evaluate", actor, {"module": module, "as": evaluation.given_as})
    return evaluation
