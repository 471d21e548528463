"""How a module is mastered, in words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models.attendance import AttendanceSignature
from labmigration.pathway.training.models.cohorts import Enrolment
from labmigration.secrecy.fields import SealedTextField


class Evaluation(PartOfPathway):
    """What a trainer or the trainee says of a module, in words."""

    class Judgement(models.TextChoices):
        NOT_YET = "not_yet", _("pas encore")
        WITH_HELP = "with_help", _("avec de l’aide")
        ALONE = "alone", _("seule ou seul")
        COULD_SHOW = "could_show", _("pourrait montrer aux autres")

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="evaluations")
    module = models.CharField(max_length=40)
    judgement = models.CharField(_("appréciation"), max_length=12, choices=Judgement.choices)
    comment = SealedTextField(_("commentaire"), blank=True, default="")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_as = models.CharField(max_length=8, choices=AttendanceSignature.SignedAs.choices)
    given_on = models.DateField()

    COHORT = "enrolment__cohort"
    EVENTS = states.EVALUATION_EVENTS
    PERSONAL = Personal(
        purpose="Suivre les progrès et préparer la certification",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; l’organisme de formation ; son conseil",
        fields={
            "judgement": Sensitivity.ASSESSMENT,
            "comment": Sensitivity.FREE_TEXT,
            "given_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "enrolment", "module", "given_as", "given_on"}

    def __str__(self) -> str:
        return f"{self.module}: {self.get_judgement_display()}"
