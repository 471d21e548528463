"""What people add to the tool's profile: the advisor's opinion first, what the interview shows, who lifts what.

Opinions and observations are never changed: a later one stands beside the earlier one, and both are kept.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class Readiness(models.IntegerChoices):
    """What is said of one group of skills; the lowest asks for most."""

    TO_LEARN = 1, _("à apprendre")
    TO_STRENGTHEN = 2, _("à renforcer")
    READY = 3, _("déjà acquis")


class WhoActs(models.TextChoices):
    """Who lifts a constraint."""

    PERSON = "person", _("la personne")
    ADVISOR = "advisor", _("le conseil")
    PARTNER = "partner", _("un partenaire")


class BesideProfile(TerritoryOwned):
    """A row that somebody adds to the profile of a positioning."""

    positioning = models.ForeignKey("positioning.Positioning", on_delete=models.CASCADE, related_name="%(class)ss")

    PATHWAY = "positioning__pathway"

    class Meta(TerritoryOwned.Meta):
        abstract = True


class BlockOpinion(BesideProfile):
    """What the advisor thinks of one group of skills (a block, or an axis that has none).

    The first (`rank` 1) is written before the tool's result is shown; `tool_low`..`tool_high` is what the tool said at
    that moment (both empty where it could say nothing). A later one gives its `reason`; the last stands.
    """

    group = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=1)
    readiness = models.PositiveSmallIntegerField(_("avis"), choices=Readiness.choices)
    words = SealedTextField(_("en mots"), blank=True, default="")
    reason = SealedTextField(_("pourquoi l’avis a changé"), blank=True, default="")
    tool_low = models.PositiveSmallIntegerField(_("l’outil : au moins"), choices=Readiness.choices, null=True)
    tool_high = models.PositiveSmallIntegerField(_("l’outil : au plus"), choices=Readiness.choices, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    PERSONAL = Personal(
        purpose="Garder l’avis du conseil à côté de ce que dit l’outil, et voir s’ils diffèrent",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; en nombres seulement, la coordination",
        fields={
            "readiness": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
            "reason": Sensitivity.FREE_TEXT,
            "tool_low": Sensitivity.ASSESSMENT,
            "tool_high": Sensitivity.ASSESSMENT,
            "by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "positioning", "group", "rank", "at"}

    class Meta(BesideProfile.Meta):
        ordering = ["group", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["positioning", "group", "rank"], name="one_opinion_a_rank"),
            models.CheckConstraint(
                condition=Q(tool_low__isnull=True, tool_high__isnull=True) | Q(tool_low__lte=models.F("tool_high")),
                name="tool_low_is_not_above_high",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.get_readiness_display()}"


class Observation(BesideProfile):
    """A level (1 to 4 of the skill's scale) seen or heard by the advisor; the last one of a skill stands."""

    skill = models.CharField(max_length=40)
    rank = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(4)])
    words = SealedTextField(_("ce qui a été vu ou raconté"), blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    PERSONAL = Personal(
        purpose="Confirmer en entretien ce que les questions laissent ouvert",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={
            "level": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
            "by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "positioning", "skill", "rank", "at"}

    class Meta(BesideProfile.Meta):
        ordering = ["skill", "rank"]
        constraints = [models.UniqueConstraint(fields=["positioning", "skill", "rank"], name="one_observation_a_rank")]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class ConstraintAction(BesideProfile):
    """Who does something about a constraint, by when, and whether it is done. It never lowers a level."""

    constraint = models.CharField(max_length=40)
    who = models.CharField(_("qui"), max_length=10, choices=WhoActs.choices)
    by_day = models.DateField(_("au plus tard le"))
    done_on = models.DateField(_("fait le"), null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    PERSONAL = Personal(
        purpose="Lever ce qui gêne la formation ou le travail",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={"who": Sensitivity.ORDINARY, "by_day": Sensitivity.ORDINARY, "done_on": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "positioning", "constraint", "version"}

    class Meta(BesideProfile.Meta):
        constraints = [models.UniqueConstraint(fields=["positioning", "constraint"], name="one_action_a_constraint")]

    def __str__(self) -> str:
        return f"{self.constraint} · {self.get_who_display()}"
