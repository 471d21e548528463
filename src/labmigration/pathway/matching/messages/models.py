"""Rows of relayed messages: one exchange an introduction, its messages, what was reported of them. All words sealed."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.matching.messages import phrases, states
from labmigration.pathway.models import PartOfPathway
from labmigration.secrecy.fields import SealedTextField
from labmigration.ui.written import Written, as_typed

INTRODUCTION = "matching.Introduction"


class Exchange(PartOfPathway):
    """What the two sides of one introduction write to each other. There is none before the first message.

    `candidate_read_at`, `household_read_at`: when each side last said that it has read, or wrote.
    """

    introduction = models.OneToOneField(INTRODUCTION, on_delete=models.PROTECT, related_name="exchange")
    state = models.CharField(max_length=8, choices=states.EXCHANGE_STATES, default=states.OPEN)
    last_at = models.DateTimeField(_("dernier message"))
    candidate_read_at = models.DateTimeField(_("lu par la personne"), null=True, blank=True)
    household_read_at = models.DateTimeField(_("lu par le foyer"), null=True, blank=True)
    closed_by = models.CharField(_("fermés par"), max_length=12, choices=states.CLOSED_BY, blank=True, default="")

    HOUSEHOLD = "introduction__need__household"
    MOVES, EVENTS = states.EXCHANGE_MOVES, states.EXCHANGE_EVENTS
    PERSONAL = Personal(
        purpose="Se parler entre une personne et un foyer sans donner son téléphone",
        basis=CONSENT,
        retention="3 mois après la fin de la mise en relation, et un an au plus",
        recipients="la personne ; le foyer ; la mise en relation quand un des deux le demande",
        fields={
            "candidate_read_at": Sensitivity.ORDINARY,
            "household_read_at": Sensitivity.ORDINARY,
            "closed_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "introduction", "state", "last_at"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.introduction_id} · {self.get_state_display()}"


class RelayedMessage(PartOfPathway):
    """One message: a phrase of ours with its values, that each side reads in its language, or words as they were typed.

    `phrase`: JSON {"code": …, and by kind the values}, sealed whole; `language`: in which free words were written.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(_("écrit par"), max_length=12, choices=states.SIDES)
    phrase = SealedTextField(_("phrase choisie"), blank=True, default="")
    words = SealedTextField(_("message"), blank=True, default="")
    language = models.CharField(max_length=2, default="fr")
    written_at = models.DateTimeField(_("écrit"))

    HOUSEHOLD = "exchange__introduction__need__household"
    PERSONAL = Personal(
        purpose="Se parler entre une personne et un foyer sans donner son téléphone",
        basis=CONSENT,
        retention="3 mois après la fin de la mise en relation, et un an au plus",
        recipients="la personne ; le foyer ; la mise en relation quand un des deux le demande",
        fields={
            "side": Sensitivity.ORDINARY,
            "phrase": Sensitivity.FREE_TEXT,
            "words": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "exchange", "language", "written_at"}

    class Meta(PartOfPathway.Meta):
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["territory", "written_at"], name="messages_by_day")]

    def __str__(self) -> str:
        return f"{self.exchange_id} · {self.get_side_display()}"

    @property
    def told(self) -> dict[str, Any]:
        """The code and values of a chosen phrase; empty for free words."""
        found: dict[str, Any] = json.loads(self.phrase) if self.phrase else {}
        return found

    @property
    def sentence(self) -> Any:
        """A chosen phrase as a lazy text in the reader's language, or the words as they were typed."""
        return phrases.sentence(self.told) if self.phrase else self.as_written

    @property
    def as_written(self) -> Written:
        """Free words, marked with the language of their letters, else the one in which their writer reads."""
        typed = as_typed(self.words)
        return typed if typed.language != "fr" else Written(self.words, self.language)

    def get_phrase_display(self) -> str:
        """The phrase in the active language."""
        return str(phrases.sentence(self.told))


class MessageReport(PartOfPathway):
    """One side asks the placement officer to read: until she has answered, the messages wait.

    For one reason, `states.HELP`, nothing waits: it asks for help and reproaches nobody with anything.
    """

    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="reports")
    # The message itself is forgotten in its time; that it was reported stays.
    message = models.ForeignKey(RelayedMessage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    side = models.CharField(_("signalé par"), max_length=12, choices=states.SIDES)
    reason = models.CharField(_("raison"), max_length=16, choices=states.REASONS)
    words = SealedTextField(_("en quelques mots"), blank=True, default="")
    raised_at = models.DateTimeField(_("signalé le"))
    state = models.CharField(max_length=8, choices=states.REPORT_STATES, default=states.RAISED)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("traité par"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("traité le"), null=True, blank=True)
    answer = SealedTextField(_("réponse"), blank=True, default="")

    HOUSEHOLD = "exchange__introduction__need__household"
    MOVES, EVENTS = states.REPORT_MOVES, states.REPORT_EVENTS
    PERSONAL = Personal(
        purpose="Protéger les deux côtés d’une mise en relation de mots qui blessent ou mettent en danger",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="qui a signalé ; la mise en relation",
        fields={
            "side": Sensitivity.ORDINARY,
            "reason": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
            "raised_at": Sensitivity.ORDINARY,
            "handled_by": Sensitivity.ORDINARY,
            "handled_at": Sensitivity.ORDINARY,
            "answer": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "exchange", "message", "state"}

    class Meta(PartOfPathway.Meta):
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["territory", "state"], name="reports_to_handle")]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "side"], condition=Q(state=states.RAISED), name="one_report_a_side_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id} · {self.get_reason_display()} · {self.get_state_display()}"

    def withheld(self) -> tuple[str, ...]:
        """What "my data" leaves out: what the household told the placement officer, and her answer to it."""
        return ("reason", "words", "answer") if self.side == states.BY_HOUSEHOLD else ()

    @property
    def asks_help(self) -> bool:
        """Whether it only asks for help."""
        return self.reason == states.HELP
