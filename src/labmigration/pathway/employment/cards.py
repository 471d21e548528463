"""A contract as screens show it: its facts in words, an estimate of the month, what is left before it begins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract, ContractChange
from labmigration.pathway.matching.slots import week_told
from labmigration.pathway.positioning.results.wording import occupation_name, spoken
from labmigration.programme import programme
from labmigration.programme.home_employment import employing
from labmigration.programme.home_employment.pay import monthly_gross
from labmigration.ui.spoken import NBSP, day, duration
from labmigration.ui.written import Written, as_typed

TONES = {
    states.DRAFT: ("warning", "signature"),
    states.SIGNED: ("info", "calendar"),
    states.ACTIVE: ("success", "briefcase"),
    states.ENDED: ("neutral", "flag"),
    states.CANCELLED: ("neutral", "x"),
}

CHANGE_TONES = {
    states.PROPOSED: "warning",
    states.AGREED: "info",
    states.APPLIED: "success",
    states.REFUSED: "info",
}


def euros(amount: Decimal) -> str:
    """`1 234,50 €`."""
    return f"{number_format(amount, decimal_pos=2, force_grouping=True)}{NBSP}€"


def _about(amount: Decimal) -> str:
    return str(_("environ %(amount)s")) % {"amount": euros(amount)}


def _later(says: Callable[..., str], *told: Any) -> Any:
    """What `says` answers, in the language in which it is drawn."""
    return lazy(says, str)(*told)


def change_told(change: ContractChange, *, with_week: bool = True) -> Any:
    """What a change of a contract changes, as a lazy text: hours and pay, before and after; the new week.

    Without `with_week` the days are not listed: where they are drawn.
    """
    return _later(_change_told, change, with_week)


def _change_told(change: ContractChange, with_week: bool) -> str:
    parts = []
    if change.weekly_hours != change.hours_before:
        told = {"before": duration(change.hours_before), "after": duration(change.weekly_hours)}
        parts.append(str(_("heures par semaine : %(before)s → %(after)s")) % told)
    if change.gross_hourly != change.gross_before:
        told = {"before": euros(change.gross_before), "after": euros(change.gross_hourly)}
        parts.append(str(_("salaire horaire brut : %(before)s → %(after)s")) % told)
    if change.changes_week and with_week:
        parts.append(str(_("nouvelle semaine : %(week)s")) % {"week": week_told(change.slots).replace(" ; ", " · ")})
    elif change.changes_week:
        parts.append(str(_("d’autres jours ou d’autres heures de la journée")))
    return " ; ".join(parts)


@dataclass(frozen=True)
class ContractCard:
    """One contract with its words and colours."""

    contract: Contract
    occupation: str
    own_home: bool
    tone: str
    icon: str
    changes: tuple[ContractChange, ...] = ()

    @property
    def facts(self) -> list[tuple[Any, Any]]:
        """The terms, as both sides read them: lazily, since the worker reads them in two languages."""
        contract = self.contract
        month = monthly_gross(contract.weekly_hours, contract.gross_hourly)
        rows = [
            (_("Métier"), occupation_name(contract.occupation)),
            (_("Contrat"), _later(contract.get_kind_display)),
            *self._level(),
            (_("Heures par semaine"), _later(duration, contract.weekly_hours)),
            (_("Salaire horaire brut"), _later(euros, contract.gross_hourly)),
            (_("Salaire brut du mois, estimation"), _later(_about, month)),
            (_("Déclaration"), _later(contract.get_route_display)),
            (_("Premier jour prévu"), _later(day, contract.starts_on)),
        ]
        if contract.trial_ends_on:
            label = (
                _("Fin de la période d’essai, renouvelée")
                if contract.trial_renewed_on
                else _("Fin de la période d’essai")
            )
            rows.append((label, _later(day, contract.trial_ends_on)))
        if contract.first_paid_on:
            rows.append((_("Premier jour payé"), _later(day, contract.first_paid_on)))
        if contract.ended_on:
            rows.append((_("Dernier jour"), _later(day, contract.ended_on)))
        return rows

    def _level(self) -> list[tuple[Any, Any]]:
        """The level of the grid and its reason; nothing for a childminder, who stands outside it."""
        contract = self.contract
        if not contract.level:
            return []
        rule = employing().level_rule(contract.level_why)
        rows: list[tuple[Any, Any]] = [
            (_("Niveau de la grille"), Written(f"{contract.level} · {rule.job_fr}") if rule else contract.level)
        ]
        if contract.level_reason:
            rows.append((_("Pourquoi ce niveau"), as_typed(contract.level_reason)))
        elif rule:
            rows.append((_("Pourquoi ce niveau"), spoken(rule.why)))
        return rows

    @property
    def says(self) -> Any:
        """Where it stands, as a lazy text."""
        return dict(states.STATES)[self.contract.state]

    @property
    def change_lines(self) -> list[tuple[ContractChange, Any, Any, str]]:
        """Each change, the newest first: what it changes, where it stands, and its tone."""
        says = {
            state: format_lazy(_("Changement du contrat : {says}"), says=words) for state, words in states.CHANGE_STATES
        }
        return [
            (one, change_told(one, with_week=False), says[one.state], CHANGE_TONES[one.state]) for one in self.changes
        ]

    @property
    def rules(self) -> list[str]:
        """What the branch agreement says of this occupation's contract; only what we have read in it."""
        occupation = programme().occupation(self.contract.occupation)
        return [rule.rule_fr for rule in occupation.rule if rule.confirmed]


def contract_card(contract: Contract, changes: Iterable[ContractChange] = ()) -> ContractCard:
    """One contract as screens show it, with the changes of its terms, the newest first."""
    occupation = programme().occupation(contract.occupation)
    tone, icon = TONES[contract.state]
    return ContractCard(
        contract, occupation.name_feminine_fr, occupation.workplace == "own_home", tone, icon, tuple(changes)
    )


def contract_cards(
    contracts: Iterable[Contract], changes: Mapping[Any, Sequence[ContractChange]] | None = None
) -> list[ContractCard]:
    """Contracts that are under way first, then the ended, then those given up; `changes` by contract."""
    order = [*states.COUNTING, states.ENDED, states.CANCELLED]
    cards = [contract_card(contract, (changes or {}).get(contract.pk, ())) for contract in contracts]
    return sorted(cards, key=lambda card: order.index(card.contract.state))
