"""Where the vetting of a household stands: the three steps, and who did which, when and how."""

from dataclasses import dataclass

from django.db.models import Min, Q

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import HouseholdCheck, HouseholdNeed
from labmigration.people.models import Household


@dataclass(frozen=True)
class CheckLine:
    """One step of vetting; `done` is None while it is to be done."""

    kind: str
    label: str
    done: HouseholdCheck | None


def checks_of(household: Household) -> list[CheckLine]:
    """The three steps of vetting, in order; one query."""
    noted = HouseholdCheck.objects.filter(household=household, void=False).select_related("by")
    done = {check.kind: check for check in noted}
    return [CheckLine(kind.value, str(kind.label), done.get(kind.value)) for kind in HouseholdCheck.Kind]


@dataclass(frozen=True)
class OfficerTask:
    """A household that waits for the officer: to be vetted, or whose offer with housing waits for a second look."""

    household: Household
    code: str
    steps_done: int = 0


def tasks_of(actor: Actor, at_most: int = 30) -> list[OfficerTask]:
    """Households to vet that have described a need, the oldest first, then offers with housing; three queries."""
    # From the few households that wait to their needs: the other way round reads every open need of the territory.
    first_day = Min("needs__starts_on", filter=Q(needs__state=states.OPEN))
    waiting = visible(actor, "matching.vet").filter(state=Household.Vetting.WAITING).annotate(first_day=first_day)
    to_vet = list(waiting.filter(first_day__isnull=False).order_by("first_day", "pk")[:at_most])
    done: dict[object, int] = {}
    for household_id in HouseholdCheck.objects.filter(household__in=to_vet, void=False).values_list("household"):
        done[household_id[0]] = done.get(household_id[0], 0) + 1
    housing = visible(actor, "matching.approve_live_in").filter(
        state=states.OPEN, live_in=True, live_in_approved_on__isnull=True, household__state=Household.Vetting.VETTED
    )
    to_approve: list[HouseholdNeed] = list(housing.select_related("household").order_by("starts_on", "pk")[:at_most])
    return [
        *(OfficerTask(household, "vet", done.get(household.pk, 0)) for household in to_vet),
        *(OfficerTask(need.household, "approve_live_in") for need in to_approve),
    ]
