"""What a household’s page shows at a milestone of somebody who works there: a short form that waits."""

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.follow_up.queries import to_answer_by
from labmigration.pathway.household_panels import HouseholdPanel, HouseholdStep
from labmigration.people.models import Household


def household_panel(actor: Actor, household: Household, *, own: bool) -> HouseholdPanel | None:
    """The forms that wait, on the household’s own page only; one query. None where nothing is asked."""
    if not own or not may(actor, "follow_up.answer_household"):
        return None
    waiting = list(to_answer_by(actor, household))
    if not waiting:
        return None
    first = waiting[0]
    step = HouseholdStep(
        _("Dites comment cela se passe"),
        _("Vous"),
        _("Deux minutes : trois questions."),
        first.closes_on,
        reverse("follow_up:household_word", args=[first.pk]),
        _("Répondre"),
    )
    return HouseholdPanel("follow_up", "follow_up/_household_own.html", {"waiting": waiting}, step)
