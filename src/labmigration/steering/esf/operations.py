"""The only writer of operations and exports: opened, changed, exports asked for and downloaded."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.steering.esf.models import Export, Operation
from labmigration.timeline.models import Event


@transaction.atomic
def open_operation(
    territory: str, *, actor: Actor, name: str, number: str, starts_on: date, ends_on: date
) -> Operation:
    """Open one. Raises `Refused` outside the actor's territory, for dates in disorder or a name that stands already."""
    if not visible(actor, "esf.open_operation").filter(pk=territory).exists():
        raise Refused(_("Vous ne pouvez pas ouvrir d’opération ici."))
    _refuse_disorder(starts_on, ends_on)
    row = Operation(
        territory_id=territory,
        name=name,
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
        opened_by=actor.user,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Une opération porte déjà ce nom.")) from None
    Event.record(row, "open_operation", actor, {"name": name})
    return row


@transaction.atomic
def edit_operation(
    row: Operation, *, actor: Actor, version: int, name: str, number: str, starts_on: date, ends_on: date
) -> None:
    """Change one; raises `Conflict` when somebody else changed it meanwhile. Exports already made stay as they are."""
    _refuse_disorder(starts_on, ends_on)
    rows = claim(actor, "esf.edit_operation", row, version=version)
    told = {"name": name, "number": number, "starts_on": starts_on, "ends_on": ends_on}
    try:
        with transaction.atomic():
            changed = rows.update(version=version + 1, **told)
    except IntegrityError:
        raise Refused(_("Une opération porte déjà ce nom.")) from None
    if changed != 1:
        raise Conflict(_("Quelqu’un a modifié cette opération pendant ce temps. Relisez-la, puis recommencez."))
    row.refresh_from_db()
    Event.record(row, "edit_operation", actor, {"name": name})


@transaction.atomic
def ask_for_export(operation: Operation, *, actor: Actor, first: date, last: date) -> Export:
    """Ask for one export; the background worker makes it."""
    if not visible(actor, "esf.export").filter(pk=operation.pk).exists():
        raise Refused(_("Vous ne pouvez pas demander ce fichier."))
    _refuse_disorder(first, last)
    row = Export(
        territory_id=operation.territory_id,
        operation=operation,
        first=first,
        last=last,
        made_by=actor.user,
        asked_at=clock.now(),
    )
    row.save(force_insert=True)
    Event.record(row, "export", actor, {"first": first.isoformat(), "last": last.isoformat()})
    enqueue("export_esf", key=job_key(row.pk), territory=operation.territory_id, export_id=str(row.pk))
    return row


def note_download(row: Export, *, actor: Actor) -> None:
    """Write down that the file left, to whom."""
    Event.record(row, "download", actor, {"digest": row.digest})


def job_key(export_id: UUID) -> str:
    """The key under which the job is asked for once."""
    return f"export-esf:{export_id}"


def has_stopped(row: Export) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.pk))


def _refuse_disorder(first: date, last: date) -> None:
    if first > last:
        raise Refused(_("La période finit avant de commencer."))
