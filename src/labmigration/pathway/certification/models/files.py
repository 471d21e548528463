"""Certification files, jurors' opinions, blocks judged, first-aid certificates."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification import states
from labmigration.pathway.certification.models.juries import JurySession
from labmigration.pathway.certification.models.words import LONG, PROOF, RECIPIENTS
from labmigration.pathway.models import PartOfPathway


class Outcome(models.TextChoices):
    """What a jury can say of one block."""

    ACQUIRED = "acquired", _("acquis")
    PARTIAL = "partial", _("acquis en partie")
    RETAKE = "retake", _("à repasser")


class Route(models.TextChoices):
    """How a file comes before a jury."""

    TRAINING = "training", _("après une formation")
    VAE = "vae", _("VAE : validation des acquis de l’expérience")
    APPEAL = "appeal", _("nouvel examen, demandé par la personne")


class CertificationFile(PartOfPathway):
    """One person before one jury, for one title and some of its blocks.

    `blocks`: a list of ``{"code", "name", "confirmed"}``; the name as it stood when the file was opened, `confirmed`
    whether the programme knows the block from a source that confirms it. `rncp`: the version of the title, by its
    number in the national register on the day of opening; None where no number is known. `jury_on`: the day of its
    `session`, kept here too so that lists need no join. `appeal_of`: the decision that is examined again. `version`
    counts how often its jury was fixed, so that two coordinators never overwrite each other.
    """

    certification = models.CharField(max_length=40)
    rncp = models.PositiveIntegerField(_("numéro RNCP"), null=True, blank=True)
    route = models.CharField(_("voie"), max_length=8, choices=Route.choices, default=Route.TRAINING)
    blocks = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.OPEN)
    jury_on = models.DateField(null=True, blank=True)
    session = models.ForeignKey(JurySession, on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    version = models.PositiveIntegerField(default=0)
    appeal_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="appeal_files")
    jurors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Présenter la personne au jury et garder la preuve de ce qu’elle a obtenu",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={
            "certification": Sensitivity.ORDINARY,
            "rncp": Sensitivity.ORDINARY,
            "route": Sensitivity.ORDINARY,
            "blocks": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "jury_on", "jurors", "session", "appeal_of", "version"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "route"],
                condition=~Q(state=states.DECIDED),
                name="one_certification_file_at_a_time",
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

    obtained_on = models.DateField(_("obtenu le"))
    valid_until = models.DateField(_("valable jusqu’au"))
    refresher = models.BooleanField(_("recyclage (MAC)"), default=False)

    PERSONAL = Personal(
        purpose="Prouver le certificat SST et prévoir son recyclage",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={
            "obtained_on": Sensitivity.ORDINARY,
            "valid_until": Sensitivity.ORDINARY,
            "refresher": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway", "obtained_on"], name="one_sst_certificate_a_day")]

    def __str__(self) -> str:
        return f"SST {self.obtained_on}"
