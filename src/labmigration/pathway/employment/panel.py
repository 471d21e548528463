"""What the thread shows of employment."""

from decimal import Decimal

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import contract_cards
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.employment.working_time import week_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The person's contracts and weekly hours; one query. None before employment, and for roles that see none."""
    if not may(actor, "employment.read") or pathway.stage_number < Stage.values.index(Stage.EMPLOYMENT):
        return None
    contracts = of_pathway(contracts_of(actor, pathway), pathway, "household") if Contract in written else []
    cards = contract_cards(contracts)
    context = {"cards": cards, "total": _hours([card.contract for card in cards])}
    return Panel("employment", "employment/_panel.html", context, _around(contracts))


def _around(contracts: list[Contract]) -> list[tuple[str, str]]:
    """The households of contracts that hold."""
    over = (states.ENDED, states.CANCELLED)
    return [(_("Foyer"), contract.household.name) for contract in contracts if contract.state not in over]


def _hours(contracts: list[Contract]) -> Decimal:
    """Her hours a week over all contracts promised or running."""
    counting = [contract for contract in contracts if contract.state in states.COUNTING]
    if not counting:
        return Decimal(0)
    slots = [slot for contract in counting for slot in contract.slots]
    hours = [contract.weekly_hours for contract in counting]
    return week_of(hours, occupation=counting[0].occupation, on=clock.today(), slots=slots).hours
