"""Signing on screen for one's organisation, noting a signature on paper, a party that withdraws."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.territories.agreements import signing, states
from labmigration.territories.agreements.forms import PaperSignatureForm, ReasonForm, ScreenSignatureForm
from labmigration.territories.agreements.models import Party
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.pages import form_page


@needs("agreements.sign")
@of_territory
def sign(request: HttpRequest, territory: Territory, party_id: UUID) -> HttpResponse:
    """Read the whole text, then sign it for one's organisation."""
    party: Party = fetch(request.actor, "agreements.sign", pk=party_id, territory=territory)
    agreement = party.agreement
    if agreement.state != states.PROPOSED:
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    form = ScreenSignatureForm(request.POST or None, initial={"fingerprint": agreement.fingerprint})
    if form.is_bound and form.is_valid():
        signing.sign_on_screen(party, actor=request.actor, fingerprint=form.cleaned_data["fingerprint"])
        messages.success(request, _("Vous avez signé pour votre organisme."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    language = "en" if get_language() == "en" else "fr"
    text = agreement.document[language]
    context = {"territory": territory, "party": party, "agreement": agreement, "text": text, "language": language}
    return form_page(request, "agreements/sign.html", form, **context)


@needs("agreements.record_signature")
@of_territory
def paper_signature(request: HttpRequest, territory: Territory, party_id: UUID) -> HttpResponse:
    """Note a signature given on paper."""
    party: Party = fetch(request.actor, "agreements.record_signature", pk=party_id, territory=territory)
    agreement = party.agreement
    if agreement.state != states.PROPOSED:
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    initial = {"fingerprint": agreement.fingerprint, "signed_by": party.signatory, "signed_on": clock.today()}
    form = PaperSignatureForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        signing.record_paper_signature(party, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La signature est notée."))
        return redirect("agreements:agreement", territory.pk, agreement.pk)
    return form_page(
        request, "agreements/paper_signature.html", form, territory=territory, party=party, agreement=agreement
    )


@needs("agreements.withdraw_party")
@of_territory
def withdraw(request: HttpRequest, territory: Territory, party_id: UUID) -> HttpResponse:
    """Note that a party leaves a text."""
    party: Party = fetch(request.actor, "agreements.withdraw_party", pk=party_id, territory=territory)
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        signing.withdraw_party(party, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.info(request, _("Le retrait est noté ; ses engagements ouverts sont levés."))
        return redirect("agreements:agreement", territory.pk, party.agreement_id)
    return form_page(request, "agreements/withdraw.html", form, territory=territory, party=party)
