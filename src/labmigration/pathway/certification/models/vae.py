"""Validation of experience (VAE): a request, its dated steps, up to the jury."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification import vae_states as states
from labmigration.pathway.certification.models.files import CertificationFile
from labmigration.pathway.certification.models.words import LONG, PROOF
from labmigration.pathway.models import PartOfPathway
from labmigration.secrecy.fields import SealedTextField


class Vae(PartOfPathway):
    """One request for a title, whole or by blocks. Days are those on which things happened; delays are computed.

    `blocks` as in a certification file; `whole`: the title as a whole is asked for, which the yearly limits count.
    `admissible_on`: the day of the answer, or the first day after the delay when silence accepted.
    """

    certification = models.CharField(_("titre"), max_length=40)
    rncp = models.PositiveIntegerField(_("numéro RNCP"), null=True, blank=True)
    blocks = models.JSONField(_("blocs"), default=list)
    whole = models.BooleanField(_("titre entier"), default=False)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.FILED)
    filed_on = models.DateField(_("demande déposée"))
    admissible_on = models.DateField(_("recevable depuis"), null=True, blank=True)
    by_silence = models.BooleanField(_("recevable sans réponse"), default=False)
    dossier_on = models.DateField(_("dossier de validation déposé"), null=True, blank=True)
    ended_on = models.DateField(_("terminé"), null=True, blank=True)
    why = SealedTextField(_("raison donnée"), blank=True, default="")
    file = models.OneToOneField(CertificationFile, on_delete=models.PROTECT, null=True, blank=True, related_name="vae")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Faire reconnaître l’expérience de la personne, dans les délais",
        basis=MISSION,
        retention=LONG,
        recipients="la personne ; sa conseillère ; le jury",
        fields={
            "certification": Sensitivity.ORDINARY,
            "rncp": Sensitivity.ORDINARY,
            "blocks": Sensitivity.ORDINARY,
            "whole": Sensitivity.ORDINARY,
            "filed_on": Sensitivity.ORDINARY,
            "admissible_on": Sensitivity.ORDINARY,
            "by_silence": Sensitivity.ORDINARY,
            "dossier_on": Sensitivity.ORDINARY,
            "ended_on": Sensitivity.ORDINARY,
            "why": Sensitivity.FREE_TEXT,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "file"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"],
                condition=Q(state__in=states.UNDER_WAY),
                name="one_vae_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"VAE {self.certification} · {self.get_state_display()}"

    @property
    def says(self) -> Any:
        """Where it stands, as a lazy text."""
        return dict(states.STATES)[self.state]


class StepKind(models.TextChoices):
    """What was done for a VAE; any of them keeps the request alive."""

    SUPPORT = "support", _("rendez-vous d’accompagnement")
    WRITING = "writing", _("travail sur le dossier")
    TRAINING = "training", _("formation complémentaire")
    IMMERSION = "immersion", _("immersion chez un employeur")


class VaeStep(PartOfPathway):
    """Something done for a VAE, on a day."""

    vae = models.ForeignKey(Vae, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("étape"), max_length=12, choices=StepKind.choices)
    done_on = models.DateField(_("fait le"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noté par")
    )

    PERSONAL = Personal(
        purpose="Montrer que la démarche avance, dans les délais",
        basis=MISSION,
        retention=LONG,
        recipients="la personne ; sa conseillère",
        fields={
            "kind": Sensitivity.ORDINARY,
            "done_on": Sensitivity.ORDINARY,
            "noted_by": Sensitivity.ORDINARY,
        },
        survives=PROOF,
    )
    TECHNICAL = {"id", "territory", "pathway", "vae"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.done_on}"
