"""People of the open territories as indicators count them: keys, days and codes, never a name or a contact.

Keys come as texts, and whole tables in one answer: of a million rows a UUID for each costs more than the rest of them,
and a cursor makes PostgreSQL look for the way that is quickest to the first rows, not to all of them.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, TextField
from django.db.models.functions import Cast

from labmigration.pathway import states
from labmigration.pathway.models import Pathway

#: How many rows are held at once where each is opened while a whole territory is read.
AT_ONCE = 5000


def as_text(what: str | Aggregate) -> Cast:
    """A key, JSON or a sum as the database writes it: nothing is made of it row by row."""
    return Cast(what, TextField())


def people() -> Iterable[tuple[Any, ...]]:
    """(pathway, person, referred on, birth date, sex, occupation, referrer, closing reason, closed on), each once.

    Keys as texts. A file that was joined to another does not count: what happened there is counted in the other. One
    query.
    """
    columns = ("candidate__birth_date", "candidate__sex", "occupation", "referrer__name", "closing_reason", "closed_on")
    rows = Pathway.objects.exclude(state=states.MERGED).order_by()
    return rows.values_list(as_text("pk"), as_text("candidate"), "opened_on", *columns)


def person_of_each() -> dict[UUID, UUID]:
    """The person of each pathway that counts; one query."""
    return dict(Pathway.objects.exclude(state=states.MERGED).order_by().values_list("pk", "candidate"))
