"""What a household's page shows at 3 and 12 months: a short form that waits."""

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.household_panels import HouseholdPanel, HouseholdStep
from labmigration.pathway.questionnaires.queries import to_answer_by
from labmigration.people.models import Household


def household_panel(actor: Actor, household: Household, *, own: bool) -> HouseholdPanel | None:
    """The forms that wait, on the household's own page only; one query. None where nothing is asked."""
    if not own or not may(actor, "questionnaires.answer_household"):
        return None
    waiting = to_answer_by(actor, household)
    if not waiting:
        return None
    step = HouseholdStep(
        _("Dites si vous êtes satisfait"),
        _("Vous"),
        _("Une minute, deux ou trois questions."),
        waiting[0].closes_on,
        reverse("questionnaires:household", args=[waiting[0].pk]),
        _("Répondre"),
    )
    return HouseholdPanel("questionnaires", "questionnaires/_household_own.html", {"waiting": waiting}, step)
