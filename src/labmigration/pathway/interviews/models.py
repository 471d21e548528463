"""Interviews, what each person allows, the words by paragraph, who coded them and how, what left the house."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, Personal, Sensitivity
from labmigration.pathway.interviews import states
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household, WordedAnswer
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned, same_territory

_PURPOSE = "Comprendre ce qui aide et ce qui gêne, par des entretiens que la personne a acceptés usage par usage"
_RETENTION = "jusqu’au retrait de l’accord ou la fin de l’évaluation (durée à confirmer)"
_RECIPIENTS = "la personne ; les deux personnes qui codent ; les phrases permises, sans nom, là où elle l’a permis"


class CodebookVersion(models.Model):
    """One version of the codebook, the same in every territory: a draft until it is published, then never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(_("version"), unique=True)
    note = models.CharField(_("ce qui change, et pourquoi"), max_length=300, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")

    TECHNICAL = {
        *("id", "number", "note", "made_by", "made_at", "published_by", "published_at", "digest"),
    }

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"v{self.number}"


class Code(models.Model):
    """One code of one version. `guid` is the same in each version that has the code, and in exchanged files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(CodebookVersion, on_delete=models.CASCADE, related_name="codes")
    guid = models.UUIDField(default=uuid.uuid4)
    theme = models.CharField(_("thème"), max_length=80)
    name = models.CharField(_("code"), max_length=80)
    definition = models.CharField(_("quand l’employer, quand non"), max_length=600)

    TECHNICAL = {"id", "version", "guid", "theme", "name", "definition"}

    class Meta:
        ordering = ["theme", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "guid"], name="a_code_once_a_version"),
            models.UniqueConstraint(fields=["version", "theme", "name"], name="a_name_of_code_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.name


class Interview(TerritoryOwned):
    """One interview of a worker or candidate, of a household, or of somebody of the staff: exactly one of the three.

    Those who study it know its number and its kind, never the name: whoever invited the person keeps in touch with her.
    """

    class Kind(models.TextChoices):
        WORKER = "worker", _("personne accompagnée ou salariée")
        HOUSEHOLD = "household", _("particulier employeur")
        STAFF = "staff", _("personne de l’équipe")

    number = models.PositiveIntegerField(_("numéro"))
    kind = models.CharField(_("qui parle"), max_length=10, choices=Kind.choices)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("invitation de")
    )
    invited_on = models.DateField(_("invitation le"))
    state = models.CharField(max_length=10, choices=states.STATES, default=states.INVITED)
    held_on = models.DateField(_("entretien le"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("écrit par"),
    )
    first_coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    codebook = models.ForeignKey(
        CodebookVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews"
    )

    PATHWAY, HOUSEHOLD = "pathway", "household"
    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=CONSENT,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={
            "staff": Sensitivity.ORDINARY,
            "invited_by": Sensitivity.ORDINARY,
            "held_on": Sensitivity.ORDINARY,
            "written_by": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        *("id", "territory", "number", "kind", "pathway", "household", "invited_on", "state"),
        *("first_coder", "second_coder", "codebook"),
    }
    HELD_LABELS = {"staff": _("personne de l’équipe")}

    class Meta(TerritoryOwned.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "number"], name="a_number_of_interview_once"),
            models.CheckConstraint(
                name="an_interview_is_of_one",
                condition=Q(kind="worker", pathway__isnull=False, household__isnull=True, staff__isnull=True)
                | Q(kind="household", pathway__isnull=True, household__isnull=False, staff__isnull=True)
                | Q(kind="staff", pathway__isnull=True, household__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How it is named in every list, output and exchanged file."""
        return f"E-{self.number:03d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        same_territory(self, self.pathway, self.household)
        super().save(*args, **kwargs)


class UseAnswer(TerritoryOwned, WordedAnswer):
    """One answer of the person to one use of what she says."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="answers")
    order = models.PositiveIntegerField()
    at = models.DateTimeField(_("quand"))
    use = models.CharField(_("pour quoi"), max_length=20)

    PATHWAY = "interview__pathway"
    PERSONAL = Personal(
        purpose="Savoir à quels usages de ses paroles la personne a dit oui ou non, et pouvoir le montrer",
        basis=CONSENT,
        retention="comme preuve de la réponse (durée à confirmer)",
        recipients="la personne ; celle ou celui qui l’a invitée ; la recherche, sans nom",
        fields={
            "use": Sensitivity.ORDINARY,
            "text_version": Sensitivity.ORDINARY,
            "language": Sensitivity.ORDINARY,
            "answer": Sensitivity.ORDINARY,
            "channel": Sensitivity.ORDINARY,
            "recorded_by": Sensitivity.ORDINARY,
        },
        survives="preuve de la réponse donnée",
    )
    TECHNICAL = {"id", "territory", "interview", "order", "at", "text_digest"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-order"]
        constraints = [models.UniqueConstraint(fields=["interview", "use", "order"], name="answers_in_their_order")]

    def __str__(self) -> str:
        return f"{self.use} · {self.answer}"

    def get_use_display(self) -> str:
        """What she was asked, in the reader's language."""
        from labmigration.pathway.interviews.uses import title_of

        return str(title_of(self.use))


class Paragraph(TerritoryOwned):
    """One paragraph of what was said, without names. `asks`: words of who asked, never coded nor quoted.

    `quoted`: those who brought the readings together chose it as a quote; it is shown only where the person allows it.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField(_("paragraphe"))
    asks = models.BooleanField(_("question posée"), default=False)
    words = SealedTextField(_("paroles"))
    quoted = models.BooleanField(_("choisi comme citation"), default=False)

    PATHWAY = "interview__pathway"
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=CONSENT,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={"words": Sensitivity.FREE_TEXT, "quoted": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "interview", "number", "asks"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["interview", "number"], name="a_paragraph_once")]

    def __str__(self) -> str:
        return f"{self.interview} · {self.number}"


class Reading(TerritoryOwned):
    """One coding of an interview: by the first or the second coder, who don't see each other, or the agreed one."""

    class Kind(models.TextChoices):
        FIRST = "first", _("première lecture")
        SECOND = "second", _("seconde lecture")
        AGREED = "agreed", _("lecture rapprochée")

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="readings")
    kind = models.CharField(_("lecture"), max_length=8, choices=Kind.choices)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("lu par")
    )
    finished_at = models.DateTimeField(_("lecture finie"), null=True, blank=True)

    PATHWAY = "interview__pathway"
    PERSONAL = Personal(
        purpose=_PURPOSE,
        basis=CONSENT,
        retention=_RETENTION,
        recipients=_RECIPIENTS,
        fields={"coder": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "interview", "kind", "finished_at"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["interview", "kind"], name="a_reading_of_a_kind_once")]

    def __str__(self) -> str:
        return f"{self.interview} · {self.kind}"


