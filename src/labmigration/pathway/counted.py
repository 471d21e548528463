"""People of the open territories as indicators count them: keys, days and codes, never a name or a contact."""

from collections.abc import Iterator
from typing import Any

from labmigration.pathway import states
from labmigration.pathway.models import Pathway

#: How many rows are held at once while a whole territory is read.
AT_ONCE = 5000


def people() -> Iterator[tuple[Any, ...]]:
    """(pathway, person, referred on, birth date, sex, occupation, referrer, closing reason, closed on), each once.

    A file that was joined to another does not count: what happened there is counted in the other. One query.
    """
    columns = ("candidate__birth_date", "candidate__sex", "occupation", "referrer__name", "closing_reason", "closed_on")
    rows = Pathway.objects.exclude(state=states.MERGED).order_by()
    return rows.values_list("pk", "candidate", "opened_on", *columns).iterator(chunk_size=AT_ONCE)
