"""Changes of a contract's week, hours or pay: one dated line each, with the agreement of both sides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from labmigration.access.privacy import CONTRACT, TWO_YEARS, Personal, Sensitivity
from labmigration.pathway.employment import states
from labmigration.pathway.matching.slots import week_told
from labmigration.pathway.models import PartOfPathway


class ContractChange(PartOfPathway):
    """What becomes of the terms from one day on, and what they were before."""

    contract = models.ForeignKey("employment.Contract", on_delete=models.PROTECT, related_name="changes")
    effective_on = models.DateField(_("à partir du"))
    weekly_hours = models.DecimalField(_("heures par semaine"), max_digits=4, decimal_places=2)
    gross_hourly = models.DecimalField(_("salaire horaire brut (€)"), max_digits=6, decimal_places=2)
    hours_before = models.DecimalField(_("heures par semaine avant"), max_digits=4, decimal_places=2)
    gross_before = models.DecimalField(_("salaire horaire brut avant (€)"), max_digits=6, decimal_places=2)
    # As the contract has them: [[day 0..6, minutes from, minutes to], …].
    slots = models.JSONField(_("créneaux de la semaine"), default=list, blank=True)
    slots_before = models.JSONField(_("créneaux de la semaine avant"), default=list, blank=True)
    words = models.CharField(_("pourquoi"), max_length=200, blank=True, default="")
    worker_agreed_at = models.DateTimeField(_("accord de la personne"), null=True, blank=True)
    household_agreed_at = models.DateTimeField(_("accord du foyer"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=states.CHANGE_STATES, default=states.PROPOSED)

    HOUSEHOLD = "contract__household"
    MOVES, EVENTS = states.CHANGE_MOVES, states.CHANGE_EVENTS
    PERSONAL = Personal(
        purpose="Suivre les changements d’un contrat, avec l’accord des deux côtés",
        basis=CONTRACT,
        retention=TWO_YEARS,
        recipients="la personne ; le foyer ; la mise en relation ; son conseil",
        fields={
            "effective_on": Sensitivity.ORDINARY,
            "weekly_hours": Sensitivity.ORDINARY,
            "gross_hourly": Sensitivity.ORDINARY,
            "hours_before": Sensitivity.ORDINARY,
            "gross_before": Sensitivity.ORDINARY,
            "slots": Sensitivity.ORDINARY,
            "slots_before": Sensitivity.ORDINARY,
            "words": Sensitivity.ORDINARY,
            "worker_agreed_at": Sensitivity.ORDINARY,
            "household_agreed_at": Sensitivity.ORDINARY,
        },
        survives="le contrat est aussi celui du foyer",
    )
    TECHNICAL = {"id", "territory", "pathway", "contract", "state"}

    class Meta(PartOfPathway.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=models.Q(state__in=(states.PROPOSED, states.AGREED)),
                name="one_change_of_a_contract_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.effective_on} · {self.get_state_display()}"

    @property
    def changes_week(self) -> bool:
        """Whether the days or hours of the day become others, and not only how many they are or what they pay."""
        return bool(self.slots != self.slots_before)

    def get_slots_display(self) -> str:
        """The week in words, for "my data"."""
        return week_told(self.slots)

    def get_slots_before_display(self) -> str:
        """The week before, in words."""
        return week_told(self.slots_before)
