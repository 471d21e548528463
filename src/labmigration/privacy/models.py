"""Requests of people about their data and about decisions; what remains of someone who was erased."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import LEGITIMATE, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.privacy import states
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import Territory


class Kind(models.TextChoices):
    """What can be asked. Seeing, downloading and choosing need no request: people do them themselves."""

    CONTEST = "contest", _("Contester une décision")
    OTHER_ADVISOR = "other_advisor", _("Changer de conseillère ou de conseil")
    RECTIFY = "rectify", _("Corriger une information fausse")
    OBJECT = "object", _("Dire non à un usage de mes données")
    ACCESS = "access", _("Recevoir mes données autrement, ou une explication")
    ERASE = "erase", _("Effacer mes données")


#: Who answers what; a contest is never answered by who took the decision.
ANSWERED_BY: dict[str, Role] = {
    Kind.CONTEST: Role.TERRITORY_COORDINATOR,
    Kind.OTHER_ADVISOR: Role.TERRITORY_COORDINATOR,
    Kind.RECTIFY: Role.TERRITORY_COORDINATOR,
    Kind.OBJECT: Role.DPO,
    Kind.ACCESS: Role.DPO,
    Kind.ERASE: Role.DPO,
}


class Outcome(models.TextChoices):
    """What came of a request."""

    ACCEPTED = "accepted", _("oui")
    PARTLY = "partly", _("en partie")
    REFUSED = "refused", _("non")


class RightsRequest(models.Model):
    """One request. It belongs to a territory, and no scope stands before it: data protection is national.

    `about`: the verb of the contested decision (empty for the other kinds). `deciders`: who took it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="rights_requests")
    kind = models.CharField(_("demande"), max_length=16, choices=Kind.choices)
    about = models.CharField(_("décision"), max_length=60, blank=True, default="")
    deciders = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("qui avait décidé")
    )
    words = SealedTextField(_("en mots"), blank=True, default="")
    state = models.CharField(_("où en est la demande"), max_length=10, choices=states.STATES, default=states.OPEN)
    handled_by = models.CharField(max_length=32, choices=Role.choices)
    asked_on = models.DateField(_("demandée le"))
    due_on = models.DateField(_("réponse au plus tard le"))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("proposé par")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("répondu par")
    )
    answered_on = models.DateField(_("répondue le"), null=True)
    outcome = models.CharField(_("réponse"), max_length=8, choices=Outcome.choices, blank=True, default="")
    answer = SealedTextField(_("réponse en mots"), blank=True, default="")

    PATHWAY = "pathway"
    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Répondre aux demandes de la personne sur ses données et sur les décisions prises",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; la coordination du territoire ou la protection des données, selon la demande",
        fields={
            "kind": Sensitivity.ORDINARY,
            "about": Sensitivity.ORDINARY,
            "deciders": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "agreed_by": Sensitivity.ORDINARY,
            "answered_by": Sensitivity.ORDINARY,
            "outcome": Sensitivity.ASSESSMENT,
            "answer": Sensitivity.FREE_TEXT,
        },
        survives="la trace que la demande a été traitée ; ses mots sont effacés",
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "handled_by", "asked_on", "due_on", "answered_on"}

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "kind", "about"],
                condition=models.Q(state__in=states.WAITING),
                name="one_request_of_a_kind_waits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=states.ANSWERED) | models.Q(answered_by__isnull=False),
                name="an_answer_has_its_author",
            ),
        ]
        indexes = [models.Index(fields=["handled_by", "state", "due_on"], name="requests_to_answer")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"

    @property
    def label(self) -> Any:
        """What is asked, as a lazy text."""
        return Kind(self.kind).label

    @property
    def stands(self) -> Any:
        """Where it stands, as a lazy text."""
        return dict(states.STATES)[self.state]

    @property
    def says(self) -> Any:
        """The outcome, as a lazy text; empty while there is none."""
        return Outcome(self.outcome).label if self.outcome else ""


class UrgentReading(models.Model):
    """Three hours in which a coordinator reads what only those who follow the person read, with the reason.

    It belongs to a territory, and no scope stands before it: data protection is national.
    """

    class Reason(models.TextChoices):
        SAFETY = "safety", _("la sécurité de la personne")
        ABSENT = "absent", _("sa conseillère est absente et cela ne peut pas attendre")
        DEADLINE = "deadline", _("un délai finit aujourd’hui ou demain")
        OTHER = "other", _("autre raison")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="urgent_readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("lu par")
    )
    reason = models.CharField(_("pourquoi"), max_length=10, choices=Reason.choices)
    words = SealedTextField(_("en mots"))
    opened_at = models.DateTimeField(_("ouvert le"))
    ends_at = models.DateTimeField(_("jusqu’à"))

    PATHWAY = "pathway"
    EVENTS = {"read_urgently": _("Dossier lu en urgence par la coordination")}
    PERSONAL = Personal(
        purpose="Agir quand cela ne peut pas attendre, et que chacun puisse le voir ensuite",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; sa conseillère ; la coordination ; la protection des données",
        fields={
            "reader": Sensitivity.ORDINARY,
            "reason": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "opened_at", "ends_at"}

    class Meta:
        ordering = ["-opened_at", "id"]
        indexes = [models.Index(fields=["reader", "ends_at"], name="urgent_readings_open")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.opened_at}"


class ProofIdentity(models.Model):
    """The sealed name and birth date of someone erased whose attendance or certification must still be proven."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    candidate_id = models.UUIDField(unique=True)
    territory_id = models.CharField(max_length=40)
    name = SealedTextField(_("nom"))
    birth_date = SealedTextField(_("date de naissance"))
    kept_since = models.DateField()

    PERSONAL = Personal(
        purpose="Prouver des heures financées ou un titre obtenu, après l’effacement du reste",
        basis=MISSION,
        retention="aussi longtemps que ces preuves (durées à confirmer)",
        recipients="personne, sauf demande de preuve, par la protection des données",
        fields={
            "name": Sensitivity.FREE_TEXT,
            "birth_date": Sensitivity.FREE_TEXT,
            "candidate_id": Sensitivity.ORDINARY,
        },
        survives="la preuve des heures et des titres ne vaut qu’avec un nom ; il est scellé, hors de tous les écrans",
    )
    TECHNICAL = {"id", "territory_id", "kept_since"}

    def __str__(self) -> str:
        return str(self.candidate_id)


class ErasedPerson(models.Model):
    """The tombstone of an erasure: ids only, to erase again what a backup would bring back."""

    APPEND_ONLY = True

    candidate_id = models.UUIDField(primary_key=True)
    pathway_ids = models.JSONField()
    user_id = models.UUIDField(null=True)
    territory_id = models.CharField(max_length=40)
    erased_on = models.DateField()

    PERSONAL = Personal(
        purpose="Refaire l’effacement après la restauration d’une sauvegarde",
        basis=LEGITIMATE,
        retention="aussi longtemps que la plus ancienne sauvegarde (durée à confirmer)",
        recipients="l’exploitation",
        fields={
            "candidate_id": Sensitivity.ORDINARY,
            "pathway_ids": Sensitivity.ORDINARY,
            "user_id": Sensitivity.ORDINARY,
        },
        survives="des numéros seulement",
    )
    TECHNICAL = {"territory_id", "erased_on"}

    def __str__(self) -> str:
        return str(self.candidate_id)
