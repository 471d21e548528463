"""The directory: each partner, its contacts, who observes for it, two files put together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs, visible
from labmigration.programme import programme
from labmigration.territories.agreements import partner_actions, queries
from labmigration.territories.agreements.forms import ContactForm, MergeForm, PartnerForm
from labmigration.territories.agreements.models import Partner
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.pages import form_page


@needs("agreements.read_partner")
@of_territory
def partner(request: HttpRequest, territory: Territory, partner_id: UUID) -> HttpResponse:
    """One partner; its contacts are shown to who keeps them, who may add one here."""
    shown: Partner = fetch(request.actor, "agreements.read_partner", pk=partner_id, territory=territory)
    if shown.merged_into_id:
        return redirect("agreements:partner", territory.pk, shown.merged_into_id)
    writes = visible(request.actor, "agreements.edit_partner").filter(pk=shown.pk).exists()
    form = ContactForm(request.POST or None)
    if writes and form.is_bound and form.is_valid():
        partner_actions.add_contact(shown, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le contact est ajouté."))
        return redirect("agreements:partner", territory.pk, shown.pk)
    texts = set(visible(request.actor, "agreements.read").filter(parties__partner=shown).values_list("pk", flat=True))
    context = {
        "territory": territory,
        "partner": shown,
        "writes": writes,
        "contacts": visible(request.actor, "agreements.contacts").filter(partner=shown),
        "observers": queries.observers_of([shown]).get(shown.pk, []) if writes else [],
        "parties": shown.parties.filter(agreement__in=texts).select_related("agreement"),
        "lines": visible(request.actor, "agreements.read_line").filter(funder=shown),
        "citation": programme().source(shown.source).citation if shown.source else "",
    }
    return form_page(request, "agreements/partner.html", form, **context)


@needs("agreements.write")
@of_territory
def add(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Add a partner to the directory."""
    fetch(request.actor, "agreements.write", pk=territory.pk)
    form = PartnerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        new = partner_actions.add_partner(territory.pk, actor=request.actor, **told)
        messages.success(request, _("Le partenaire est au répertoire."))
        return redirect("agreements:partner", territory.pk, new.pk)
    return form_page(request, "agreements/partner_form.html", form, territory=territory, partner=None)


@needs("agreements.edit_partner")
@of_territory
def edit(request: HttpRequest, territory: Territory, partner_id: UUID) -> HttpResponse:
    """Correct a partner's file."""
    shown: Partner = fetch(request.actor, "agreements.edit_partner", pk=partner_id, territory=territory)
    known = {name: getattr(shown, name) for name in ("name", "sort", "roles", "note", "version")}
    form = PartnerForm(request.POST or None, initial=known)
    if form.is_bound and form.is_valid():
        told = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        partner_actions.edit_partner(shown, actor=request.actor, **told)
        messages.success(request, _("La fiche est corrigée."))
        return redirect("agreements:partner", territory.pk, shown.pk)
    return form_page(request, "agreements/partner_form.html", form, territory=territory, partner=shown)


@needs("agreements.edit_partner")
@of_territory
def merge(request: HttpRequest, territory: Territory, partner_id: UUID) -> HttpResponse:
    """Put two files of one partner together."""
    shown: Partner = fetch(request.actor, "agreements.edit_partner", pk=partner_id, territory=territory)
    others = [each for each in queries.partners_of(territory.pk) if each.pk != shown.pk]
    form = MergeForm(request.POST or None, partners=others)
    if form.is_bound and form.is_valid():
        stays = form.chosen()
        partner_actions.merge_partners(shown, into=stays, actor=request.actor)
        messages.success(request, _("Les deux fiches sont réunies."))
        return redirect("agreements:partner", territory.pk, stays.pk)
    return form_page(request, "agreements/merge.html", form, territory=territory, partner=shown)


@needs("agreements.contacts")
@require_POST
@of_territory
def remove_contact(request: HttpRequest, territory: Territory, contact_id: UUID) -> HttpResponse:
    """Somebody no longer stands for the partner."""
    contact = fetch(request.actor, "agreements.contacts", pk=contact_id, territory=territory)
    partner_actions.remove_contact(contact, actor=request.actor)
    messages.info(request, _("Le contact est retiré."))
    return redirect("agreements:partner", territory.pk, contact.partner_id)
