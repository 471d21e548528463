"""Bars and a fan as SVG: the same drawing on a page (coloured by the page's own classes) and in the PDF.

Everything is drawn in a width of `WIDTH`, so that it can be read on a telephone without being shrunk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from labmigration.replication.document import Drawing
from labmigration.replication.sources import Spread

WIDTH: Final = 360
#: For paper; on a page the classes give the colours of the theme.
INK, SOFT, LINE, ACCENT, BAND = "#1d2a2b", "#4b5a5b", "#d9d3c7", "#0b5c55", "#cfe3dc"
_ROW, _LABEL_AT, _BAR_AT, _BAR = 40, 13, 20, 10
#: The fan: where its ground begins and ends, and how high it is.
_LEFT, _RIGHT, _TOP, _HEIGHT = 34, 350, 14, 150


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, its number as it is read, and a length between 0 and 1."""

    label: str
    told: str
    share: float


def bars(title: str, description: str, rows: Sequence[Bar]) -> Drawing:
    """One bar a row, its label above."""
    parts = []
    for number, row in enumerate(rows):
        top = number * _ROW
        length = max(2.0, WIDTH * min(1.0, max(0.0, row.share)))
        parts.append(_text(0, top + _LABEL_AT, row.label, INK))
        parts.append(_text(WIDTH, top + _LABEL_AT, row.told, INK, anchor="end", strong=True))
        parts.append(_rect(WIDTH, top + _BAR_AT, "drawn-ground", LINE))
        parts.append(_rect(length, top + _BAR_AT, "drawn-bar", ACCENT))
    return _drawing(title, description, parts, len(rows) * _ROW)


def fan(title: str, description: str, months: Sequence[Spread], years: Sequence[tuple[int, str]]) -> Drawing:
    """The mean as a line, nine runs in ten as a band. `years`: the month (from 1) at which a label stands."""
    most = _round_up(max((month.p95 for month in months), default=1.0))

    def x(month: int) -> float:
        return _LEFT + (_RIGHT - _LEFT) * month / len(months)

    def y(people: float) -> float:
        return _TOP + _HEIGHT * (1 - people / most)

    def points(values: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{x(month):.1f},{y(people):.1f}" for month, people in values)

    high = [(0, 0.0), *((month, spread.p95) for month, spread in enumerate(months, 1))]
    low = [(month, spread.p5) for month, spread in reversed(list(enumerate(months, 1)))]
    mean = [(0, 0.0), *((month, spread.mean) for month, spread in enumerate(months, 1))]
    parts = []
    for step in range(5):
        level = most * step / 4
        across = f'x1="{_LEFT}" x2="{_RIGHT}" y1="{y(level):.1f}" y2="{y(level):.1f}"'
        parts.append(f'<line {across} class="drawn-line" stroke="{LINE}"/>')
        parts.append(_text(_LEFT - 5, y(level) + 4, f"{level:.0f}", SOFT, anchor="end"))
    parts.append(f'<polygon points="{points([*high, *low])}" class="drawn-band" fill="{BAND}"/>')
    parts.append(
        f'<polyline points="{points(mean)}" class="drawn-mean" fill="none" stroke="{ACCENT}" stroke-width="2.5"/>'
    )
    for month, told in years:
        parts.append(_text(x(month), _TOP + _HEIGHT + 18, told, SOFT, anchor="end"))
    return _drawing(title, description, parts, _TOP + _HEIGHT + 26)


def _drawing(title: str, description: str, parts: Sequence[str], height: int) -> Drawing:
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="drawn">{"".join(parts)}</svg>'
    return Drawing(title, description, svg, WIDTH, height)


def _rect(length: float, top: float, name: str, colour: str) -> str:
    return f'<rect x="0" y="{top}" width="{length:.1f}" height="{_BAR}" rx="5" class="{name}" fill="{colour}"/>'


def _text(x: float, y: float, told: str, colour: str, *, anchor: str = "start", strong: bool = False) -> str:
    family = "IBM Plex Sans SmBld, IBM Plex Sans" if strong else "IBM Plex Sans"
    name = ("drawn-soft" if colour == SOFT else "drawn-ink") + (" drawn-strong" if strong else "")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{family}" font-size="12.5" text-anchor="{anchor}" '
        f'class="{name}" fill="{colour}">{escape(told)}</text>'
    )


def _round_up(value: float) -> int:
    """The next number that four grid lines divide evenly: 4, 8, 20, 40, 80, 200 …"""
    size = 4
    while True:
        for factor in (1, 2, 5):
            if value <= size * factor:
                return size * factor
        size *= 10
