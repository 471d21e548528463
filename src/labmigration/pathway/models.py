"""The pathway of one person, and the base of everything that hangs on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway import states
from labmigration.people.models import Candidate
from labmigration.territories.models import Organisation, TerritoryOwned, same_territory


class Stage(models.TextChoices):
    """The stages in order; the value is the name of the folder."""

    RECEPTION = "reception", _("Accueil")
    ORIENTATION = "orientation", _("Orientation")
    POSITIONING = "positioning", _("Positionnement")
    PRESCRIPTION = "prescription", _("Prescription")
    TRAINING = "training", _("Formation")
    CERTIFICATION = "certification", _("Certification")
    MATCHING = "matching", _("Mise en relation")
    EMPLOYMENT = "employment", _("Emploi")
    FOLLOW_UP = "follow_up", _("Suivi")


class Pathway(TerritoryOwned):
    """One person's way. What is next, who acts and by when stand here, written by the action that made it so."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="pathways")
    referrer = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead_advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    occupation = models.CharField(_("métier souhaité"), max_length=40, blank=True, default="")
    stage = models.CharField(_("étape"), max_length=20, choices=Stage.choices, default=Stage.RECEPTION)
    state = models.CharField(_("état"), max_length=10, choices=states.STATES, default=states.OPEN)
    next_step = models.CharField(max_length=40, blank=True, default="")
    next_role = models.CharField(max_length=32, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    stage_since = models.DateField()
    last_contact_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=20, choices=states.CLOSING_REASONS, blank=True, default="")

    PATHWAY = ""
    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Savoir où en est la personne, ce qui suit, qui agit et quand",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; celles et ceux qui l’accompagnent, chacun pour son étape",
        fields={
            "candidate": Sensitivity.ORDINARY,
            "referrer": Sensitivity.ORDINARY,
            "lead_advisor": Sensitivity.ORDINARY,
            "occupation": Sensitivity.ORDINARY,
            "closing_reason": Sensitivity.ASSESSMENT,
            "last_contact_on": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "territory", "stage", "state", "next_step", "next_role", "due_on"),
        *("opened_on", "stage_since", "closed_on"),
    }

    class Meta(TerritoryOwned.Meta):
        indexes = [
            models.Index(fields=["lead_advisor", "state", "due_on", "id"], name="pathways_of_advisor"),
            models.Index(fields=["territory", "state", "stage", "due_on", "id"], name="pathways_of_territory"),
            models.Index(fields=["referrer", "opened_on", "id"], name="pathways_of_referrer"),
            models.Index(fields=["territory", "next_role", "state", "due_on", "id"], name="pathways_by_who_acts"),
            models.Index(fields=["territory", "state", "due_on", "id"], name="pathways_by_due_day"),
            models.Index(
                fields=["territory", "due_on", "id", "stage"],
                condition=models.Q(state=states.OPEN, lead_advisor__isnull=True),
                name="pathways_nobody_follows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} · {self.get_stage_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        same_territory(self, self.candidate)
        super().save(*args, **kwargs)

    @property
    def stage_number(self) -> int:
        """Position on the way, from 0."""
        return Stage.values.index(self.stage)


class PartOfPathway(TerritoryOwned):
    """A row of one stage for one person; it can't stand in another territory than the pathway."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="%(class)ss")

    PATHWAY = "pathway"

    class Meta(TerritoryOwned.Meta):
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "territory" not in kwargs and "territory_id" not in kwargs and "pathway" in kwargs:
            kwargs["territory_id"] = kwargs["pathway"].territory_id
        super().__init__(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        same_territory(self, self.pathway)
        super().save(*args, **kwargs)
