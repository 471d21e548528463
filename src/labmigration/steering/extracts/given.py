"""Tables for outsiders, asked for on a page and made by the worker, each beside every table given before.

The only writer of `TableWanted` and `TableGiven`.

Who gets a table does not matter: two people who compare theirs must learn no more than one who holds both.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.models import User
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.programme.indicators import catalogue
from labmigration.steering.extracts import states
from labmigration.steering.extracts.memory import Masked, Memory, TooManyGiven, Wanted
from labmigration.steering.extracts.models import Extract, TableGiven, TableWanted
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.reading import read
from labmigration.timeline.models import Event

Renew = Callable[[], None]


@transaction.atomic
def ask(territory: str, *, actor: Actor, wanted: Wanted, made_for: str) -> TableWanted:
    """Ask for a table of everybody as of today, for somebody outside; the background worker makes it.

    Raises `Refused` where the actor may not.
    """
    if not visible(actor, "extracts.give").filter(pk=territory).exists():
        raise Refused(_("Vous ne faites pas de tableau pour ce territoire."))
    row = TableWanted(
        territory_id=territory,
        row=wanted.row,
        column=wanted.column,
        filter_by=wanted.filter_by,
        filter_values=sorted(wanted.filter_values),
        on=clock.today(),
        made_for=made_for,
        asked_by=actor.user,
        asked_at=clock.now(),
    )
    row.save(force_insert=True)
    Event.record(row, "ask_table", actor)
    enqueue("make_table", key=job_key(row.pk), territory=territory, wanted_id=str(row.pk))
    return row


def make_table(territory: str, wanted_id: str, renew: Renew) -> None:
    """Make one table, or say why it can't be. The one made for the same on the same day is given again.

    Raises `Conflict` when another table was made meanwhile: the queue tries again, beside that one too.
    """
    actor = Actor.system(territory)
    with actor.at_work():
        row = TableWanted.objects.select_related("asked_by").get(pk=UUID(wanted_id))
        if row.finished_at is not None:
            return
        memory = memory_of(territory, read(territory, row.on))
        renew()
        with transaction.atomic():
            row.given = _given_already(row) or _made(memory, row, actor)
            row.finished_at = clock.now()
            row.save(update_fields=["given", "problem", "finished_at"])


def has_stopped(row: TableWanted) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.pk))


def job_key(wanted_id: UUID) -> str:
    """The key under which the job is asked for once."""
    return f"make-table:{wanted_id}"


def _given_already(row: TableWanted) -> TableGiven | None:
    for each in TableGiven.objects.filter(territory=row.territory_id, on=row.on, extract=None):
        if Wanted.of(each) == Wanted.of(row):
            return each
    return None


def _made(memory: Memory, row: TableWanted, actor: Actor) -> TableGiven | None:
    """The table; None where there is none to give, and `problem` of the row says why."""
    try:
        masked = memory.masked(Wanted.of(row))
    except TooManyGiven:
        row.problem = states.TOO_MANY
        return None
    if masked.is_empty:
        row.problem = states.NOTHING
        return None
    table = keep(memory, masked, by=row.asked_by, made_for=row.made_for)
    Event.record(table, "give", actor, {"number": table.number})
    return table


def memory_of(territory: str, facts: Facts) -> Memory:
    """These people, and every table of the territory given so far."""
    tables = TableGiven.objects.filter(territory=territory).select_related("extract__project")
    return Memory(facts, list(tables.order_by("number")))


def keep(
    memory: Memory, masked: Masked, *, by: User | None, made_for: str, extract: Extract | None = None
) -> TableGiven:
    """Write down what leaves, and remember it. Raises `Conflict` when somebody else gave a table since."""
    row = TableGiven(
        territory_id=memory.facts.territory,
        number=memory.tables[-1].number + 1 if memory.tables else 1,
        row=masked.wanted.row,
        column=masked.wanted.column,
        filter_by=masked.wanted.filter_by,
        filter_values=sorted(masked.wanted.filter_values),
        on=memory.facts.on,
        rows=list(masked.rows),
        columns=list(masked.columns),
        cells=masked.table.told(),
        why={f"{line},{place}": why for (line, place), why in sorted(masked.table.why.items())},
        least=catalogue().small_numbers.mask_under,
        extract=extract,
        made_for=made_for,
        made_by=by,
        made_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un a fait un autre tableau au même moment. Recommencez.")) from None
    memory.tables.append(row)
    return row
