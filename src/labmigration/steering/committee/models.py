"""Meetings of the steering committee, who is invited, the papers, what is decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.secrecy.fields import SealedTextField
from labmigration.steering.committee import states
from labmigration.territories.agreements.queries import Partner
from labmigration.territories.models import TerritoryOwned

_RETENTION = "tant que le Lab dure dans le territoire, puis deux ans (proposition, à confirmer)"
_RECIPIENTS = "les partenaires du territoire ; l’administration du programme"


class Meeting(TerritoryOwned):
    """One meeting: day and place, agenda (one line each), and its minutes once it was held."""

    title = models.CharField(_("titre"), max_length=120)
    starts_at = models.DateTimeField(_("jour et heure"))
    place = models.CharField(_("lieu"), max_length=160)
    agenda = models.JSONField(_("ordre du jour"), default=list, blank=True)
    state = models.CharField(max_length=10, choices=states.MEETING_STATES, default=states.PLANNED)
    minutes = SealedTextField(_("compte rendu"), blank=True, default="")
    invited_on = models.DateField(_("invitations envoyées le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.MEETING_MOVES, states.MEETING_EVENTS
    PERSONAL = Personal(
        purpose="Garder ce que le comité de pilotage a dit et décidé",
        basis=MISSION,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={"minutes": Sensitivity.FREE_TEXT},
    )
    TECHNICAL = {"id", "territory", "title", "starts_at", "place", "agenda", "state", "invited_on", "version"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-starts_at", "id"]

    def __str__(self) -> str:
        return self.title


class Invitation(TerritoryOwned):
    """A partner invited to a meeting; `present` is None until the meeting was held."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    represented_by = models.CharField(_("représenté par"), max_length=160, blank=True, default="")
    present = models.BooleanField(_("présent"), null=True, default=None)

    PERSONAL = Personal(
        purpose="Savoir qui a représenté un partenaire au comité de pilotage",
        basis=MISSION,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={"represented_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "meeting", "partner", "present"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["partner__organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "partner"], name="a_partner_invited_once")]

    def __str__(self) -> str:
        return self.partner.name


class Papers(TerritoryOwned):
    """The figures of the territory as they stood when they were made for a meeting. Written once; the last ones count.

    `told`: for the coordination (`full`) and for everybody else (`masked`): sections of title, columns, rows, note.
    """

    APPEND_ONLY = True

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    made_at = models.DateTimeField(_("arrêté le"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    PERSONAL = Personal(
        purpose="Remettre au comité des chiffres arrêtés à une date dite",
        basis=MISSION,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={"made_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "meeting", "made_at", "told", "fingerprint"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.meeting} {self.made_at:%Y-%m-%d}"


class Decision(TerritoryOwned):
    """What the committee decided, who does it (a partner; nobody named: the coordination), by when, what came of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField(_("décision"), max_length=300)
    owner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("qui s’en charge")
    )
    due_on = models.DateField(_("au plus tard le"))
    state = models.CharField(max_length=10, choices=states.DECISION_STATES, default=states.OPEN)
    closed_on = models.DateField(_("terminée le"), null=True, blank=True)
    result = models.CharField(_("ce qui en est sorti"), max_length=300, blank=True, default="")

    MOVES = states.DECISION_MOVES
    TECHNICAL = {"id", "territory", "meeting", "text", "owner", "due_on", "state", "closed_on", "result"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["territory", "state", "due_on"], name="decisions_to_do")]

    def __str__(self) -> str:
        return self.text

    @property
    def late(self) -> bool:
        """Whether its day has passed and it is still open."""
        return self.state == states.OPEN and self.due_on < clock.today()
