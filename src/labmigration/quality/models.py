"""Complaints, the register of improvements, files of evidence."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household
from labmigration.quality import states
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class Complaint(TerritoryOwned):
    """What somebody is not content with, in her own words and language; answered by a named person by a due day.

    `own_pathway` or `household` of who complains, where she has one; `made_as` her role. `answer` is in French,
    `own_answer` in her language.
    """

    class About(models.TextChoices):
        TRAINING = "training", _("la formation")
        STAFF = "staff", _("une personne de l’équipe")
        PLACE = "place", _("la salle ou les horaires")
        PAPERS = "papers", _("mon dossier ou mes papiers")
        HOUSEHOLD = "household", _("un foyer ou un contrat")
        OTHER = "other", _("autre chose")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("nous avons corrigé")
        UNDER_WAY = "under_way", _("nous changeons quelque chose")
        EXPLAINED = "explained", _("nous expliquons pourquoi")

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=32, choices=Role.choices)
    # Not `pathway`: the journal would show on her thread, to those who follow her, that she complained.
    own_pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints")
    household = models.ForeignKey(
        Household,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("foyer"),
    )
    about = models.CharField(_("à propos de"), max_length=12, choices=About.choices)
    words = SealedTextField(_("en mots"))
    language = models.CharField(_("langue"), max_length=5)
    state = models.CharField(_("où en est-on"), max_length=10, choices=states.COMPLAINT_STATES, default=states.RECEIVED)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("qui répond")
    )
    received_on = models.DateField(_("reçue le"))
    due_on = models.DateField(_("réponse au plus tard le"))
    acknowledged_on = models.DateField(_("prise en charge le"), null=True, blank=True)
    answered_on = models.DateField(_("répondue le"), null=True, blank=True)
    outcome = models.CharField(_("réponse"), max_length=12, choices=Outcome.choices, blank=True, default="")
    answer = SealedTextField(_("réponse en mots"), blank=True, default="")
    own_answer = SealedTextField(_("réponse dans sa langue"), blank=True, default="")

    MOVES, EVENTS = states.COMPLAINT_MOVES, states.COMPLAINT_EVENTS
    PERSONAL = Personal(
        purpose="Répondre aux réclamations et améliorer le service",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; la coordination du territoire",
        fields={
            "made_by": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "about": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "language": Sensitivity.ORDINARY,
            "handled_by": Sensitivity.ORDINARY,
            "outcome": Sensitivity.ASSESSMENT,
            "answer": Sensitivity.FREE_TEXT,
            "own_answer": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {
        *("id", "territory", "own_pathway", "made_as", "state"),
        *("received_on", "due_on", "acknowledged_on", "answered_on"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=states.ANSWERED) | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="a_complaint_answered_has_an_answer",
            )
        ]
        indexes = [models.Index(fields=["territory", "state", "due_on"], name="complaints_to_answer")]

    def __str__(self) -> str:
        return f"{self.received_on} · {self.about}"

    @property
    def label(self) -> Any:
        """What it is about, as a lazy text."""
        return self.About(self.about).label

    @property
    def says(self) -> Any:
        """What came of it, as a lazy text; empty while there is none."""
        return self.Outcome(self.outcome).label if self.outcome else ""


class Improvement(TerritoryOwned):
    """One line of the register: what was found, what is done about it, by whom, until when."""

    class Source(models.TextChoices):
        FEEDBACK = "feedback", _("les avis des stagiaires")
        COMPLAINT = "complaint", _("une réclamation")
        ATTENDANCE = "attendance", _("les absences et les départs")
        RESULTS = "results", _("les résultats")
        TEAM = "team", _("l’équipe")

    found_in = models.CharField(_("d’où vient le constat"), max_length=12, choices=Source.choices)
    finding = models.CharField(_("constat"), max_length=300)
    action = models.CharField(_("action"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("qui")
    )
    decided_on = models.DateField(_("décidée le"))
    due_on = models.DateField(_("au plus tard le"))
    ended_on = models.DateField(_("terminée le"), null=True, blank=True)
    result = models.CharField(_("ce qui a changé"), max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=states.IMPROVEMENT_STATES, default=states.DECIDED)

    MOVES, EVENTS = states.IMPROVEMENT_MOVES, states.IMPROVEMENT_EVENTS
    TECHNICAL = {
        *("id", "territory", "found_in", "finding", "action", "owner", "decided_on", "due_on", "ended_on"),
        *("result", "state"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("decided_on")), name="an_improvement_is_due_after_its_day")
        ]

    def __str__(self) -> str:
        return self.finding


class EvidenceFile(TerritoryOwned):
    """A file of evidence of one theme over one period: asked for, then made in the background, then kept sealed.

    `done` of `total` parts made; `named`: people stand in it by their names, else by a number of the file.
    """

    indicator = models.CharField(max_length=20)
    first = models.DateField(_("du"))
    last = models.DateField(_("au"))
    named = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    EVENTS = states.EVIDENCE_EVENTS
    TECHNICAL = {
        *("id", "territory", "indicator", "first", "last", "named", "made_by", "asked_at", "finished_at"),
        *("done", "total"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_period_ends_after_its_start")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.first} {self.last}"