class Mark(TerritoryOwned):
    """A code given to a paragraph in a reading; `code` is the guid of the codebook. It goes with the paragraph."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="marks")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="marks")
    code = models.UUIDField()

    TECHNICAL = {"id", "territory", "reading", "paragraph", "code"}

    class Meta(TerritoryOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["reading", "paragraph", "code"], name="a_mark_once")]

    def __str__(self) -> str:
        return str(self.code)


class Recording(TerritoryOwned):
    """A recording of the voice, kept sealed under this row's id while the person allows it."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="recording")
    sort = models.CharField(max_length=20)
    size = models.PositiveIntegerField(_("taille, en octets"))
    kept_on = models.DateField(_("gardé depuis le"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gardé par")
    )

    PATHWAY = "interview__pathway"
    PERSONAL = Personal(
        purpose="Écrire juste ce que la personne a dit",
        basis=CONSENT,
        retention="jusqu’au retrait de l’accord (durée à confirmer)",
        recipients="les personnes qui étudient cet entretien",
        fields={"size": Sensitivity.ORDINARY, "kept_by": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "interview", "sort", "kept_on"}

    def __str__(self) -> str:
        return f"{self.interview} · {self.sort}"


class Output(TerritoryOwned):
    """Something that left the house: which interviews and quotes it held (ids, never words), and what had gone since.

    gone_*: what the output before of the same sort held and this one could not, because an accord was taken back.
    """

    APPEND_ONLY = True

    class Sort(models.TextChoices):
        PROJECT = "qdpx", _("Projet à échanger (.qdpx)")
        REPORT = "report", _("Thèmes et citations, pour le Lab (.csv)")
        OUTSIDE = "outside", _("Thèmes et citations, pour dehors (.csv)")
        INSIDE_DOCUMENT = "internal", _("Document de référence, copie interne")
        DOCUMENT = "document", _("Document de référence")

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    codebook = models.PositiveIntegerField()
    interviews = models.JSONField(default=list)
    quotes = models.JSONField(default=list)
    gone_interviews = models.PositiveIntegerField(default=0)
    gone_quotes = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)

    TECHNICAL = {
        *("id", "territory", "number", "at", "made_by", "sort", "codebook", "interviews", "quotes"),
        *("gone_interviews", "gone_quotes", "digest"),
    }

    class Meta(TerritoryOwned.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="an_output_of_a_number_once")]

    def __str__(self) -> str:
        return f"{self.sort} · {self.at:%Y-%m-%d}"
