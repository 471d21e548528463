"""Candidates and households. Telephones, e-mails and addresses are sealed; nothing here tells a status or a health."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, CONTRACT, MISSION, TWO_YEARS, Personal, Sensitivity
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


SAFETY_YES, SAFETY_NO = "oui", "non"


class Candidate(Reachable):
    """Someone on the way to a job in private homes."""

    surname = models.CharField(_("nom"), max_length=80)
    first_name = models.CharField(_("prénom"), max_length=80)
    search_name = models.CharField(max_length=170, editable=False)
    birth_date = models.DateField(_("date de naissance"))
    sex = models.CharField(_("sexe"), max_length=1, choices=Sex.choices, blank=True, default="")
    contact_language = models.CharField(_("langue de contact"), max_length=40, blank=True, default="")
    # Whether she must be reached with care: the sealed word YES or NO, of one length; empty means no.
    safety = SealedTextField(_("contact protégé"), blank=True, default="", editable=False)
    safe_words = SealedTextField(_("comment la joindre sans danger"), blank=True, default="")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed")
    version = models.PositiveIntegerField(default=1, editable=False)

    #: Told on no thread: only those who follow her learn of it.
    EVENTS = {"protect": _("Contact protégé"), "unprotect": _("Contact qui n’est plus protégé")}
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
            "safety": Sensitivity.CONTACT,
            "safe_words": Sensitivity.FREE_TEXT,
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

    @property
    def safe_contact(self) -> bool:
        """Whether address, places, times and cohort are kept from everybody but those who follow her."""
        return bool(self.safety == SAFETY_YES)

    @safe_contact.setter
    def safe_contact(self, wanted: bool) -> None:
        self.safety = SAFETY_YES if wanted else SAFETY_NO

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_name = searchable(self.surname, self.first_name)
        # Sealed for everybody who is saved, so that a copy of the table does not tell who is protected.
        self.safety = self.safety or SAFETY_NO
        super().save(*args, **kwargs)


class WordedAnswer(models.Model):
    """A yes or a no to a question, word for word as it was asked. Written once: what counts is the newest."""

    APPEND_ONLY = True

    class Answer(models.TextChoices):
        GIVEN = "given", _("oui")
        REFUSED = "refused", _("non")
        WITHDRAWN = "withdrawn", _("non, après avoir dit oui")

    class Channel(models.TextChoices):
        SCREEN = "screen", _("à l’écran")
        ORAL = "oral", _("à l’oral, avec un interprète si besoin")
        PAPER = "paper", _("sur papier")

    text_version = models.CharField(_("version du texte"), max_length=20)
    text_digest = models.CharField(max_length=64)
    language = models.CharField(_("langue du texte"), max_length=8)
    answer = models.CharField(_("réponse"), max_length=10, choices=Answer.choices)
    channel = models.CharField(_("comment"), max_length=8, choices=Channel.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noté par")
    )

    class Meta:
        abstract = True


class ConsentRecord(WordedAnswer):
    """One answer of one person to one purpose.

    No territory manager stands in front: a purpose is asked about with the candidate in hand (`people.consents`).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(_("pour quoi"), max_length=40)

    PERSONAL = Personal(
        purpose="Savoir à quoi la personne a dit oui ou non, et pouvoir le montrer",
        basis=CONSENT,
        retention="le temps du parcours, puis comme preuve de la réponse (durée à confirmer)",
        recipients="la personne ; son conseil ; la protection des données",
        fields={
            "purpose": Sensitivity.ORDINARY,
            "text_version": Sensitivity.ORDINARY,
            "language": Sensitivity.ORDINARY,
            "answer": Sensitivity.ORDINARY,
            "channel": Sensitivity.ORDINARY,
            "recorded_by": Sensitivity.ORDINARY,
        },
        survives="preuve de la réponse donnée",
    )
    TECHNICAL = {"id", "at", "candidate", "text_digest"}

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["candidate", "purpose", "-id"], name="newest_answer")]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.answer}"


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
        "check": _("Foyer : une étape de la vérification est faite"),
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
