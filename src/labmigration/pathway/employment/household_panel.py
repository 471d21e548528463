"""What a household's pages show of its contracts, and what they ask of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import ContractCard, contract_cards
from labmigration.pathway.employment.queries import changes_of, contracts_of_household
from labmigration.pathway.household_panels import HouseholdPanel, HouseholdStep
from labmigration.people.models import Household


def own_contracts(actor: Actor, household: Household) -> list[ContractCard]:
    """The household's contracts as it reads them; those given up are closed to it."""
    found = list(contracts_of_household(actor, household).exclude(state=states.CANCELLED))
    return contract_cards(found, changes_of(actor, found) if found else None)


def household_panel(actor: Actor, household: Household, *, own: bool) -> HouseholdPanel | None:
    """The household's contracts and their changes; two queries. None for roles that see none."""
    if not may(actor, "employment.read"):
        return None
    if own:
        cards = own_contracts(actor, household)
        return HouseholdPanel("employment", "employment/_household_own.html", {"cards": cards}, _next(cards))
    found = contract_cards(contracts_of_household(actor, household))
    return HouseholdPanel("employment", "employment/_household_staff.html", {"cards": found})


def _next(cards: list[ContractCard]) -> HouseholdStep | None:
    you = _("Vous")
    for card in cards:
        contract = card.contract
        if contract.state == states.DRAFT and contract.household_signed_at is None:
            says = _("Lisez le contrat, puis signez si vous êtes d’accord.")
            here = f"#contrat-{contract.pk}"
            return HouseholdStep(_("Signez le contrat"), you, says, contract.starts_on, here, _("Lire le contrat"))
    for card in cards:
        if any(change.state == states.PROPOSED and change.household_agreed_at is None for change in card.changes):
            says = _("Lisez ce qui changerait, puis dites oui ou non.")
            here = f"#contrat-{card.contract.pk}"
            return HouseholdStep(_("Un changement du contrat vous est proposé"), you, says, None, here, _("Lire"))
    for card in cards:
        if card.contract.state == states.SIGNED:
            href = reverse("employment:start", args=[card.contract.pk])
            return HouseholdStep(
                _("Notez le premier jour payé"), you, by=card.contract.starts_on, href=href, action=_("Noter ce jour")
            )
    return None
