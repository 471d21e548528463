"""Certification files, jurors' opinions, blocks acquired, first-aid certificates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification import states
from labmigration.pathway.models import PartOfPathway

LONG = "archive longue : preuve pour la personne (durée à confirmer)"
PROOF = "preuve de ce que la personne a obtenu"
RECIPIENTS = "la personne ; le jury ; l’organisme de formation ; un foyer, avec son accord, pour les blocs acquis"


class Outcome(models.TextChoices):
    """What a jury can say of one block."""

    ACQUIRED = "acquired", _("acquis")
    RETAKE = "retake", _("à repasser")


class CertificationFile(PartOfPathway):
    """One person before one jury, for one title and some of its blocks.

    `blocks`: a list of ``{"code", "name", "confirmed"}``; the name as it stood when the file was opened, `confirmed`
    whether the programme knows the block from a source that confirms it.
    """

    certification = models.CharField(max_length=40)
    blocks = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.OPEN)
    jury_on = models.DateField(null=True, blank=True)
    jurors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Présenter la personne au jury et garder la preuve de ce qu’elle a obtenu",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={"certification": Sensitivity.ORDINARY, "blocks": Sensitivity.ORDINARY},
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "jury_on", "jurors"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"], condition=~Q(state=states.DECIDED), name="one_certification_file_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certification} · {self.get_state_display()}"


class JurorOpinion(PartOfPathway):
    """What one juror says of each block; a decision takes two who agree."""

    file = models.ForeignKey(CertificationFile, on_delete=models.PROTECT, related_name="opinions")
    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    outcomes = models.JSONField()
    given_at = models.DateTimeField()

    PERSONAL = Personal(
        purpose="Décider à plusieurs et pouvoir le montrer",
        basis=MISSION,
        retention=LONG,
        recipients="le jury ; la personne, sur demande",
        fields={"juror": Sensitivity.ORDINARY, "outcomes": Sensitivity.ASSESSMENT},
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "file", "given_at"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["file", "juror"], name="one_opinion_a_juror")]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.juror_id}"


class BlockResult(PartOfPathway):
    """What the jury decided for one block."""

    file = models.ForeignKey(CertificationFile, on_delete=models.PROTECT, related_name="results")
    block = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    decided_on = models.DateField()

    PERSONAL = Personal(
        purpose="Prouver les blocs acquis",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={"block": Sensitivity.ORDINARY, "outcome": Sensitivity.ASSESSMENT},
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "file", "decided_on"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["file", "block"], name="one_result_a_block")]

    def __str__(self) -> str:
        return f"{self.block}: {self.get_outcome_display()}"


class SstCertificate(PartOfPathway):
    """First aid at work, with its end."""

    obtained_on = models.DateField()
    valid_until = models.DateField()

    PERSONAL = Personal(
        purpose="Prouver le certificat SST et prévoir son recyclage",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={"obtained_on": Sensitivity.ORDINARY, "valid_until": Sensitivity.ORDINARY},
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway", "obtained_on"], name="one_sst_certificate_a_day")]

    def __str__(self) -> str:
        return f"SST {self.obtained_on}"
