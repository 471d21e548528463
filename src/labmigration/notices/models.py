"""What was sent to whom: an outbox. Bodies are sealed, because they carry codes and meeting places."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import LOG_YEAR, MISSION, Personal, Sensitivity
from labmigration.secrecy.fields import SealedTextField


class OutboxMessage(models.Model):
    """One message, kept before it leaves.

    `key` says what it is about ("reminder|<meeting>|…"): the same thing is never written twice. `leaving_at` is set
    before a carrier is called, so that a worker who dies there leaves a trace: nobody knows whether such a message
    arrived, and it is not sent again.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("courriel")
        SMS = "sms", _("SMS")

    class State(models.TextChoices):
        KEPT = "kept", _("gardé ici, ne part pas")
        WAITING = "waiting", _("à envoyer")
        LEAVING = "leaving", _("en train de partir")
        SENT = "sent", _("remis à l’opérateur")
        UNKNOWN = "unknown", _("sort inconnu")
        FAILED = "failed", _("non parti")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    recipient = SealedTextField()
    recipient_index = models.CharField(max_length=32, db_index=True)
    subject = models.CharField(max_length=200, blank=True, default="")
    body = SealedTextField()
    key = models.CharField(max_length=120, blank=True, default="")
    pathway_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.KEPT)
    written_at = models.DateTimeField()
    leaving_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")

    PERSONAL = Personal(
        purpose="Prévenir les personnes et leur envoyer leur code de connexion",
        basis=MISSION,
        retention=LOG_YEAR,
        recipients="la personne",
        fields={
            "recipient": Sensitivity.CONTACT,
            "subject": Sensitivity.ORDINARY,
            "body": Sensitivity.FREE_TEXT,
            "pathway_id": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "channel", "recipient_index", "key", "state", "written_at", "leaving_at", "sent_at", "tries", "error"),
    }

    class Meta:
        ordering = ["-written_at"]
        constraints = [models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="one_message_each")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} · {self.written_at:%Y-%m-%d %H:%M}"
