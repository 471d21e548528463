"""The table of jobs."""

import uuid

from django.db import models


class Job(models.Model):
    """One piece of work: a name of the registry and JSON arguments. Leased by one worker at a time.

    `key` makes a job unique: asking twice for the same thing enqueues it once. A worker that dies lets its lease run
    out, and another takes the job again; so every job must be able to begin again where it was.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="")

    TECHNICAL = {
        "id", "name", "arguments", "key", "state", "due_at", "leased_until", "attempts", "error",
    }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="jobs_to_do")]

    def __str__(self) -> str:
        return f"{self.name} · {self.state}"
