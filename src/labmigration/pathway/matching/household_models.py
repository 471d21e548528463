"""What is checked of a household before it sees anybody, and what it has done before it hires."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.people.models import Household
from labmigration.territories.models import TerritoryOwned


class HouseholdCheck(TerritoryOwned):
    """One of the three steps of vetting: what was seen, on which day, by whom. No number, no copy is kept."""

    class Kind(models.TextChoices):
        IDENTITY = "identity", _("identité de la personne qui emploie")
        ACCOUNT = "declaring_account", _("compte de déclaration (CESU ou Pajemploi)")
        CONTACT = "first_contact", _("première visite ou premier appel")

    class How(models.TextChoices):
        SEEN = "seen", _("vue sur place")
        VIDEO = "video", _("vue en appel vidéo")
        CESU = "cesu", _("CESU")
        PAJEMPLOI = "pajemploi", _("Pajemploi")
        VISIT = "visit", _("visite au domicile")
        CALL = "call", _("appel")

    #: How each step may be done.
    WAYS = {
        Kind.IDENTITY: (How.SEEN, How.VIDEO),
        Kind.ACCOUNT: (How.CESU, How.PAJEMPLOI),
        Kind.CONTACT: (How.VISIT, How.CALL),
    }

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(_("étape"), max_length=20, choices=Kind.choices)
    how = models.CharField(_("comment"), max_length=12, choices=How.choices)
    seen_on = models.DateField(_("le"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # A household that was suspended is checked anew: what was seen before stays written, and counts no more.
    void = models.BooleanField(default=False)

    HOUSEHOLD = "household"
    PERSONAL = Personal(
        purpose="Vérifier un foyer avant qu’il ne voie quelqu’un",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation",
        fields={"kind": Sensitivity.ORDINARY, "how": Sensitivity.ORDINARY, "seen_on": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "household", "by", "void"}

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind"], condition=models.Q(void=False), name="each_check_of_a_household_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} · {self.kind} · {self.seen_on}"


class HiringTick(TerritoryOwned):
    """Something to do before hiring that the household says it has done, for one need."""

    need = models.ForeignKey("matching.HouseholdNeed", on_delete=models.PROTECT, related_name="ticks")
    code = models.CharField(_("à faire avant d’embaucher"), max_length=40)
    done_on = models.DateField(_("fait le"))

    HOUSEHOLD = "need__household"
    PERSONAL = Personal(
        purpose="Aider un foyer à préparer une embauche",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation",
        fields={"code": Sensitivity.ORDINARY, "done_on": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "need"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "code"], name="each_hiring_step_ticked_once")]

    def __str__(self) -> str:
        return f"{self.need_id} · {self.code}"
