"""Who offers to tutor, who accompanies whom, what was done together, and what worries."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.models import Pathway
from labmigration.pathway.tutoring import states
from labmigration.people.models import Household
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned, same_territory

ACCOUNT = settings.AUTH_USER_MODEL


class TutorOffer(TerritoryOwned):
    """A household employer who would like to tutor: the charter agreed to, word for word; who decided, and why."""

    class Employed(models.TextChoices):
        HERE = "here", _("un contrat du Lab")
        SEEN = "seen", _("des déclarations d’employeur, vues")

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+", verbose_name=_("foyer"))
    user = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    charter_version = models.CharField(_("version de la charte"), max_length=20)
    charter_digest = models.CharField(max_length=64)
    language = models.CharField(_("langue"), max_length=5)
    agreed_on = models.DateField(_("charte acceptée le"))
    experience = SealedTextField(_("ce que je peux apporter"))
    state = models.CharField(_("où en est-on"), max_length=12, choices=states.OFFER_STATES, default=states.WAITING)
    employed = models.CharField(_("a déjà employé"), max_length=4, choices=Employed.choices, blank=True, default="")
    decided_by = models.ForeignKey(
        ACCOUNT, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("décidé par")
    )
    decided_on = models.DateField(_("décidé le"), null=True, blank=True)
    reason = SealedTextField(_("motif"), blank=True, default="")

    HOUSEHOLD = "household"
    MOVES, EVENTS = states.OFFER_MOVES, states.OFFER_EVENTS
    PERSONAL = Personal(
        purpose="Choisir des employeurs tuteurs, et garder ce à quoi ils ont dit oui",
        basis=CONSENT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation",
        fields={
            "user": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "language": Sensitivity.ORDINARY,
            "experience": Sensitivity.FREE_TEXT,
            "employed": Sensitivity.ORDINARY,
            "decided_by": Sensitivity.ORDINARY,
            "reason": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "charter_version", "charter_digest", "agreed_on", "state", "decided_on"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["agreed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state__in=states.STANDING), name="one_standing_offer")
        ]

    def __str__(self) -> str:
        return f"{self.agreed_on} · {self.get_state_display()}"


class Tutorship(TerritoryOwned):
    """One tutor and one accompanied: somebody who works (`pathway`), or a household; it holds while both want it."""

    tutor = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+")
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("foyer")
    )
    state = models.CharField(max_length=10, choices=states.TUTORSHIP_STATES, default=states.PROPOSED)
    proposed_on = models.DateField(_("proposé le"))
    because = models.CharField(_("pourquoi ce tutorat"), max_length=200)
    tutor_says_yes = models.BooleanField(_("réponse du tuteur"), null=True)
    other_says_yes = models.BooleanField(_("réponse de l’autre"), null=True)
    shared = SealedTextField(_("ce que je veux dire au tuteur"), blank=True, default="")
    began_on = models.DateField(_("commencé le"), null=True, blank=True)
    ended_on = models.DateField(_("terminé le"), null=True, blank=True)
    end_reason = models.CharField(
        _("pourquoi c’est terminé"), max_length=20, choices=states.END_REASONS, blank=True, default=""
    )

    PATHWAY, HOUSEHOLD = "pathway", "household"
    MOVES, EVENTS = states.TUTORSHIP_MOVES, states.TUTORSHIP_EVENTS
    PERSONAL = Personal(
        purpose="Accompagner les débuts chez un employeur, d’un commun accord",
        basis=CONSENT,
        retention=TWO_YEARS,
        recipients="les deux côtés du tutorat ; la mise en relation, sans le journal des rencontres",
        fields={
            "tutor": Sensitivity.ORDINARY,
            "household": Sensitivity.ORDINARY,
            "because": Sensitivity.ASSESSMENT,
            "tutor_says_yes": Sensitivity.ORDINARY,
            "other_says_yes": Sensitivity.ORDINARY,
            "shared": Sensitivity.FREE_TEXT,
            "end_reason": Sensitivity.ORDINARY,
        },
        survives="les heures du tutorat sont aussi celles du tuteur",
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "proposed_on", "began_on", "ended_on"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-proposed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pathway__isnull=False, household__isnull=True)
                | Q(pathway__isnull=True, household__isnull=False),
                name="a_tutorship_has_one_accompanied",
            ),
            models.UniqueConstraint(
                fields=["pathway"],
                condition=Q(pathway__isnull=False, state__in=states.OPEN),
                name="one_tutor_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(household__isnull=False, state__in=states.OPEN),
                name="one_tutor_a_household_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_on} · {self.get_state_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        same_territory(self, self.pathway, self.household)
        super().save(*args, **kwargs)


class TutoringMeeting(TerritoryOwned):
    """One meeting, in one line that both sides read. Its hours count once both have confirmed it."""

    class Where(models.TextChoices):
        PHONE = "phone", _("au téléphone")
        VIDEO = "video", _("en visio")
        AT_WORK = "at_work", _("sur le lieu de travail")
        ELSEWHERE = "elsewhere", _("ailleurs")

    tutorship = models.ForeignKey(Tutorship, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField(_("jour"))
    minutes = models.PositiveSmallIntegerField(_("durée, en minutes"))
    where = models.CharField(_("où"), max_length=10, choices=Where.choices)
    said = SealedTextField(_("en une ligne"))
    written_by = models.ForeignKey(ACCOUNT, on_delete=models.PROTECT, related_name="+", verbose_name=_("écrit par"))
    tutor_confirmed_at = models.DateTimeField(_("confirmé par le tuteur"), null=True, blank=True)
    other_confirmed_at = models.DateTimeField(_("confirmé par l’autre"), null=True, blank=True)

    EVENTS = states.LOG_EVENTS
    PERSONAL = Personal(
        purpose="Se souvenir de ce qui a été dit, et reconnaître les heures du tuteur",
        basis=CONSENT,
        retention=TWO_YEARS,
        recipients="les deux côtés du tutorat",
        fields={
            "where": Sensitivity.ORDINARY,
            "said": Sensitivity.FREE_TEXT,
            "written_by": Sensitivity.ORDINARY,
        },
        survives="les heures du tutorat sont aussi celles du tuteur",
    )
    TECHNICAL = {"id", "territory", "tutorship", "day", "minutes", "tutor_confirmed_at", "other_confirmed_at"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["-day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tutorship", "day"], name="one_tutoring_line_a_day"),
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=480), name="a_tutoring_meeting_fits_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} · {self.minutes}"

    @property
    def confirmed(self) -> bool:
        """Whether both sides stand by the line."""
        return self.tutor_confirmed_at is not None and self.other_confirmed_at is not None


class TutoringGoal(TerritoryOwned):
    """What the accompanied would like to manage, in her own words; only she writes it and says that it is done."""

    tutorship = models.ForeignKey(Tutorship, on_delete=models.PROTECT, related_name="goals")
    words = SealedTextField(_("objectif"))
    written_on = models.DateField(_("écrit le"))
    done_on = models.DateField(_("atteint le"), null=True, blank=True)

    EVENTS = states.GOAL_EVENTS
    PERSONAL = Personal(
        purpose="Savoir ce que la personne veut réussir avec son tuteur",
        basis=CONSENT,
        retention=TWO_YEARS,
        recipients="les deux côtés du tutorat",
        fields={"words": Sensitivity.FREE_TEXT},
    )
    TECHNICAL = {"id", "territory", "tutorship", "written_on", "done_on"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["written_on", "id"]

    def __str__(self) -> str:
        return f"{self.written_on}"


class TutoringAlert(TerritoryOwned):
    """Something that worries one side of a tutorship: read by the placement officer, never by the other side."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict", _("un conflit")
        HOURS = "hours", _("les heures ou le salaire")
        TIRED = "tired", _("une grande fatigue")
        RESPECT = "respect", _("un manque de respect")
        DANGER = "danger", _("un danger")
        OTHER = "other", _("autre chose")

    tutorship = models.ForeignKey(Tutorship, on_delete=models.PROTECT, related_name="alerts")
    by_tutor = models.BooleanField(_("dit par le tuteur"))
    kind = models.CharField(_("à propos de"), max_length=10, choices=Kind.choices)
    words = SealedTextField(_("en mots"))
    raised_on = models.DateField(_("dit le"))
    state = models.CharField(_("où en est-on"), max_length=10, choices=states.ALERT_STATES, default=states.RAISED)
    handled_by = models.ForeignKey(
        ACCOUNT, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("traité par")
    )
    handled_on = models.DateField(_("traité le"), null=True, blank=True)
    answer = SealedTextField(_("réponse"), blank=True, default="")

    MOVES, EVENTS = states.ALERT_MOVES, states.ALERT_EVENTS
    PERSONAL = Personal(
        purpose="Réagir tôt quand quelque chose ne va pas",
        basis=CONSENT,
        retention=TWO_YEARS,
        recipients="qui l’a dit ; la mise en relation",
        fields={
            "by_tutor": Sensitivity.ORDINARY,
            "kind": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
            "handled_by": Sensitivity.ORDINARY,
            "answer": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "tutorship", "raised_on", "state", "handled_on"}

    class Meta(TerritoryOwned.Meta):
        ordering = ["raised_on", "id"]

    def __str__(self) -> str:
        return f"{self.raised_on} · {self.kind}"

    def withheld(self) -> tuple[str, ...]:
        """What "my data" leaves out: the tutor's own words, and the answer to them."""
        return ("words", "answer") if self.by_tutor else ()
