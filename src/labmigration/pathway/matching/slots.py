"""Weekly slots, as households type them and as the placement engine reads them: [day 0..6, minutes from, minutes to].

They are times on the wall: when the clocks change, the slot stays where it is in the day.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import combinations

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from labmigration.ui.spoken import clock_time

Slot = Sequence[int]
MOST, MIDNIGHT = 21, 24 * 60


def told(slot: Slot) -> str:
    """`lundi, 8 h à 12 h`."""
    day, start, end = slot
    return _("%(day)s, %(start)s à %(end)s") % {"day": WEEKDAYS[day], "start": _clock(start), "end": _clock(end)}


def week_told(slots: Iterable[Slot]) -> str:
    """`lundi, 8 h à 12 h ; jeudi, 8 h à 12 h`."""
    return " ; ".join(told(slot) for slot in slots)


def faults(slots: Sequence[Slot]) -> Iterator[tuple[int, str]]:
    """What keeps the slots from being a week: the place of the slot, from 0, and a sentence."""
    for place, (day, start, end) in enumerate(slots):
        if not (0 <= day <= 6 and 0 <= start < MIDNIGHT and 0 < end <= MIDNIGHT):
            yield place, _("Ce créneau n’est pas dans une semaine.")
        elif end <= start:
            yield (
                place,
                _("%(day)s : la fin vient avant le début. Si le travail dure jusqu’au lendemain, cochez-le.")
                % {"day": str(WEEKDAYS[day]).capitalize()},
            )
    for (_first, one), (place, other) in combinations(enumerate(slots), 2):
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]:
            yield (
                place,
                _("Ce créneau (%(one)s) en recouvre un autre : %(other)s.")
                % {
                    "one": told(other),
                    "other": told(one),
                },
            )


def _clock(minutes: int) -> str:
    return _("minuit") if minutes == MIDNIGHT else clock_time(time(minutes // 60, minutes % 60))
