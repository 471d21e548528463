"""What a household's own page shows of interviews: an invitation that waits, or what it allows."""

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.household_panels import HouseholdPanel, HouseholdStep
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.queries import of_household
from labmigration.people.models import Household


def household_panel(actor: Actor, household: Household, *, own: bool) -> HouseholdPanel | None:
    """Its interviews, on its own page only; one query. None where nobody ever invited it."""
    if not own or not may(actor, "interviews.choose"):
        return None
    found = of_household(actor, household.pk)
    if not found:
        return None
    waiting = next((each for each in found if each.state == states.INVITED), None)
    step = waiting and HouseholdStep(
        _("Répondez à une invitation"),
        _("Vous"),
        _("Un entretien sur ce qui aide et ce qui gêne. Vous décidez de ce qu’on fait de vos paroles."),
        None,
        reverse("interviews:choices", args=[waiting.pk]),
        _("Répondre"),
    )
    return HouseholdPanel("interviews", "interviews/_household_own.html", {"interviews": found}, step)
