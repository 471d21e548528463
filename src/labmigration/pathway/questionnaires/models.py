"""What is asked of one person or household, what was answered version by version, and what was said without a name.

Answers stand sealed as one text for each version: JSON, question → list of codes (or one number).
"""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.questionnaires import states
from labmigration.pathway.questionnaires.wording import Given, told, wave_title
from labmigration.people.models import Household
from labmigration.programme.codebook import codebook
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned

_PURPOSE = "Rendre compte aux financeurs et évaluer le Lab, avec ce que la personne accepte de dire"


def read_given(text: str) -> Given:
    """The answers that a sealed text holds: question → codes."""
    return {code: tuple(answers) for code, answers in json.loads(text).items()} if text else {}


def written_given(given: Given) -> str:
    """The same as a text, in the order of the questions' codes."""
    return json.dumps({code: list(given[code]) for code in sorted(given)}, separators=(",", ":"))


class AskedWave(PartOfPathway):
    """One wave for one person: counted from a day of its clock, to be answered inside a window around the due day.

    `draft`: what she has answered and not sent yet. `number`: versions sent so far. `heard`: whether she was asked the
    question without a name and answered it; what she said stands nowhere near.
    """

    wave = models.CharField(_("quand"), max_length=20)
    counted_from = models.DateField(_("compté à partir du"))
    due_on = models.DateField(_("prévu le"))
    opens_on = models.DateField()
    closes_on = models.DateField(_("jusqu’au"))
    state = models.CharField(max_length=10, choices=states.STATES, default=states.WAITING)
    answered_on = models.DateField(_("répondu le"), null=True, blank=True)
    written_on = models.DateField(_("dernier message le"), null=True, blank=True)
    messages = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(_("versions envoyées"), default=0)
    saves = models.PositiveIntegerField(default=0)
    heard = models.BooleanField(_("a répondu à la question sans nom"), default=False)
    draft = SealedTextField(_("réponses en cours"), blank=True, default="")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil, qui peut remplir avec elle ; en nombres, les financeurs",
        fields={
            "draft": Sensitivity.FREE_TEXT,
            "wave": Sensitivity.ORDINARY,
            "counted_from": Sensitivity.ORDINARY,
            "answered_on": Sensitivity.ORDINARY,
            "heard": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "due_on", "opens_on", "closes_on", "state"),
        *("written_on", "messages", "number", "saves"),
    }

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway", "wave"], name="a_wave_once_a_person")]
        indexes = [models.Index(fields=["territory", "state", "opens_on"], name="questionnaires_to_ask")]
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.wave} · {self.due_on}"

    @property
    def title(self) -> Any:
        """What the wave is called, as a lazy text."""
        return wave_title(self.wave)

    @property
    def clock(self) -> str:
        """The clock that it is counted on; empty for a wave that is no longer in the codebook."""
        return next((wave.clock for wave in codebook().waves if wave.code == self.wave), "")

    def get_wave_display(self) -> str:
        """The wave in the reader's language."""
        return str(self.title)

    def get_draft_display(self) -> str:
        """What was answered and not sent, in words, for "my data"."""
        return told(read_given(self.draft))


class FilledQuestionnaire(PartOfPathway):
    """One version of a questionnaire as it was sent. Never changed: a correction is the next version."""

    class Channel(models.TextChoices):
        OWN = "own", _("elle-même, dans son espace")
        LINK = "link", _("elle-même, par un lien")
        STAFF = "staff", _("avec quelqu’un de l’équipe")

    questionnaire = models.ForeignKey(AskedWave, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    codebook = models.CharField(max_length=64)
    given = SealedTextField(_("réponses"), blank=True, default="")
    written_on = models.DateField(_("rempli le"))
    channel = models.CharField(_("comment"), max_length=6, choices=Channel.choices)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rempli avec"),
    )
    late = models.BooleanField(_("après la date limite"), default=False)

    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; en nombres ou sans nom, les financeurs",
        fields={
            "given": Sensitivity.FREE_TEXT,
            "written_on": Sensitivity.ORDINARY,
            "channel": Sensitivity.ORDINARY,
            "written_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "questionnaire", "number", "codebook", "late"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="a_version_once")]
        ordering = ["questionnaire", "number"]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} · {self.number}"

    def get_given_display(self) -> str:
        """Each question with its answer, in the reader's language."""
        return told(read_given(self.given))


class HouseholdQuestionnaire(PartOfPathway):
    """What a household says of its satisfaction at 3 or 12 months of one contract: asked and answered once."""

    contract = models.ForeignKey(
        "employment.Contract", on_delete=models.PROTECT, related_name="household_questionnaires"
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="+", verbose_name=_("foyer interrogé")
    )
    wave = models.CharField(_("quand"), max_length=20)
    asked_on = models.DateField(_("demandé le"))
    closes_on = models.DateField(_("jusqu’au"))
    answered_on = models.DateField(_("répondu le"), null=True, blank=True)
    codebook = models.CharField(max_length=64, blank=True, default="")
    given = SealedTextField(_("réponses"), blank=True, default="")

    HOUSEHOLD = "household"
    EVENTS: dict[str, Any] = states.HOUSEHOLD_EVENTS
    PERSONAL = Personal(
        purpose="Savoir si les foyers sont satisfaits, et améliorer le Lab",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; en nombres seulement, la coordination et les partenaires",
        fields={
            "household": Sensitivity.ORDINARY,
            "wave": Sensitivity.ORDINARY,
            "given": Sensitivity.FREE_TEXT,
            "answered_on": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "contract", "asked_on", "closes_on", "codebook"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["contract", "wave"], name="a_wave_once_a_contract")]

    def __str__(self) -> str:
        return f"{self.wave} · {self.asked_on}"

    def get_wave_display(self) -> str:
        """The wave in the reader's language."""
        return str(wave_title(self.wave))

    def get_given_display(self) -> str:
        """Each question with its answer, in the reader's language."""
        return told(read_given(self.given))

    def withheld(self) -> tuple[str, ...]:
        """What "my data" of the person leaves out: the household’s own words."""
        return ("given",)


class AnonymousAnswer(TerritoryOwned):
    """One answer to the question without a name. Neither the person, nor her cohort, nor the day stand here.

    `half_year` ("2026-2") is all that is told of when; the key is drawn at random. Counts are shown only from
    `small_numbers.THRESHOLD` answers on.
    """

    wave = models.CharField(max_length=20)
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    half_year = models.CharField(max_length=6)

    TECHNICAL = {"id", "territory", "wave", "question", "answer", "half_year"}

    def __str__(self) -> str:
        return f"{self.question} · {self.half_year}"
