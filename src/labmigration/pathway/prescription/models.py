"""Prescriptions: every version is kept, with who signed what and when. The solver of a later issue fills `because`."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.prescription import states
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class Prescription(PartOfPathway):
    """One version of a person's training plan, for one occupation."""

    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=12, choices=states.STATES, default=states.DRAFT)
    occupation = models.CharField(_("métier visé"), max_length=40)
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("pourquoi ce parcours"), blank=True, default="")
    refusal = SealedTextField(_("ce que dit la personne"), blank=True, default="")
    catalogue_version = models.CharField(max_length=64)
    written_on = models.DateField()
    advisor_signed_at = models.DateTimeField(null=True, blank=True)
    candidate_signed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Convenir avec la personne de son parcours de formation",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation",
        fields={
            "occupation": Sensitivity.ORDINARY,
            "advisor": Sensitivity.ORDINARY,
            "reason": Sensitivity.FREE_TEXT,
            "refusal": Sensitivity.FREE_TEXT,
            "advisor_signed_at": Sensitivity.ORDINARY,
            "candidate_signed_at": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "number", "state", "catalogue_version", "written_on", "version"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pathway", "number"], name="prescription_versions_count_up"),
            models.UniqueConstraint(
                fields=["pathway"],
                condition=models.Q(state__in=(states.DRAFT, states.PROPOSED)),
                name="one_prescription_under_way",
            ),
            models.UniqueConstraint(
                fields=["pathway"], condition=models.Q(state=states.SIGNED), name="one_prescription_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number} · {self.get_state_display()}"


class PrescribedModule(TerritoryOwned):
    """A module of the plan, with the hours agreed and why it is there."""

    prescription = models.ForeignKey(Prescription, on_delete=models.CASCADE, related_name="modules")
    module = models.CharField(max_length=40)
    hours = models.DecimalField(_("heures"), max_digits=6, decimal_places=2)
    because = models.CharField(_("pourquoi"), max_length=200, blank=True, default="")

    PATHWAY = "prescription__pathway"
    PERSONAL = Personal(
        purpose="Convenir avec la personne de son parcours de formation",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation",
        fields={"because": Sensitivity.ASSESSMENT},
    )
    TECHNICAL = {"id", "territory", "prescription", "module", "hours"}

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["prescription", "module"], name="a_module_once"),
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="prescribed_hours_are_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.module} {self.hours} h"
