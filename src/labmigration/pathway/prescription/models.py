"""Prescriptions: every version is kept, with who signed what and when, and what the tool had proposed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.kept_words import blocks_in_words
from labmigration.pathway.prescription.tool_models import CatalogueEdition, Opinion, Proposal
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned

__all__ = ["CatalogueEdition", "Decision", "Opinion", "PrescribedModule", "Prescription", "Proposal"]


class Decision(models.TextChoices):
    """What the advisor made of the tool's proposals."""

    KEPT = "kept", _("la proposition de l’outil, telle quelle")
    CHANGED = "changed", _("la proposition de l’outil, changée")
    BY_HAND = "by_hand", _("écrit à la main")


class Prescription(PartOfPathway):
    """One version of a person's training plan, for one occupation.

    proposal: the tool's answer that the plan was written beside, None where the tool was not asked; the advisor's own
    opinion hangs on it. decision, departure: what she made of it and, unless she kept it as it was, why. vae: blocks
    (of the positioning bank) that experience covers, to be validated instead of trained. reread_at: when the advisor
    last found a signed version still right though the profile had changed.
    """

    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=12, choices=states.STATES, default=states.DRAFT)
    occupation = models.CharField(_("métier visé"), max_length=40)
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("pourquoi ce parcours"), blank=True, default="")
    refusal = SealedTextField(_("ce que dit la personne"), blank=True, default="")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, related_name="prescriptions", verbose_name=_("proposition")
    )
    decision = models.CharField(
        _("décision du conseil"), max_length=8, choices=Decision.choices, blank=True, default=""
    )
    departure = SealedTextField(_("pourquoi le conseil s’écarte de l’outil"), blank=True, default="")
    vae = models.JSONField(_("blocs par la VAE"), default=list, blank=True)
    catalogue_version = models.CharField(max_length=64)
    written_on = models.DateField()
    advisor_signed_at = models.DateTimeField(null=True, blank=True)
    candidate_signed_at = models.DateTimeField(null=True, blank=True)
    reread_at = models.DateTimeField(_("relu après un changement du profil"), null=True, blank=True)
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
            "proposal": Sensitivity.ORDINARY,
            "decision": Sensitivity.ASSESSMENT,
            "departure": Sensitivity.FREE_TEXT,
            "vae": Sensitivity.ASSESSMENT,
            "advisor_signed_at": Sensitivity.ORDINARY,
            "candidate_signed_at": Sensitivity.ORDINARY,
            "reread_at": Sensitivity.ORDINARY,
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

    def get_vae_display(self) -> str:
        """The blocks by their names."""
        return blocks_in_words(self.vae)


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
