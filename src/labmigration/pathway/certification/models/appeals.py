"""Asking for another look: the person contests what a jury decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification.models.files import CertificationFile
from labmigration.pathway.certification.models.words import LONG
from labmigration.pathway.models import PartOfPathway
from labmigration.secrecy.fields import SealedTextField


class Appeal(PartOfPathway):
    """One appeal against the decision on `file`. Another jury judges the contested blocks, in a file of its own.

    `answer_by`: the day by which that jury answers, as the programme said when it was asked.
    """

    file = models.OneToOneField(CertificationFile, on_delete=models.PROTECT, related_name="appeal")
    heard_in = models.OneToOneField(CertificationFile, on_delete=models.PROTECT, related_name="hears")
    asked_on = models.DateField(_("demandé"))
    answer_by = models.DateField(_("réponse au plus tard"))
    words = SealedTextField(_("ce que j’ai dit"), blank=True, default="")

    EVENTS = {"appeal": _("Nouvel examen demandé par la personne")}
    PERSONAL = Personal(
        purpose="Permettre à la personne de contester la décision d’un jury",
        basis=MISSION,
        retention=LONG,
        recipients="la personne ; le nouveau jury ; la coordination",
        fields={
            "asked_on": Sensitivity.ORDINARY,
            "answer_by": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
        },
        survives="preuve que la décision a été examinée de nouveau",
    )
    TECHNICAL = {"id", "territory", "pathway", "file", "heard_in"}

    class Meta(PartOfPathway.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.file_id} · {self.asked_on}"
