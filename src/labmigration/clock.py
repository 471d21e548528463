"""What time it is, for the whole product.

Every action asks this module instead of the machine, so that the invented pilot can be played through the same
actions as real life, on the days on which its scenes happen, and tests can stand on any day. A server never sets it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

NINE = time(9)
#: One for the whole process, so that a test can move a live server's threads to another day.
_set_to: list[datetime] = []


def now() -> datetime:
    """The present moment, aware, in UTC or as set by `at`."""
    return _set_to[-1] if _set_to else timezone.now()


def today() -> date:
    """The present day in the product's time zone (Europe/Paris)."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Act as if it were `moment`; a bare day means nine in the morning, Paris time."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, NINE)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    _set_to.append(moment)
    try:
        yield
    finally:
        _set_to.pop()
