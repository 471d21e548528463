"""Signed presence: signatures, what a tablet sent, sheets printed on paper. Nothing here is ever changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models.cohorts import Enrolment, Session
from labmigration.territories.models import TerritoryOwned

_RETENTION = "durée fixée par le financeur (à confirmer)"
_RECIPIENTS = "la personne ; l’organisme de formation ; le financeur ; son conseil"
_SURVIVES = "preuve des heures pour le financeur"


class AttendanceSignature(PartOfPathway):
    """One signature for one half-day. Never changed: a correction is a new line that replaces it, with its reason.

    `minutes` missed, of who came late or left early; `hours` followed. `way`: where and how it was signed; `signed_by`
    is the account that sent it, nobody's behind a signed link. `device_at`: what the tablet's own clock said of an act
    that was kept there without a network; `signed_at` is when it arrived.
    """

    APPEND_ONLY = True

    class Status(models.TextChoices):
        PRESENT = "present", _("présente")
        LATE = "late", _("en retard")
        LEFT_EARLY = "left_early", _("partie plus tôt")
        EXCUSED = "excused", _("absence justifiée")
        ABSENT = "absent", _("absente")

    class SignedAs(models.TextChoices):
        TRAINEE = "trainee", _("stagiaire")
        TRAINER = "trainer", _("formatrice ou formateur")

    class Way(models.TextChoices):
        OWN = "own", _("depuis sa page")
        CODE = "code", _("avec le code de la salle")
        LINK = "link", _("avec un lien")
        TABLET = "tablet", _("sur la tablette")
        PAPER = "paper", _("sur papier")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="signatures")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="signatures")
    # The session's own, as it was signed: the ledger of ten thousand people is read from one index.
    module = models.CharField(max_length=40, editable=False)
    status = models.CharField(max_length=12, choices=Status.choices)
    hours = models.DecimalField(_("heures suivies"), max_digits=4, decimal_places=2)
    minutes = models.PositiveSmallIntegerField(_("minutes manquées"), default=0)
    proof_seen = models.BooleanField(_("justificatif vu"), default=False)
    signed_as = models.CharField(max_length=8, choices=SignedAs.choices)
    way = models.CharField(_("signé"), max_length=8, choices=Way.choices)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField()
    device_at = models.DateTimeField(_("heure de l’appareil"), null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(_("motif de la correction"), max_length=200, blank=True, default="")

    COHORT = "session__cohort"
    EVENTS = states.ATTENDANCE_EVENTS
    PERSONAL = Personal(
        purpose="Prouver les heures suivies",
        basis=MISSION,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={
            "status": Sensitivity.ORDINARY,
            "hours": Sensitivity.ORDINARY,
            "minutes": Sensitivity.ORDINARY,
            "proof_seen": Sensitivity.ORDINARY,
            "way": Sensitivity.ORDINARY,
            "signed_by": Sensitivity.ORDINARY,
            "reason": Sensitivity.ORDINARY,
        },
        survives=_SURVIVES,
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "session", "enrolment", "module", "signed_as", "signed_at", "device_at"),
        "replaces",
    }

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["session", "enrolment", "signed_as"],
                condition=Q(replaces__isnull=True),
                name="one_first_signature_each",
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="signed_hours_are_not_negative"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="a_correction_has_a_reason"
            ),
            models.CheckConstraint(condition=~Q(status="excused") | Q(proof_seen=True), name="an_excuse_has_a_proof"),
        ]
        indexes = [
            # The few corrections, so that a ledger need not look through every signature for them.
            models.Index(fields=["replaces"], condition=Q(replaces__isnull=False), name="corrections"),
            models.Index(
                fields=["territory", "enrolment", "module", "hours"],
                condition=Q(signed_as="trainer"),
                name="hours_by_seat_and_module",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} · {self.get_status_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.module = self.session.module
        super().save(*args, **kwargs)


class TabletAct(PartOfPathway):
    """One act as a tablet sent it, perhaps days later; `id` is the tablet's own, so that it is taken once.

    `refusal` is empty when it became a signature; otherwise it is kept here, beside the row, with a code that
    `tablet_words` says in a sentence.
    """

    APPEND_ONLY = True

    class Kind(models.TextChoices):
        HERE = "here", _("la personne a signé")
        LINE = "line", _("la formation a noté")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="tablet_acts")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="tablet_acts")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=AttendanceSignature.Status.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes manquées"), default=0)
    device_at = models.DateTimeField(_("heure de l’appareil"))
    received_at = models.DateTimeField(_("reçu le"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(max_length=12, blank=True, default="")

    COHORT = "session__cohort"
    PERSONAL = Personal(
        purpose="Ne perdre ni compter deux fois une présence signée sans réseau",
        basis=MISSION,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={
            "status": Sensitivity.ORDINARY,
            "minutes": Sensitivity.ORDINARY,
            "sent_by": Sensitivity.ORDINARY,
        },
        survives=_SURVIVES,
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "session", "enrolment", "kind", "device_at", "received_at", "refusal"),
    }

    class Meta(PartOfPathway.Meta):
        ordering = ["received_at", "device_at"]

    def __str__(self) -> str:
        return f"{self.session} · {self.kind}"


class PrintedSheet(TerritoryOwned):
    """One version of a session's sheet on paper: who stood on it, and the code by which it is found when it comes back.

    While nobody has entered it `entered_at` is empty; then its photograph lies sealed in `kept_sheets.PHOTOGRAPHS`.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="printed_sheets")
    number = models.PositiveSmallIntegerField(_("version"))
    code = models.CharField(max_length=8, unique=True)
    #: Keys of the seats in the order of the paper's lines.
    roster = models.JSONField(default=list)
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    COHORT = "session__cohort"
    EVENTS = states.PAPER_EVENTS
    TECHNICAL = {
        *("id", "territory", "session", "number", "code", "roster", "printed_at", "printed_by"),
        *("entered_at", "entered_by"),
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="one_sheet_a_version")]

    def __str__(self) -> str:
        return f"{self.session} · {self.code}"
