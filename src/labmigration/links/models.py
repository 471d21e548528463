"""Links that were given. The token itself is nowhere: only its digest."""

import uuid

from django.conf import settings
from django.db import models

from labmigration.access.privacy import LOG_YEAR, MISSION, Personal, Sensitivity

TRIES = 5


class SignedLink(models.Model):
    """One link: what it is for (`purpose`), the one row that it opens, until when, whether it serves once.

    A link is looked up by its digest before any territory is open, so it is no row of a territory; what it opens is.
    `opened_at` is when its first device opened it; another device has to tell the birth date, of which only a keyed
    digest is kept here. `wrong_tries` counts the dates that were not hers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject_model = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    territory = models.ForeignKey("territories.Territory", on_delete=models.PROTECT, related_name="+")
    pathway_id = models.UUIDField(null=True, db_index=True)
    language = models.CharField(max_length=8, default="fr")
    birth_index = models.CharField(max_length=32, blank=True, default="")
    once = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    PERSONAL = Personal(
        purpose="Laisser une personne répondre, sans compte, à une seule demande",
        basis=MISSION,
        retention=LOG_YEAR,
        recipients="la personne ; son conseil",
        fields={
            "pathway_id": Sensitivity.ORDINARY,
            "language": Sensitivity.ORDINARY,
            "birth_index": Sensitivity.SECRET,
            "digest": Sensitivity.SECRET,
            "made_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "purpose", "subject_model", "subject_id", "territory", "once", "made_at", "ends_at"),
        *("opened_at", "used_at", "withdrawn_at", "wrong_tries"),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_model", "subject_id"], name="links_of_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.ends_at:%Y-%m-%d}"

    @property
    def subject(self) -> tuple[str, str]:
        """Model label and key of the one row."""
        return (self.subject_model, self.subject_id)
