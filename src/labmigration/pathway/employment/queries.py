"""What others may ask of contracts."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract, ContractChange, Licence
from labmigration.pathway.employment.working_time import Slot, Week, week_of
from labmigration.pathway.matching.queries import Introduction, agreements_of, leading_step
from labmigration.pathway.models import Pathway
from labmigration.pathway.states import OPEN
from labmigration.people.models import Household
from labmigration.programme import programme


def contracts_of(actor: Actor, pathway: Pathway) -> "QuerySet[Contract]":
    """The person's contracts that the actor may read, newest first."""
    return _contracts(actor).filter(pathway=pathway)


def contracts_of_household(actor: Actor, household: Household) -> "QuerySet[Contract]":
    """The household's contracts that the actor may read, newest first."""
    return _contracts(actor).filter(household=household)


def _contracts(actor: Actor) -> "QuerySet[Contract]":
    found: QuerySet[Contract] = visible(actor, "employment.read")
    return found.select_related("pathway__candidate", "household").order_by("-starts_on", "pk")


def week_with(
    pathway: Pathway,
    *,
    occupation: str,
    on: Any,
    adding: Decimal = Decimal(0),
    slots: Iterable[Slot] = (),
    but: Any = None,
) -> Week:
    """The person's week over all contracts promised or running, with what is to come, leaving out contract `but`."""
    counting = Contract.objects.filter(pathway=pathway, state__in=states.COUNTING).exclude(pk=but)
    rows = list(counting.values_list("weekly_hours", "slots"))
    hours = [*(hours for hours, _slots in rows), adding]
    return week_of(
        hours, occupation=occupation, on=on, slots=[*(slot for _hours, each in rows for slot in each), *slots]
    )


def licence_of(pathway: Pathway) -> Licence | None:
    """The licence that the person holds as a childminder, as it was seen; None when none was, or it was withdrawn."""
    return Licence.objects.filter(pathway=pathway, state=states.HELD).first()


def licence_covers(pathway: Pathway, occupation: str, day: date) -> bool:
    """Whether the occupation needs no licence, or one was seen that is valid on that day."""
    if programme().occupation(occupation).workplace != "own_home":
        return True
    held = licence_of(pathway)
    return held is not None and day <= held.valid_until


def changes_of(actor: Actor, contracts: Iterable[Contract]) -> dict[Any, list[ContractChange]]:
    """The changes of each contract that the actor may read, the newest first; one query."""
    found: dict[Any, list[ContractChange]] = {}
    rows = visible(actor, "employment.read_changes").filter(contract__in=list(contracts))
    for change in rows.select_related("contract__household", "pathway__candidate").order_by("-effective_on", "pk"):
        found.setdefault(change.contract_id, []).append(change)
    return found


def trials_ending(actor: Actor, before: date) -> "QuerySet[Contract]":
    """Running contracts whose trial period ends from today until that day."""
    ending = {"state": states.ACTIVE, "trial_ends_on__gte": clock.today(), "trial_ends_on__lte": before}
    return _contracts(actor).filter(**ending).order_by("trial_ends_on", "pk")


def contracts_on(pathway: Pathway, day: date) -> "QuerySet[Contract]":
    """The person's contracts that run on that day, each with its household."""
    begun = Contract.objects.filter(pathway=pathway, state__in=(states.ACTIVE, states.ENDED), first_paid_on__lte=day)
    return begun.exclude(ended_on__lt=day).select_related("household").order_by("first_paid_on", "pk")


def work_lately(actor: Actor, since: date) -> "QuerySet[Contract]":
    """Contracts that ran on a day from `since` on, of open pathways, with their changes; by person."""
    ran = Q(state=states.ACTIVE) | Q(state=states.ENDED, ended_on__gte=since)
    return _contracts(actor).filter(ran, pathway__state=OPEN).prefetch_related("changes").order_by("pathway", "pk")


def contracts_begun() -> "QuerySet[Contract]":
    """Contracts of the open territory whose first paid day has come, over or not."""
    return Contract.objects.filter(state__in=(states.ACTIVE, states.ENDED), first_paid_on__lte=clock.today())


def contracts_running() -> "QuerySet[Contract]":
    """Contracts of the open territory that run, with person and household."""
    return Contract.objects.filter(state=states.ACTIVE).select_related("household", "pathway").order_by("pk")


def hours_before_changes(contract: Contract) -> tuple[tuple[date, Decimal], ...]:
    """Day of each change that applies, and the hours a week before it, oldest first; no query once prefetched."""
    applied = [change for change in contract.changes.all() if change.state == states.APPLIED]
    return tuple((each.effective_on, each.hours_before) for each in sorted(applied, key=lambda each: each.effective_on))


def agreements_without_contract(pathway: Pathway) -> "QuerySet[Introduction]":
    """Agreements of both sides for which no contract is being drawn up yet."""
    return agreements_of(pathway).filter(contract__isnull=True)


def leading_contract_step(pathway: Pathway) -> str:
    """The next step that contracts not yet begun ask for; that of matching when there is none. Empty once at work."""
    contracts = list(Contract.objects.filter(pathway=pathway, state__in=states.COUNTING))
    drafts = [contract for contract in contracts if contract.state == states.DRAFT]
    if any(contract.state == states.SIGNED for contract in contracts):
        return "employment.start"
    if any(not contract.right_to_work_checked for contract in drafts):
        return "employment.check_right_to_work"
    if any(contract.worker_signed_at is None for contract in drafts):
        return "employment.sign"
    if drafts:
        return "employment.await_signature"
    if agreements_without_contract(pathway).exists():
        return "employment.draft"
    return "" if contracts else leading_step(pathway)[0]
