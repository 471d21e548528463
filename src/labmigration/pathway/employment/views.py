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
from labmigration.pathway.employment import actions, licence_actions, queries, states
from labmigration.pathway.employment.cards import contract_cards
from labmigration.pathway.employment.forms import ContractForm, EndForm, LicenceForm, StartForm, WithdrawalForm
from labmigration.pathway.employment.models import Contract, Licence
from labmigration.pathway.employment.terms import SET
from labmigration.pathway.matching.household_costs import level_of
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
    waiting = list(queries.agreements_without_contract(pathway)) if drafts else []
    hers = {pathway.occupation, *(one.occupation for one in contracts), *(one.need.occupation for one in waiting)}
    childminder = "childminder" in hers
    context = {
        "pathway": pathway,
        "cards": contract_cards(contracts, queries.changes_of(actor, contracts) if contracts else None),
        "waiting": waiting,
        "licence": queries.licence_of(pathway) if childminder else None,
        "childminder": childminder and may(actor, "employment.note_licence"),
        "may_renew": may(actor, "employment.renew_trial"),
        "today": clock.today(),
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
    rule = level_of(need, need.starts_on)
    shown["level"] = rule.level if rule else ""
    form = ContractForm(request.POST or None, initial=shown, rule=rule, starts_on=need.starts_on)
    if form.is_bound and form.is_valid():
        contract = actions.draft(introduction, actor=request.actor, **form.told())
        return _saved(request, contract, _("Le contrat est prêt. Le conseil vérifie, puis les deux côtés signent."))
    return _terms(request, form, introduction.pathway, need.occupation, household=need.household, rule=rule)


@needs("employment.correct")
def correct(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Correct a contract that is not signed by both."""
    contract: Contract = fetch(request.actor, "employment.correct", pk=contract_id, state=states.DRAFT)
    note_opening(request, contract.pathway, "employment.correct")
    shown = {name: getattr(contract, name) for name in (*SET, "version")}
    rule, day = level_of(contract.introduction.need, contract.starts_on), contract.starts_on
    form = ContractForm(request.POST or None, initial=shown, rule=rule, starts_on=day)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.correct(contract, actor=request.actor, version=version, **form.told())
        return _saved(request, contract, _("Le contrat est corrigé. Les deux côtés signent de nouveau."))
    return _terms(
        request, form, contract.pathway, contract.occupation, household=contract.household, contract=contract, rule=rule
    )


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


@require_POST
@needs("employment.renew_trial")
def renew_trial(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Both sides renew the trial period."""
    contract: Contract = fetch(request.actor, "employment.renew_trial", pk=contract_id)
    actions.renew_trial(contract, actor=request.actor)
    messages.success(request, _("Le renouvellement de la période d’essai est noté."))
    return redirect("employment:of_pathway", contract.pathway_id)


@needs("employment.note_licence")
def note_licence(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The childminder's licence and insurance were seen."""
    pathway: Pathway = fetch(request.actor, "employment.note_licence", pk=pathway_id)
    note_opening(request, pathway, "employment.note_licence")
    form = LicenceForm(request.POST or None)
    if form.is_bound and form.is_valid():
        licence_actions.note_licence(pathway, actor=request.actor, valid_until=form.cleaned_data["valid_until"])
        messages.success(request, _("L’agrément est noté comme vu."))
        return redirect("employment:of_pathway", pathway.pk)
    return form_page(request, "employment/licence.html", form, pathway=pathway)


@needs("employment.withdraw_licence")
def withdraw_licence(request: HttpRequest, licence_id: UUID) -> HttpResponse:
    """The licence was withdrawn: the contracts end."""
    licence: Licence = fetch(request.actor, "employment.withdraw_licence", pk=licence_id, state=states.HELD)
    note_opening(request, licence.pathway, "employment.withdraw_licence")
    form = WithdrawalForm(request.POST or None)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["withdrawn_on"]
        touched = licence_actions.withdraw_licence(licence, actor=request.actor, withdrawn_on=day)
        messages.warning(request, _("Le retrait est noté. Contrats arrêtés : %(count)s.") % {"count": touched})
        return redirect("employment:of_pathway", licence.pathway_id)
    return form_page(request, "employment/licence.html", form, pathway=licence.pathway, licence=licence)
