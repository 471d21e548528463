"""Pages on which a coordinator writes a text: its words, its parties, its commitments, its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from labmigration.access.gate import fetch, needs
from labmigration.territories.agreements import commitment_actions, queries, states, text_actions
from labmigration.territories.agreements.forms import ClosingForm, CommitmentForm, PartiesForm, ReasonForm, TextForm
from labmigration.territories.agreements.models import Agreement, Commitment
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.pages import form_page


@needs("agreements.write")
@of_territory
def begin(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Begin a text."""
    fetch(request.actor, "agreements.write", pk=territory.pk)
    initial = {"kind": request.GET.get("texte", Agreement.Kind.PROTOCOL)}
    form = TextForm(request.POST or None, begun=False, initial=initial)
    if form.is_bound and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        agreement = text_actions.draft(territory.pk, actor=request.actor, parties=(), **told)
        messages.success(request, _("Le brouillon est gardé. Dites maintenant qui sont les parties."))
        return redirect("agreements:parties", territory.pk, agreement.pk)
    return form_page(request, "agreements/text_form.html", form, territory=territory, agreement=None)


@needs("agreements.edit")
@of_territory
def edit(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Change a draft."""
    agreement = _draft(request, territory, agreement_id)
    known = {name: getattr(agreement, name) for name in ("title", "purpose", "starts_on", "ends_on", "version")}
    form = TextForm(request.POST or None, begun=True, initial={**known, "axes": "\n".join(agreement.axes)})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        text_actions.edit(agreement, actor=request.actor, **{**told, "version": told["version"] or 0})
        messages.success(request, _("Le texte est modifié."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    return form_page(request, "agreements/text_form.html", form, territory=territory, agreement=agreement)


@needs("agreements.edit")
@of_territory
def parties(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Say who the parties of a draft are."""
    agreement = _draft(request, territory, agreement_id)
    known: dict[str, Any] = {"version": agreement.version}
    for party in agreement.parties.all():
        known |= {f"party_{party.partner_id}": True, f"signatory_{party.partner_id}": party.signatory}
    form = PartiesForm(request.POST or None, partners=queries.partners_of(territory.pk), initial=known)
    if form.is_bound and form.is_valid():
        text_actions.set_parties(
            agreement,
            actor=request.actor,
            version=form.cleaned_data["version"] or 0,
            parties=form.chosen(),
            signatories=form.signatories(),
        )
        messages.success(request, _("Les parties sont notées."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    return form_page(request, "agreements/parties.html", form, territory=territory, agreement=agreement)


@needs("agreements.edit")
@of_territory
def promise(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """Write a commitment into a draft."""
    agreement = _draft(request, territory, agreement_id)
    initial = {"party": request.GET.get("partie", "")}
    form = CommitmentForm(request.POST or None, agreement=agreement, initial=initial)
    if form.is_bound and form.is_valid():
        commitment_actions.promise(actor=request.actor, **form.told())
        messages.success(request, _("L’engagement est au texte."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    return form_page(request, "agreements/commitment.html", form, territory=territory, agreement=agreement)


@needs("agreements.edit_commitment")
@of_territory
def rewrite(request: HttpRequest, territory: Territory, commitment_id: UUID) -> HttpResponse:
    """Change a commitment of a draft, or take it out."""
    commitment = _commitment(request, "edit_commitment", territory, commitment_id)
    agreement = commitment.party.agreement
    if agreement.state != states.DRAFT:
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    if request.method == "POST" and request.POST.get("strike"):
        commitment_actions.strike(commitment, actor=request.actor)
        messages.info(request, _("L’engagement est retiré du texte."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    known = {
        name: getattr(commitment, name) for name in ("text", "axis", "target", "indicator", "due_on", "version")
    } | {"party": commitment.party_id}
    form = CommitmentForm(request.POST or None, agreement=agreement, initial=known)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        commitment_actions.rewrite(commitment, actor=request.actor, version=version, **form.told())
        messages.success(request, _("L’engagement est modifié."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    context = {"territory": territory, "agreement": agreement, "commitment": commitment}
    return form_page(request, "agreements/commitment.html", form, **context)


@needs("agreements.keep")
@of_territory
def close_commitment(request: HttpRequest, territory: Territory, commitment_id: UUID) -> HttpResponse:
    """Say that a commitment was kept, or release it."""
    commitment = _commitment(request, "keep", territory, commitment_id)
    form = ClosingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        if request.POST.get("release"):
            commitment_actions.release(commitment, actor=request.actor, reason=words)
            messages.info(request, _("L’engagement est levé. Il reste écrit au texte."))
        else:
            commitment_actions.keep(commitment, actor=request.actor, proof=words)
            messages.success(request, _("L’engagement est tenu."))
        return redirect("agreements:home", territory.pk)
    return form_page(request, "agreements/close_commitment.html", form, territory=territory, commitment=commitment)


@needs("agreements.end")
@of_territory
def close(request: HttpRequest, territory: Territory, agreement_id: UUID) -> HttpResponse:
    """End a text that binds, or give up one that is not signed."""
    agreement = fetch(request.actor, "agreements.end", pk=agreement_id, territory=territory)
    if agreement.state in states.CLOSED:
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    binds = agreement.state in (states.SIGNED, states.IN_FORCE)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        act = text_actions.end if binds else text_actions.abandon
        act(agreement, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.info(request, _("C’est noté. Le texte et ses signatures restent lisibles."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    return form_page(request, "agreements/close.html", form, territory=territory, agreement=agreement, binds=binds)


def _draft(request: HttpRequest, territory: Territory, agreement_id: UUID) -> Agreement:
    agreement: Agreement = fetch(request.actor, "agreements.edit", pk=agreement_id, territory=territory)
    if agreement.state != states.DRAFT:
        raise Http404
    return agreement


def _commitment(request: HttpRequest, verb: str, territory: Territory, commitment_id: UUID) -> Commitment:
    found: Commitment = fetch(request.actor, f"agreements.{verb}", pk=commitment_id, territory=territory)
    return found
