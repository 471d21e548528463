"""One territory in numbers, as its page draws them, masked or not; the territory must be the only one open."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from labmigration import clock
from labmigration.access.roles import Role
from labmigration.pathway.counts import Overdue, at_stage, overdue_by_role
from labmigration.pathway.models import Stage
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training.queries import CohortInList, every_cohort, hours_signed
from labmigration.programme import programme
from labmigration.programme.geography import Figure, Territory
from labmigration.programme.records import Disagreement
from labmigration.steering.indicators.queries import counts_shown
from labmigration.steering.masking import THRESHOLD, mask_beside, mask_parts, mask_row
from labmigration.steering.milestones import KEPT, Milestone, Reached, Wait, funnel, waits
from labmigration.territories.opening.description import description_of

#: Below so many people a share says less than it seems to, and outsiders read none.
SHARES_FROM = 20


@dataclass(frozen=True)
class Step:
    """One row of the funnel. `count` is None where it is not shown; `before` is the row of which it is a part."""

    milestone: Milestone
    count: int | None
    of_all: int | None
    before: "Step | None"

    @property
    def label(self) -> Any:
        """As the funnel draws it."""
        return self.milestone.label

    @property
    def of(self) -> int | None:
        """The denominator drawn: everyone referred."""
        return self.of_all


@dataclass(frozen=True)
class LateRole:
    """Overdue steps of one role; `count` is None where it is not shown."""

    label: str
    role: str
    count: int | None
    since: Any


@dataclass(frozen=True)
class Hours:
    """Hours signed against hours prescribed, over the people now in training."""

    signed: Decimal
    prescribed: Decimal
    people: int


@dataclass(frozen=True)
class SourcedFigure:
    """A figure of the programme with its source in words."""

    figure: Figure
    citation: str


@dataclass(frozen=True)
class Overview:
    """What the page shows."""

    steps: list[Step]
    hidden: list[Step]
    waits: list[Wait]
    late: list[LateRole]
    cohorts: list[CohortInList]
    seats: tuple[int, int] | None
    hours: Hours | None
    figures: list[SourcedFigure]
    described: Territory
    disagreement: Disagreement | None
    nobody_yet: bool
    threshold: int = THRESHOLD


def overview(code: str, *, masked: bool) -> Overview:
    """The territory's numbers; `masked` for readers who may not see small ones. The number of queries is fixed.

    What is masked is masked beside the page of indicators too, which the same readers may open.
    """
    reached = funnel()
    elsewhere = counts_shown(code, clock.today()) if masked else []
    steps = _steps(reached, masked=masked, elsewhere=elsewhere)
    described = description_of(code)
    cohorts = every_cohort()
    hours = _hours()
    return Overview(
        steps=[step for step in steps if step.count is not None],
        hidden=[step for step in steps if step.count is None],
        waits=[wait for wait in waits() if not masked or wait.people >= THRESHOLD],
        late=_late(overdue_by_role(), reached[0].count, masked=masked),
        cohorts=[] if masked else cohorts,
        seats=_seats(
            cohorts, beside=[*elsewhere, *(step.count for step in steps if step.count is not None)], masked=masked
        ),
        hours=hours if hours and (not masked or hours.people >= THRESHOLD) else None,
        figures=[SourcedFigure(figure, programme().source(figure.source).citation) for figure in described.figure],
        described=described,
        disagreement=_target_against_capacity(described),
        nobody_yet=reached[0].count == 0,
    )


def _steps(reached: list[Reached], *, masked: bool, elsewhere: list[int]) -> list[Step]:
    counts: list[int | None] = [each.count for each in reached]
    if masked:
        counts = mask_row([each.count for each in reached], elsewhere)
    steps: list[Step] = []
    last_on_way: Step | None = None
    for each, count in zip(reached, counts, strict=True):
        step = Step(each.milestone, count, counts[0], last_on_way)
        steps.append(step)
        # A follow-up is part of those hired, not of the follow-up before it.
        if count is not None and each.milestone not in KEPT:
            last_on_way = step
    return steps


def _late(rows: list[Overdue], everyone: int, *, masked: bool) -> list[LateRole]:
    counts: dict[str, int | None] = {row.role: row.count for row in rows}
    if masked:
        counts = mask_parts({row.role: row.count for row in rows}, everyone)
    return [LateRole(str(Role(row.role).label), row.role, counts[row.role], row.since) for row in rows]


def _seats(cohorts: list[CohortInList], *, beside: list[int], masked: bool) -> tuple[int, int] | None:
    taken = sum(each.taken for each in cohorts)
    if not cohorts or (masked and mask_beside(taken, beside) is None):
        return None
    return taken, sum(each.cohort.capacity for each in cohorts)


def _hours() -> Hours | None:
    people = at_stage(Stage.TRAINING)
    if not people:
        return None
    prescribed = sum((sum(modules.values(), Decimal()) for modules in signed_hours(people).values()), Decimal())
    return Hours(sum(hours_signed(people).values(), Decimal()), prescribed, len(people))


def _target_against_capacity(described: Territory) -> Disagreement | None:
    """The disagreement of the sources on how many people, where this territory has both numbers and they differ."""
    target, capacity = described.target, described.capacity
    if target is None or capacity is None or target.people == capacity.people:
        return None
    return programme().disagreement("target_and_capacity")
