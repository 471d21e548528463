"""What a block rests on: what was seen, and what was obtained elsewhere."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification.models.files import CertificationFile
from labmigration.pathway.certification.models.words import LONG, PROOF, RECIPIENTS
from labmigration.pathway.models import PartOfPathway
from labmigration.secrecy.fields import SealedTextField


class Kind(models.TextChoices):
    """What kind of proof it is."""

    OBSERVED = "observed", _("vu par le jury")
    SITUATION = "situation", _("mise en situation pendant la formation")
    WRITTEN = "written", _("travail écrit")
    ATTESTED = "attested", _("attestation d’un employeur ou d’un tuteur")
    EXPERIENCE = "experience", _("expérience décrite dans le dossier de VAE")


class BlockEvidence(PartOfPathway):
    """One proof for one block of a file. Written once: another proof is another line."""

    file = models.ForeignKey(CertificationFile, on_delete=models.PROTECT, related_name="evidence")
    block = models.CharField(_("bloc"), max_length=60)
    kind = models.CharField(_("preuve"), max_length=12, choices=Kind.choices)
    seen_on = models.DateField(_("vu le"))
    words = SealedTextField(_("ce qui a été vu"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noté par")
    )
    noted_at = models.DateTimeField(_("noté"))

    EVENTS = {"add_evidence": _("Preuve notée pour un bloc")}
    PERSONAL = Personal(
        purpose="Fonder la décision du jury, bloc par bloc",
        basis=MISSION,
        retention=LONG,
        recipients="la personne ; le jury ; l’organisme de formation",
        fields={
            "block": Sensitivity.ORDINARY,
            "kind": Sensitivity.ORDINARY,
            "seen_on": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "noted_by": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "file", "noted_at"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.block} · {self.get_kind_display()}"


class PriorCertificate(PartOfPathway):
    """A block that the person holds from elsewhere: another jury, another title, an equivalence.

    `block`: ``{"code", "name", "confirmed"}``. Its evidence is what was read (`read`), by whom and
    when. A line noted by mistake is struck with its reason, and stays.
    """

    certification = models.CharField(_("titre"), max_length=40)
    rncp = models.PositiveIntegerField(_("numéro RNCP"), null=True, blank=True)
    block = models.JSONField(_("bloc"))
    obtained_on = models.DateField(_("obtenu le"))
    read = SealedTextField(_("document lu"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noté par")
    )
    noted_at = models.DateTimeField(_("noté"))
    struck_at = models.DateTimeField(_("rayé"), null=True, blank=True)
    struck_why = SealedTextField(_("pourquoi la ligne est rayée"), blank=True, default="")

    EVENTS = {
        "record_prior": _("Certificat antérieur noté pour un bloc"),
        "strike_prior": _("Certificat antérieur rayé"),
    }
    PERSONAL = Personal(
        purpose="Ne pas faire repasser ce que la personne a déjà obtenu",
        basis=MISSION,
        retention=LONG,
        recipients=RECIPIENTS,
        fields={
            "certification": Sensitivity.ORDINARY,
            "rncp": Sensitivity.ORDINARY,
            "block": Sensitivity.ORDINARY,
            "obtained_on": Sensitivity.ORDINARY,
            "read": Sensitivity.FREE_TEXT,
            "struck_why": Sensitivity.FREE_TEXT,
            "noted_by": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "noted_at", "struck_at"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.certification} · {self.block['code']}"
