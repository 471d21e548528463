"""What stands in an agenda, and who tells it: stages add their own without being known here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from labmigration.access.actor import Actor


@dataclass(frozen=True)
class Entry:
    """One thing in an agenda. `uid` never changes while it lives; `sequence` grows with each change of day or hour.

    An agenda leaves the house (a telephone shows it on its lock screen, a service keeps it): `title` is neutral for
    the person, initials at most for staff, and `place` is empty for whoever must not be found.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed_at: datetime | None = None


#: "module:function", called as ``entries(actor, since)``: entries of the actor that end after `since`, read through
#: the gate with the actor's territories open.
SOURCES = (
    "labmigration.pathway.orientation.calendar:entries",
    "labmigration.pathway.training.agenda:entries",
    "labmigration.civic.agenda:entries",
)


def entries_of(actor: Actor, since: datetime) -> Iterator[Entry]:
    """The agenda of one actor."""
    with actor.at_work():
        for source in SOURCES:
            module, _, function = source.partition(":")
            tell: Callable[[Actor, datetime], list[Entry]] = getattr(import_module(module), function)
            yield from tell(actor, since)
