"""What the worker and the household see and sign themselves, and the contract on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import Refused, fetch, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.employment import actions, contract_paper, states
from labmigration.pathway.employment.cards import contract_card, contract_cards
from labmigration.pathway.employment.household_panel import own_contracts
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.queries import changes_of, week_with
from labmigration.pathway.opening import note_opening
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.people.models import Household
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.languages import FRENCH, reading


@needs("employment.sign")
def own(request: HttpRequest) -> HttpResponse:
    """The person's own contracts: read, signed, kept."""
    mine = visible(request.actor, "employment.read").filter(pathway__candidate__user=request.actor.user)
    found = list(mine.exclude(state=states.CANCELLED).select_related("household", "pathway"))
    cards = contract_cards(found, changes_of(request.actor, found))
    counting = [contract for contract in found if contract.state in states.COUNTING]
    week = week_with(counting[0].pathway, occupation=counting[0].occupation, on=clock.today()) if counting else None
    return render(request, "employment/own.html", {"cards": cards, "week": week})


@needs("matching.own_household")
def own_household(request: HttpRequest) -> HttpResponse:
    """The household's own contracts."""
    household: Household | None = visible(request.actor, "matching.own_household").first()
    if household is None:
        raise Http404
    cards = own_contracts(request.actor, household)
    for card in cards:
        note_opening(request, card.contract.pathway, "employment.own_household")
    return render(request, "employment/own_household.html", {"cards": cards})


@require_POST
@needs("employment.sign")
def sign(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """One side signs what it has read."""
    contract: Contract = fetch(request.actor, "employment.sign", pk=contract_id)
    if request.POST.get("read") != "yes":
        raise Refused(_("Cochez « J’ai lu ce contrat » avant de signer."))
    if request.POST.get("version") != str(contract.version):
        raise Refused(_("Le contrat a été corrigé pendant que vous lisiez. Relisez-le, puis signez."))
    actions.sign(contract, actor=request.actor)
    messages.success(request, gettext_noop("Merci. Votre signature est notée."))
    if contract.pathway.candidate.user_id == request.actor.user.pk:
        return redirect("employment:own")
    return redirect("matching:own_household")


@needs("employment.read")
def paper(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """The facts of a contract, to print. Addresses and birth date are for the two who sign and for the officer."""
    contract: Contract = fetch(request.actor, "employment.read", pk=contract_id)
    person, household = contract.pathway.candidate, contract.household
    whole = _whole(request, contract)
    context = {
        "card": contract_card(contract, changes_of(request.actor, [contract]).get(contract.pk, [])),
        "person": person,
        "household": household,
        "whole": whole,
        "tells_address": sees_whereabouts(request.actor, contract.pathway),
    }
    return render(request, "employment/paper.html", context)


def _whole(request: HttpRequest, contract: Contract) -> bool:
    """Whether the actor reads addresses and birth date too; who opens the file of somebody else is noted."""
    is_person = contract.pathway.candidate.user_id == request.actor.user.pk
    if not is_person:
        note_opening(request, contract.pathway, "employment.paper")
    party = is_person or contract.household.user_id == request.actor.user.pk
    if contract.state == states.CANCELLED and party and not is_person:
        # The agreement is undone: what the household knew of the person is closed again.
        raise Http404
    return contract.state != states.CANCELLED and (party or Role.PLACEMENT_OFFICER in request.actor.roles)


@needs("employment.read")
def copy(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """A copy of the contract's facts as PDF: the worker's in her language with the French beside it, else in French."""
    contract: Contract = fetch(request.actor, "employment.read", pk=contract_id)
    whole = _whole(request, contract)
    hers = contract.pathway.candidate.user_id == request.actor.user.pk
    document = contract_paper.copy(
        contract_card(contract, changes_of(request.actor, [contract]).get(contract.pk, [])),
        language=reading().languages[0] if hers else FRENCH,
        worker=hers,
        whole=whole,
        tells_address=sees_whereabouts(request.actor, contract.pathway),
    )
    return as_file(document, PDF, "contrat.pdf", inline=True)
