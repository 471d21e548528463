"""Certificates: what the person holds, and the bare proof that anybody may check."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification import certificate_states as states
from labmigration.pathway.certification.models.files import CertificationFile
from labmigration.pathway.certification.models.words import LONG, PROOF
from labmigration.pathway.models import PartOfPathway
from labmigration.secrecy.fields import SealedTextField


class PublicProof(models.Model):
    """What a code proves, to whoever has it: title, blocks, day, and whether it still holds. No name stands here.

    In no territory, because it is read without an account. `code_index` and `name_index` are keyed digests: whoever
    holds the table can neither read a code nor a name in it, and looking one up takes the same time for all.
    `place`: the bit of this certificate in the status list of verifiable credentials.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pathway_id = models.UUIDField(db_index=True)
    code_index = models.CharField(max_length=32, unique=True)
    name_index = models.CharField(max_length=32)
    certification = models.CharField(_("titre"), max_length=40)
    rncp = models.PositiveIntegerField(_("numéro RNCP"), null=True, blank=True)
    blocks = models.JSONField(_("blocs"))
    decided_on = models.DateField(_("décidé"))
    revoked_on = models.DateField(_("retiré"), null=True, blank=True)
    place = models.PositiveIntegerField(unique=True)

    PERSONAL = Personal(
        purpose="Permettre de vérifier un certificat à partir de son code",
        basis=MISSION,
        retention=LONG,
        recipients="qui a le code : le titre, les blocs, les jours ; aucun nom",
        fields={
            "certification": Sensitivity.ORDINARY,
            "rncp": Sensitivity.ORDINARY,
            "blocks": Sensitivity.ORDINARY,
            "decided_on": Sensitivity.ORDINARY,
            "revoked_on": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "pathway_id", "code_index", "name_index", "place"}

    def __str__(self) -> str:
        return f"{self.certification} · {self.decided_on}"


class Certificate(PartOfPathway):
    """What the person holds after a jury: one certificate for the blocks that it acknowledged.

    `code` and `holder` as they are printed: a later change of her name leaves what was issued as it was.
    """

    file = models.OneToOneField(CertificationFile, on_delete=models.PROTECT, related_name="certificate")
    proof = models.OneToOneField(PublicProof, on_delete=models.PROTECT, related_name="certificate")
    code = SealedTextField(_("code de vérification"))
    holder = SealedTextField(_("nom sur le certificat"))
    issued_at = models.DateTimeField(_("délivré"))
    state = models.CharField(max_length=10, choices=states.STATES, default=states.VALID)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("retrait demandé par"),
    )
    why = SealedTextField(_("raison du retrait"), blank=True, default="")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Remettre à la personne un certificat que chacun peut vérifier",
        basis=MISSION,
        retention=LONG,
        recipients="la personne ; sa conseillère ; la coordination",
        fields={
            "code": Sensitivity.FREE_TEXT,
            "holder": Sensitivity.FREE_TEXT,
            "issued_at": Sensitivity.ORDINARY,
            "asked_by": Sensitivity.ORDINARY,
            "why": Sensitivity.FREE_TEXT,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "file", "proof", "state"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.file_id} · {self.get_state_display()}"
