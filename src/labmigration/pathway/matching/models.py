"""Households' needs and introductions. Both sides answer; neither sees more than the step reached allows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONSENT, CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.matching import states
from labmigration.pathway.matching.household_models import HiringTick, HouseholdCheck
from labmigration.pathway.matching.messages import models as message_models  # noqa: F401 rows of this app
from labmigration.pathway.matching.placement import models as placement_models  # noqa: F401 rows of this app
from labmigration.pathway.models import PartOfPathway
from labmigration.people.models import Household
from labmigration.secrecy.fields import SealedTextField
from labmigration.territories.models import TerritoryOwned

__all__ = ["HiringTick", "HouseholdCheck", "HouseholdNeed", "Introduction"]


class HouseholdNeed(TerritoryOwned):
    """Work that a household offers: an occupation, tasks, weekly slots. Nobody sees a draft, described in steps.

    The codes are those of the programme: tasks in `leaflets/`, the rest in `employing/`.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="needs")
    occupation = models.CharField(_("métier"), max_length=40)
    task_codes = models.JSONField(_("tâches"), default=list, blank=True)
    tasks = models.CharField(_("ce qu’il y a à faire"), max_length=300, blank=True, default="")
    # [[day 0..6, minutes from, minutes to], …], as the placement engine reads them.
    slots = models.JSONField(_("créneaux de la semaine"), default=list)
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    # Where the work is done when it is not at the household's own address; the address itself is told by people.
    postcode = models.CharField(_("code postal du lieu de travail"), max_length=10, blank=True, default="")
    town = models.CharField(_("commune du lieu de travail"), max_length=80, blank=True, default="")
    # Who is cared for, only as far as the law and the pay need it: never a cause, never a name.
    cared_for = models.JSONField(_("de qui on s’occupe"), default=list, blank=True)
    languages = models.JSONField(_("langues parlées à la maison"), default=list, blank=True)
    home_asks = models.JSONField(_("ce que le logement demande"), default=list, blank=True)
    wishes = models.CharField(_("souhaits"), max_length=300, blank=True, default="")
    live_in = models.BooleanField(_("logement sur place"), default=False)
    # A second person's yes to housing someone; taken back by every change of the need.
    live_in_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    live_in_approved_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=states.NEED_STATES, default=states.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)

    HOUSEHOLD = "household"
    MOVES, EVENTS = states.NEED_MOVES, states.NEED_EVENTS
    PERSONAL = Personal(
        purpose="Trouver pour un foyer la personne qui convient",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="le foyer ; la mise en relation ; la personne présentée",
        fields={
            "task_codes": Sensitivity.ORDINARY,
            "tasks": Sensitivity.ORDINARY,
            "slots": Sensitivity.ORDINARY,
            "postcode": Sensitivity.ORDINARY,
            "town": Sensitivity.ORDINARY,
            "cared_for": Sensitivity.ASSESSMENT,
            "languages": Sensitivity.ORDINARY,
            "home_asks": Sensitivity.ORDINARY,
            "wishes": Sensitivity.ORDINARY,
            "live_in": Sensitivity.ORDINARY,
        },
    )
    TECHNICAL = {
        "id",
        "territory",
        "household",
        "occupation",
        "starts_on",
        "live_in_approved_by",
        "live_in_approved_on",
        "state",
        "version",
    }

    class Meta(TerritoryOwned.Meta):
        indexes = [
            models.Index(fields=["territory", "state", "occupation", "starts_on"], name="open_needs"),
            # Every question names the territory too: without both, SQLite reads all the needs of the territory.
            models.Index(fields=["territory", "household"], name="needs_of_household"),
            # Few among many: the officer's first page asks for them each time.
            models.Index(
                fields=["territory", "starts_on"],
                condition=models.Q(live_in=True, live_in_approved_on__isnull=True),
                name="housing_to_look_at",
            ),
        ]
        constraints = [
            # Only what is still being described may lack its first day.
            models.CheckConstraint(
                condition=models.Q(state__in=(states.DRAFT, states.WITHDRAWN)) | models.Q(starts_on__isnull=False),
                name="a_need_has_its_first_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.household_id} · {self.occupation}"

    @property
    def weekly_hours(self) -> float:
        """Hours a week over all slots."""
        return sum(end - start for _day, start, end in self.slots) / 60

    @property
    def awaits_second_look(self) -> bool:
        """Whether the work comes with housing that no second person has approved: nobody is proposed to it."""
        return self.live_in and self.live_in_approved_on is None


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
