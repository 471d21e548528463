"""Timetables as the engine made them and as people changed them: question, answer, what stands."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training import states
from labmigration.pathway.training.models.cohorts import Cohort
from labmigration.territories.models import TerritoryOwned


class Timetable(TerritoryOwned):
    """The timetable of one cohort, as a draft until it is published: only then sessions exist.

    `question`: what the engine was asked, in the shape of its contract (seats and accounts by their keys, no name).
    `sessions`: what stands, in the same shape; `pins`: those that stay where they are, as [module, group, number];
    `moved`: those that stand elsewhere than in the version before the last search. `cost` as the engine counts it,
    `bound`: nothing costs less. While it is searched, `progress` holds {"cost", "bound"} of the best so far.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="timetables")
    state = models.CharField(max_length=12, choices=states.TIMETABLE_STATES, default=states.SEARCHING)
    seconds = models.PositiveSmallIntegerField(_("secondes de recherche"))
    question = models.JSONField(default=dict)
    sessions = models.JSONField(default=list)
    pins = models.JSONField(default=list)
    moved = models.JSONField(default=list)
    status = models.CharField(max_length=12, blank=True, default="")
    cost = models.JSONField(default=dict)
    bound = models.FloatField(null=True)
    #: Labels of the engine for what cannot hold together, said in words when they are shown: they may name people.
    conflict = models.JSONField(default=list)
    progress = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    #: How often it was searched: part of the key of the job, so that each search is asked for once.
    round = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    COHORT = "cohort"
    MOVES, EVENTS = states.TIMETABLE_MOVES, states.TIMETABLE_EVENTS
    TECHNICAL = {
        *("id", "territory", "cohort", "state", "seconds", "question", "sessions", "pins", "moved", "status", "cost"),
        *("bound", "conflict", "progress", "stop_asked", "round", "asked_at", "asked_by", "found_at", "published_at"),
        "version",
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["cohort"],
                condition=models.Q(state__in=states.TIMETABLE_UNDER_WAY),
                name="one_timetable_under_way",
            )
        ]
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.cohort} · {self.get_state_display()}"
