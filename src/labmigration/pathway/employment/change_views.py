"""Changes of a contract, on the telephone of either side or at the placement officer's desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.employment import change_actions, states
from labmigration.pathway.employment.forms import ChangeForm
from labmigration.pathway.employment.models import Contract, ContractChange
from labmigration.pathway.opening import note_opening
from labmigration.ui.pages import form_page


@needs("employment.propose_change")
def propose(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Propose another week, other hours or pay."""
    contract: Contract = fetch(request.actor, "employment.propose_change", pk=contract_id, state=states.ACTIVE)
    person = _is_person(request, contract)
    own = person or contract.household.user_id == request.actor.user.pk
    if not person:
        note_opening(request, contract.pathway, "employment.propose_change")
    form = ChangeForm(request.POST or None, contract=contract)
    if form.is_bound and form.is_valid():
        change_actions.propose_change(contract, actor=request.actor, **form.told())
        messages.success(request, gettext_noop("Le changement est proposé. Il vaut quand les deux ont dit oui."))
        return _back(request, contract)
    layout = "ui/phone.html" if own else "ui/shell.html"
    context = {"contract": contract, "own": own, "person": person, "layout": layout}
    return form_page(request, "employment/change.html", form, **context)


@require_POST
@needs("employment.agree_change")
def agree(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One side says yes."""
    change: ContractChange = fetch(request.actor, "employment.agree_change", pk=change_id)
    change_actions.agree_change(change, actor=request.actor)
    messages.success(request, gettext_noop("Merci. Votre accord est noté."))
    return _back(request, change.contract)


@require_POST
@needs("employment.refuse_change")
def refuse(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One side says no, or the proposal is taken back."""
    change: ContractChange = fetch(request.actor, "employment.refuse_change", pk=change_id)
    change_actions.refuse_change(change, actor=request.actor)
    messages.info(request, gettext_noop("C’est noté. Le contrat reste comme il est."))
    return _back(request, change.contract)


def _is_person(request: HttpRequest, contract: Contract) -> bool:
    return bool(contract.pathway.candidate.user_id == request.actor.user.pk)


def _back(request: HttpRequest, contract: Contract) -> HttpResponse:
    if _is_person(request, contract):
        return redirect("employment:own")
    if contract.household.user_id == request.actor.user.pk:
        return redirect("matching:own_household")
    return redirect("employment:of_pathway", contract.pathway_id)
