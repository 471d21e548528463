"""What stands before a version: the advisor's own opinion, then the tool's proposals, each with all that decided it.

Nothing here is ever changed: another opinion or proposal stands beside the earlier one.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.prescription.kept_words import answer_in_words, demands_in_words, question_in_words
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class CatalogueEdition(models.Model):
    """The catalogue of modules and skills under one version of the programme, kept since a plan was computed from it.

    content: JSON by occupation, see `catalogue.edition`. It speaks of no person.
    """

    version = models.CharField(primary_key=True, max_length=64)
    content = models.TextField()
    kept_on = models.DateField()

    TECHNICAL = {"version", "content", "kept_on"}

    def __str__(self) -> str:
        return self.version


class Opinion(PartOfPathway):
    """What the advisor would choose before she sees what the tool proposes, for one version and one occupation.

    tool: the modules that the tool proposed at that moment, None where it found no plan.
    """

    number = models.PositiveSmallIntegerField(_("version"))
    occupation = models.CharField(_("métier visé"), max_length=40)
    modules = models.JSONField(_("modules que le conseil choisirait"), default=list)
    tool = models.JSONField(_("modules que l’outil a proposés"), null=True)
    words = SealedTextField(_("en mots"), blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    EVENTS = {"judge": _("Avis du conseil sur la formation, avant la proposition de l’outil")}
    PERSONAL = Personal(
        purpose="Garder l’avis du conseil à côté de ce que propose l’outil, et voir s’ils diffèrent",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; en nombres seulement, la coordination",
        fields={
            "occupation": Sensitivity.ORDINARY,
            "modules": Sensitivity.ASSESSMENT,
            "tool": Sensitivity.ASSESSMENT,
            "words": Sensitivity.FREE_TEXT,
            "by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "number", "at"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pathway", "number", "occupation"], name="one_opinion_before_a_version")
        ]

    def __str__(self) -> str:
        return f"v{self.number} · {self.occupation}"


class Proposal(TerritoryOwned):
    """One answer of the tool, with everything that makes it come again.

    demands: what the advisor asked, see `demands.Demands`. question, answer: the engine's input and output, byte for
    byte. positioning: from which the levels were read. catalogue_version: of the `CatalogueEdition`.
    """

    opinion = models.ForeignKey(Opinion, on_delete=models.CASCADE, related_name="proposals")
    rank = models.PositiveSmallIntegerField()
    positioning = models.ForeignKey(
        "positioning.Positioning", on_delete=models.PROTECT, related_name="+", verbose_name=_("positionnement")
    )
    demands = SealedTextField(_("demandes du conseil"))
    question = SealedTextField(_("ce que l’outil a lu"))
    answer = SealedTextField(_("ce que l’outil a répondu"))
    catalogue_version = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=20)
    seed = models.IntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    PATHWAY = "opinion__pathway"
    PERSONAL = Personal(
        purpose="Pouvoir expliquer et recalculer ce que l’outil a proposé",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={
            "positioning": Sensitivity.ORDINARY,
            "demands": Sensitivity.FREE_TEXT,
            "question": Sensitivity.FREE_TEXT,
            "answer": Sensitivity.FREE_TEXT,
            "by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "opinion", "rank", "catalogue_version", "engine_version", "seed", "at"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["opinion", "rank"], name="one_proposal_a_rank")]

    def __str__(self) -> str:
        return f"{self.rank}"

    def get_demands_display(self) -> str:
        """In words, as the two below: the JSON itself is in the file that the person may download."""
        return demands_in_words(self.demands)

    def get_question_display(self) -> str:
        """The levels that were read."""
        return question_in_words(self.question)

    def get_answer_display(self) -> str:
        """The modules that were proposed."""
        return answer_in_words(self.answer)
