"""Territories opened on screen, the facts of their public file, their tasks, and the decisions to open or not.

Facts, choices between sources and decisions are written once: a fact is corrected by a further version.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.territories.models import Territory, TerritoryOwned
from labmigration.territories.opening import states

STEPS = 9


def _account(**more: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class OpenedTerritory(models.Model):
    """A territory that somebody opened on screen: what the programme's files say of the others.

    Read in any scope, as the territory itself; `departements` are the codes of its perimeter.
    """

    territory = models.OneToOneField(Territory, on_delete=models.PROTECT, primary_key=True, related_name="opening")
    departements = models.JSONField(_("départements"))
    opened_on = models.DateField(_("ouvert le"))
    opened_by = _account()
    version = models.PositiveIntegerField(default=1)

    EVENTS = states.TERRITORY_EVENTS
    TECHNICAL = {"territory", "departements", "opened_on", "opened_by", "version"}

    def __str__(self) -> str:
        return self.territory_id


class NotedFact(TerritoryOwned):
    """One version of one fact of the public file. `line`: what the versions of one fact share.

    value: in the unit of its subject, None for what is told in `words`. area: a code of `programme.areas`; `place`: its
    words where it is none of them. year: of the count or of the statement; horizon: the year that a forecast looks to.
    `withdrawn`: this version takes the fact back. `why`: what a further version corrects.
    """

    APPEND_ONLY = True

    class Kind(models.TextChoices):
        FACT = "fact", _("compté ou constaté")
        PLAN = "plan", _("prévu pour une année à venir")

    class Precision(models.TextChoices):
        AS_STATED = "as_stated", _("tel quel")
        ABOUT = "about", _("environ")
        MORE_THAN = "more_than", _("plus de")
        NEARLY = "nearly", _("près de")

    line = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    subject = models.CharField(_("objet"), max_length=40)
    value = models.DecimalField(_("valeur"), max_digits=14, decimal_places=2, null=True, blank=True)
    precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.AS_STATED)
    words = models.CharField(_("en mots"), max_length=600, blank=True, default="")
    area = models.CharField(_("périmètre"), max_length=240)
    place = models.CharField(max_length=120, blank=True, default="")
    restricted_to = models.CharField(_("seulement"), max_length=160, blank=True, default="")
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.FACT)
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True)
    horizon = models.PositiveSmallIntegerField(_("horizon"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    address = models.URLField(_("adresse de la source"), max_length=300, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=120)
    owner = _account()
    expires_on = models.DateField(_("à revoir le"))
    withdrawn = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True, default="")
    noted_by = _account()
    noted_at = models.DateTimeField()

    EVENTS = states.FACT_EVENTS
    TECHNICAL = {
        *("id", "territory", "line", "version", "subject", "value", "precision", "words", "area", "place"),
        *("restricted_to", "kind", "year", "horizon", "source", "address", "licence", "owner", "expires_on"),
        *("withdrawn", "why", "noted_by", "noted_at"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["noted_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["line", "version"], name="a_version_of_a_fact_once"),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(words=""), name="a_fact_says_something"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(why=""), name="a_correction_says_why"),
            models.CheckConstraint(condition=~Q(kind="plan") | Q(horizon__isnull=False), name="a_plan_has_a_horizon"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.area} · {self.version}"


class SourceChoice(TerritoryOwned):
    """Which of several sources that contradict each other somebody keeps, and why. The latest of a scope counts.

    scope: the comparable scope in one line (`facts.Scope.code`); among: the versions that stood side by side that day:
    when one of them is corrected or another arrives, there is a choice to make again.
    """

    APPEND_ONLY = True

    scope = models.CharField(max_length=480)
    number = models.PositiveIntegerField(default=1)
    chosen = models.CharField(max_length=80)
    among = models.JSONField()
    reason = models.CharField(_("raison"), max_length=400)
    chosen_by = _account()
    chosen_at = models.DateTimeField()

    EVENTS = states.CHOICE_EVENTS
    TECHNICAL = {"id", "territory", "scope", "number", "chosen", "among", "reason", "chosen_by", "chosen_at"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["scope", "number"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "scope", "number"], name="a_choice_follows_another")
        ]

    def __str__(self) -> str:
        return f"{self.scope} · {self.chosen}"


class Preparation(TerritoryOwned):
    """The preparation of a territory: the booklet's version with which it began, and the day it aims at."""

    booklet_version = models.CharField(max_length=20)
    aims_at = models.DateField(_("ouverture visée"))
    begun_on = models.DateField(_("commencée le"))
    begun_by = _account()

    EVENTS = states.PREPARATION_EVENTS
    TECHNICAL = {"id", "territory", "booklet_version", "aims_at", "begun_on", "begun_by"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["territory"], name="a_territory_is_prepared_once")]

    def __str__(self) -> str:
        return f"{self.territory_id} · {self.aims_at}"


