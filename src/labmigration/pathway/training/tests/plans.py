"""Signed plans and verified rights for tests: written as rows, for the actions of those stages are tested there."""

from datetime import date
from decimal import Decimal
from typing import Any

from labmigration import clock
from labmigration.pathway.prescription.models import PrescribedModule, Prescription
from labmigration.pathway.reception.models import RightToWorkCheck
from labmigration.pathway.reception.right_to_work_states import VALID

HOURS = {"core_safety": 14, "sst": 14, "citizenship": 4}


def signed_plan(pathway: Any, hours: dict[str, float] | None = None) -> Prescription:
    """A plan that both have signed."""
    plan = Prescription.objects.create(
        pathway=pathway,
        number=1,
        state="signed",
        occupation=pathway.occupation,
        advisor=pathway.lead_advisor,
        catalogue_version="test",
        written_on=clock.today(),
    )
    for module, count in (HOURS if hours is None else hours).items():
        PrescribedModule.objects.create(
            prescription=plan, territory_id=pathway.territory_id, module=module, hours=Decimal(str(count))
        )
    return plan


def may_work(pathway: Any, until: date | None = None) -> None:
    """A check of the right to work that found one."""
    RightToWorkCheck.objects.create(
        pathway=pathway,
        reason="intake",
        for_day=clock.today(),
        due_on=clock.today(),
        state="done",
        done_at=clock.now(),
        outcome=VALID,
        valid_until=until,
    )
