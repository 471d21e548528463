"""When trainers, rooms and trainees are not there, and when the provider is closed.

A week is told as "0-am" (Monday morning) … "6-pm"; days that are an exception as ["2026-12-24", "am"].
"""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training import states
from labmigration.territories.models import Organisation, TerritoryOwned


class Room(TerritoryOwned):
    """A room of a training provider. `seats` are those of trainees."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("salle"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1)])
    weekly = models.JSONField(_("demi-journées prises chaque semaine"), default=list)
    days = models.JSONField(_("demi-journées prises"), default=list)
    in_use = models.BooleanField(_("utilisée"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    COHORT = ""
    EVENTS = states.ROOM_EVENTS
    TECHNICAL = {"id", "territory", "provider", "name", "seats", "weekly", "days", "in_use", "version"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["provider", "name"], name="room_name_once")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TrainerWeek(TerritoryOwned):
    """What someone teaches for a provider, and when not. Who has none teaches everything, on every half-day."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: Codes of modules; empty: all.
    teaches = models.JSONField(_("modules enseignés"), default=list)
    max_halves = models.PositiveSmallIntegerField(_("demi-journées par semaine, au plus"), null=True, blank=True)
    weekly = models.JSONField(_("demi-journées d’absence chaque semaine"), default=list)
    days = models.JSONField(_("demi-journées d’absence"), default=list)
    version = models.PositiveIntegerField(default=1, editable=False)

    COHORT = ""
    EVENTS = states.TRAINER_WEEK_EVENTS
    PERSONAL = Personal(
        purpose="Faire l’emploi du temps des formatrices et formateurs",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la formatrice ou le formateur ; la coordination de la formation",
        fields={
            "trainer": Sensitivity.ORDINARY,
            "teaches": Sensitivity.ORDINARY,
            "max_halves": Sensitivity.ORDINARY,
            "weekly": Sensitivity.ORDINARY,
            "days": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "provider", "version"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["provider", "trainer"], name="one_week_a_trainer")]

    def __str__(self) -> str:
        return str(self.trainer)


class Closure(TerritoryOwned):
    """Days on which a provider is closed, both included. Public holidays need no line: they are known."""

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    first = models.DateField(_("du"))
    last = models.DateField(_("au"))
    label = models.CharField(_("pourquoi"), max_length=60)

    COHORT = ""
    EVENTS = states.CLOSURE_EVENTS
    TECHNICAL = {"id", "territory", "provider", "first", "last", "label"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="closure_ends_after_start")]
        ordering = ["first"]

    def __str__(self) -> str:
        return self.label


class TraineeWeek(PartOfPathway):
    """The half-days on which a person cannot come, without the reason: it is nobody's business.

    noted_by: who said so last, herself or somebody to whom she told it.
    """

    weekly = models.JSONField(_("demi-journées impossibles chaque semaine"), default=list)
    days = models.JSONField(_("demi-journées impossibles"), default=list)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("noté par")
    )
    noted_at = models.DateTimeField(_("noté le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    EVENTS = states.TRAINEE_WEEK_EVENTS
    PERSONAL = Personal(
        purpose="Faire un emploi du temps que la personne peut suivre",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation",
        fields={
            "weekly": Sensitivity.ORDINARY,
            "days": Sensitivity.ORDINARY,
            "noted_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "version", "noted_at"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway"], name="one_week_a_trainee")]

    def __str__(self) -> str:
        return f"{len(self.weekly)} + {len(self.days)}"
