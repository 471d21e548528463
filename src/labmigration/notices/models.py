"""What was sent to whom: an outbox. Bodies are sealed, because they carry codes and meeting places."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import LOG_YEAR, MISSION, Personal, Sensitivity
from labmigration.secrecy.fields import SealedTextField


class OutboxMessage(models.Model):
    """One message, kept before it leaves."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("courriel")
        SMS = "sms", _("SMS")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    recipient = SealedTextField()
    recipient_index = models.CharField(max_length=32, db_index=True)
    subject = models.CharField(max_length=200, blank=True, default="")
    body = SealedTextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    PERSONAL = Personal(
        purpose="Prévenir les personnes et leur envoyer leur code de connexion",
        basis=MISSION,
        retention=LOG_YEAR,
        recipients="la personne",
        fields={
            "recipient": Sensitivity.CONTACT,
            "subject": Sensitivity.ORDINARY,
            "body": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "channel", "recipient_index", "written_at", "sent_at"}

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.written_at:%Y-%m-%d %H:%M}"
