"""Figures of large territories, computed in the background and kept."""

from django.db import models

from labmigration.territories.models import TerritoryOwned


class Computation(TerritoryOwned):
    """Every figure of a territory on one day, computed by a job: numbers, nothing of anybody.

    `done` of `total` steps; `values`: the figures as `computing.written` has them.
    """

    on = models.DateField()
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    values = models.JSONField(default=list)

    TECHNICAL = {"id", "territory", "on", "asked_at", "finished_at", "people", "done", "total", "values"}

    class Meta(TerritoryOwned.Meta):
        indexes = [models.Index(fields=["territory", "-asked_at"], name="newest_computation")]

    def __str__(self) -> str:
        return f"{self.territory_id} · {self.on}"
