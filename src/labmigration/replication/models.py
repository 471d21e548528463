"""Copies: which document left the house, when, by whom, and from what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.replication import states
from labmigration.territories.models import TerritoryOwned


class DocumentCopy(TerritoryOwned):
    """A PDF that somebody made. Written once.

    programme: version of its configuration. fingerprint: SHA-256 of the bytes, by which a copy found elsewhere is
    known again. exact: with small numbers, to stay with the coordination.
    """

    APPEND_ONLY = True

    kind = models.CharField(_("document"), max_length=10, choices=states.KINDS)
    language = models.CharField(_("langue"), max_length=2, choices=states.LANGUAGES)
    programme = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64)
    exact = models.BooleanField(_("copie interne"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    EVENTS = states.COPY_EVENTS
    TECHNICAL = {*("id", "territory", "kind", "language", "programme", "fingerprint", "exact", "made_by", "made_at")}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.language} · {self.made_at:%Y-%m-%d}"
