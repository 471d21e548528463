"""Candidates and households. Telephones, e-mails and addresses are sealed; nothing here tells a status or a health."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.people.names import searchable
from labmigration.secrecy.fields import SealedTextField
from labmigration.secrecy.keyring import keyring
from labmigration.territories.models import TerritoryOwned


class Sex(models.TextChoices):
    """As the referral file and the funders' forms ask."""

    FEMALE = "F", _("femme")
    MALE = "M", _("homme")
    OTHER = "X", _("autre ou non dit")


class Reachable(TerritoryOwned):
    """Someone who can be telephoned, written to and visited, whose details only the assigned staff can read."""

    phone = SealedTextField(_("téléphone"), blank=True, default="")
    phone_index = models.CharField(max_length=32, blank=True, default="", editable=False)
    email = SealedTextField(_("courriel"), blank=True, default="")
    email_index = models.CharField(max_length=32, blank=True, default="", editable=False)
    address = SealedTextField(_("adresse"), blank=True, default="")
    town = models.CharField(_("commune"), max_length=80, blank=True, default="")
    postcode = models.CharField(_("code postal"), max_length=10, blank=True, default="")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)s"
    )
    invented = models.BooleanField(_("personne inventée pour la démonstration"), default=False)

    class Meta(TerritoryOwned.Meta):
        abstract = True

    def index_contacts(self) -> None:
        """Set the blind indexes from the details; called before every save and before bulk inserts."""
        ring = keyring()
        self.phone_index = ring.blind_index(self.phone) if self.phone else ""
        self.email_index = ring.blind_index(self.email.casefold()) if self.email else ""

    def save(self, *args: object, **kwargs: object) -> None:
        self.index_contacts()
        super().save(*args, **kwargs)


CONTACT_FIELDS = {
    "phone": Sensitivity.CONTACT,
    "email": Sensitivity.CONTACT,
    "address": Sensitivity.CONTACT,
    "town": Sensitivity.ORDINARY,
    "postcode": Sensitivity.ORDINARY,
    "user": Sensitivity.ORDINARY,
}
CONTACT_TECHNICAL = {"id", "territory", "phone_index", "email_index", "invented"}


class Candidate(Reachable):
    """Someone on the way to a job in private homes."""

    surname = models.CharField(_("nom"), max_length=80)
    first_name = models.CharField(_("prénom"), max_length=80)
    search_name = models.CharField(max_length=170, editable=False, db_index=True)
    birth_date = models.DateField(_("date de naissance"))
    sex = models.CharField(_("sexe"), max_length=1, choices=Sex.choices, blank=True, default="")
    contact_language = models.CharField(_("langue de contact"), max_length=40, blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    version = models.PositiveIntegerField(default=1, editable=False)

    PERSONAL = Personal(
        purpose="Accompagner la personne de l’accueil à l’emploi durable",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients="la personne ; son conseil ; l’organisme de formation pour ce qui le concerne",
        fields={
            **CONTACT_FIELDS,
            "surname": Sensitivity.ORDINARY,
            "first_name": Sensitivity.ORDINARY,
            "birth_date": Sensitivity.ORDINARY,
            "sex": Sensitivity.ORDINARY,
            "contact_language": Sensitivity.ORDINARY,
            "merged_into": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = CONTACT_TECHNICAL | {"search_name", "version"}

    class Meta(Reachable.Meta):
        indexes = [
            models.Index(fields=["territory", "birth_date"], name="candidate_by_birth"),
            models.Index(fields=["territory", "phone_index"], name="candidate_by_phone"),
            models.Index(fields=["territory", "search_name"], name="candidate_by_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """First name then surname, as one greets."""
        return f"{self.first_name} {self.surname}"

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.surname[:1]}".upper()

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_name = searchable(self.surname, self.first_name)
        super().save(*args, **kwargs)


class Household(Reachable):
    """A household that employs, or means to."""

    class Vetting(models.TextChoices):
        WAITING = "waiting", _("à vérifier")
        VETTED = "vetted", _("vérifié")
        SUSPENDED = "suspended", _("suspendu")

    name = models.CharField(_("nom du foyer"), max_length=80)
    contact_name = models.CharField(_("personne à contacter"), max_length=80)
    state = models.CharField(_("vérification"), max_length=16, choices=Vetting.choices, default=Vetting.WAITING)
    version = models.PositiveIntegerField(default=1, editable=False)

    HOUSEHOLD = ""
    EVENTS = {
        "register": _("Foyer enregistré"),
        "vet": _("Foyer vérifié : identité, compte de déclaration, premier contact"),
        "suspend": _("Foyer suspendu"),
    }
    PERSONAL = Personal(
        purpose="Mettre en relation un foyer employeur et une personne certifiée",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation ; la personne présentée, par étapes et d’un commun accord",
        fields={**CONTACT_FIELDS, "name": Sensitivity.ORDINARY, "contact_name": Sensitivity.ORDINARY},
    )
    TECHNICAL = CONTACT_TECHNICAL | {"state", "version"}

    def __str__(self) -> str:
        return self.name
