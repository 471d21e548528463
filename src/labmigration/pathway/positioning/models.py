"""Positionings: levels by axis (never summed), assets and needs. An advisor enters them until an engine measures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.results import models as results_models  # noqa: F401 rows of this app
from labmigration.pathway.positioning.sittings import models as sittings_models  # noqa: F401 rows of this app
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class Axis(models.TextChoices):
    """The seven axes; French is judged separately in its four skills."""

    FRENCH_LISTENING = "french_listening", _("français : écouter")
    FRENCH_READING = "french_reading", _("français : lire")
    FRENCH_SPEAKING = "french_speaking", _("français : parler")
    FRENCH_WRITING = "french_writing", _("français : écrire")
    DIGITAL = "digital", _("numérique")
    OCCUPATIONAL = "occupational", _("savoir-faire du métier")
    EXPERIENCE = "experience", _("expérience de vie et de travail")
    MOBILITY = "mobility", _("mobilité et contraintes")
    INTEREST = "interest", _("intérêt pour le métier")
    HOME_SETTING = "home_setting", _("emploi à domicile et citoyenneté")


#: French is judged skill by skill: none may be left out of a finished positioning.
FRENCH_SKILLS = (Axis.FRENCH_LISTENING, Axis.FRENCH_READING, Axis.FRENCH_SPEAKING, Axis.FRENCH_WRITING)
#: Axes with a level. Experience is told, never scored; constraints never lower a level; interest is a choice.
LEVELLED = (*FRENCH_SKILLS, Axis.DIGITAL, Axis.OCCUPATIONAL, Axis.HOME_SETTING)


class Grade(models.TextChoices):
    """How well a level is proven, from weakest to strongest."""

    DECLARED = "declared", _("dit par la personne")
    DESCRIBED = "described", _("raconté avec des exemples")
    ATTESTED = "attested", _("attesté par quelqu’un")
    TESTED = "tested", _("mesuré par un test")
    OBSERVED = "observed", _("observé en situation")


class Mastery(models.IntegerChoices):
    """0 to 4, as the prescription engine reads levels."""

    UNKNOWN = 0, _("pas encore vu")
    NOT_YET = 1, _("pas encore")
    WITH_HELP = 2, _("avec de l’aide")
    ALONE = 3, _("seule ou seul")
    COULD_SHOW = 4, _("pourrait montrer aux autres")


class Positioning(PartOfPathway):
    """One positioning of one person, in one or two sittings."""

    state = models.CharField(max_length=12, choices=states.STATES, default=states.DRAFT)
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    opinion = SealedTextField(_("avis du conseil"), blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Rendre visibles les acquis et les besoins pour construire le parcours",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation pour les besoins",
        fields={"advisor": Sensitivity.ORDINARY, "opinion": Sensitivity.FREE_TEXT},
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "begun_on", "done_on", "version"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"], condition=models.Q(state=states.DRAFT), name="one_positioning_under_way"
            ),
            models.UniqueConstraint(
                fields=["pathway"], condition=models.Q(state=states.DONE), name="one_positioning_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begun_on} · {self.get_state_display()}"


class OfPositioning(TerritoryOwned):
    """What a positioning found on one axis."""

    positioning = models.ForeignKey(Positioning, on_delete=models.CASCADE, related_name="%(class)ss")
    axis = models.CharField(_("axe"), max_length=20, choices=Axis.choices)

    PATHWAY = "positioning__pathway"

    class Meta(TerritoryOwned.Meta):
        abstract = True


FOUND = {
    "purpose": "Rendre visibles les acquis et les besoins pour construire le parcours",
    "basis": MISSION,
    "retention": TWO_YEARS,
    "recipients": "la personne ; son conseil ; l’organisme de formation pour les besoins",
}


class AxisLevel(OfPositioning):
    """A level between `low` and `high` (equal when it is certain), with its grade of evidence."""

    low = models.PositiveSmallIntegerField(choices=Mastery.choices)
    high = models.PositiveSmallIntegerField(choices=Mastery.choices)
    grade = models.CharField(max_length=10, choices=Grade.choices)

    PERSONAL = Personal(
        **FOUND,
        fields={"low": Sensitivity.ASSESSMENT, "high": Sensitivity.ASSESSMENT, "grade": Sensitivity.ASSESSMENT},
    )
    TECHNICAL = {"id", "territory", "positioning", "axis"}

    class Meta(OfPositioning.Meta):
        constraints = [
            models.UniqueConstraint(fields=["positioning", "axis"], name="one_level_an_axis"),
            models.CheckConstraint(condition=models.Q(low__lte=models.F("high")), name="low_is_not_above_high"),
        ]

    def __str__(self) -> str:
        return f"{self.axis} {self.low}–{self.high}"


class Asset(OfPositioning):
    """Something that life or work has taught."""

    place = models.PositiveSmallIntegerField()
    what = models.CharField(_("ce qui est acquis"), max_length=200)
    grade = models.CharField(max_length=10, choices=Grade.choices, default=Grade.DECLARED)

    PERSONAL = Personal(**FOUND, fields={"what": Sensitivity.ASSESSMENT, "grade": Sensitivity.ASSESSMENT})
    TECHNICAL = {"id", "territory", "positioning", "axis", "place"}

    class Meta(OfPositioning.Meta):
        ordering = ["place"]

    def __str__(self) -> str:
        return self.what


class Need(OfPositioning):
    """Something to learn or to settle before the job."""

    place = models.PositiveSmallIntegerField()
    what = models.CharField(_("besoin"), max_length=200)
    critical = models.BooleanField(_("indispensable"), default=False)

    PERSONAL = Personal(**FOUND, fields={"what": Sensitivity.ASSESSMENT, "critical": Sensitivity.ASSESSMENT})
    TECHNICAL = {"id", "territory", "positioning", "axis", "place"}

    class Meta(OfPositioning.Meta):
        ordering = ["place"]

    def __str__(self) -> str:
        return self.what
