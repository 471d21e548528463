"""Addresses of agendas. The token itself is nowhere: only its digest."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity


class CalendarAddress(models.Model):
    """A secret address at which one account's agenda is read; at most one stands at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    PERSONAL = Personal(
        purpose="Donner à chacun ses rendez-vous dans l’agenda de son téléphone",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne elle-même, et le service d’agenda qu’elle choisit",
        fields={"user": Sensitivity.ORDINARY, "digest": Sensitivity.SECRET},
    )
    TECHNICAL = {"id", "made_at", "withdrawn_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(withdrawn_at__isnull=True), name="one_calendar_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.made_at:%Y-%m-%d}"
