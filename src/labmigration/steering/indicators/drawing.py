"""Curves with their band, and series with their breaks: lengths of an SVG, and the same numbers for a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from labmigration.steering.indicators.measure import IndicatorValue, Point
from labmigration.steering.indicators.queries import Moment
from labmigration.steering.indicators.words import amount, percent

#: The drawing: shares from 0 to 100 % over `HEIGHT` pixels; times from `LEFT` to `RIGHT` percent of its width.
HEIGHT, TOP, LEFT, RIGHT = 180, 12, 14, 96


@dataclass(frozen=True)
class Mark:
    """One point with its interval: where it stands, and what it says."""

    x: str
    y: str
    low: str
    high: str
    time: str
    value: str
    interval: str
    at_risk: int


@dataclass(frozen=True)
class Curve:
    """A step curve: its line and its band as SVG paths (x in percent, y in pixels), and its points."""

    marks: list[Mark]
    path: str
    band: str
    grid: list[tuple[str, str]]


def curve(points: Sequence[Point], *, begins_at: float) -> Curve | None:
    """The curve of shares over time, from `begins_at` (1 for who stays, 0 for what happens); None without a point."""
    if not points:
        return None
    longest = max(point.time for point in points) or 1.0
    marks = [_mark(point, longest) for point in points]
    line = upper = f"M{LEFT},{_y(begins_at)}"
    for mark in marks:
        line += f" H{mark.x} V{mark.y}"
        upper += f" H{mark.x} V{mark.high}"
    # Back along the lower bound, each step drawn the other way round.
    lower = "".join(
        f" V{mark.low} H{before}"
        for mark, before in zip(reversed(marks), [*(each.x for each in reversed(marks[:-1])), f"{LEFT}"], strict=True)
    )
    return Curve(marks, line, f"{upper}{lower} Z", [(_y(step / 4), percent(step / 4)) for step in range(5)])


def _mark(point: Point, longest: float) -> Mark:
    return Mark(
        x=f"{LEFT + (RIGHT - LEFT) * point.time / longest:.2f}",
        y=_y(point.value),
        low=_y(point.low),
        high=_y(point.high),
        time=f"{point.time:g}",
        value=percent(point.value),
        interval=f"{percent(point.low)} – {percent(point.high)}",
        at_risk=point.at_risk,
    )


def _y(share: float) -> str:
    return f"{TOP + HEIGHT * (1 - share):.1f}"


@dataclass(frozen=True)
class SeriesMark:
    """One day of a series. `x`, `y`: empty where nothing can be told; `breaks`: a new definition begins here."""

    on: date
    version: int
    breaks: bool
    x: str
    y: str
    low: str
    high: str
    told: str
    interval: str
    of: str


@dataclass(frozen=True)
class Series:
    """One figure over the last quarters: its marks, the lines between marks of one version, where it breaks."""

    measure: str
    marks: list[SeriesMark]
    segments: list[tuple[SeriesMark, SeriesMark]]
    breaks: list[SeriesMark]
    grid: list[tuple[str, str]]


def series_of(moments: Sequence[Moment], measure: str, unit: str) -> Series:
    """One measure of an indicator over time; shares on 0 … 100 %, other units on 0 … their largest value."""
    picked = [(moment, _pick(moment.values, measure, unit)) for moment in moments]
    top = (
        1.0 if unit == "share" else max((one.high or one.value or 0.0 for _, one in picked if one), default=0.0) or 1.0
    )
    first, last = moments[0].on.toordinal(), max(moments[-1].on.toordinal(), moments[0].on.toordinal() + 1)
    marks = []
    for moment, one in picked:
        x = f"{LEFT + (RIGHT - LEFT) * (moment.on.toordinal() - first) / (last - first):.1f}"
        marks.append(_series_mark(moment, one, x, top))
    drawn = [mark for mark in marks if mark.y]
    segments = [(one, other) for one, other in zip(drawn, drawn[1:], strict=False) if one.version == other.version]
    grid = [(_y(step / 4), amount(top * step / 4, unit)) for step in range(5)]
    return Series(measure, marks, segments, [mark for mark in marks if mark.breaks], grid)


def _pick(values: Sequence[IndicatorValue], measure: str, unit: str) -> IndicatorValue | None:
    return next((each for each in values if (each.measure, each.unit) == (measure, unit)), None)


def _series_mark(moment: Moment, one: IndicatorValue | None, x: str, top: float) -> SeriesMark:
    blank = SeriesMark(moment.on, moment.version, moment.breaks, x, "", "", "", "", "", "")
    if one is None or one.value is None:
        return blank
    low = high = interval = ""
    if one.low is not None and one.high is not None:
        low, high = _y(min(one.low / top, 1)), _y(min(one.high / top, 1))
        interval = f"{amount(one.low, one.unit)} – {amount(one.high, one.unit)}"
    part = one.parts[0] if one.parts and not one.parts[0].hidden else None
    of = f"{part.numerator:g} / {part.denominator:g}" if part else ""
    return SeriesMark(
        moment.on, moment.version, moment.breaks, x, _y(one.value / top), low, high,
        amount(one.value, one.unit), interval, of,
    )  # fmt: skip
