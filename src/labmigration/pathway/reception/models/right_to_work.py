"""Checks of the right to work: at intake, at cohort entry, for each contract, before each end of a paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.reception import right_to_work_states as states


class RightToWorkCheck(PartOfPathway):
    """One check to do, or done. What was looked at is not kept: only its kind, its end and the outcome."""

    class Reason(models.TextChoices):
        INTAKE = "intake", _("à l’entrée dans le Lab")
        COHORT = "cohort_entry", _("à l’entrée en formation")
        CONTRACT = "contract", _("avant un contrat")
        EXPIRY = "expiry", _("avant la fin d’un titre")

    reason = models.CharField(_("motif"), max_length=14, choices=Reason.choices)
    # Which entry, contract or last day it is about: ids and days. Nothing is asked for twice.
    about = models.CharField(max_length=60, blank=True, default="")
    for_day = models.DateField(_("jour pour lequel le droit doit être vérifié"))
    due_on = models.DateField(_("à faire avant le"))
    state = models.CharField(max_length=10, choices=states.STATES, default=states.DUE)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("résultat"), max_length=10, choices=states.OUTCOMES, blank=True, default="")
    kind = models.CharField(_("papier regardé"), max_length=24, choices=states.KINDS, blank=True, default="")
    valid_until = models.DateField(_("valable jusqu’au"), null=True, blank=True)

    MOVES = states.MOVES
    PERSONAL = Personal(
        purpose="Vérifier le droit au travail à l’entrée, en formation, à chaque contrat et avant chaque échéance",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; le foyer, par oui ou non et pour un jour seulement",
        fields={
            "reason": Sensitivity.ORDINARY,
            "done_by": Sensitivity.ORDINARY,
            "outcome": Sensitivity.STATUS,
            "kind": Sensitivity.STATUS,
            "valid_until": Sensitivity.STATUS,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "about", "for_day", "due_on", "state", "done_at"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pathway", "reason", "about"], name="a_right_to_work_check_once"),
        ]
        indexes = [
            models.Index(fields=["territory", "due_on"], condition=Q(state=states.DUE), name="right_to_work_due"),
        ]
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.due_on}"
