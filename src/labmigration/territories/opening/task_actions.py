"""The only writer of a territory's preparation: begun, aimed at another day, its tasks planned, done, set aside."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.programme.territory_opening import Step, Task, territory_opening
from labmigration.territories.opening import states
from labmigration.territories.opening.models import Preparation, ReadinessTask
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

LOCAL = "ici"


@transaction.atomic
def prepare(territory: str, *, actor: Actor, aims_at: date) -> Preparation:
    """Begin: every task of the booklet, each with a day proposed from the opening that is aimed at.

    A day that would already have passed is proposed for a week from now. Raises `Refused` for an opening that is not
    ahead, `Conflict` when the preparation has begun already.
    """
    _refuse_stranger(actor, territory)
    _refuse_past(aims_at)
    known = territory_opening().readiness
    row = Preparation(
        territory_id=territory,
        booklet_version=known.version,
        aims_at=aims_at,
        begun_on=clock.today(),
        begun_by=actor.user,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("La préparation de ce territoire est déjà commencée.")) from None
    _take_up(territory, known.version, list(known.tasks.values()), aims_at)
    Event.record(row, "prepare", actor, {"day": f"{aims_at:%d/%m/%Y}", "version": known.version})
    return row


@transaction.atomic
def aim(preparation: Preparation, *, actor: Actor, aims_at: date) -> None:
    """Another opening day: the days of tasks still to do move by as much. `Conflict` when it was moved meanwhile."""
    _refuse_stranger(actor, preparation.territory_id)
    _refuse_past(aims_at)
    moved = aims_at - preparation.aims_at
    rows = Preparation.objects.filter(pk=preparation.pk, aims_at=preparation.aims_at)
    if rows.update(aims_at=aims_at) != 1:
        raise Conflict(_("Quelqu’un d’autre a changé l’ouverture visée entre-temps."))
    open_tasks = ReadinessTask.objects.filter(territory=preparation.territory_id, state=states.OPEN)
    for task in open_tasks.filter(due_on__isnull=False):
        ReadinessTask.objects.filter(pk=task.pk, version=task.version).update(
            due_on=(task.due_on or aims_at) + moved, version=F("version") + 1
        )
    preparation.aims_at = aims_at
    Event.record(preparation, "aim", actor, {"day": f"{aims_at:%d/%m/%Y}"})


@transaction.atomic
def take_up_tasks(preparation: Preparation, *, actor: Actor) -> int:
    """Add the tasks of a newer booklet that this territory does not have; those it has stay as they are."""
    _refuse_stranger(actor, preparation.territory_id)
    missing = tasks_to_take_up(preparation)
    if not missing:
        raise Refused(_("Le livret n’a pas de tâche nouvelle."))
    version = territory_opening().readiness.version
    _take_up(preparation.territory_id, version, missing, preparation.aims_at)
    Preparation.objects.filter(pk=preparation.pk).update(booklet_version=version)
    Event.record(preparation, "take_up_tasks", actor, {"tasks": len(missing)})
    return len(missing)


def tasks_to_take_up(preparation: Preparation) -> list[tuple[Step, Task]]:
    """Tasks of the present booklet that a preparation begun with an older one lacks."""
    taken = set(ReadinessTask.objects.filter(territory=preparation.territory_id).values_list("code", flat=True))
    return [told for code, told in territory_opening().readiness.tasks.items() if code not in taken]


@transaction.atomic
def add_task(territory: str, *, actor: Actor, step: int, name: str, owner: User | None, due_on: date) -> ReadinessTask:
    """A task of this territory only. Raises `Refused` before the preparation has begun."""
    _refuse_stranger(actor, territory)
    preparation = Preparation.objects.filter(territory=territory).first()
    if preparation is None:
        raise Refused(_("Commencez d’abord la préparation : la date d’ouverture visée donne les autres."))
    rank = ReadinessTask.objects.filter(territory=territory, step=step).aggregate(last=Max("rank"))["last"] or 0
    number = ReadinessTask.objects.filter(territory=territory, booklet_version="").count() + 1
    task = ReadinessTask(
        territory_id=territory,
        code=f"{LOCAL}-{number}",
        step=step,
        rank=rank + 1,
        name=name,
        owner=owner,
        due_on=due_on,
    )
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un d’autre ajoute une tâche en ce moment. Recommencez.")) from None
    Event.record(task, "add_task", actor, {"task": name})
    return task


@transaction.atomic
def plan_task(
    task: ReadinessTask, *, actor: Actor, owner: User | None, due_on: date | None, helped_by: str, version: int
) -> None:
    """Who answers for it, with whom, until when. Raises `Conflict` when somebody else planned it meanwhile."""
    rows = claim(actor, "opening.plan_task", task, version=version)
    if rows.update(owner=owner, due_on=due_on, helped_by=helped_by, version=version + 1) != 1:
        raise Conflict(_("Quelqu’un d’autre a changé cette tâche entre-temps. Relisez-la, puis recommencez."))
    Event.record(task, "plan_task", actor, {"task": task.name, "owner": owner.name if owner else "–"})


@transaction.atomic
def finish_task(task: ReadinessTask, *, actor: Actor, proof: str, on: date | None = None) -> None:
    """The task is done since `on` (today when not told), and this shows it."""
    if not proof.strip():
        raise Refused(_("Écrivez ce qui montre que la tâche est faite."))
    on = on or clock.today()
    if on > clock.today():
        raise Refused(_("Une tâche n’est pas faite un jour à venir."))
    _end(task, "finish_task", actor, proof, on)


@transaction.atomic
def set_aside_task(task: ReadinessTask, *, actor: Actor, reason: str) -> None:
    """The task means nothing in this territory: it leaves the count, with its reason."""
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi la tâche est sans objet ici."))
    _end(task, "set_aside_task", actor, reason, clock.today())


@transaction.atomic
def reopen_task(task: ReadinessTask, *, actor: Actor) -> None:
    """The task is to be done after all."""
    move(task, "reopen_task", actor=actor, facts={"task": task.name}, proof="", ended_on=None, ended_by=None)


def _end(task: ReadinessTask, verb: str, actor: Actor, proof: str, on: date) -> None:
    facts = {"task": task.name}
    move(task, verb, actor=actor, facts=facts, proof=proof.strip(), ended_on=on, ended_by=actor.user)


def _take_up(territory: str, version: str, tasks: list[tuple[Step, Task]], aims_at: date) -> None:
    soon = clock.today() + timedelta(weeks=1)
    ranks = {task.code: rank for step in territory_opening().readiness.step for rank, task in enumerate(step.task)}
    ReadinessTask.objects.bulk_create(
        ReadinessTask(
            territory_id=territory,
            code=task.code,
            booklet_version=version,
            step=step.number,
            rank=ranks[task.code],
            prerequisite=task.prerequisite,
            name=task.name_fr,
            asked=task.proof_fr,
            due_on=max(task.due_before(aims_at), soon),
        )
        for step, task in tasks
    )


def _refuse_stranger(actor: Actor, territory: str) -> None:
    if actor.user is None or not visible(actor, "opening.prepare").filter(pk=territory).exists():
        raise Refused(_("Vous ne préparez pas ce territoire."))


def _refuse_past(aims_at: date) -> None:
    if aims_at <= clock.today():
        raise Refused(_("Choisissez une ouverture à venir."))
