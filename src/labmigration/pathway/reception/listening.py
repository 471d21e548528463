"""What reception hears of the whole way, later stages included, through the journal: when to look at papers again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from labmigration import clock
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import right_to_work_actions as checks
from labmigration.pathway.reception import right_to_work_states as states
from labmigration.pathway.reception.models import Referral, RightToWorkCheck
from labmigration.timeline.models import Event

Reason = RightToWorkCheck.Reason


def hear(*, instance: Event, created: bool, **_: Any) -> None:
    """Receiver of every event of the journal, in the transaction that writes it."""
    act = _HEARD.get(instance.verb)
    if act is not None and created and instance.pathway_id is not None:
        act(Pathway.objects.get(pk=instance.pathway_id), instance)


def _admitted(pathway: Pathway, event: Event) -> None:
    today = clock.today()
    due_on = today + timedelta(days=checks.days(Reason.INTAKE))
    checks.plan(pathway, Reason.INTAKE, about=event.subject_id, for_day=today, due_on=due_on)
    referral = Referral.objects.filter(pk=event.subject_id).first()
    # The journal outlives what it speaks of: an event whose referral is gone plans nothing more.
    if referral is not None and not _is_free_to_work(pathway):
        checks.plan_before_end(pathway, referral.valid_until)


def _enrolled(pathway: Pathway, event: Event) -> None:
    if not _is_free_to_work(pathway):
        told = event.facts.get("starts_on")
        first_day = max(date.fromisoformat(told), clock.today()) if told else clock.today()
        checks.plan(pathway, Reason.COHORT, about=event.subject_id, for_day=first_day)


def _left_cohort(pathway: Pathway, event: Event) -> None:
    checks.drop(pathway, Reason.COHORT, about=event.subject_id)


def _contract_drawn_up(pathway: Pathway, event: Event) -> None:
    """Drawn up or corrected: another first day is another check."""
    about = f"{event.subject_id} {event.facts['starts_on']}"
    checks.drop(pathway, Reason.CONTRACT, about=event.subject_id, but=about)
    checks.plan(pathway, Reason.CONTRACT, about=about, for_day=date.fromisoformat(event.facts["starts_on"]))


def _contract_checked(pathway: Pathway, event: Event) -> None:
    about = f"{event.subject_id} {event.facts['for']}"
    for check in RightToWorkCheck.objects.filter(
        pathway=pathway, reason=Reason.CONTRACT, about=about, state=states.DUE
    ):
        checks.done_elsewhere(check, by=event.actor)


def _contract_given_up(pathway: Pathway, event: Event) -> None:
    checks.drop(pathway, Reason.CONTRACT, about=event.subject_id)


def _is_free_to_work(pathway: Pathway) -> bool:
    """European citizens show no title: they are asked at intake, and no more."""
    rows = Referral.objects.filter(pathway=pathway).order_by("-referred_on", "-id").values_list("grounds", flat=True)
    return any(ground["code"] == "european_citizen" for ground in rows.first() or [])


_HEARD: dict[str, Callable[[Pathway, Event], None]] = {
    "reception.admit": _admitted,
    "training.enrol": _enrolled,
    "training.withdraw": _left_cohort,
    "employment.draft": _contract_drawn_up,
    "employment.correct": _contract_drawn_up,
    "employment.check_right_to_work": _contract_checked,
    "employment.cancel": _contract_given_up,
}
