"""Files of referrals and what came of each of their lines."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.reception.models.referrals import Referral, Verdict
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class ReferralFile(TerritoryOwned):
    """A file of referrals sent by a partner agency, read in the background and reported line by line."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        RUNNING = "running", _("en cours")
        DONE = "done", _("lu")
        FAILED = "failed", _("illisible")

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    dry_run = models.BooleanField(default=True)
    judged_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    total_rows = models.PositiveIntegerField(default=0)
    read_rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    duplicate = models.PositiveIntegerField(default=0)
    already_imported = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    header = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")

    EVENTS: dict[str, Any] = {}
    TECHNICAL = {
        *("id", "territory", "name", "sha256", "state", "dry_run", "judged_on", "sent_at", "sent_by", "total_rows"),
        *("read_rows", "created", "duplicate", "already_imported", "rejected", "header", "notices", "error"),
    }

    def __str__(self) -> str:
        return self.name


class ImportedRow(TerritoryOwned):
    """One data line of a referral file and what came of it. Only a rejected line keeps its cells, sealed."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("créée")
        DUPLICATE = "duplicate", _("doublon possible")
        REJECTED = "rejected", _("à corriger")
        ALREADY_IMPORTED = "already_imported", _("déjà reçue")

    file = models.ForeignKey(ReferralFile, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    exact = models.CharField(max_length=64)
    canonical = models.CharField(max_length=64, blank=True, default="")
    retyped = models.BooleanField(default=False)
    # A row of a trial reading: told on the screen, nothing was written about the person.
    tried = models.BooleanField(default=False)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True, default="")
    reasons = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    duplicate_of_line = models.PositiveIntegerField(null=True)
    referral = models.ForeignKey(Referral, on_delete=models.SET_NULL, null=True, related_name="imported_rows")
    cells = SealedTextField(blank=True, default="")

    PERSONAL = Personal(
        purpose="Rendre compte d’un fichier d’orientations ligne par ligne ; ne rien créer deux fois",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne qui a envoyé le fichier ; l’accueil du territoire",
        fields={
            "verdict": Sensitivity.ASSESSMENT,
            "reasons": Sensitivity.ASSESSMENT,
            "errors": Sensitivity.ORDINARY,
            "notices": Sensitivity.ORDINARY,
            "cells": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {
        *("id", "territory", "file", "line", "outcome", "exact", "canonical", "retyped", "tried"),
        *("duplicate_of_line", "referral"),
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="one_outcome_a_line"),
            # The same row, cell for cell, creates only once, whoever imports it and however often at once.
            models.UniqueConstraint(
                fields=["territory", "exact"],
                condition=Q(outcome__in=["created", "duplicate"], tried=False),
                name="a_row_once",
            ),
        ]
        indexes = [models.Index(fields=["territory", "canonical"], name="rows_by_content")]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"