class ReadinessTask(TerritoryOwned):
    """One task of a territory's preparation, of the booklet (`booklet_version`) or added here (empty).

    name, asked: its words as they were when it was taken up, so that a later booklet rewrites nothing.
    proof: what shows that it is done, or why it is set aside; version: of what was planned, for two who edit at once.
    """

    code = models.SlugField(max_length=60)
    booklet_version = models.CharField(max_length=20, blank=True, default="")
    step = models.PositiveSmallIntegerField(_("partie du livret"))
    rank = models.PositiveSmallIntegerField(default=0)
    prerequisite = models.CharField(max_length=20, blank=True, default="")
    name = models.CharField(_("tâche"), max_length=200)
    asked = models.CharField(_("ce qui le montre"), max_length=200, blank=True, default="")
    owner = _account(null=True, blank=True)
    helped_by = models.CharField(_("avec qui"), max_length=160, blank=True, default="")
    due_on = models.DateField(_("au plus tard le"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=states.TASK_STATES, default=states.OPEN)
    proof = models.CharField(_("preuve"), max_length=400, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = _account(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    MOVES, EVENTS = states.TASK_MOVES, states.TASK_EVENTS
    TECHNICAL = {
        *("id", "territory", "code", "booklet_version", "step", "rank", "prerequisite", "name", "asked", "owner"),
        *("helped_by", "due_on", "state", "proof", "ended_on", "ended_by", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["step", "rank", "code"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "code"], name="a_task_once_a_territory"),
            models.CheckConstraint(condition=Q(step__gte=1) & Q(step__lte=STEPS), name="a_task_stands_in_a_step"),
            models.CheckConstraint(
                condition=Q(state=states.OPEN) | (~Q(proof="") & Q(ended_on__isnull=False)),
                name="a_task_ended_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningDecision(TerritoryOwned):
    """Somebody's decision to open the territory or not, and what was known then; it can be taken again.

    seen: readiness, what was missing and the facts of that moment; digest: SHA-256 of its canonical JSON.
    """

    APPEND_ONLY = True

    class Outcome(models.TextChoices):
        GO = "go", _("Ouvrir")
        LATER = "later", _("Attendre")
        NO_GO = "no_go", _("Ne pas ouvrir")

    number = models.PositiveIntegerField()
    outcome = models.CharField(_("décision"), max_length=6, choices=Outcome.choices)
    reasons = models.CharField(_("raisons"), max_length=1000)
    taken_with = models.CharField(_("prise avec"), max_length=200, blank=True, default="")
    decided_on = models.DateField(_("prise le"))
    decided_by = _account()
    noted_at = models.DateTimeField()
    seen = models.JSONField()
    digest = models.CharField(max_length=64)

    EVENTS = states.DECISION_EVENTS
    TECHNICAL = {
        *("id", "territory", "number", "outcome", "reasons", "taken_with", "decided_on", "decided_by", "noted_at"),
        *("seen", "digest"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="a_decision_follows_another")]

    def __str__(self) -> str:
        return f"{self.decided_on} · {self.outcome}"
