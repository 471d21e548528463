"""Seats offered to those who wait, and calls to those who may leave."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models.cohorts import Cohort, Enrolment
from labmigration.secrecy.fields import SealedTextField


class SeatOffer(PartOfPathway):
    """A seat proposed to one person by the coordination; it holds no seat: who says yes first is given one.

    own_answer: she answered herself, and no one for her; words: why not, where she wanted to say it. call_asked_at: she
    would rather be called first; called_at: the last call to her about it. No silence is ever taken for a no.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(_("réponse"), max_length=12, choices=states.OFFER_STATES, default=states.OFFERED)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposée par")
    )
    #: Whether a message could be written to her; otherwise she is called.
    written = models.BooleanField(_("message envoyé"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    own_answer = models.BooleanField(_("répondu soi-même"), default=False)
    words = SealedTextField(_("ce que dit la personne"), blank=True, default="")
    call_asked_at = models.DateTimeField(_("appel demandé le"), null=True, blank=True)
    called_at = models.DateTimeField(_("appelée le"), null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("appelée par")
    )

    COHORT = "cohort"
    MOVES, EVENTS = states.OFFER_MOVES, states.OFFER_EVENTS
    PERSONAL = Personal(
        purpose="Proposer une place libre à la personne suivante, et garder sa réponse",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation",
        fields={
            "state": Sensitivity.ORDINARY,
            "offered_by": Sensitivity.ORDINARY,
            "written": Sensitivity.ORDINARY,
            "own_answer": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "call_asked_at": Sensitivity.ORDINARY,
            "called_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "cohort", "offered_at", "answered_at", "called_at"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"], condition=models.Q(state=states.OFFERED), name="one_seat_offered_at_a_time"
            )
        ]
        ordering = ["-offered_at"]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.get_state_display()}"


class DepartureCall(PartOfPathway):
    """A call to someone who may leave her training: made before a departure is noted, kept word by whom and when."""

    APPEND_ONLY = True

    class Answer(models.TextChoices):
        TALKED = "talked", _("nous avons parlé")
        MESSAGE = "message", _("message laissé")
        NO_ANSWER = "no_answer", _("pas de réponse")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="calls")
    answer = models.CharField(_("réponse"), max_length=12, choices=Answer.choices)
    called_at = models.DateTimeField(_("appelée le"))
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("appelée par")
    )

    COHORT = "enrolment__cohort"
    EVENTS = states.CALL_EVENTS
    PERSONAL = Personal(
        purpose="Prévenir les abandons : appeler la personne avant de noter un départ",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation",
        fields={"answer": Sensitivity.ORDINARY, "called_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "enrolment", "called_at"}

    class Meta(PartOfPathway.Meta):
        ordering = ["-called_at"]

    def __str__(self) -> str:
        return f"{self.called_at:%Y-%m-%d} · {self.get_answer_display()}"
