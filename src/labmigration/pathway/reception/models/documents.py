"""Papers photographed with a telephone: the photograph goes once two people have checked it, these rows remain."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.reception import document_states as states
from labmigration.pathway.reception.papers import KINDS
from labmigration.territories.models import TerritoryOwned

_PURPOSE = "Vérifier le statut et le droit au travail, puis n’en garder que le résultat"
_RECIPIENTS = "la personne ; son conseil ; la coordination du territoire, qui contrôle en second"


class Document(PartOfPathway):
    """One paper as it was sent. While it waits its photograph lies sealed in `kept_files.PHOTOGRAPHS`; never later."""

    kind = models.CharField(_("papier"), max_length=24, choices=KINDS)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.SENT)
    sent_at = models.DateTimeField()
    # Nobody's account: sent through a signed link.
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_as = models.CharField(max_length=32, blank=True, default="")
    # A keyed digest of what was sent, only while it waits: the same photograph sent twice is one document.
    fingerprint = models.CharField(max_length=32, blank=True, default="")
    checked_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(_("valable jusqu’au"), null=True, blank=True)
    allows_work = models.BooleanField(_("autorise à travailler"), null=True, blank=True)
    refusal = models.CharField(max_length=12, choices=states.REFUSALS, blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=MISSION,
        retention=f"La photographie : jusqu’au contrôle par deux personnes. Le reste : {TWO_YEARS}",
        recipients=_RECIPIENTS,
        fields={
            "kind": Sensitivity.STATUS,
            "sent_by": Sensitivity.ORDINARY,
            "fingerprint": Sensitivity.STATUS,
            "valid_until": Sensitivity.STATUS,
            "allows_work": Sensitivity.STATUS,
            "refusal": Sensitivity.ASSESSMENT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "sent_at", "sent_as", "checked_on", "version"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "kind"], condition=Q(state__in=states.WAITING), name="one_paper_of_a_kind_waits"
            ),
        ]
        indexes = [
            models.Index(fields=["territory", "sent_at"], condition=Q(state__in=states.WAITING), name="papers_to_check")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"


class DocumentCheck(TerritoryOwned):
    """What one person read on a photograph. Never changed; of somebody who looks again the last one counts."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="checks")
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    # The version that the document took by it: the order of the checks, whatever the clock says.
    turn = models.PositiveIntegerField()
    finding = models.CharField(max_length=12, choices=states.FINDINGS)
    valid_until = models.DateField(null=True, blank=True)
    allows_work = models.BooleanField(null=True, blank=True)

    PATHWAY = "document__pathway"
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=MISSION,
        retention=TWO_YEARS,
        recipients=_RECIPIENTS,
        fields={
            "checker": Sensitivity.ORDINARY,
            "finding": Sensitivity.ASSESSMENT,
            "valid_until": Sensitivity.STATUS,
            "allows_work": Sensitivity.STATUS,
        },
    )
    TECHNICAL = {"id", "territory", "document", "checked_at", "turn"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["turn"]
        constraints = [models.UniqueConstraint(fields=["document", "turn"], name="one_check_a_turn")]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d} · {self.get_finding_display()}"
