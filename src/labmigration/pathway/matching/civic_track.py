"""What the double civic track hears of matching: who has agreed with whom, and for whom the steps are meant."""

from uuid import UUID

from django.http import HttpRequest

from labmigration.access.gate import may, visible
from labmigration.civic.joined import Joined
from labmigration.pathway.matching import states
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.opening import note_opening
from labmigration.pathway.states import OPEN
from labmigration.people.models import Household

#: The citizenship module belongs to the training; the steps accompany it and what follows.
FROM_STAGE = Stage.TRAINING


def joined_with(request: HttpRequest) -> list[Joined]:
    """The other side of every agreement of whoever reads, once each, with the name that this step discloses.

    Before an agreement of both nothing is told; nor to a household that is suspended. One query, and the opening of
    each person's file is written down.
    """
    if not may(request.actor, "matching.read"):
        return []
    agreed = visible(request.actor, "matching.read").filter(state=states.AGREED)
    found: dict[object, Joined] = {}
    for one in agreed.select_related("pathway__candidate", "need__household").order_by("-proposed_on", "pk"):
        person, household = one.pathway.candidate, one.need.household
        if person.user_id == request.actor.user.pk:
            found.setdefault(household.pk, Joined(household.name, household))
        elif household.user_id == request.actor.user.pk and household.state == Household.Vetting.VETTED:
            if person.pk not in found:
                note_opening(request, one.pathway, "civic.own")
            found.setdefault(person.pk, Joined(person.first_name, person))
    return list(found.values())


def people_concerned() -> set[UUID]:
    """Candidates whose pathway is open and has come as far as the training."""
    reached = Stage.values[Stage.values.index(FROM_STAGE) :]
    return set(Pathway.objects.filter(state=OPEN, stage__in=reached).values_list("candidate", flat=True))
