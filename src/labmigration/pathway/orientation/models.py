"""Orientation meetings, the hours that advisors open for them, and who waits for one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.orientation import states
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned

MINUTES = 45


class Interest(models.TextChoices):
    """What the person says of the project once the job has been explained."""

    CONFIRMED = "confirmed", _("le projet l’intéresse")
    CHANGED = "changed", _("préfère un autre métier")
    UNSURE = "unsure", _("hésite encore")
    DECLINED = "declined", _("ne souhaite pas continuer")


class Reason(models.TextChoices):
    """Why: what speaks for the occupation when it interests, against it when it does not. No health, no belief."""

    TASKS = "tasks", _("les tâches")
    PEOPLE = "people", _("les personnes : enfants, personnes âgées, familles")
    HOURS = "hours", _("les horaires")
    PLACE = "place", _("le lieu, le trajet")
    PAY = "pay", _("le salaire")
    EXPERIENCE = "experience", _("l’expérience déjà acquise")
    OWN_CHILDREN = "own_children", _("la garde de ses propres enfants")
    HOME = "home", _("le logement")
    FRENCH = "french", _("le français à apprendre d’abord")
    TRAINING = "training", _("la formation")
    OTHER_PROJECT = "other_project", _("un autre projet ou un autre emploi")


class How(models.TextChoices):
    """How people meet."""

    PLACE = "place", _("sur place")
    TELEPHONE = "telephone", _("par téléphone")
    VIDEO = "video", _("en vidéo")


class Slot(TerritoryOwned):
    """An hour that an advisor opens: one person at most takes it. `place` is an address for a meeting in a place."""

    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("jour et heure"))
    minutes = models.PositiveSmallIntegerField(_("durée"), default=MINUTES)
    how = models.CharField(_("comment"), max_length=10, choices=How.choices, default=How.PLACE)
    place = models.CharField(_("lieu"), max_length=120, blank=True, default="")
    state = models.CharField(max_length=8, choices=states.SLOT_STATES, default=states.OPEN)

    EVENTS = states.SLOT_EVENTS
    TECHNICAL = {"id", "territory", "advisor", "starts_at", "minutes", "how", "place", "state"}

    class Meta(TerritoryOwned.Meta):
        indexes = [models.Index(fields=["advisor", "state", "starts_at"], name="slots_of_advisor")]
        constraints = [
            models.UniqueConstraint(
                fields=["advisor", "starts_at"], condition=~Q(state=states.CLOSED), name="one_slot_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} · {self.get_state_display()}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def where(self) -> str:
        """The place, or the way in which people meet."""
        return self.place or str(self.get_how_display())


class Meeting(PartOfPathway):
    """A meeting in which an advisor explains the job and the person says whether it interests her.

    `slot` is the hour that it takes, none when the advisor fixed it by hand. `version` counts how often it was moved,
    `fixed_at` is when it was fixed or last moved, `confirmed_at` when the person last said that she comes.
    """

    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, related_name="meetings")
    starts_at = models.DateTimeField(_("jour et heure"))
    minutes = models.PositiveSmallIntegerField(_("durée"), default=MINUTES)
    place = models.CharField(_("lieu"), max_length=120)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.PLANNED)
    fixed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True)
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    occupation = models.CharField(_("métier expliqué"), max_length=40, blank=True, default="")
    interest = models.CharField(_("intérêt"), max_length=12, choices=Interest.choices, blank=True, default="")
    notes = SealedTextField(_("ce qui a été dit"), blank=True, default="")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Expliquer le métier et recueillir l’accord de la personne",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={
            "advisor": Sensitivity.ORDINARY,
            "confirmed_at": Sensitivity.ORDINARY,
            "occupation": Sensitivity.ORDINARY,
            "interest": Sensitivity.ASSESSMENT,
            "notes": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "slot", "starts_at", "minutes", "place", "state", "fixed_at", "version"),
    }

    class Meta(PartOfPathway.Meta):
        indexes = [
            models.Index(fields=["advisor", "state", "starts_at"], name="meetings_of_advisor"),
            models.Index(fields=["territory", "state", "starts_at"], name="meetings_of_territory"),
        ]
        constraints = [
            # Whatever the code believes: two people never stand in one hour, and nobody in two meetings.
            models.UniqueConstraint(
                fields=["slot"], condition=Q(state=states.PLANNED, slot__isnull=False), name="one_meeting_a_slot"
            ),
            models.UniqueConstraint(fields=["pathway"], condition=Q(state=states.PLANNED), name="one_meeting_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} · {self.get_state_display()}"

    @property
    def how(self) -> str:
        """How people meet, where the hour says it; a meeting fixed by hand says it in its place."""
        return self.slot.how if self.slot else ""


class Waiting(PartOfPathway):
    """Someone who asked her advisor for a meeting as soon as possible; the first who asked is served first."""

    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=states.WAITING_STATES, default=states.WAITING)

    EVENTS = states.WAITING_EVENTS
    PERSONAL = Personal(
        purpose="Proposer un créneau libéré à qui attend un entretien",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={"advisor": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "asked_at", "state"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["advisor", "state", "asked_at"], name="waiting_for_advisor")]
        constraints = [
            models.UniqueConstraint(fields=["pathway"], condition=Q(state=states.WAITING), name="waits_once")
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} · {self.get_state_display()}"


class Offer(PartOfPathway):
    """A freed hour offered to one person for some hours; meanwhile nobody else can take it."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="offers")
    waiting = models.ForeignKey(Waiting, on_delete=models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=states.OFFER_STATES, default=states.OPEN)

    EVENTS = states.OFFER_EVENTS
    PERSONAL = Personal(
        purpose="Proposer un créneau libéré à qui attend un entretien",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={"waiting": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "slot", "offered_at", "ends_at", "state"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["territory", "state", "ends_at"], name="offers_that_end")]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(state=states.OPEN), name="offered_to_one"),
            # Nobody is offered the same hour twice.
            models.UniqueConstraint(fields=["slot", "waiting"], name="offered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} · {self.get_state_display()}"


class InterestStatement(PartOfPathway):
    """What the person said of an occupation on one day: at a meeting (`meeting`), or herself later (`by_person`).

    `occupation`: the one spoken of; `wanted`: the one that she prefers, when she does. `words` are her own; what was
    said at a meeting stands in the meeting's notes. `seen_on`: when her advisor took it up. Rows are kept as they were
    said: the newest counts.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="interest_statements")
    said_at = models.DateTimeField(_("dit"))
    by_person = models.BooleanField(_("dit par la personne elle-même"), default=False)
    occupation = models.CharField(_("métier"), max_length=40)
    interest = models.CharField(_("intérêt"), max_length=12, choices=Interest.choices)
    wanted = models.CharField(_("métier préféré"), max_length=40, blank=True, default="")
    reasons = models.JSONField(_("raisons"), default=list, blank=True)
    words = SealedTextField(_("avec ses mots"), blank=True, default="")
    seen_on = models.DateField(_("pris en compte"), null=True)

    EVENTS = states.INTEREST_EVENTS
    PERSONAL = Personal(
        purpose="Suivre le projet de la personne : le métier qu’elle veut, et pourquoi",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={
            "by_person": Sensitivity.ORDINARY,
            "occupation": Sensitivity.ORDINARY,
            "interest": Sensitivity.ASSESSMENT,
            "wanted": Sensitivity.ORDINARY,
            "reasons": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "meeting", "said_at", "seen_on"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["pathway", "said_at"], name="interest_of_pathway")]

    def __str__(self) -> str:
        return f"{self.said_at:%Y-%m-%d} · {self.get_interest_display()}"

    @property
    def wants(self) -> str:
        """The occupation that she wants by this; empty when she hesitates or wants none."""
        return {Interest.CONFIRMED: self.occupation, Interest.CHANGED: self.wanted}.get(self.interest, "")

    @property
    def said(self) -> tuple[str, str, list[str], str]:
        """What was said, to compare two statements."""
        return self.interest, self.wanted, self.reasons, self.words

    def get_reasons_display(self) -> str:
        """The reasons in words."""
        return ", ".join(str(Reason(code).label) for code in self.reasons if code in Reason.values)
