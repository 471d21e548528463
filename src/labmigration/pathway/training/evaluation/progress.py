"""How judgements are drawn: one small drawing a skill, both sides beside each other over time. Never a sum or a mark.

Days run from left to right in the order in which something was said, at equal distances: what counts is what came
before and what after. The same is told in words under each drawing, and in one table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from labmigration.pathway.training.evaluation.evidence import POSITIONING, TRAINEE, TRAINER, Finding, standing
from labmigration.pathway.training.evaluation.skills import TaughtSkill, level_words

#: Sizes of one drawing, in the units of its viewBox: days share its width.
WIDTH, SIDE, WIDEST_STEP, HEIGHT, TOP = 240, 16, 84, 132, 12
LEVEL_HEIGHT = (HEIGHT - 2 * TOP) / 3


@dataclass(frozen=True)
class Mark:
    """One point: where it stands, who spoke, when, and the level in words (`up_to` where it is not certain)."""

    x: str
    y: str
    y_low: str
    said_by: str
    on: date
    words: Any
    up_to: Any = ""


@dataclass(frozen=True)
class Side:
    """What one side said: its marks, and the line through them."""

    said_by: str
    marks: list[Mark]

    @property
    def line(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)

    @property
    def last(self) -> Mark:
        return self.marks[-1]


@dataclass(frozen=True)
class SkillDrawing:
    """One skill over time. talk: the two sides differ in what they last said. measures: days on which one was taken."""

    code: str
    name: Any
    width: int
    height: int
    target: Any
    target_y: str
    sides: list[Side]
    levels: list[tuple[str, Any]]
    talk: bool
    stands: Any
    can_do: Any
    grade: str
    measures: int
    first: Mark | None = None
    latest: Mark | None = None

    @property
    def trainer(self) -> Mark | None:
        return next((side.last for side in self.sides if side.said_by == TRAINER), None)

    @property
    def trainee(self) -> Mark | None:
        return next((side.last for side in self.sides if side.said_by == TRAINEE), None)


@dataclass(frozen=True)
class DrawnGroup:
    """The skills of one block; `certification_block` is its number where the programme confirms it."""

    name: Any
    certification_block: str
    skills: list[SkillDrawing] = field(default_factory=list)

    @property
    def talks(self) -> list[SkillDrawing]:
        """Skills on which the two sides do not say the same."""
        return [skill for skill in self.skills if skill.talk]


def draw(skill: TaughtSkill, findings: Iterable[Finding]) -> SkillDrawing:
    """One skill; `findings` oldest first."""
    told = list(findings)
    days = sorted({finding.on for finding in told})
    step = min(WIDEST_STEP, (WIDTH - 2 * SIDE - 6) / max(len(days) - 1, 1))
    place = {day: SIDE + number * step for number, day in enumerate(days)}
    sides = []
    for side in (POSITIONING, TRAINER, TRAINEE):
        marks = [_mark(skill, finding, place[finding.on]) for finding in told if finding.said_by == side]
        if marks:
            sides.append(Side(side, marks))
    last = {side.said_by: side.last for side in sides}
    stood = standing(told)
    measured = [finding for finding in told if finding.said_by != TRAINEE]
    marks = [_mark(skill, finding, place[finding.on]) for finding in measured]
    return SkillDrawing(
        code=skill.code,
        name=level_words(skill.name),
        width=WIDTH,
        height=HEIGHT,
        target=level_words(skill.names[skill.target - 1]),
        target_y=_y(skill.target),
        sides=sides,
        levels=[(_y(level), level_words(skill.names[level - 1])) for level in range(4, 0, -1)],
        talk=TRAINER in last and TRAINEE in last and last[TRAINER].y != last[TRAINEE].y,
        stands=level_words(skill.names[stood.low - 1]) if stood else "",
        can_do=level_words(skill.can_do[stood.low - 1]) if stood else "",
        grade=stood.grade if stood else "",
        measures=len({finding.on for finding in measured}),
        first=marks[0] if marks else None,
        latest=marks[-1] if marks else None,
    )


def grouped(skills: Iterable[TaughtSkill], found: dict[str, list[Finding]]) -> list[DrawnGroup]:
    """The skills of which something was said, by block, in the order of the bank."""
    groups: dict[str, DrawnGroup] = {}
    for skill in skills:
        if found.get(skill.code):
            group = groups.setdefault(skill.block, DrawnGroup(level_words(skill.group), skill.certification_block))
            group.skills.append(draw(skill, found[skill.code]))
    return list(groups.values())


def _mark(skill: TaughtSkill, finding: Finding, x: float) -> Mark:
    # What the trainee says stands a little aside, so that two equal levels of one day do not hide each other.
    aside = 6 if finding.said_by == TRAINEE else 0
    return Mark(
        x=f"{x + aside:.1f}",
        y=_y(finding.high),
        y_low=_y(finding.low),
        said_by=finding.said_by,
        on=finding.on,
        words=level_words(skill.names[finding.low - 1]),
        up_to=level_words(skill.names[finding.high - 1]) if finding.high > finding.low else "",
    )


def _y(level: int) -> str:
    return f"{HEIGHT - TOP - (level - 1) * LEVEL_HEIGHT:.1f}"
