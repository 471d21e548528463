"""What others may ask of contracts."""

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.working_time import Week, week_of
from labmigration.pathway.matching.queries import Introduction, agreements_of, leading_step
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household


def contracts_of(actor: Actor, pathway: Pathway) -> "QuerySet[Contract]":
    """The person's contracts that the actor may read, newest first."""
    return _contracts(actor).filter(pathway=pathway)


def contracts_of_household(actor: Actor, household: Household) -> "QuerySet[Contract]":
    """The household's contracts that the actor may read, newest first."""
    return _contracts(actor).filter(household=household)


def _contracts(actor: Actor) -> "QuerySet[Contract]":
    found: QuerySet[Contract] = visible(actor, "employment.read")
    return found.select_related("pathway__candidate", "household", "tutor").order_by("-starts_on", "pk")


def week_with(pathway: Pathway, *, occupation: str, on: Any, adding: Decimal = Decimal(0), but: Any = None) -> Week:
    """The person's week over all contracts promised or running, `adding` hours to come, leaving out contract `but`."""
    counting = Contract.objects.filter(pathway=pathway, state__in=states.COUNTING).exclude(pk=but)
    return week_of([*counting.values_list("weekly_hours", flat=True), adding], occupation=occupation, on=on)


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


def tutors(territory: str) -> "QuerySet[User]":
    """Employer-tutors of a territory whose role holds today."""
    grants = {"grants__role": Role.EMPLOYER_TUTOR, "grants__territory": territory}
    held = User.objects.filter(**grants, grants__since__lte=clock.today(), is_active=True)
    return held.exclude(**grants, grants__until__lt=clock.today()).order_by("name").distinct()


def tutors_of(pathway: Pathway) -> set[Any]:
    """The accounts that were ever employer-tutors of a person; certification asks, for its juries."""
    named = Contract.objects.filter(pathway=pathway, tutor__isnull=False)
    return set(named.order_by().values_list("tutor", flat=True))
