"""What others may ask of prescriptions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.models import PrescribedModule


@dataclass
class SignedPlan:
    """What a person and her advisor signed: the occupation, and hours by code of module."""

    occupation: str
    hours: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """Hours of all modules together."""
        return sum(self.hours.values(), Decimal())


def signed_plans(pathway_ids: Iterable[UUID]) -> dict[UUID, SignedPlan]:
    """The plan in force of each person; who has signed none is left out. One query, and no right is checked here."""
    rows = PrescribedModule.objects.filter(prescription__pathway__in=list(pathway_ids), prescription__state=states.SIGNED)
    plans: dict[UUID, SignedPlan] = {}
    for pathway_id, occupation, module, hours in rows.values_list(
        "prescription__pathway", "prescription__occupation", "module", "hours"
    ):
        plans.setdefault(pathway_id, SignedPlan(occupation)).hours[module] = hours
    return plans
