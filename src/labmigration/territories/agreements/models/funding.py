"""Money: what a funder pays for, and the expenses that were counted on it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models.partners import Partner
from labmigration.territories.agreements.models.texts import Agreement
from labmigration.territories.models import TerritoryOwned


class FundingLine(TerritoryOwned):
    """What one funder pays for, how much, over which days.

    `amount` in euros, all told. `hours`: eligible hours at most, None where the line pays no hours; `hourly_rate`
    euros an hour signed, None where hours are followed and not paid by the hour. `modules`, `occupations`: codes
    whose hours it pays, an empty list for all. `kinds`: of expenses that it takes.
    """

    class Kind(models.TextChoices):
        TEACHING = "teaching", _("formatrices et formateurs")
        ROOM = "room", _("salles et matériel")
        ADVICE = "advice", _("conseil et accompagnement")
        EXAM = "exam", _("certification et jurys")
        LANGUAGE = "language", _("traduction et interprétation")
        PEOPLE = "people", _("transport, repas et garde des stagiaires")
        EVALUATION = "evaluation", _("observation et évaluation")
        OTHER = "other", _("autre")

    funder = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="lines")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    label = models.CharField(_("pour quoi"), max_length=160)
    amount = models.DecimalField(_("montant (€)"), max_digits=12, decimal_places=2)
    hours = models.DecimalField(_("heures éligibles au plus"), max_digits=9, decimal_places=2, null=True, blank=True)
    hourly_rate = models.DecimalField(_("euros par heure"), max_digits=7, decimal_places=2, null=True, blank=True)
    modules = models.JSONField(_("modules"), default=list, blank=True)
    occupations = models.JSONField(_("métiers"), default=list, blank=True)
    kinds = models.JSONField(_("dépenses éligibles"), default=list, blank=True)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    EVENTS = states.LINE_EVENTS
    TECHNICAL = {
        *("id", "territory", "funder", "agreement", "label", "amount", "hours", "hourly_rate", "modules"),
        *("occupations", "kinds", "starts_on", "ends_on", "invented", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-ends_on", "label", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_line_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="a_line_owes_nothing"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def kinds_in_words(self) -> list[Any]:
        """The kinds of expense that it takes, as lazy texts."""
        return [kind.label for kind in self.Kind if kind in self.kinds]


class Expense(TerritoryOwned):
    """One expense counted on one line, with the number of the paper that proves it. One paper is counted once."""

    line = models.ForeignKey(FundingLine, on_delete=models.PROTECT, related_name="expenses")
    spent_on = models.DateField(_("date"))
    kind = models.CharField(_("nature"), max_length=12, choices=FundingLine.Kind.choices)
    label = models.CharField(_("libellé"), max_length=200)
    amount = models.DecimalField(_("montant (€)"), max_digits=10, decimal_places=2)
    supplier = models.CharField(_("payée à"), max_length=120, blank=True, default="")
    piece = models.CharField(_("numéro de la pièce"), max_length=60)
    # Supplier, piece and amount in one form: the same paper is found again however it was typed.
    paper = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=10, choices=states.EXPENSE_STATES, default=states.COUNTED)
    reason = models.CharField(_("pourquoi elle est annulée"), max_length=200, blank=True, default="")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("notée par")
    )
    entered_on = models.DateField(_("notée le"))

    MOVES, EVENTS = states.EXPENSE_MOVES, states.EXPENSE_EVENTS
    PERSONAL = Personal(
        purpose="Justifier les dépenses auprès du financeur",
        basis=MISSION,
        retention="durée fixée par le financeur (à confirmer)",
        recipients="la coordination du territoire ; le financeur",
        fields={"entered_by": Sensitivity.ORDINARY},
        survives="preuve des dépenses pour le financeur",
    )
    TECHNICAL = {
        *("id", "territory", "line", "spent_on", "kind", "label", "amount", "supplier", "piece", "paper", "state"),
        *("reason", "entered_on"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-spent_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "paper"], condition=Q(state=states.COUNTED), name="a_paper_is_counted_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_expense_costs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.spent_on} · {self.label}"
