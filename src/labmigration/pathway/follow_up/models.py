"""Follow-up milestones, planned once from the first paid day in the sector, and the needs that come up."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import MISSION, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.asking_models import ContactTry, HouseholdWord
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.secrecy.fields import SealedTextField

__all__ = ["ContactTry", "FollowUp", "HouseholdWord", "NewNeed"]

PEOPLE = "la personne ; son conseil ; la coordination du territoire, en nombres"


class FollowUp(PartOfPathway):
    """One milestone: due on a day, answerable inside a window around it."""

    month = models.PositiveSmallIntegerField(_("mois"))
    counted_from = models.DateField(_("premier jour payé"))
    due_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=10, choices=states.STATES, default=states.PLANNED)
    answered_on = models.DateField(null=True, blank=True)
    in_sector = models.BooleanField(_("travaille encore chez des particuliers"), null=True)
    weekly_hours = models.DecimalField(
        _("heures par semaine, tous foyers"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    households = models.PositiveSmallIntegerField(_("nombre de foyers"), null=True, blank=True)
    words = SealedTextField(_("ce que dit la personne"), blank=True, default="")

    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Suivre l’emploi à 6 et 18 mois et répondre aux nouveaux besoins",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients=PEOPLE,
        fields={
            "in_sector": Sensitivity.ORDINARY,
            "weekly_hours": Sensitivity.ORDINARY,
            "households": Sensitivity.ORDINARY,
            "words": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {
        *("id", "territory", "pathway", "month", "counted_from", "due_on", "opens_on", "closes_on"),
        *("state", "answered_on"),
    }

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pathway", "month"], name="a_milestone_once"),
        ]
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"{self.month} mois · {self.due_on}"


class NewNeed(PartOfPathway):
    """A need that came up at work: training, mediation, hours, housing …"""

    class Kind(models.TextChoices):
        TRAINING = "training", _("se former")
        HOURS = "hours", _("trouver plus d’heures")
        MEDIATION = "mediation", _("parler avec le foyer")
        RIGHTS = "rights", _("connaître ses droits")
        CAREER = "career", _("changer de métier")

    kind = models.CharField(_("besoin"), max_length=12, choices=Kind.choices)
    #: Of a change of occupation: to which one, where she has chosen a bridge.
    destination = models.CharField(_("métier visé"), max_length=40, blank=True, default="")
    words = SealedTextField(_("en quelques mots"), blank=True, default="")
    state = models.CharField(max_length=6, choices=states.NEED_STATES, default=states.OPEN)
    raised_on = models.DateField()

    MOVES, EVENTS = states.NEED_MOVES, states.NEED_EVENTS
    PERSONAL = Personal(
        purpose="Répondre aux besoins qui apparaissent dans l’emploi",
        basis=MISSION,
        retention=TWO_YEARS,
        recipients=PEOPLE,
        fields={"kind": Sensitivity.ASSESSMENT, "destination": Sensitivity.ORDINARY, "words": Sensitivity.FREE_TEXT},
    )
    TECHNICAL = {"id", "territory", "pathway", "state", "raised_on"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            # Asked twice, by her and by her advisor, it is still one wish.
            models.UniqueConstraint(
                fields=["pathway", "destination"],
                condition=models.Q(state=states.OPEN) & ~models.Q(destination=""),
                name="one_open_wish_a_bridge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.raised_on}"

    @property
    def destination_name(self) -> Any:
        """The occupation that it leads to, in the reader's language; empty where it leads to none."""
        return occupation_name(self.destination) if self.destination else ""

    @property
    def may_be_trained_for(self) -> bool:
        """Whether a new prescription can answer it."""
        return self.kind == self.Kind.TRAINING or bool(self.destination)
