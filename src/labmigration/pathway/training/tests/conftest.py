"""A cohort in Marseille with its people, made through the actions that people use."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.training import actions
from labmigration.pathway.training.actions import SheetLine
from labmigration.pathway.training.filling.actions import note_call
from labmigration.pathway.training.models import Cohort, Enrolment, Session
from labmigration.pathway.training.queries import expected

MONDAY = date(2026, 3, 9)


class School:
    """The training provider of a world, at work: short words for what the tests do again and again."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self.trainer = world.user("trainer")
        self.coordinator: Actor = world.training_coordinator

    def cohort(self, name: str = "Cohorte 1", **fields: Any) -> Cohort:
        defaults = {"starts_on": MONDAY, "ends_on": date(2026, 7, 10), "trainers": [self.trainer]}
        provider = self.world.organisation("training_provider")
        return actions.form(actor=self.coordinator, provider=provider, name=name, **{**defaults, **fields})

    def waiting(self, **fields: Any) -> Any:
        return self.world.person("training", "training.enrol", **fields)

    def enrolled(self, cohort: Cohort, count: int, **fields: Any) -> list[Enrolment]:
        return [actions.enrol(self.waiting(**fields), cohort, actor=self.coordinator) for _ in range(count)]

    def running(self, people: int = 12, **fields: Any) -> tuple[Cohort, list[Enrolment]]:
        """A cohort that has started, its people enrolled a week before."""
        with clock.at(MONDAY - timedelta(days=7)):
            cohort = self.cohort()
            seats = self.enrolled(cohort, people, **fields)
        actions.start(cohort, actor=self.coordinator)
        fresh = cohort.enrolments.select_related("pathway__candidate__user").order_by("seat")
        return cohort, list(fresh.filter(pk__in=[seat.pk for seat in seats]))

    def session(self, cohort: Cohort, day: date = MONDAY, half: str = "am", **fields: Any) -> Session:
        defaults = {"module": "core_safety", "hours": Decimal("3.5"), "trainer": self.trainer}
        return actions.plan_session(cohort, actor=self.coordinator, date=day, half=half, **{**defaults, **fields})

    def leave(self, seat: Enrolment, cause: str = "job") -> None:
        """She is called, and her departure is noted."""
        note_call(seat, actor=self.coordinator, answer="talked")
        actions.withdraw(seat, actor=self.coordinator, cause=cause)

    def sign(self, session: Session, *, actor: Actor | None = None, **by_seat: Any) -> int:
        """Sign a sheet: everybody present but those told otherwise, as `seat_3=("late", 90)`: minutes missed."""
        lines = []
        for seat in expected(session):
            status, minutes = by_seat.get(f"seat_{seat.seat}", ("present", None))
            lines.append(SheetLine(seat, status, minutes, proof_seen=status == "excused"))
        return actions.sign_sheet(session, actor=actor or Actor.of(self.trainer), lines=lines)


@pytest.fixture
def school(world: Any, on_a_tuesday: date) -> School:
    """Marseille's provider on Tuesday 10 March 2026."""
    return School(world)


@pytest.fixture
def at_work(school: School) -> Any:
    """The coordinator's territories are open for the length of the test."""
    with school.coordinator.at_work():
        yield
