"""What the thread shows of employment."""

from decimal import Decimal

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import contract_cards
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """The person's contracts and weekly hours; one query. None before employment, and for roles that see none."""
    if not may(actor, "employment.read") or pathway.stage_number < Stage.values.index(Stage.EMPLOYMENT):
        return None
    cards = contract_cards(contracts_of(actor, pathway))
    counting = [card.contract.weekly_hours for card in cards if card.contract.state in states.COUNTING]
    return Panel("employment", "employment/_panel.html", {"cards": cards, "total": sum(counting, Decimal(0))})
