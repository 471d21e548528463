"""The facts of a contract on paper: the employer's copy in French, the worker's in her language with the French."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from labmigration import printing
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import ContractCard, change_told
from labmigration.pathway.matching.slots import told as slot_told
from labmigration.pathway.orientation.leaflet_paper import in_two
from labmigration.ui.languages import FRENCH
from labmigration.ui.spoken import day, day_and_time

TEMPLATE = "pathway/employment/printing/contract.typ"
_slot, _day, _moment = lazy(slot_told, str), lazy(day, str), lazy(day_and_time, str)


def copy(card: ContractCard, *, language: str, worker: bool, whole: bool, tells_address: bool) -> bytes:
    """The document, PDF/UA-1. `worker`: her copy, else the employer's. `whole`: with addresses and birth date.

    The French is the language of the contract: in a copy of another language it stands under each sentence.
    """

    def rows(pairs: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
        return [{"label": in_two(label, language), "value": in_two(value, language)} for label, value in pairs]

    contract = card.contract
    title = _("Contrat : exemplaire de la personne salariée") if worker else _("Contrat : exemplaire de l’employeur")
    with override(language):
        heading = str(title)
    groups = [
        (_("Les deux parties"), _parties(card, whole=whole, tells_address=tells_address)),
        (_("Le travail"), card.facts),
        (
            _("La semaine"),
            [("" if place else _("Chaque semaine"), _slot(slot)) for place, slot in enumerate(contract.slots)],
        ),
        (_("Changements"), [(_day(change.effective_on), change_told(change)) for change in _agreed(card)]),
        (_("Signatures"), _signatures(card)),
    ]
    data = {
        "title": heading,
        "footer": "Lab Migration",
        "note": in_two(_("Ce résumé accompagne le contrat écrit ; il ne le remplace pas."), language),
        "groups": [{"title": in_two(name, language), "rows": rows(pairs)} for name, pairs in groups if pairs],
        # The words of the branch agreement, as we have read them: French is their language.
        "rules_title": in_two(_("Ce que dit la convention collective"), language),
        "rules": [{"language": FRENCH, "direction": "ltr", "text": rule} for rule in card.rules],
    }
    return printing.pdf(TEMPLATE, data, language=language)


def _parties(card: ContractCard, *, whole: bool, tells_address: bool) -> list[tuple[Any, Any]]:
    person, household = card.contract.pathway.candidate, card.contract.household
    employer = [f"{household.contact_name} ({household.name})"]
    worker = [person.full_name]
    if whole:
        employer += [household.address, f"{household.postcode} {household.town}".strip()]
        if tells_address:
            worker += [person.address, f"{person.postcode} {person.town}".strip()]
    pairs: list[tuple[Any, Any]] = [
        (_("Employeur"), ", ".join(filter(None, employer))),
        (_("Salariée ou salarié"), ", ".join(filter(None, worker))),
    ]
    if whole and person.birth_date:
        pairs.append((_("Date de naissance"), _day(person.birth_date)))
    return pairs


def _signatures(card: ContractCard) -> list[tuple[Any, Any]]:
    contract, unsigned = card.contract, _("pas encore signé")
    pairs: list[tuple[Any, Any]] = [
        (_("Employeur"), _moment(contract.household_signed_at) if contract.household_signed_at else unsigned),
        (_("Salariée ou salarié"), _moment(contract.worker_signed_at) if contract.worker_signed_at else unsigned),
    ]
    if contract.right_to_work_checked:
        pairs.append((_("Droit au travail vérifié pour ce début"), _day(contract.right_to_work_checked_on)))
    return pairs


def _agreed(card: ContractCard) -> list[Any]:
    return [change for change in reversed(card.changes) if change.state in (states.AGREED, states.APPLIED)]
