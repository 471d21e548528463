"""Freezes: asked for, made in the background, kept sealed, read again."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.steering.evaluation.freezing.files import Frozen, unzipped, zipped
from labmigration.steering.evaluation.freezing.kept import FREEZES
from labmigration.steering.evaluation.freezing.taking import STEPS, take
from labmigration.steering.evaluation.models import Freeze
from labmigration.timeline.models import Event

Renew = Callable[[], None]


@transaction.atomic
def ask_for_freeze(territory: str, *, actor: Actor) -> Freeze:
    """Ask for a freeze of today; the background worker makes it. Raises `Refused` where the actor may not."""
    if not visible(actor, "evaluation.freeze").filter(pk=territory).exists():
        raise Refused(_("Vous ne gelez pas les données de ce territoire."))
    row = _asked(territory, actor, clock.today())
    enqueue("freeze_facts", key=job_key(row.pk), territory=territory, freeze_id=str(row.pk))
    return row


def freeze_now(territory: str, on: date) -> tuple[Freeze, Frozen]:
    """The same at once, for the command line."""
    actor = Actor.system(territory)
    with actor.at_work():
        row = _asked(territory, actor, on)
        frozen = _made(row, actor, lambda: None)
    return row, frozen


def freeze_facts(territory: str, freeze_id: str, renew: Renew) -> None:
    """The job; begun again from the start when a worker died."""
    actor = Actor.system(territory)
    with actor.at_work():
        row = Freeze.objects.get(pk=freeze_id)
        if row.finished_at is None:
            _made(row, actor, renew)


def job_key(freeze_id: UUID) -> str:
    """The key under which the job is asked for once."""
    return f"freeze-facts:{freeze_id}"


def has_stopped(row: Freeze) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.pk))


def kept(row: Freeze) -> Frozen:
    """The freeze as it was kept. FileNotFoundError when it is gone, `AlteredFreeze` when it is not the one kept."""
    return unzipped(FREEZES.kept(row.pk))


def _asked(territory: str, actor: Actor, on: date) -> Freeze:
    row = Freeze(territory_id=territory, on=on, asked_by=actor.user, asked_at=clock.now(), total=STEPS)
    row.save(force_insert=True)
    Event.record(row, "freeze", actor)
    return row


def _made(row: Freeze, actor: Actor, renew: Renew) -> Frozen:
    def say(done: int) -> None:
        Freeze.objects.filter(pk=row.pk).update(done=done)
        renew()

    frozen = take(row.territory_id, row.on, last_at=_last_asked(row), progress=say)
    FREEZES.keep(row.pk, zipped(frozen))
    consent = frozen.manifest["consent"]
    with transaction.atomic():
        row.digest, row.manifest, row.finished_at, row.done = frozen.digest, frozen.manifest, clock.now(), STEPS
        row.save(update_fields=["digest", "manifest", "finished_at", "done"])
        facts = {
            "people": consent["lines"],
            "withdrawn": consent["withdrawn_since_last"],
            "digest": frozen.digest[:12],
        }
        Event.record(row, "finish_freeze", actor, facts)
    return frozen


def _last_asked(row: Freeze) -> datetime | None:
    before = Freeze.objects.filter(finished_at__isnull=False, asked_at__lt=row.asked_at).order_by("-asked_at").first()
    return before.asked_at if before else None
