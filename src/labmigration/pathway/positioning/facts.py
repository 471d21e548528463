"""What a positioning found, as plain values: what the advisor's page hands in, and what an engine will read and give.

The adaptive engine of a later issue will produce the same `Level` (low and high of its band, grade "tested"); nothing
else of this stage has to change for it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from labmigration.pathway.positioning.models import (
    FRENCH_SKILLS,
    LEVELLED,
    Asset,
    Axis,
    AxisLevel,
    Grade,
    Mastery,
    Need,
    Positioning,
)

MOST_ASSETS, MOST_NEEDS = 10, 12


@dataclass(frozen=True)
class Level:
    """A level on one axis, between `low` and `high` of `Mastery` (1 to 4; an axis not seen yet has no level)."""

    axis: str
    low: int
    high: int
    grade: str

    def __post_init__(self) -> None:
        if self.axis not in LEVELLED:
            raise ValueError(f"{self.axis} has no level: {', '.join(LEVELLED)} do")
        if not Mastery.NOT_YET <= self.low <= self.high <= Mastery.COULD_SHOW:
            raise ValueError(f"a level goes from {self.low} to {self.high}")
        _known(self.grade, Grade)


@dataclass(frozen=True)
class AssetFound:
    """Something that the person knows, in her words, and how well it is proven."""

    what: str
    axis: str
    grade: str = Grade.DECLARED

    def __post_init__(self) -> None:
        _said(self.what)
        _known(self.axis, Axis)
        _known(self.grade, Grade)


@dataclass(frozen=True)
class NeedFound:
    """Something to learn or to settle; `critical` when the job can't begin without it."""

    what: str
    axis: str
    critical: bool = False

    def __post_init__(self) -> None:
        _said(self.what)
        _known(self.axis, Axis)


@dataclass(frozen=True)
class Findings:
    """Everything that a positioning found, at most one level an axis."""

    levels: tuple[Level, ...] = ()
    assets: tuple[AssetFound, ...] = ()
    needs: tuple[NeedFound, ...] = ()

    def __post_init__(self) -> None:
        if len({level.axis for level in self.levels}) != len(self.levels):
            raise ValueError("an axis has two levels")
        if len(self.assets) > MOST_ASSETS or len(self.needs) > MOST_NEEDS:
            raise ValueError(f"at most {MOST_ASSETS} assets and {MOST_NEEDS} needs")

    def missing(self) -> str:
        """What is still to be found before the positioning can be finished, as a sentence; empty when all is there."""
        told = []
        if not self.assets:
            told.append(_("au moins un acquis"))
        found = {level.axis for level in self.levels}
        french = [str(axis.label) for axis in FRENCH_SKILLS if axis not in found]
        if french:
            told.append(_("le niveau pour : %(skills)s") % {"skills": ", ".join(french)})
        return _("Il manque encore %(parts)s.") % {"parts": _(" et ").join(told)} if told else ""


def findings_of(positioning: Positioning) -> Findings:
    """The rows of one positioning; three queries."""
    axes = list(Axis)
    levels = sorted(AxisLevel.objects.filter(positioning=positioning), key=lambda row: axes.index(row.axis))
    return Findings(
        tuple(Level(row.axis, row.low, row.high, row.grade) for row in levels),
        tuple(AssetFound(row.what, row.axis, row.grade) for row in Asset.objects.filter(positioning=positioning)),
        tuple(NeedFound(row.what, row.axis, row.critical) for row in Need.objects.filter(positioning=positioning)),
    )


def _said(words: str) -> None:
    if not words.strip():
        raise ValueError("an asset or a need is said in words")


def _known(value: str, choices: type[Axis] | type[Grade]) -> None:
    if value not in choices.values:
        raise ValueError(f"{value!r} is none of {choices.values}")
