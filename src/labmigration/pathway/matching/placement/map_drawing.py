"""Needs and people by commune, drawn on the server: two circles a commune, sized and numbered, pushed apart where they
would hide each other, named where a name has room.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians

from labmigration.programme.outlines import Ring, outlines

#: Units of the drawing; its height follows the places, within these shares of the width.
WIDE = 640.0
FLATTEST, TALLEST = 0.45, 0.9
#: Degrees kept around the outermost places.
AROUND = 0.06
#: Radii: of one, and of the most there is; a territory with few needs has no giant circles.
LEAST, MOST, MANY = 9.0, 27.0, 25
#: Communes with numbers and names, those with most; others are dots.
NUMBERED, DOT = 60, 3.0
PUSHES = 120
#: Height of a name, and width of a letter of it.
LETTER_HIGH, LETTER_WIDE = 12.0, 5.4

Place = tuple[str, tuple[float, float]]  # name, (latitude, longitude)
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Name:
    """Where a commune's name is written: the middle of its line."""

    x: float
    y: float


@dataclass(frozen=True)
class Spot:
    """A commune. `x`, `y`: its middle on the map; `at_x`, `at_y`: where it is drawn, if others pushed it aside."""

    name: str
    x: float
    y: float
    needs: int
    people: int
    needs_radius: float
    people_radius: float
    at_x: float
    at_y: float
    numbered: bool = True
    label: Name | None = None

    @property
    def needs_x(self) -> float:
        """The two circles touch each other, and stand together around the middle."""
        return round(self.at_x - (self.people_radius if self.people else 0), 1)

    @property
    def people_x(self) -> float:
        """As `needs_x`, on the other side."""
        return round(self.at_x + (self.needs_radius if self.needs else 0), 1)

    @property
    def reach(self) -> float:
        """How far it reaches to either side."""
        return self.needs_radius + self.people_radius

    @property
    def tallest(self) -> float:
        """How far it reaches up and down."""
        return max(self.needs_radius, self.people_radius)

    @property
    def is_aside(self) -> bool:
        """Whether a line leads from the circles to the commune."""
        return hypot(self.at_x - self.x, self.at_y - self.y) > self.tallest

    @property
    def short_name(self) -> str:
        """As people say it of a city’s quarters."""
        return self.name.replace(" Arrondissement", "")

    @property
    def box(self) -> Box:
        """What its circles cover."""
        return (self.at_x - self.reach, self.at_y - self.tallest, self.at_x + self.reach, self.at_y + self.tallest)


@dataclass(frozen=True)
class Map:
    """SVG paths of the territory's départements and of those around, and the communes, most first; its size."""

    inside: list[str]
    around: list[str]
    spots: list[Spot]
    width: float
    height: float


class _Frame:
    """From degrees to the drawing: longitudes shrunk by the latitude, north above."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        west, east = min(x for x, _y in points) - AROUND, max(x for x, _y in points) + AROUND
        south, north = min(y for _x, y in points) - AROUND, max(y for _x, y in points) + AROUND
        self.shrink = cos(radians((south + north) / 2))
        across, up = (east - west) * self.shrink, north - south
        wanted = max(across, up / TALLEST)
        west -= (wanted - across) / self.shrink / 2
        north += max(0.0, FLATTEST * wanted - up) / 2
        self.west, self.north, self.scale = west, north, WIDE / wanted
        self.height = round(max(up, FLATTEST * wanted) * self.scale, 1)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - self.west) * self.shrink * self.scale, 1), round(
            (self.north - latitude) * self.scale, 1
        )

    def paths(self, rings: Iterable[Ring]) -> Iterator[str]:
        """Of the rings of which something may be seen."""
        for ring in rings:
            points = [self.at(*point) for point in ring]
            xs, ys = [x for x, _y in points], [y for _x, y in points]
            if min(xs) < WIDE and max(xs) > 0 and min(ys) < self.height and max(ys) > 0:
                yield "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def map_of(departements: Iterable[str], numbers: Mapping[Place, tuple[int, int]]) -> Map:
    """`numbers`: needs and people of each commune; the drawing is framed around these places, or else around the
    départements.
    """
    mine = {*departements}
    rings = {code: found for code, found in outlines().items() if code in mine}
    points = [(place[1], place[0]) for _name, place in numbers] or [
        point for found in rings.values() for ring in found for point in ring
    ]
    if not points:
        return Map([], [], [], WIDE, WIDE * FLATTEST)
    frame = _Frame(points)
    most = max((count for both in numbers.values() for count in both), default=0)
    spots = []
    for (name, place), (needs, people) in sorted(numbers.items(), key=lambda one: (-sum(one[1]), one[0])):
        x, y = frame.at(place[1], place[0])
        numbered = len(spots) < NUMBERED
        radii = [_radius(count, most) if numbered else DOT * (count > 0) for count in (needs, people)]
        spots.append(Spot(name, x, y, needs, people, *radii, x, y, numbered))
    spots = [*_apart(spots[:NUMBERED], frame.height), *spots[NUMBERED:]]
    around = (ring for code, found in outlines().items() if code not in mine for ring in found)
    return Map(
        [*frame.paths(ring for found in rings.values() for ring in found)],
        [*frame.paths(around)],
        _named(spots, frame.height),
        WIDE,
        frame.height,
    )


def _radius(count: int, most: int) -> float:
    """Areas grow with the numbers."""
    return round(LEAST + (MOST - LEAST) * (count / max(most, MANY)) ** 0.5, 1) if count else 0.0


def _apart(spots: list[Spot], height: float) -> list[Spot]:
    """The same spots where none hides another, as near to their places as pushing them one from another leaves them."""
    at = [[one.x, one.y] for one in spots]
    for _turn in range(PUSHES):
        moved = False
        for first, one in enumerate(spots):
            for second in range(first + 1, len(spots)):
                other = spots[second]
                dx, dy = at[second][0] - at[first][0], at[second][1] - at[first][1]
                over_x, over_y = one.reach + other.reach + 2 - abs(dx), one.tallest + other.tallest + 2 - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                # Along the shorter way out; of two that stand on one point, the second goes right or down.
                axis, over, side = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
                step = over / 2 if side >= 0 else -over / 2
                at[first][axis] -= step
                at[second][axis] += step
        for place, one in zip(at, spots, strict=True):
            place[0] = min(max(place[0], one.reach), WIDE - one.reach)
            place[1] = min(max(place[1], one.tallest), height - one.tallest)
        if not moved:
            break
    return [replace(one, at_x=round(x, 1), at_y=round(y, 1)) for one, (x, y) in zip(spots, at, strict=True)]


def _named(spots: list[Spot], height: float) -> list[Spot]:
    """With a name beside those for which there is room below, above, right or left, the greatest first."""
    taken = [one.box for one in spots]
    found = []
    for one in spots:
        wide = LETTER_WIDE * len(one.short_name) / 2
        middles = [
            (one.at_x, one.at_y + one.tallest + LETTER_HIGH / 2 + 1),
            (one.at_x, one.at_y - one.tallest - LETTER_HIGH / 2 - 1),
            (one.at_x + one.reach + wide + 3, one.at_y),
            (one.at_x - one.reach - wide - 3, one.at_y),
        ]
        label = None
        for x, y in middles if one.numbered else ():
            box = (x - wide, y - LETTER_HIGH / 2, x + wide, y + LETTER_HIGH / 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDE and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                label = Name(round(x, 1), round(y, 1))
                taken.append(box)
                break
        found.append(replace(one, label=label))
    return found


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
