"""A simulation as curves and bars: SVG lengths, and the same numbers for a table."""

from dataclasses import dataclass
from typing import Any

from labmigration.pathway.positioning.results.wording import spoken
from labmigration.programme.positioning_bank import Bank
from labmigration.steering.models import Simulation
from labmigration.steering.simulating import BALANCED, FREE

#: The drawing of the error: from 0 to `WORST` logits, over `HEIGHT` pixels; the first and last lengths keep clear of
#: the edges, where their labels stand.
HEIGHT, WORST, LEFT, RIGHT = 200, 1.0, 8, 94


@dataclass(frozen=True)
class Point:
    """One mark of a curve: x in percent, y in pixels."""

    x: str
    y: str


@dataclass(frozen=True)
class Curve:
    """Points and the segments between them. `code`: free or balanced."""

    code: str
    points: list[Point]
    segments: list[tuple[Point, Point]]


@dataclass(frozen=True)
class ErrorRow:
    """The error in logits after so many questions; `x` of its label."""

    items: int
    free: float
    balanced: float
    x: str


@dataclass(frozen=True)
class SkillRow:
    """Of 100 simulated people: rightly told, to confirm, wrongly told; and where each part of the bar begins."""

    name: Any
    items: int
    right: int
    undecided: int
    wrong: int

    @property
    def undecided_at(self) -> str:
        return f"{self.right}%"

    @property
    def wrong_at(self) -> str:
        return f"{self.right + self.undecided}%"

    @property
    def right_width(self) -> str:
        return f"{self.right}%"

    @property
    def undecided_width(self) -> str:
        return f"{self.undecided}%"

    @property
    def wrong_width(self) -> str:
        return f"{self.wrong}%"


def error_rows(row: Simulation) -> list[ErrorRow]:
    """The error by number of questions, without and with areas that take turns."""
    free, balanced = (row.parts.get(name, {}).get("by_items", []) for name in (FREE, BALANCED))
    most = max((each["items"] for each in free), default=1)
    return [
        ErrorRow(round(one["items"]), one["rmse"], other["rmse"], _x(one["items"], most))
        for one, other in zip(free, balanced, strict=False)
    ]


def curves(rows: list[ErrorRow]) -> list[Curve]:
    """Both curves, ready to draw."""
    return [
        _curve(FREE, [(each.x, each.free) for each in rows]),
        _curve(BALANCED, [(each.x, each.balanced) for each in rows]),
    ]


def grid_lines() -> list[tuple[str, str]]:
    """Lines of equal error: how high, and what they say."""
    return [(_y(step / 4), f"{step / 4:.2f}".replace(".", ",")) for step in range(5)]


def skill_rows(row: Simulation, bank: Bank) -> list[SkillRow]:
    """The skills at the end of their questions, in the order of the bank."""
    found = []
    for skill in bank.skills:
        part = row.parts.get(f"skill:{skill.code}")
        if part:
            judged = part["by_rule"]
            right, wrong = round(100 * judged["right"]), round(100 * judged["wrong"])
            found.append(SkillRow(spoken(skill.name), round(judged["items"]), right, 100 - right - wrong, wrong))
    return found


def by_number(row: Simulation) -> list[SkillRow]:
    """The mean over the skills, by number of questions: when does asking more stop helping?"""
    parts = [part["by_items"] for name, part in row.parts.items() if name.startswith("skill:")]
    rows = []
    for place in range(min(map(len, parts), default=0)):
        judged = [part[place] for part in parts]
        right = round(100 * sum(each["right"] for each in judged) / len(judged))
        wrong = round(100 * sum(each["wrong"] for each in judged) / len(judged))
        rows.append(SkillRow("", place + 1, right, 100 - right - wrong, wrong))
    return rows


def _curve(code: str, marks: list[tuple[str, float]]) -> Curve:
    points = [Point(x, _y(error)) for x, error in marks]
    return Curve(code, points, list(zip(points, points[1:], strict=False)))


def _x(items: float, most: float) -> str:
    return f"{LEFT + (RIGHT - LEFT) * items / most:.2f}%"


def _y(error: float) -> str:
    return f"{10 + HEIGHT * (1 - min(error, WORST) / WORST):.1f}"
