"""What is asked of one person in one positioning, and what she answered: one row an answer, nothing lost."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.positioning.sittings import states
from labmigration.territories.models import TerritoryOwned

PURPOSE = {
    "purpose": "Rendre visibles les acquis et les besoins pour construire le parcours",
    "basis": MISSION,
    "retention": TWO_YEARS,
    "recipients": "la personne ; son conseil",
}
#: Chosen wherever nothing else fits: always offered, never held against anybody.
UNKNOWN = "unknown"
#: The sound of a listening question can't be heard here.
NO_SOUND = "no_sound"


class Part(models.TextChoices):
    """The parts in which questions are asked, in their order."""

    FREQUENCY = "frequency", _("Ce que j’ai déjà fait")
    CARDS = "cards", _("Ce que je sais bien faire")
    INTERESTS = "interests", _("Ce que j’aime")
    CONSTRAINTS = "constraints", _("Ma vie de tous les jours")
    FRENCH = "french", _("Le français")
    DIGITAL = "digital", _("Mon téléphone")
    SITUATIONS = "situations", _("Des situations de travail")
    SETTING = "setting", _("Travailler et vivre en France")


class Frequency(models.TextChoices):
    """How often something was done. Values 0 to 3, as pictures show them."""

    NEVER = "0", _("Jamais")
    SOMETIMES = "1", _("Quelquefois")
    OFTEN = "2", _("Souvent")
    DAILY = "3", _("Tous les jours")


class Duration(models.TextChoices):
    """For how long something was done."""

    MONTHS = "months", _("Quelques mois")
    YEAR = "year", _("Un an ou deux")
    YEARS = "years", _("Plus longtemps")


class Autonomy(models.TextChoices):
    """With whom something was done."""

    HELPED = "helped", _("Avec quelqu’un qui m’aide")
    ALONE = "alone", _("Sans aide")
    LEADS = "leads", _("Je montre aux autres")


class Place(models.TextChoices):
    """For whom something was done."""

    HOME = "home", _("Chez moi")
    FAMILY = "family", _("Pour ma famille")
    COMMUNITY = "community", _("Pour des voisins ou une association")
    WORK = "work", _("Pour un travail payé")


class Witness(models.TextChoices):
    """Who can say so."""

    NOBODY = "nobody", _("Personne pour l’instant")
    SOMEONE = "someone", _("Une personne que je connais")
    EMPLOYER = "employer", _("Un employeur")
    PAPER = "paper", _("Un papier")


class Hindrance(models.TextChoices):
    """An answer to the checklist of everyday life."""

    YES = "yes", _("Oui")
    SOMETIMES = "sometimes", _("Pas toujours")
    NO = "no", _("Non")
    NOT_CONCERNED = "not_concerned", _("Ce n’est pas pour moi")


class Outcome(models.TextChoices):
    """What the answer to a question with a right answer is worth."""

    RIGHT = "right", _("juste")
    WRONG = "wrong", _("autre réponse")
    UNKNOWN = UNKNOWN, _("ne sait pas")
    NO_SOUND = NO_SOUND, _("pas de son")


class Questionnaire(PartOfPathway):
    """All that is asked for one positioning, in two sittings, on whatever device.

    What comes next is computed from the seed, the bank and the answers alone: every device sees the same question.
    `bank_version` names the calibration too: a published calibration gives its name to the bank. `language`: the
    person's own, in which an interview shows the questions beside the French.
    """

    positioning = models.OneToOneField("positioning.Positioning", on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=states.STATES, default=states.OPEN)
    language = models.CharField(max_length=5)
    bank_version = models.CharField(max_length=40)
    bank_content = models.CharField(max_length=40)
    seed = models.PositiveBigIntegerField()
    occupations = models.JSONField(_("métiers considérés"), default=list)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(**PURPOSE, fields={"language": Sensitivity.ORDINARY, "occupations": Sensitivity.ORDINARY})
    TECHNICAL = {
        *("id", "territory", "pathway", "positioning", "state", "bank_version", "bank_content", "seed"),
        *("begun_at", "ended_at"),
    }

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d} · {self.get_state_display()}"


class Answer(TerritoryOwned):
    """One answer, given once. `code` names the question within its part.

    `value` is the choice (for a question of the bank: its place in the file, whatever the order on the screen); what
    was typed is kept as its outcome only. `position` counts the answers of the questionnaire from 0.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="answers")
    part = models.CharField(max_length=12, choices=Part.choices)
    code = models.CharField(max_length=80)
    value = models.CharField(max_length=20, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    position = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    PATHWAY = "questionnaire__pathway"
    PERSONAL = Personal(
        **PURPOSE,
        fields={
            "value": Sensitivity.ASSESSMENT,
            "outcome": Sensitivity.ASSESSMENT,
            "answered_at": Sensitivity.ORDINARY,
            "answered_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "questionnaire", "part", "code", "position"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "part", "code"], name="one_answer_a_question"),
            # The order of answers decides what is asked next: two of them never share a place.
            models.UniqueConstraint(fields=["questionnaire", "position"], name="one_answer_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.part} · {self.code}"
