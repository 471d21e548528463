"""What follow-up hears of the earlier stages, which do not know it: the first paid day."""

from typing import Any

from labmigration.access.actor import Actor
from labmigration.pathway.follow_up.actions import plan_milestones
from labmigration.timeline.models import Event

FIRST_PAID_DAY = "employment.start"


def plan_from_first_paid_day(*, subject: Any, event: Event, actor: Actor, **_: Any) -> None:
    """Receiver of `timeline.moves.moved`: when a contract starts, plan what is to be planned for its person.

    Runs in the transaction of the move; `subject` is the contract, with its `pathway` and `first_paid_on`.
    """
    if event.verb == FIRST_PAID_DAY:
        plan_milestones(subject.pathway, first_paid_on=subject.first_paid_on, actor=actor)
