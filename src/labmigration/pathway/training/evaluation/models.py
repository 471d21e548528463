"""What a trainer or the trainee says of one skill on one day, and what the advisor made of it."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training.evaluation.skills import known_skill, level_words
from labmigration.pathway.training.models.attendance import AttendanceSignature
from labmigration.pathway.training.models.cohorts import Enrolment
from labmigration.secrecy.fields import SealedTextField

LOWEST, HIGHEST = 1, 4


class SkillJudgement(PartOfPathway):
    """A level (1 to 4 of the skill's scale) as one side sees it on one day; a later one stands beside the earlier.

    Never changed: the last one of a day and a side counts for that day.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="skill_judgements")
    skill = models.CharField(_("savoir-faire"), max_length=40)
    level = models.PositiveSmallIntegerField(
        _("appréciation"), validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    words = SealedTextField(_("en mots"), blank=True, default="")
    given_as = models.CharField(max_length=8, choices=AttendanceSignature.SignedAs.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("dit le"))

    COHORT = "enrolment__cohort"
    EVENTS = {"evaluate_skills": _("Savoir-faire évalués ({count})")}
    PERSONAL = Personal(
        purpose="Suivre les progrès et préparer la certification",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; l’organisme de formation ; son conseil",
        fields={
            "skill": Sensitivity.ASSESSMENT,
            "level": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
            "given_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "enrolment", "given_as", "given_at"}

    class Meta(PartOfPathway.Meta):
        ordering = ["given_at"]
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(LOWEST, HIGHEST)), name="a_skill_has_one_of_four_levels")
        ]
        indexes = [models.Index(fields=["enrolment", "skill", "given_at"], name="judgements_of_skill")]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"

    def get_skill_display(self) -> Any:
        """The skill's name, lazily in the reader's language."""
        skill = known_skill(self.skill)
        return level_words(skill.name) if skill else self.skill

    def get_level_display(self) -> Any:
        """The level as its scale names it, lazily in the reader's language."""
        skill = known_skill(self.skill)
        return level_words(skill.names[self.level - 1]) if skill else self.level


class ChangeConsidered(PartOfPathway):
    """The advisor has read what training shows, and keeps the prescription as it is, for a reason."""

    words = SealedTextField(_("pourquoi"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("décidé le"))

    EVENTS = {"keep_prescription": _("Prescription gardée après lecture de ce que montre la formation")}
    PERSONAL = Personal(
        purpose="Dire pourquoi le parcours n’a pas changé",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={"words": Sensitivity.FREE_TEXT, "by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "at"}

    class Meta(PartOfPathway.Meta):
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
