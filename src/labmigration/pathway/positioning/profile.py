"""How a positioning is drawn: one bar an axis, in words; no percentage, no total, no radar (reference §7)."""

from dataclasses import dataclass
from typing import Any

from labmigration.pathway.positioning.facts import AssetFound, Findings, Level, NeedFound
from labmigration.pathway.positioning.models import FRENCH_SKILLS, LEVELLED, Axis, Grade, Mastery

GRADE_ICONS = {
    Grade.DECLARED: "message-square",
    Grade.DESCRIBED: "book-open",
    Grade.ATTESTED: "user-check",
    Grade.TESTED: "clipboard-check",
    Grade.OBSERVED: "eye",
}


@dataclass(frozen=True)
class Bar:
    """One axis: filled up to `sure`, hatched from there to `high` (SVG lengths), the same said in words."""

    label: Any
    words: Any
    up_to: Any = ""
    sure: str = ""
    high: str = ""
    grade: Any = ""
    grade_icon: str = ""

    @property
    def to_confirm(self) -> bool:
        return self.high != self.sure

    @property
    def seen(self) -> bool:
        return bool(self.grade)


@dataclass(frozen=True)
class Told:
    """An asset or a need with its axis, and the asset's grade, in words."""

    what: str
    axis: Any
    grade: Any = ""
    grade_icon: str = ""
    critical: bool = False


def bar(axis: str, level: Level | None) -> Bar:
    """The bar of one axis; an axis not seen yet is an empty one."""
    label = Axis(axis).label
    if level is None:
        return Bar(label, Mastery.UNKNOWN.label)
    up_to = Mastery(level.high).label if level.high > level.low else ""
    grade = Grade(level.grade)
    sure, high = length(level.low), length(level.high)
    return Bar(label, Mastery(level.low).label, up_to, sure, high, grade.label, GRADE_ICONS[grade])


def length(mastery: int) -> str:
    # "Not yet" is an empty bar, "could show others" a full one: three steps lie between the four words.
    return f"{100 * (mastery - Mastery.NOT_YET) / (Mastery.COULD_SHOW - Mastery.NOT_YET):.1f}%"


def bars(findings: Findings) -> list[Bar]:
    """One bar an axis that has levels, in the order of the axes."""
    found = {level.axis: level for level in findings.levels}
    return [bar(axis, found.get(axis)) for axis in LEVELLED]


def assets(findings: Findings) -> list[Told]:
    """The assets as they were entered, each with its grade."""
    return [_asset(asset) for asset in findings.assets]


def needs(findings: Findings) -> list[Told]:
    """The needs, the indispensable first."""
    return [_need(need) for need in sorted(findings.needs, key=lambda need: not need.critical)]


def french_to_confirm(findings: Findings) -> list[str]:
    """The French skills whose level is still to be confirmed, in words."""
    unsure = {level.axis for level in findings.levels if level.high > level.low}
    return [str(axis.label) for axis in FRENCH_SKILLS if axis in unsure]


def _asset(asset: AssetFound) -> Told:
    grade = Grade(asset.grade)
    return Told(asset.what, Axis(asset.axis).label, grade.label, GRADE_ICONS[grade])


def _need(need: NeedFound) -> Told:
    return Told(need.what, Axis(need.axis).label, critical=need.critical)
