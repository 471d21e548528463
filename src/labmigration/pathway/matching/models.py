"""Households' needs and introductions. Both sides answer; neither sees more than the step reached allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.matching import states
from labmigration.pathway.models import PartOfPathway
from labmigration.people.models import Household
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned


class HouseholdNeed(TerritoryOwned):
    """Work that a household offers: an occupation, tasks, weekly slots."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="needs")
    occupation = models.CharField(_("métier"), max_length=40)
    tasks = models.CharField(_("ce qu’il y a à faire"), max_length=300)
    # [[day 0..6, minutes from, minutes to], …], as the placement engine reads them.
    slots = models.JSONField(_("créneaux de la semaine"), default=list)
    starts_on = models.DateField(_("à partir du"))
    state = models.CharField(max_length=12, choices=states.NEED_STATES, default=states.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)

    HOUSEHOLD = "household"
    MOVES, EVENTS = states.NEED_MOVES, states.NEED_EVENTS
    PERSONAL = Personal(
        purpose="Trouver pour un foyer la personne qui convient",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation ; la personne présentée",
        fields={"tasks": Sensitivity.ORDINARY, "slots": Sensitivity.ORDINARY},
    )
    TECHNICAL = {"id", "territory", "household", "occupation", "starts_on", "state", "version"}

    class Meta(TerritoryOwned.Meta):
        indexes = [models.Index(fields=["territory", "state", "occupation", "starts_on"], name="open_needs")]

    def __str__(self) -> str:
        return f"{self.household_id} · {self.occupation}"

    @property
    def weekly_hours(self) -> float:
        """Hours a week over all slots."""
        return sum(end - start for _day, start, end in self.slots) / 60


class Introduction(PartOfPathway):
    """One person and one household's need, from proposal to agreement."""

    need = models.ForeignKey(HouseholdNeed, on_delete=models.PROTECT, related_name="introductions")
    state = models.CharField(max_length=12, choices=states.INTRODUCTION_STATES, default=states.PROPOSED)
    proposed_on = models.DateField()
    # The version of the need on which both sides are asked: another one now means that the household changed it.
    need_version = models.PositiveIntegerField(default=1)
    because = models.CharField(_("pourquoi cette proposition"), max_length=300, blank=True, default="")
    availability = models.CharField(_("disponibilités, en mots"), max_length=200, blank=True, default="")
    candidate_says_yes = models.BooleanField(null=True)
    household_says_yes = models.BooleanField(null=True)
    interview_at = models.DateTimeField(_("rencontre"), null=True, blank=True)
    # Sealed, because it is often somebody's address.
    interview_place = SealedTextField(_("lieu de la rencontre"), blank=True, default="")
    candidate_agreed_at = models.DateTimeField(null=True, blank=True)
    household_agreed_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.CharField(max_length=12, choices=states.DECLINED_BY, blank=True, default="")
    decline_reason = SealedTextField(_("motif, si on veut le dire"), blank=True, default="")

    HOUSEHOLD = "need__household"
    MOVES, EVENTS = states.INTRODUCTION_MOVES, states.INTRODUCTION_EVENTS
    PERSONAL = Personal(
        purpose="Mettre en relation une personne et un foyer, par étapes, d’un commun accord",
        basis=CONSENT,
        retention="3 mois après un refus ; 2 ans avec l’accord de la personne",
        recipients="la personne ; le foyer, selon l’étape atteinte ; la mise en relation",
        fields={
            "because": Sensitivity.ASSESSMENT,
            "availability": Sensitivity.ORDINARY,
            "interview_place": Sensitivity.CONTACT,
            "candidate_says_yes": Sensitivity.ORDINARY,
            "household_says_yes": Sensitivity.ORDINARY,
            "candidate_agreed_at": Sensitivity.ORDINARY,
            "household_agreed_at": Sensitivity.ORDINARY,
            "declined_by": Sensitivity.ORDINARY,
            "decline_reason": Sensitivity.FREE_TEXT,
        },
    )
    TECHNICAL = {"id", "territory", "pathway", "need", "need_version", "state", "proposed_on", "interview_at"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "need"],
                condition=~models.Q(state=states.DECLINED),
                name="one_introduction_a_pair",
            ),
            # Two officers can't lead the same need to an agreement with two people.
            models.UniqueConstraint(
                fields=["need"], condition=models.Q(state=states.AGREED), name="one_agreement_a_need"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway_id} · {self.need_id} · {self.get_state_display()}"

    def withheld(self) -> tuple[str, ...]:
        """What "my data" leaves out: the household's own words."""
        return ("decline_reason",) if self.declined_by == states.BY_HOUSEHOLD else ()

    @property
    def need_changed(self) -> bool:
        """Whether the household changed its need since both sides were asked."""
        return self.state in states.UNDER_WAY and self.need.version != self.need_version
