"""Steps taken by either side, meetings of both, questions left for them. Wrong answers are kept nowhere."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.civic import states
from labmigration.civic.words import step_title
from labmigration.people.models import Candidate, Household
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned, same_territory


class Topic(models.TextChoices):
    """What both sides speak of, each in its own step."""

    CONTRACT = "contract", _("le contrat")
    HOURS = "hours", _("les heures et le repos")
    HOME = "home", _("la maison, lieu de vie et de travail")
    DIFFERENCES = "differences", _("vivre avec nos différences")
    HELP = "help", _("parler et demander de l’aide")


class OfOneSide(TerritoryOwned):
    """A row of somebody who works, or of a household: of exactly one of them."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("foyer")
    )

    class Meta(TerritoryOwned.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        same_territory(self, self.candidate, self.household)
        super().save(*args, **kwargs)

    @property
    def is_worker(self) -> bool:
        """Whether the row is of somebody who works."""
        return self.candidate_id is not None


def _one_side(name: str) -> models.CheckConstraint:
    worker = Q(candidate__isnull=False, household__isnull=True)
    return models.CheckConstraint(condition=worker | Q(candidate__isnull=True, household__isnull=False), name=name)


def _once(name: str, field: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["candidate", field], condition=Q(candidate__isnull=False), name=f"{name}_worker"
        ),
        models.UniqueConstraint(fields=["household", field], condition=Q(household__isnull=False), name=f"{name}_home"),
    ]


class StepTaken(OfOneSide):
    """How far somebody is in one step. `right`: codes of the checks found; done once all are, or in a session."""

    step = models.CharField(_("étape"), max_length=40)
    version = models.CharField(_("version du texte"), max_length=20)
    right = models.JSONField(_("questions trouvées"), default=list)
    begun_on = models.DateField(_("commencée le"))
    done_on = models.DateField(_("terminée le"), null=True, blank=True)
    together = models.BooleanField(_("faite ensemble"), default=False)

    EVENTS = states.STEP_EVENTS
    PERSONAL = Personal(
        purpose="Reprendre le parcours citoyen où l’on s’est arrêté ; dire à l’autre côté combien d’étapes sont faites",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ou le foyer ; l’autre côté après un accord, en nombre d’étapes",
        fields={
            "candidate": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "step": Sensitivity.ORDINARY,
            "right": Sensitivity.ORDINARY,
            "together": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "version", "begun_on", "done_on"}

    class Meta(OfOneSide.Meta):
        constraints = [_one_side("a_step_is_of_one_side"), *_once("one_step", "step")]

    def __str__(self) -> str:
        return self.step

    def get_step_display(self) -> str:
        """The title of the step, in the active language; its code for one that no file holds any more."""
        return str(step_title(self.step))

    def get_right_display(self) -> str:
        """How many checks were found."""
        return str(len(self.right))


class JointSession(TerritoryOwned):
    """A meeting of workers and households on one topic, with a facilitator."""

    topic = models.CharField(_("sujet"), max_length=12, choices=Topic.choices)
    starts_at = models.DateTimeField(_("jour et heure"))
    minutes = models.PositiveSmallIntegerField(_("durée, en minutes"))
    place = models.CharField(_("lieu"), max_length=120)
    seats = models.PositiveSmallIntegerField(_("places"))
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("qui anime")
    )
    state = models.CharField(max_length=10, choices=states.SESSION_STATES, default=states.PLANNED)

    MOVES, EVENTS = states.SESSION_MOVES, states.SESSION_EVENTS
    TECHNICAL = {"id", "territory", "topic", "starts_at", "minutes", "place", "seats", "facilitator", "state"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["starts_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(minutes__gt=0, seats__gt=0), name="a_session_has_room")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d} {self.topic}"


class SessionPlace(OfOneSide):
    """Somebody who said she comes, or came without; `came` is noted by whoever leads the meeting."""

    session = models.ForeignKey(JointSession, on_delete=models.PROTECT, related_name="places")
    said_on = models.DateField(_("dit le"))
    came = models.BooleanField(_("est venu"), null=True)
    on_the_spot = models.BooleanField(_("venu sans l’avoir dit avant"), default=False)

    EVENTS = states.PLACE_EVENTS
    PERSONAL = Personal(
        purpose="Préparer une rencontre, et compter l’étape à qui y est venu",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ou le foyer ; qui anime la rencontre",
        fields={
            "candidate": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "came": Sensitivity.ORDINARY,
            "on_the_spot": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "session", "said_on"}

    class Meta(OfOneSide.Meta):
        constraints = [_one_side("a_place_is_of_one_side"), *_once("one_place", "session")]

    def __str__(self) -> str:
        return f"{self.session_id}"


class Question(OfOneSide):
    """What somebody would like to be spoken of. Read first by who prepares the session, then shown without a name."""

    topic = models.CharField(_("sujet"), max_length=12, choices=Topic.choices)
    words = SealedTextField(_("en mots"))
    language = models.CharField(_("langue"), max_length=5)
    asked_on = models.DateField(_("écrite le"))
    state = models.CharField(_("où en est-on"), max_length=10, choices=states.QUESTION_STATES, default=states.ASKED)
    session = models.ForeignKey(JointSession, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")

    MOVES, EVENTS = states.QUESTION_MOVES, states.QUESTION_EVENTS
    PERSONAL = Personal(
        purpose="Parler ensemble de ce que chacun se demande",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ou le foyer ; qui prépare la rencontre ; les participants, sans nom",
        fields={
            "candidate": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "topic": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "language": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "asked_on", "state", "session"}

    class Meta(OfOneSide.Meta):
        ordering = ["asked_on", "id"]
        constraints = [_one_side("a_question_is_of_one_side")]

    def __str__(self) -> str:
        return f"{self.asked_on} {self.topic}"
