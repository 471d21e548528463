"""Scenarios: forecasts that somebody kept, with everything it takes to compute them again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.steering.forecasting import states
from labmigration.territories.models import TerritoryOwned


class Scenario(TerritoryOwned):
    """One kept forecast. Written once: moved levers make another scenario.

    question: as `labmigration decide forecast` reads it. sources: by chance, whether the territory's own count stood
    behind it, with n and period. on: the day from which it looks ahead. engine: name and version.
    """

    name = models.CharField(_("nom"), max_length=80)
    levers = models.JSONField()
    question = models.JSONField()
    sources = models.JSONField()
    seed = models.BigIntegerField()
    engine = models.CharField(max_length=40)
    on = models.DateField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=states.SCENARIO_STATES, default=states.KEPT)

    MOVES, EVENTS = states.SCENARIO_MOVES, states.SCENARIO_EVENTS
    TECHNICAL = {
        *("id", "territory", "name", "levers", "question", "sources", "seed", "engine", "on"),
        *("kept_by", "kept_at", "state"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-kept_at", "id"]

    def __str__(self) -> str:
        return self.name
