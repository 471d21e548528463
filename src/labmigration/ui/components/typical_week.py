"""A week that repeats itself, drawn day by day: what a household needs, what a contract says."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from labmigration.ui.arguments import words
from labmigration.ui.spoken import clock_time, duration

register = template.Library()

FROM, TO, MIDNIGHT = 6 * 60, 22 * 60, 24 * 60


def _told(minutes: int) -> str:
    return gettext("minuit") if minutes == MIDNIGHT else clock_time(time(minutes // 60, minutes % 60))


@register.inclusion_tag("ui/components/typical_week.html")
def typical_week(*, slots: Iterable[Sequence[int]], label: str) -> dict[str, Any]:
    """A typical week. `slots`: (day 0..6 from Monday, from, to), in minutes since midnight, within one day.

    Raises ValueError for a day or a time that no week has. The drawing runs from 6 to 22 o'clock, wider when a slot
    needs it; every slot is also written out.
    """
    given = sorted(tuple(slot) for slot in slots)
    for day, start, end in given:
        if not (0 <= day <= 6 and 0 <= start < end <= MIDNIGHT):
            raise ValueError(f"typical_week: {(day, start, end)} lies in no day")
    first = min([FROM, *(start for _day, start, _end in given)])
    last = max([TO, *(end for _day, _start, end in given)])
    whole = last - first

    def share(minutes: int) -> str:
        return f"{100 * minutes / whole:.2f}%"

    days = [
        {
            "name": WEEKDAYS[number],
            "bars": [
                {"x": share(start - first), "width": share(end - start)} for day, start, end in given if day == number
            ],
            "told": " · ".join(f"{_told(start)} – {_told(end)}" for day, start, end in given if day == number),
        }
        for number in range(7)
    ]
    total = sum(end - start for _day, start, end in given) / 60
    return {"days": days, "label": words(label, argument="label"), "total": duration(total)}
