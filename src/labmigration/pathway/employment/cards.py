"""A contract as screens show it: its facts in words, an estimate of the month, what is left before it begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.working_time import monthly_gross
from labmigration.programme import programme
from labmigration.ui.spoken import NBSP, day, duration

TONES = {
    states.DRAFT: ("warning", "signature"),
    states.SIGNED: ("info", "calendar"),
    states.ACTIVE: ("success", "briefcase"),
    states.ENDED: ("neutral", "flag"),
    states.CANCELLED: ("neutral", "x"),
}


def euros(amount: Decimal) -> str:
    """`1 234,50 €`."""
    return f"{number_format(amount, decimal_pos=2, force_grouping=True)}{NBSP}€"


@dataclass(frozen=True)
class ContractCard:
    """One contract with its words and colours."""

    contract: Contract
    occupation: str
    own_home: bool
    tone: str
    icon: str

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The terms, as both sides read them."""
        contract = self.contract
        month = monthly_gross(contract.weekly_hours, contract.gross_hourly)
        rows = [
            (_("Métier"), self.occupation),
            (_("Contrat"), contract.get_kind_display()),
            (_("Heures par semaine"), duration(contract.weekly_hours)),
            (_("Salaire horaire brut"), euros(contract.gross_hourly)),
            (_("Salaire brut du mois, estimation"), _("environ %(amount)s") % {"amount": euros(month)}),
            (_("Déclaration"), contract.get_route_display()),
            (_("Premier jour prévu"), day(contract.starts_on)),
        ]
        if contract.first_paid_on:
            rows.append((_("Premier jour payé"), day(contract.first_paid_on)))
        if contract.ended_on:
            rows.append((_("Dernier jour"), day(contract.ended_on)))
        return rows

    @property
    def rules(self) -> list[str]:
        """What the branch agreement says of this occupation's contract; only what we have read in it."""
        occupation = programme().occupation(self.contract.occupation)
        return [rule.rule_fr for rule in occupation.rule if rule.confirmed]


def contract_card(contract: Contract) -> ContractCard:
    """One contract as screens show it."""
    occupation = programme().occupation(contract.occupation)
    tone, icon = TONES[contract.state]
    return ContractCard(contract, occupation.name_feminine_fr, occupation.workplace == "own_home", tone, icon)


def contract_cards(contracts: Iterable[Contract]) -> list[ContractCard]:
    """Contracts that are under way first, then the ended, then those given up."""
    order = [*states.COUNTING, states.ENDED, states.CANCELLED]
    return sorted(map(contract_card, contracts), key=lambda card: order.index(card.contract.state))
