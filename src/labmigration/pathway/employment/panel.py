"""What the thread shows of employment."""

from decimal import Decimal

from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import contract_cards
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The person's contracts and weekly hours; one query. None before employment, and for roles that see none."""
    if not may(actor, "employment.read") or pathway.stage_number < Stage.values.index(Stage.EMPLOYMENT):
        return None
    contracts = of_pathway(contracts_of(actor, pathway), pathway, "household", "tutor") if Contract in written else []
    cards = contract_cards(contracts)
    counting = [card.contract.weekly_hours for card in cards if card.contract.state in states.COUNTING]
    context = {"cards": cards, "total": sum(counting, Decimal(0))}
    return Panel("employment", "employment/_panel.html", context, _around(contracts))


def _around(contracts: list[Contract]) -> list[tuple[str, str]]:
    """The households of contracts that hold, and who accompanies them."""
    rows = []
    for contract in contracts:
        if contract.state not in (states.ENDED, states.CANCELLED):
            rows.append((_("Foyer"), contract.household.name))
            if contract.tutor is not None:
                rows.append((_("Employeur tuteur"), contract.tutor.name))
    return rows
