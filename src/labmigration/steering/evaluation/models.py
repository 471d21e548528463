"""Plans registered before the data, their amendments, and freezes of the data."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.access.roles import Role
from labmigration.pathway.models import PartOfPathway
from labmigration.steering.evaluation import states
from labmigration.territories.models import TerritoryOwned


class Plan(TerritoryOwned):
    """What will be looked at and how. Prepared, then signed by two people of two roles; from then on never changed.

    `proposed_as`: the role under which it was signed first; `document`: what that signature froze.
    """

    title = models.CharField(_("titre"), max_length=120)
    questions = models.JSONField(_("questions"), default=list)
    outcomes = models.JSONField(_("résultats mesurés"), default=list)
    comparison = models.TextField(_("comparaison"))
    analysis = models.TextField(_("analyse"))
    missing = models.TextField(_("personnes perdues de vue"))
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=states.PLAN_STATES, default=states.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_as = models.CharField(max_length=32, choices=Role.choices, blank=True, default="")
    proposed_at = models.DateTimeField(null=True)
    document = models.TextField(blank=True, default="")

    MOVES, EVENTS = states.PLAN_MOVES, states.PLAN_EVENTS
    TECHNICAL = {
        *("id", "territory", "title", "questions", "outcomes", "comparison", "analysis", "missing"),
        *("drafted_by", "drafted_at", "state", "version", "proposed_by", "proposed_as", "proposed_at", "document"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-drafted_at", "id"]

    def __str__(self) -> str:
        return self.title


class Registration(TerritoryOwned):
    """A plan as it was registered: its text, word for word, and the digest of it. Written once.

    first_person_on, first_outcome_on: when the first person had been referred and the first follow-up answered, on the
    day of the registration; None where nobody had.
    """

    APPEND_ONLY = True

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="registration")
    document = models.TextField()
    digest = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_as = models.CharField(max_length=32, choices=Role.choices)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second_as = models.CharField(max_length=32, choices=Role.choices)
    first_person_on = models.DateField(null=True)
    first_outcome_on = models.DateField(null=True)

    TECHNICAL = {
        *("id", "territory", "plan", "document", "digest", "registered_at", "first_by", "first_as"),
        *("second_by", "second_as", "first_person_on", "first_outcome_on"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-registered_at", "id"]

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def came(self) -> Any:
        """Before the data, or after which of them."""
        if self.first_person_on is None:
            return _("avant la première personne orientée")
        if self.first_outcome_on is None:
            return _("après la première personne orientée, avant le premier résultat connu")
        return _("après les premiers résultats connus")


class Amendment(TerritoryOwned):
    """A change made to a registered plan, dated, with its reason; chained to what stood before. Written once."""

    APPEND_ONLY = True

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    change = models.TextField(_("ce qui change"))
    reason = models.TextField(_("pourquoi"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=32, choices=Role.choices)
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    EVENTS = states.AMENDMENT_EVENTS
    TECHNICAL = {
        *("id", "territory", "registration", "number", "change", "reason", "made_by", "made_as", "made_at", "digest"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["registration", "number"], name="amendment_number_once")]

    def __str__(self) -> str:
        return f"{self.number}"


class Lots(TerritoryOwned):
    """An order drawn by lot among people who wait, when there are fewer seats. Written once.

    `seed`: chosen before, in front of witnesses; `ethics`: who agreed, and where that is written.
    """

    APPEND_ONLY = True

    title = models.CharField(_("pour quelles places"), max_length=120)
    seats = models.PositiveSmallIntegerField(_("places"))
    seed = models.CharField(_("graine"), max_length=60)
    ethics = models.TextField(_("accord éthique"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    EVENTS = states.LOTS_EVENTS
    TECHNICAL = {"id", "territory", "title", "seats", "seed", "ethics", "drawn_by", "drawn_at"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-drawn_at", "id"]

    def __str__(self) -> str:
        return self.title


class LotsPlace(PartOfPathway):
    """The place of one person in an order drawn by lot, and the digest that gave it. Written once."""

    APPEND_ONLY = True

    lots = models.ForeignKey(Lots, on_delete=models.PROTECT, related_name="places")
    place = models.PositiveIntegerField(_("place dans un ordre tiré au sort"))
    digest = models.CharField(max_length=64)

    PERSONAL = Personal(
        purpose="Donner les places dans un ordre que personne n’a choisi, et pouvoir le montrer",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; la coordination du territoire",
        fields={"place": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "pathway", "lots", "digest"}

    class Meta(PartOfPathway.Meta):
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["lots", "pathway"], name="one_place_in_a_drawn_order")]

    def __str__(self) -> str:
        return f"{self.place}"


class Freeze(TerritoryOwned):
    """The facts of a territory on one day, frozen: asked for, made in the background, kept sealed.

    `asked_by`: nobody where it was asked for on the command line. `done` of `total` tables read. `digest` names the
    whole; `manifest` is the freeze's own; both empty until it is done.
    """

    on = models.DateField(_("au"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    manifest = models.JSONField(default=dict)

    EVENTS = states.FREEZE_EVENTS
    TECHNICAL = {
        *("id", "territory", "on", "asked_by", "asked_at", "finished_at", "done", "total", "digest", "manifest"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-asked_at", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.digest[:12]}"
