"""Weeks and maps drawn on the server: positions for SVG, and the same in words beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from math import cos, radians
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from labmigration.programme.outlines import outlines
from labmigration.ui.spoken import clock_time

FROM, TO, MIDNIGHT = 6 * 60, 22 * 60, 24 * 60
COLOURS = 6
WIDE = 640.0
#: Degrees kept around the outermost places.
AROUND = 0.06


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


@dataclass(frozen=True)
class Spot:
    """A commune on the map: middle, radii by the square root of the numbers, and the numbers."""

    name: str
    x: float
    y: float
    needs: int
    people: int

    @property
    def needs_x(self) -> float:
        """Beside the middle where people are drawn as well, so that neither circle hides the other."""
        return round(self.x - (self.needs_radius * 0.7 if self.people else 0), 1)

    @property
    def people_x(self) -> float:
        """As `needs_x`, on the other side."""
        return round(self.x + (self.people_radius * 0.7 if self.needs else 0), 1)

    @property
    def needs_radius(self) -> float:
        """In units of the drawing."""
        return 4 + 3 * float(self.needs) ** 0.5 if self.needs else 0

    @property
    def people_radius(self) -> float:
        """In units of the drawing."""
        return 4 + 3 * float(self.people) ** 0.5 if self.people else 0


@dataclass(frozen=True)
class Map:
    """Outlines of départements as SVG paths, and the communes drawn on them; the size of the drawing."""

    paths: list[str]
    spots: list[Spot]
    width: float
    height: float


def map_of(departements: Iterable[str], numbers: Mapping[tuple[str, tuple[float, float]], tuple[int, int]]) -> Map:
    """`numbers`: (name, (latitude, longitude)) → needs, people; the drawing is framed around these places.

    Longitudes shrunk by the latitude, north above.
    """
    rings = [ring for code in departements for ring in outlines().get(code, ())]
    points = [(place[1], place[0]) for _name, place in numbers] or [point for ring in rings for point in ring]
    if not points:
        return Map([], [], WIDE, WIDE / 2)
    west, east = min(x for x, _y in points) - AROUND, max(x for x, _y in points) + AROUND
    south, north = min(y for _x, y in points) - AROUND, max(y for _x, y in points) + AROUND
    shrink = cos(radians((south + north) / 2))
    scale = WIDE / max((east - west) * shrink, 1e-6)

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - west) * shrink * scale, 1), round((north - latitude) * scale, 1)

    paths = ["M" + "L".join(f"{x} {y}" for x, y in (at(*point) for point in ring)) + "Z" for ring in rings]
    spots = [
        Spot(name, *at(place[1], place[0]), needs, people)
        for (name, place), (needs, people) in sorted(numbers.items(), key=lambda one: (-sum(one[1]), one[0][0]))
    ]
    return Map(paths, spots, WIDE, round((north - south) * scale, 1))
