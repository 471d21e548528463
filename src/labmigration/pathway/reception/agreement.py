"""When two people agree on a paper: pure, on what each of them read last."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from labmigration.pathway.reception.document_states import GOOD, REFUSALS

_REFUSING = tuple(code for code, _label in REFUSALS)


@dataclass(frozen=True)
class Reading:
    """What one person read. `valid_until` None: no end; `allows_work` None: the paper does not say."""

    reader: Hashable
    finding: str
    valid_until: date | None = None
    allows_work: bool | None = None


def last_of_each(readings: Iterable[Reading]) -> list[Reading]:
    """The last reading of each reader, in the order in which they were first heard."""
    return list({reading.reader: reading for reading in readings}.values())


def agreed(readings: Iterable[Reading]) -> Reading | None:
    """What two different people agree on, or None. `readings` from the oldest to the newest.

    A paper is good when two read the same end and the same right to work. It is refused when two refuse it, whatever
    for: the reason told is the first in the order of `REFUSALS`.
    """
    for one, other in combinations(last_of_each(readings), 2):
        if one.finding == other.finding == GOOD:
            if (one.valid_until, one.allows_work) == (other.valid_until, other.allows_work):
                return one
        elif GOOD not in (one.finding, other.finding):
            return min(one, other, key=lambda reading: _REFUSING.index(reading.finding))
    return None
