"""Hours that the pilot's advisors open, a meeting that somebody chooses, the reminders that were written meanwhile."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.utils import timezone

from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions, queries, slot_actions, sweeping, telling, waiting_actions
from labmigration.pathway.orientation.days_off import days_off
from labmigration.pathway.orientation.models import How
from labmigration.pathway.orientation.weekly import weekly

WEEKS = 6
#: advisor → days of the week, from, to, how, where
HOURS = (
    ((1, 3), time(9), time(12), How.PLACE, "CEP Marseille, 2e étage"),
    ((2,), time(14), time(17), How.TELEPHONE, ""),
)
MINUTES = 45
DAYS_REMINDED = 5


def play(stage: Stage, people: Sequence[Pathway], today: date) -> None:
    """Series of hours are open; the last of `people` was sent a link, chose one and waits for an earlier one."""
    for number, (weekdays, begins, ends, how, place) in enumerate(HOURS):
        with played(working(today - timedelta(days=20)), 8):
            series = weekly(
                today - timedelta(days=6), WEEKS, weekdays, begins, ends, MINUTES,
                days_off(today, today + timedelta(weeks=WEEKS)),
            )  # fmt: skip
            slot_actions.open_slots(
                [timezone.make_aware(moment) for moment in series.starts],
                actor=stage.company.actor("advisor", number),
                minutes=MINUTES,
                how=how,
                place=place,
            )
    choosing = people[-1]
    with played(working(today - timedelta(days=6)), 11):
        telling.invite(choosing, actor=stage.advisor_of(choosing))
    with played(today - timedelta(days=5), 20):
        later = [
            slot
            for slot in queries.free_slots(choosing.lead_advisor)
            if timezone.localtime(slot.starts_at).date() > today + timedelta(days=4)
        ]
        actions.choose(choosing, later[0], actor=stage.herself(choosing))
        waiting_actions.wait(choosing, actor=stage.herself(choosing))
    for days in range(DAYS_REMINDED, -1, -1):
        with played(today - timedelta(days=days), 10, 5):
            sweeping.remind_all(Actor.system(TERRITORY))
