"""The days on which juries sit, and who can't judge whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.pathway.certification.models.words import LONG
from labmigration.pathway.models import PartOfPathway
from labmigration.territories.models import TerritoryOwned


class JurySession(TerritoryOwned):
    """A day on which juries of a territory sit. It says nothing of anybody: files name their session and their jury."""

    held_on = models.DateField(_("jour"))
    place = models.CharField(_("lieu"), max_length=120, blank=True, default="")

    TECHNICAL = {"id", "territory", "held_on", "place"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["territory", "held_on"], name="one_jury_session_a_day")]

    def __str__(self) -> str:
        return str(self.held_on)


class Link(models.TextChoices):
    """What ties somebody to a person whom she therefore can't judge."""

    RELATIVE = "relative", _("de la même famille, ou proche")
    HOUSEHOLD = "household", _("employeur, ou a été employeur")
    BUSINESS = "business", _("lié par un intérêt")


class ConflictOfInterest(PartOfPathway):
    """A tie that somebody declared: she sits on no jury of this person. What the product knows by itself is not here.

    No detail is asked for: the kind of tie is enough to stand aside.
    """

    juror = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(_("lien"), max_length=10, choices=Link.choices)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("déclaré par")
    )
    declared_at = models.DateTimeField(_("déclaré"))

    EVENTS = {"declare_conflict": _("Un lien avec la personne est déclaré par un membre du jury")}
    PERSONAL = Personal(
        purpose="Garantir que personne ne juge un proche",
        basis=MISSION,
        retention=LONG,
        recipients="la coordination de la formation ; le jury ; la personne, sur demande",
        fields={
            "juror": Sensitivity.ORDINARY,
            "link": Sensitivity.ORDINARY,
            "declared_by": Sensitivity.ORDINARY,
            "declared_at": Sensitivity.ORDINARY,
        },
        survives="preuve que la décision du jury était régulière",
    )
    TECHNICAL = {"id", "territory", "pathway"}

    class Meta(PartOfPathway.Meta):
        constraints = [models.UniqueConstraint(fields=["pathway", "juror"], name="one_conflict_a_juror")]

    def __str__(self) -> str:
        return f"{self.juror_id} · {self.link}"
