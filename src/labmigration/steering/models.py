"""What steering keeps of its own: simulations of the positioning tool, one for each bank."""

from django.db import models


class Simulation(models.Model):
    """The tool tried out on invented people, with one bank: nothing in it is about anybody.

    `parts`: what is done, by part (see `simulating.PARTS`), so that a job taken up again goes on where it was;
    `done` of `total` people simulated over all parts.
    """

    content = models.CharField(primary_key=True, max_length=40)
    bank_version = models.CharField(max_length=40)
    people = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)

    TECHNICAL = {"content", "bank_version", "people", "asked_at", "finished_at", "done", "total", "parts"}

    def __str__(self) -> str:
        return f"{self.bank_version} {self.content}"
