"""Operations that a European fund pays for, and the exports made of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from labmigration.territories.models import TerritoryOwned


class Operation(TerritoryOwned):
    """A funded operation: who begins to train inside its dates is one of its participants. `number`: as the
    funder writes it."""

    name = models.CharField(_("nom"), max_length=120)
    number = models.CharField(_("numéro donné par le financeur"), max_length=40, blank=True, default="")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    EVENTS = {"open_operation": _("Opération {name} ouverte"), "edit_operation": _("Opération {name} modifiée")}
    TECHNICAL = {"id", "territory", "name", "number", "starts_on", "ends_on", "opened_by", "version"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "name"], name="an_operation_name_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_operation_ends_after_its_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Export(TerritoryOwned):
    """One export: asked for, made in the background, kept sealed. `digest`: SHA-256 of its table, the same for the same
    data; `issues`: what was missing or contradictory when it was made."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="exports")
    first = models.DateField(_("du"))
    last = models.DateField(_("au"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    participants = models.PositiveIntegerField(default=0)
    issues = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    codebook = models.CharField(max_length=64, blank=True, default="")

    EVENTS = {"export": _("Export européen demandé"), "download": _("Export européen téléchargé")}
    TECHNICAL = {
        *("id", "territory", "operation", "first", "last", "made_by", "asked_at", "finished_at", "done", "total"),
        *("participants", "issues", "digest", "codebook"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="an_export_ends_after_its_start")]

    def __str__(self) -> str:
        return f"{self.operation_id} {self.first} {self.last}"
