"""Seats: given, left, brought to the end."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.actions import set_next
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training import states
from labmigration.pathway.training.first_aid_groups import smallest
from labmigration.pathway.training.models import FIRST_OPTION_GROUP, Cohort, Enrolment, SeatOffer, Session
from labmigration.pathway.training.queries import module_name, modules_without_evaluation
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: What follows a departure, by its cause: step and stage. The advisor is told in every case.
AFTER_DEPARTURE = {
    "job": ("pathway.close", None),
    "moved": ("pathway.close", None),
    "childcare": ("training.enrol", None),
    "french": ("prescription.write", Stage.PRESCRIPTION),
    "not_suited": ("orientation.plan", Stage.ORIENTATION),
    "unknown": ("orientation.plan", None),
}


@transaction.atomic
def enrol(pathway: Pathway, cohort: Cohort, *, actor: Actor) -> Enrolment:
    """Give the lowest free seat of the cohort to someone who waits for one.

    When two take the last seat at once, the database gives it to one of them; for the other this raises `Conflict`,
    and the person stays on the waiting list. Raises `Refused` when she does not wait, or the cohort is not the actor's.
    """
    if not visible(actor, "training.enrol").filter(pk=pathway.pk, state="open", next_step="training.enrol").exists():
        raise Refused(_("Cette personne n’attend pas de place en formation."))
    if not visible(actor, "training.read").filter(pk=cohort.pk).exclude(state=states.FINISHED).exists():
        raise Refused(_("Cette cohorte ne prend plus personne."))
    return _give(pathway, cohort, actor)


@transaction.atomic
def give_agreed(pathway: Pathway, cohort: Cohort, *, actor: Actor) -> Enrolment:
    """Give the lowest free seat to someone to whom the coordination had proposed one, and who said yes.

    The right was asked when the seat was proposed. Raises `Conflict` where no seat is free or she does not wait any
    more; nothing is changed then.
    """
    waits = Pathway.objects.filter(pk=pathway.pk, state="open", next_step="training.enrol")
    if not waits.exists() or not Cohort.objects.filter(pk=cohort.pk).exclude(state=states.FINISHED).exists():
        raise Conflict(_("Cette personne n’attend pas de place en formation."))
    return _give(pathway, cohort, actor)


def _give(pathway: Pathway, cohort: Cohort, actor: Actor) -> Enrolment:
    seat = _take_seat(pathway, cohort)
    _join_options(seat)
    SeatOffer.objects.filter(pathway=pathway, state=states.OFFERED).update(state=states.ENDED, answered_at=clock.now())
    facts = {"seat": seat.seat, "cohort": cohort.name, "starts_on": cohort.starts_on.isoformat()}
    Event.record(seat, "enrol", actor, facts)
    if cohort.state == states.RUNNING:
        set_next(pathway, "training.attend", due_on=cohort.ends_on, stage=Stage.TRAINING)
    else:
        set_next(pathway, "training.begin", due_on=cohort.starts_on, stage=Stage.TRAINING)
    return seat


def _take_seat(pathway: Pathway, cohort: Cohort) -> Enrolment:
    # Each lost race means that someone else now has that seat, so there are at most `capacity` of them.
    for _attempt in range(cohort.capacity):
        held = dict(cohort.enrolments.exclude(state=states.WITHDRAWN).values_list("seat", "sst_group"))
        free = next((number for number in range(1, cohort.capacity + 1) if number not in held), None)
        if free is None:
            break
        seat = Enrolment(
            pathway=pathway,
            cohort=cohort,
            seat=free,
            sst_group=smallest(held.values()),
            enrolled_on=clock.today(),
        )
        try:
            with transaction.atomic():
                seat.save(force_insert=True)
        except IntegrityError:
            if Enrolment.objects.filter(pathway=pathway, state=states.ENROLLED).exists():
                raise Conflict(_("Cette personne vient de recevoir une place : rien n’a été changé.")) from None
        else:
            return seat
    raise Conflict(
        _("La dernière place de %(cohort)s vient d’être prise. La personne garde son rang dans la liste d’attente.")
        % {"cohort": cohort.name}
    )


def _join_options(seat: Enrolment) -> None:
    """Put someone who comes after the timetable into the groups of the options that her plan holds."""
    plan = signed_hours([seat.pathway_id]).get(seat.pathway_id, {})
    sessions = Session.objects.filter(cohort=seat.cohort_id, group__gte=FIRST_OPTION_GROUP, module__in=plan)
    seat.option_groups = sorted(set(sessions.order_by().values_list("group", flat=True)))
    if seat.option_groups:
        seat.save(update_fields=["option_groups"])


@transaction.atomic
def withdraw(seat: Enrolment, *, actor: Actor, cause: str) -> None:
    """Note that someone leaves before the end: the seat is free again, and what follows depends on the cause.

    `cause` is a code of `states.WITHDRAWAL_CAUSES`. Raises `Refused` while nobody has called her about it.
    """
    step, stage = AFTER_DEPARTURE[cause]
    if seat.state == states.ENROLLED and not seat.calls.exists():
        raise Refused(_("Appelez d’abord la personne, et notez cet appel : un départ se décide rarement sans parler."))
    # The cause judges the person: it stands on the seat, for those who may read it, and not in the journal.
    move(seat, "withdraw", actor=actor, left_on=clock.today(), cause=cause)
    # Her yes was for this seat: it puts her in front of nobody for another.
    SeatOffer.objects.filter(pathway=seat.pathway_id, state=states.ACCEPTED).update(state=states.ENDED)
    if seat.pathway.state == "open":
        set_next(seat.pathway, step, stage=stage)


@transaction.atomic
def complete(seat: Enrolment, *, actor: Actor) -> None:
    """Note the end of the training: certification is next.

    Raises `Refused` while a module that the person followed has no evaluation by a trainer.
    """
    missing = modules_without_evaluation(seat)
    if missing:
        names = ", ".join(module_name(code) for code in missing)
        raise Refused(_("Il manque l’évaluation de : %(modules)s.") % {"modules": names})
    move(seat, "complete", actor=actor)
    set_next(seat.pathway, "certification.open", stage=Stage.CERTIFICATION)
