"""Weeks drawn on the server: positions for SVG, and the same in words beside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from labmigration.ui.spoken import clock_time

FROM, TO, MIDNIGHT = 6 * 60, 22 * 60, 24 * 60
COLOURS = 6


@dataclass(frozen=True)
class Visit:
    """One visit: where its bar stands in the day (shares of the width), and what is read."""

    x: str
    width: str
    colour: int
    hours: str
    label: str


@dataclass(frozen=True)
class Day:
    """One day of a week that repeats itself."""

    name: Any
    visits: list[Visit]


def week(stops: Iterable[tuple[int, int, int, str]]) -> list[Day]:
    """Stops (day, minutes from, to, label) as seven days; a label keeps its colour through the week."""
    given = sorted(stops)
    first = min([FROM, *(start for _day, start, _to, _label in given)])
    last = max([TO, *(to for _day, _start, to, _label in given)])
    colours: dict[str, int] = {}
    for one in given:
        colours.setdefault(one[3], len(colours) % COLOURS)
    return [
        Day(
            WEEKDAYS[number],
            [
                Visit(
                    f"{100 * (start - first) / (last - first):.2f}%",
                    f"{100 * (to - start) / (last - first):.2f}%",
                    colours[label],
                    f"{_clock(start)} – {_clock(to)}",
                    label,
                )
                for day, start, to, label in given
                if day == number
            ],
        )
        for number in range(7)
    ]


def _clock(minutes: int) -> str:
    return _("minuit") if minutes == MIDNIGHT else clock_time(time(minutes // 60, minutes % 60))
