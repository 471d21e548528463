"""What time it is, for the whole product.

Every action asks this module instead of the machine, so that the invented pilot can be played through the same
actions as real life, on the days on which its scenes happen, and tests can stand on any day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC or as set by `at`."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The present day in the product's time zone (Europe/Paris)."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Act as if it were `moment`; a bare day means nine in the morning, Paris time."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 9)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
