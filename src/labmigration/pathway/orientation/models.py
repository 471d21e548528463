"""Orientation meetings."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.orientation import states
from labmigration.secrecy.fields import SealedTextField


class Interest(models.TextChoices):
    """What the person says of the project once the job has been explained."""

    CONFIRMED = "confirmed", _("le projet l’intéresse")
    UNSURE = "unsure", _("hésite encore")
    DECLINED = "declined", _("ne souhaite pas continuer")


class Meeting(PartOfPathway):
    """A meeting in which an advisor explains the job and the person says whether it interests her."""

    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("jour et heure"))
    place = models.CharField(_("lieu"), max_length=120)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.PLANNED)
    occupation = models.CharField(_("métier expliqué"), max_length=40, blank=True, default="")
    interest = models.CharField(_("intérêt"), max_length=12, choices=Interest.choices, blank=True, default="")
    notes = SealedTextField(_("ce qui a été dit"), blank=True, default="")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Expliquer le métier et recueillir l’accord de la personne",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil",
        fields={
            "advisor": Sensitivity.ORDINARY,
            "occupation": Sensitivity.ORDINARY,
            "interest": Sensitivity.ASSESSMENT,
            "notes": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "starts_at", "place", "state"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["advisor", "state", "starts_at"], name="meetings_of_advisor")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} · {self.get_state_display()}"
