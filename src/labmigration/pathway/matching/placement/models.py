"""Rows of composed weeks: wishes, plans, the pairs that they propose, officers' decisions, alarms."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.privacy import CONSENT, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.wish_words import availability, tasks_told
from labmigration.pathway.models import PartOfPathway
from labmigration.people.models import Household
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned

NEED = "matching.HouseholdNeed"


class WorkWishes(PartOfPathway):
    """When, where from, how far and how much a person wants to work, in her own words made simple.

    `halves`: codes "day-part" such as "0-morning", Monday first. `postcode`: where she starts from, no address.
    """

    halves = models.JSONField(_("demi-journées possibles"), default=list)
    postcode = models.CharField(_("code postal de départ"), max_length=5)
    means = models.CharField(_("déplacement"), max_length=8, choices=states.MEANS, default=states.BUS)
    max_minutes = models.PositiveSmallIntegerField(_("trajet le plus long, en minutes"), default=45)
    hours_least = models.PositiveSmallIntegerField(_("heures par semaine, au moins"), default=0)
    hours_most = models.PositiveSmallIntegerField(_("heures par semaine, au plus"), default=35)
    tasks_wanted = models.JSONField(_("travail souhaité"), default=list)
    tasks_unwanted = models.JSONField(_("travail non souhaité"), default=list)
    paused = models.BooleanField(_("en pause"), default=False)
    paused_until = models.DateField(_("en pause jusqu’au"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    EVENTS = states.WISHES_EVENTS
    PERSONAL = Personal(
        purpose="Chercher des foyers qui conviennent à la personne",
        basis=CONSENT,
        retention="3 mois après un refus ; 2 ans avec l’accord de la personne",
        recipients="la personne ; la mise en relation ; son conseil",
        fields=dict.fromkeys(
            ("halves", "postcode", "means", "max_minutes", "hours_least", "hours_most", "tasks_wanted",
             "tasks_unwanted", "paused", "paused_until"),
            Sensitivity.ORDINARY,
        ),
    )  # fmt: skip
    TECHNICAL = {"id", "territory", "pathway", "version"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway"], name="one_set_of_wishes_a_pathway")]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.postcode}"

    def get_halves_display(self) -> str:
        """The half-days in words."""
        return availability(self.halves)

    def get_tasks_wanted_display(self) -> str:
        """The tasks in the words of the leaflet."""
        return tasks_told(self.pathway.occupation, self.tasks_wanted)

    def get_tasks_unwanted_display(self) -> str:
        """The tasks in the words of the leaflet."""
        return tasks_told(self.pathway.occupation, self.tasks_unwanted)

    @property
    def on_pause(self) -> bool:
        """Whether nobody is to be proposed today; a pause with a day ends by itself on that day."""
        return self.paused and (self.paused_until is None or self.paused_until > clock.today())


class PlacementPlan(TerritoryOwned):
    """The weeks of one territory as the engine composed them; nothing of it is applied by itself.

    `answer`: what the engine replied, as pages tell it. What is placed are the `pairs`; of the needs that stay open
    only the first stand here (`unplaced`), and how many there are by reason (`left_open`). Where there are too many
    needs, `needs_weighed` are fewer than `needs_open`. While it is searched, `progress` holds {"value", "bound"}.
    Pathways and needs stand by their keys. What no page reads is in its `PlanRecord`.
    """

    state = models.CharField(max_length=10, choices=states.PLAN_STATES, default=states.SEARCHING)
    seconds = models.PositiveSmallIntegerField(_("secondes de recherche"))
    question_hash = models.CharField(max_length=64, blank=True, default="")
    needs_open = models.PositiveIntegerField(default=0)
    needs_weighed = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=20, blank=True, default="")
    answer = models.JSONField(default=dict)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)

    EVENTS = states.PLAN_EVENTS
    TECHNICAL = {
        *("id", "territory", "state", "seconds", "question_hash", "needs_open", "needs_weighed", "engine", "answer"),
        *("progress", "stop_asked", "asked_at", "asked_by", "found_at"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory"], condition=models.Q(state=states.SEARCHING), name="one_plan_searched_at_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} · {self.get_state_display()}"


class PlanRecord(TerritoryOwned):
    """What a plan was computed from and all that was replied, kept to compute it again: megabytes in a large territory.

    `question`: in the shape of the engine's contract. `versions`: by key, those of wishes and needs as they were read.
    `unplaced`: every need that stays open, with its reason.
    """

    plan = models.OneToOneField(PlacementPlan, on_delete=models.CASCADE, related_name="record")
    question = models.JSONField()
    versions = models.JSONField()
    unplaced = models.JSONField(default=list)

    TECHNICAL = {"id", "territory", "plan", "question", "versions", "unplaced"}

    def __str__(self) -> str:
        return str(self.plan_id)


class ProposedPair(PartOfPathway):
    """One person for one need, as a plan proposes it, and what the officer made of it.

    `need_version` and `wishes_version` are those that the engine read: others now mean that something changed since.
    """

    plan = models.ForeignKey(PlacementPlan, on_delete=models.CASCADE, related_name="pairs")
    need = models.ForeignKey(NEED, on_delete=models.PROTECT, related_name="+")
    need_version = models.PositiveIntegerField()
    wishes_version = models.PositiveIntegerField()
    value = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=states.PAIR_STATES, default=states.PROPOSED)
    reason = SealedTextField(_("motif"), blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("décidé par"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("décidé"), null=True, blank=True)

    EVENTS = states.PAIR_EVENTS
    PERSONAL = Personal(
        purpose="Proposer un foyer à une personne, sur l’avis d’un calcul qu’une personne regarde",
        basis=CONSENT,
        retention="3 mois après un refus ; 2 ans avec l’accord de la personne",
        recipients="la mise en relation ; la personne",
        fields={
            "reason": Sensitivity.FREE_TEXT,
            "decided_by": Sensitivity.ORDINARY,
            "decided_at": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "plan", "need", "need_version", "wishes_version", "value", "state"),
    }

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "need"], name="one_pair_a_need_and_plan")]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.need_id} · {self.get_state_display()}"


class PairRule(PartOfPathway):
    """An officer's decision that a person and a need belong together, or never do; it holds until it is lifted."""

    need = models.ForeignKey(NEED, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("décision"), max_length=6, choices=states.RULE_KINDS)
    reason = SealedTextField(_("motif"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("décidé par"), on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidé"))
    lifted_at = models.DateTimeField(_("levé"), null=True, blank=True)

    EVENTS = states.RULE_EVENTS
    PERSONAL = Personal(
        purpose="Garder ce que la mise en relation a décidé d’un rapprochement, et pourquoi",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la mise en relation ; la personne",
        fields={
            "kind": Sensitivity.ASSESSMENT,
            "reason": Sensitivity.FREE_TEXT,
            "decided_by": Sensitivity.ORDINARY,
            "decided_at": Sensitivity.ORDINARY,
            "lifted_at": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "need"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "need"], condition=models.Q(lifted_at__isnull=True), name="one_rule_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.need_id} · {self.kind}"


class Alarm(PartOfPathway):
    """Something is wrong with a household: the person says so, a placement officer handles it at once.

    Until it is handled nobody is introduced to that household.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="alarms")
    words = SealedTextField(_("ce qui ne va pas"), blank=True, default="")
    state = models.CharField(max_length=8, choices=states.ALARM_STATES, default=states.RAISED)
    raised_at = models.DateTimeField(_("alerte donnée"))
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("traité par"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    handled_at = models.DateTimeField(_("traité"), null=True, blank=True)
    outcome = SealedTextField(_("ce qui a été fait"), blank=True, default="")

    EVENTS = states.ALARM_EVENTS
    PERSONAL = Personal(
        purpose="Protéger une personne chez un foyer, et celles qui viendraient après elle",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la mise en relation ; la personne",
        fields={
            "words": Sensitivity.FREE_TEXT,
            "outcome": Sensitivity.FREE_TEXT,
            "raised_at": Sensitivity.ORDINARY,
            "handled_by": Sensitivity.ORDINARY,
            "handled_at": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "household", "state"}

    class Meta(PartOfPathway.Meta):
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["territory", "state"], name="alarms_to_handle")]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.household_id} · {self.get_state_display()}"
