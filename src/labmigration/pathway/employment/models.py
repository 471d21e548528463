"""Contracts between a worker and a household; a worker often has several."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.employment import states
from labmigration.pathway.employment.change_models import ContractChange
from labmigration.pathway.employment.licence_models import Licence
from labmigration.pathway.matching.slots import week_told
from labmigration.pathway.models import PartOfPathway
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.people.models import Household
from labmigration.programme.home_employment import employing

__all__ = ["Contract", "ContractChange", "Licence"]


class Contract(PartOfPathway):
    """The facts of one contract. It starts on its first paid day, from which the follow-up counts."""

    class Kind(models.TextChoices):
        PERMANENT = "cdi", _("CDI")
        FIXED_TERM = "cdd", _("CDD")

    class Route(models.TextChoices):
        CESU = "cesu", _("CESU")
        PAJEMPLOI = "pajemploi", _("Pajemploi")

    introduction = models.OneToOneField("matching.Introduction", on_delete=models.PROTECT, related_name="contract")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="contracts")
    occupation = models.CharField(_("métier"), max_length=40)
    kind = models.CharField(_("type"), max_length=4, choices=Kind.choices, default=Kind.PERMANENT)
    weekly_hours = models.DecimalField(_("heures par semaine"), max_digits=4, decimal_places=2)
    gross_hourly = models.DecimalField(_("salaire horaire brut (€)"), max_digits=6, decimal_places=2)
    route = models.CharField(_("déclaration"), max_length=10, choices=Route.choices)
    starts_on = models.DateField(_("début prévu"))
    # The week agreed on, as the need had it: [[day 0..6, minutes from, minutes to], …].
    slots = models.JSONField(_("créneaux de la semaine"), default=list, blank=True)
    # Level of the branch grid, empty for a childminder; `level_why` names the rule of the programme that proposed one.
    level = models.CharField(_("niveau de la grille"), max_length=4, blank=True, default="")
    level_why = models.CharField(_("raison du niveau"), max_length=24, blank=True, default="")
    level_reason = models.CharField(_("pourquoi un autre niveau"), max_length=200, blank=True, default="")
    sibling = models.BooleanField(_("frère ou sœur d’un enfant déjà accueilli"), default=False)
    # None where our sources give no rule: nothing is computed then.
    trial_ends_on = models.DateField(_("fin de la période d’essai"), null=True, blank=True)
    trial_renewed_on = models.DateField(_("période d’essai renouvelée le"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=states.STATES, default=states.DRAFT)
    right_to_work_checked_on = models.DateField(null=True, blank=True)
    right_to_work_checked_for = models.DateField(null=True, blank=True)
    worker_signed_at = models.DateTimeField(null=True, blank=True)
    household_signed_at = models.DateTimeField(null=True, blank=True)
    first_paid_on = models.DateField(_("premier jour payé"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_cause = models.CharField(max_length=24, choices=states.END_CAUSES, blank=True, default="")
    version = models.PositiveIntegerField(default=1, editable=False)

    HOUSEHOLD = "household"
    MOVES, EVENTS = states.MOVES, states.EVENTS
    PERSONAL = Personal(
        purpose="Accompagner l’embauche et suivre l’emploi dans le secteur",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="la personne ; le foyer ; la mise en relation ; son conseil",
        fields={
            "occupation": Sensitivity.ORDINARY,
            "kind": Sensitivity.ORDINARY,
            "weekly_hours": Sensitivity.ORDINARY,
            "gross_hourly": Sensitivity.ORDINARY,
            "route": Sensitivity.ORDINARY,
            "slots": Sensitivity.ORDINARY,
            "level": Sensitivity.ORDINARY,
            "level_why": Sensitivity.ORDINARY,
            "level_reason": Sensitivity.ORDINARY,
            "sibling": Sensitivity.ORDINARY,
            "trial_ends_on": Sensitivity.ORDINARY,
            "trial_renewed_on": Sensitivity.ORDINARY,
            "right_to_work_checked_on": Sensitivity.STATUS,
            "right_to_work_checked_for": Sensitivity.STATUS,
            "worker_signed_at": Sensitivity.ORDINARY,
            "household_signed_at": Sensitivity.ORDINARY,
            "first_paid_on": Sensitivity.ORDINARY,
            "ended_on": Sensitivity.ORDINARY,
            "end_cause": Sensitivity.ASSESSMENT,
        },
        survives="le contrat est aussi celui du foyer",
    )
    TECHNICAL = {"id", "territory", "pathway", "introduction", "household", "starts_on", "state", "version"}

    class Meta(PartOfPathway.Meta):
        indexes = [models.Index(fields=["household", "state"], name="contracts_of_household")]

    def __str__(self) -> str:
        return f"{self.starts_on} · {self.get_state_display()}"

    @property
    def right_to_work_checked(self) -> bool:
        """Whether an advisor has checked the right to work for the day on which the contract is to begin."""
        return self.right_to_work_checked_for == self.starts_on

    def get_slots_display(self) -> str:
        """The week in words, for "my data"."""
        return week_told(self.slots)

    def get_level_why_display(self) -> str:
        """The reason of the level in words; empty when the rule is no longer there."""
        rule = employing().level_rule(self.level_why)
        return str(spoken(rule.why)) if rule else ""
