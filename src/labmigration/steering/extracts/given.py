"""Tables for outsiders, each made beside every table given before: the only writer of `TableGiven`.

Who gets a table does not matter: two people who compare theirs must learn no more than one who holds both.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.access.models import User
from labmigration.programme.indicators import catalogue
from labmigration.steering.extracts.memory import Masked, Memory, Wanted
from labmigration.steering.extracts.models import Extract, TableGiven
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.reading import read
from labmigration.timeline.models import Event


@transaction.atomic
def give(territory: str, *, actor: Actor, wanted: Wanted, made_for: str) -> TableGiven:
    """Make a table of everybody, for somebody outside. The one made for the same on the same day is given again.

    Raises `Refused` where the actor may not, or nothing can be shown; `Conflict` when another table was made meanwhile.
    """
    if not visible(actor, "extracts.give").filter(pk=territory).exists():
        raise Refused(_("Vous ne faites pas de tableau pour ce territoire."))
    today = clock.today()
    for each in TableGiven.objects.filter(territory=territory, on=today, extract=None):
        if Wanted.of(each) == wanted:
            return each
    memory = memory_of(territory, read(territory, today))
    masked = memory.masked(wanted)
    if masked.is_empty:
        raise Refused(
            _("Rien ne peut être montré : trop peu de personnes, ou trop peu d’écart avec un tableau déjà donné.")
        )
    row = keep(memory, masked, by=actor.user, made_for=made_for)
    Event.record(row, "give", actor, {"number": row.number})
    return row


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
