"""Pages of contracts for the placement officer and the person's advisor; the first paid day also for the household."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.employment import actions, queries, states
from labmigration.pathway.employment.cards import contract_cards
from labmigration.pathway.employment.forms import ContractForm, EndForm, StartForm
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.matching.queries import AGREED, Introduction
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.programme import programme
from labmigration.ui.pages import form_page


@needs("employment.read")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """All contracts of one person, and her week over them."""
    pathway = open_file(request, "pathway.read", pathway_id)
    actor = request.actor
    contracts = list(queries.contracts_of(actor, pathway))
    counting = [contract for contract in contracts if contract.state in states.COUNTING]
    drafts = may(actor, "employment.draft")
    context = {
        "pathway": pathway,
        "cards": contract_cards(contracts),
        "waiting": list(queries.agreements_without_contract(pathway)) if drafts else [],
        "week": queries.week_with(pathway, occupation=counting[0].occupation, on=clock.today()) if counting else None,
        "may_draft": drafts,
        "may_check": may(actor, "employment.check_right_to_work"),
        "may_start": may(actor, "employment.start"),
    }
    return render(request, "employment/of_pathway.html", context)


@needs("employment.draft")
def draft(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Draw up the contract of an agreement."""
    introduction: Introduction = fetch(request.actor, "employment.draft", pk=introduction_id, state=AGREED)
    note_opening(request, introduction.pathway, "employment.draft")
    need = introduction.need
    childcare = need.occupation in ("childminder", "childcare_provider")
    shown = {
        "kind": Contract.Kind.PERMANENT,
        "weekly_hours": Decimal(str(need.weekly_hours)),
        "starts_on": need.starts_on,
        # Only a first choice: childcare generally goes through Pajemploi.
        "route": Contract.Route.PAJEMPLOI if childcare else Contract.Route.CESU,
    }
    form = ContractForm(request.POST or None, initial=shown, territory=introduction.territory_id)
    if form.is_bound and form.is_valid():
        contract = actions.draft(introduction, actor=request.actor, **form.told())
        return _saved(request, contract, _("Le contrat est prêt. Le conseil vérifie, puis les deux côtés signent."))
    return _terms(request, form, introduction.pathway, need.occupation, household=need.household)


@needs("employment.correct")
def correct(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Correct a contract that is not signed by both."""
    contract: Contract = fetch(request.actor, "employment.correct", pk=contract_id, state=states.DRAFT)
    note_opening(request, contract.pathway, "employment.correct")
    shown = {name: getattr(contract, name) for name in (*actions.TERMS, "version")}
    shown["tutor"] = str(contract.tutor_id or "")
    form = ContractForm(request.POST or None, initial=shown, territory=contract.territory_id)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.correct(contract, actor=request.actor, version=version, **form.told())
        return _saved(request, contract, _("Le contrat est corrigé. Les deux côtés signent de nouveau."))
    return _terms(request, form, contract.pathway, contract.occupation, household=contract.household, contract=contract)


def _saved(request: HttpRequest, contract: Contract, words: str) -> HttpResponse:
    messages.success(request, words)
    week = queries.week_with(contract.pathway, occupation=contract.occupation, on=contract.starts_on)
    if week.says:
        messages.warning(request, week.says)
    return redirect("employment:of_pathway", contract.pathway_id)


def _terms(
    request: HttpRequest, form: ContractForm, pathway: Pathway, occupation: str, **context: object
) -> HttpResponse:
    contract = context.get("contract")
    others = queries.week_with(pathway, occupation=occupation, on=clock.today(), but=getattr(contract, "pk", None))
    facts = {
        "others": others,
        "occupation": programme().occupation(occupation),
        "rules": [rule.rule_fr for rule in programme().occupation(occupation).rule if rule.confirmed],
    }
    return form_page(request, "employment/terms.html", form, pathway=pathway, **facts, **context)


@require_POST
@needs("employment.check_right_to_work")
def check_right_to_work(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """The advisor has looked at the person's document for this start."""
    contract: Contract = fetch(request.actor, "employment.check_right_to_work", pk=contract_id)
    actions.check_right_to_work(contract, actor=request.actor)
    messages.success(request, _("Le droit au travail est vérifié pour ce début."))
    return redirect("employment:of_pathway", contract.pathway_id)


@needs("employment.start")
def start(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Note the first paid day."""
    contract: Contract = fetch(request.actor, "employment.start", pk=contract_id, state=states.SIGNED)
    note_opening(request, contract.pathway, "employment.start")
    own = contract.household.user_id == request.actor.user.pk
    form = StartForm(request.POST or None, initial={"first_paid_on": contract.starts_on})
    if form.is_bound and form.is_valid():
        actions.start(contract, actor=request.actor, first_paid_on=form.cleaned_data["first_paid_on"])
        messages.success(request, _("Le premier jour payé est noté. Bon début !"))
        if own:
            return redirect("matching:own_household")
        return redirect("employment:of_pathway", contract.pathway_id)
    layout = "ui/phone.html" if own else "ui/shell.html"
    return form_page(request, "employment/start.html", form, contract=contract, own=own, layout=layout)


@needs("employment.end")
def end(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Note the end of a contract."""
    contract: Contract = fetch(request.actor, "employment.end", pk=contract_id, state=states.ACTIVE)
    note_opening(request, contract.pathway, "employment.end")
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.end(contract, actor=request.actor, **form.cleaned_data)
        messages.info(request, _("La fin du contrat est notée."))
        return redirect("employment:of_pathway", contract.pathway_id)
    return form_page(request, "employment/end.html", form, contract=contract)


@require_POST
@needs("employment.cancel")
def cancel(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Give a contract up before it begins."""
    contract: Contract = fetch(request.actor, "employment.cancel", pk=contract_id)
    actions.cancel(contract, actor=request.actor)
    messages.info(request, _("Le contrat est abandonné. Le besoin du foyer est de nouveau à pourvoir."))
    return redirect("employment:of_pathway", contract.pathway_id)
