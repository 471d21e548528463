"""Changes of contracts whose day has come, applied. Part of the sweep."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.employment import states
from labmigration.pathway.employment.change_actions import apply_change
from labmigration.pathway.employment.models import ContractChange
from labmigration.territories.models import Territory


def apply_changes() -> int:
    """Apply what both sides agreed on for today or before, in every territory; returns how many."""
    return sum(_apply_in(Actor.system(code)) for code in Territory.objects.values_list("pk", flat=True))


def _apply_in(system: Actor) -> int:
    with system.at_work():
        due = ContractChange.objects.filter(state=states.AGREED, effective_on__lte=clock.today())
        found = list(due.select_related("contract"))
        for change in found:
            apply_change(change)
    return len(found)
