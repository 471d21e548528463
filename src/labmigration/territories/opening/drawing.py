"""The map of the country with a territory and the scope of a figure, and the nine parts of the booklet as bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from labmigration.programme.areas import Area
from labmigration.programme.outlines import Ring, outlines
from labmigration.territories.opening.queries import StepReadiness

WIDE = 460.0
#: Degrees kept around what is framed.
AROUND = 0.35


@dataclass(frozen=True)
class Land:
    """One département: its outline, whether it is of the territory, and whether the figure speaks of it."""

    path: str
    here: bool
    lit: bool


@dataclass(frozen=True)
class Map:
    """Départements drawn, those lit last; unseen: some of it lies beyond the outlines (overseas, or in words)."""

    lands: list[Land]
    width: float
    height: float
    unseen: bool


def map_of(perimeter: Iterable[str], scope: Area | None) -> Map:
    """The country when the scope is wide, else what surrounds it. Longitudes shrunk by the latitude, north above.

    Coordinates are whole units of the drawing and points that fall together are dropped: the outlines weigh a tenth.
    """
    here = frozenset(perimeter)
    lit = scope.departements if scope else frozenset()
    known = outlines()
    framed = [ring for code in (here | lit) & known.keys() for ring in known[code]] or [
        ring for rings in known.values() for ring in rings
    ]
    west, east, south, north = _frame(framed)
    shrink = cos(radians((south + north) / 2))
    scale = WIDE / max((east - west) * shrink, 1e-6)
    lands = []
    for code, rings in known.items():
        seen = [ring for ring in rings if _meets(ring, west, east, south, north)]
        drawn = [_path(ring, west, north, shrink, scale) for ring in seen]
        if path := "".join(drawn):
            lands.append(Land(path, code in here, code in lit))
    lands.sort(key=lambda land: (land.lit, land.here))
    unseen = not here <= known.keys() or (scope is not None and (not lit or not lit <= known.keys()))
    return Map(lands, WIDE, round((north - south) * scale), unseen)


def _frame(rings: list[Ring]) -> tuple[float, float, float, float]:
    points = [point for ring in rings for point in ring]
    return (
        min(x for x, _y in points) - AROUND,
        max(x for x, _y in points) + AROUND,
        min(y for _x, y in points) - AROUND,
        max(y for _x, y in points) + AROUND,
    )


def _meets(ring: Ring, west: float, east: float, south: float, north: float) -> bool:
    return (
        min(x for x, _y in ring) < east
        and max(x for x, _y in ring) > west
        and min(y for _x, y in ring) < north
        and max(y for _x, y in ring) > south
    )


def _path(ring: Ring, west: float, north: float, shrink: float, scale: float) -> str:
    points: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        point = round((longitude - west) * shrink * scale), round((north - latitude) * scale)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 3:  # an island smaller than the pen
        return ""
    # Steps from point to point: half as many characters as their positions.
    steps = (f"{to[0] - at[0]} {to[1] - at[1]}" for at, to in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z"


@dataclass(frozen=True)
class StepBar:
    """One part of the booklet as a bar: shares of its tasks done and late, in percent."""

    step: StepReadiness
    done: str
    late_at: str
    late: str


def step_bars(steps: Iterable[StepReadiness]) -> list[StepBar]:
    """The parts in their order; a part without tasks has an empty bar."""
    found = []
    for step in steps:
        done = 100 * step.done / step.tasks if step.tasks else 0.0
        late = 100 * step.late / step.tasks if step.tasks else 0.0
        found.append(StepBar(step, f"{done:.1f}%", f"{done:.1f}%", f"{late:.1f}%"))
    return found
