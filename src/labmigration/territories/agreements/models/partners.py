"""The directory of a territory's partners, and whom to write to there."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, Personal, Sensitivity
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.agreements import states
from labmigration.territories.models import Organisation, TerritoryOwned

UNTIL_THE_AGREEMENT_ENDS = "tant que l’organisme est partenaire, puis deux ans (proposition, à confirmer)"


class Partner(TerritoryOwned):
    """One organisation as a partner of the territory: what it is, what it does in the Lab, where we know it from.

    `programme_code`: of the partner in the programme's sourced file, empty for one added on screen. `merged_into`: the
    file that stands for it since two files of the same partner were put together.
    """

    class Sort(models.TextChoices):
        STATE = "state", _("service de l’État")
        LOCAL = "local", _("collectivité")
        BRANCH = "branch", _("branche professionnelle")
        OPERATOR = "operator", _("opérateur public")
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("entreprise")
        OTHER = "other", _("autre")

    class Role(models.TextChoices):
        PILOT = "pilot", _("pilote le Lab")
        FUNDS = "funds", _("finance")
        REFERS = "refers", _("oriente des personnes")
        TRAINS = "trains", _("forme")
        CERTIFIES = "certifies", _("certifie")
        EMPLOYS = "employs", _("représente les employeurs ou les salariés")
        WELCOMES = "welcomes", _("accueille et accompagne")
        OBSERVES = "observes", _("observe et évalue")

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="partner")
    sort = models.CharField(_("nature"), max_length=12, choices=Sort.choices, default=Sort.OTHER)
    roles = models.JSONField(_("rôles dans le Lab"), default=list, blank=True)
    note = models.CharField(_("ce que fait ce partenaire"), max_length=300, blank=True, default="")
    programme_code = models.CharField(max_length=40, blank=True, default="")
    source = models.CharField(_("source"), max_length=40, blank=True, default="")
    invented = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1, editable=False)

    EVENTS = states.PARTNER_EVENTS
    TECHNICAL = {
        *("id", "territory", "organisation", "sort", "roles", "note", "programme_code", "source", "invented"),
        *("merged_into", "version"),
    }

    class Meta(TerritoryOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "programme_code"], condition=~Q(programme_code=""), name="a_sourced_partner_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Of the organisation."""
        return str(self.organisation.name)

    @property
    def roles_in_words(self) -> list[Any]:
        """Its roles, as lazy texts, in the order of the list."""
        return [role.label for role in self.Role if role in self.roles]


class Contact(TerritoryOwned):
    """Somebody to write to at a partner's, by the professional address only."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("nom"), max_length=120)
    position = models.CharField(_("fonction"), max_length=120, blank=True, default="")
    email = SealedTextField(_("courriel professionnel"), blank=True, default="")
    phone = SealedTextField(_("téléphone professionnel"), blank=True, default="")
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    PERSONAL = Personal(
        purpose="Joindre la personne qui représente un partenaire",
        basis=MISSION,
        retention=UNTIL_THE_AGREEMENT_ENDS,
        recipients="la coordination du territoire",
        fields={
            "name": Sensitivity.ORDINARY,
            "position": Sensitivity.ORDINARY,
            "email": Sensitivity.CONTACT,
            "phone": Sensitivity.CONTACT,
        },
    )
    TECHNICAL = {"id", "territory", "partner", "until"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
