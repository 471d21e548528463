"""A VAE: begun, followed with its clocks, up to the jury."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration import clock
from labmigration.access.gate import fetch, may, needs
from labmigration.pathway.certification import actions, vae_clock
from labmigration.pathway.certification import vae_states as states
from labmigration.pathway.certification.blocks import kept_blocks, title_name, title_of_occupation
from labmigration.pathway.certification.forms.files import WhyForm
from labmigration.pathway.certification.forms.vae import DayForm, RefusalForm, StepForm, VaeForm
from labmigration.pathway.certification.models import Vae
from labmigration.pathway.opening import note_opening, open_file
from labmigration.ui.pages import form_page


@needs("certification.open_vae")
def open_vae(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Note the request for a VAE."""
    pathway = open_file(request, "certification.open_vae", pathway_id)
    initial = {"certification": title_of_occupation(pathway.occupation), "filed_on": clock.today()}
    form = VaeForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("certification", "whole", "filed_on")}
        vae = actions.open_vae(pathway, actor=request.actor, blocks=form.chosen(), **told)
        messages.success(request, _("La VAE est commencée."))
        return redirect("certification:vae", vae.pk)
    return form_page(request, "certification/vae_open.html", form, pathway=pathway)


@needs("certification.read_vae")
def vae(request: HttpRequest, vae_id: UUID) -> HttpResponse:
    """One VAE: where it is, the clock that runs, what was done."""
    found: Vae = fetch(request.actor, "certification.read_vae", pk=vae_id)
    if found.pathway.candidate.user_id == request.user.pk:
        return redirect("certification:own")
    note_opening(request, found.pathway, "certification.read_vae")
    context = {
        "vae": found,
        "pathway": found.pathway,
        "title": title_name(found.certification),
        "blocks": kept_blocks(found.blocks),
        "steps": found.steps.select_related("noted_by").order_by("done_on"),
        "due": vae_clock.next_due(found),
        "acts": may(request.actor, "certification.step_vae"),
        "moves": _moves(found),
    }
    return render(request, "certification/vae.html", context)


#: What the advisor notes of a VAE: form, heading, button, by the word in the address.
_NOTES: dict[str, tuple[Any, Any, Any]] = {
    "recevable": (DayForm, gettext_lazy("La demande est recevable"), gettext_lazy("Noter la réponse")),
    "non-recevable": (RefusalForm, gettext_lazy("La demande n’est pas recevable"), gettext_lazy("Noter la réponse")),
    "etape": (StepForm, gettext_lazy("Noter une étape"), gettext_lazy("Noter l’étape")),
    "dossier": (DayForm, gettext_lazy("Le dossier de validation est déposé"), gettext_lazy("Noter le dépôt")),
    "arret": (WhyForm, gettext_lazy("Arrêter la VAE"), gettext_lazy("Arrêter la VAE")),
}


_MOVES = {
    states.FILED: ("recevable", "non-recevable", "arret"),
    states.ADMISSIBLE: ("etape", "dossier", "arret"),
}


def _moves(found: Vae) -> tuple[str, ...]:
    return _MOVES.get(found.state, ())


@needs("certification.step_vae")
def note(request: HttpRequest, vae_id: UUID, what: str) -> HttpResponse:
    """Note what happened to a VAE."""
    found: Vae = fetch(request.actor, "certification.step_vae", pk=vae_id)
    note_opening(request, found.pathway, "certification.step_vae")
    if what not in _moves(found):
        return redirect("certification:vae", found.pk)
    kind, heading, button = _NOTES[what]
    form = kind(request.POST or None, initial={"on": clock.today(), "done_on": clock.today()})
    if form.is_bound and form.is_valid():
        _do(request, found, what, form.cleaned_data)
        messages.success(request, _("C’est noté."))
        return redirect("certification:vae", found.pk)
    context = {"pathway": found.pathway, "heading": heading, "lead": title_name(found.certification), "button": button}
    return form_page(request, "certification/why.html", form, back=found, **context)


def _do(request: HttpRequest, found: Vae, what: str, given: dict[str, Any]) -> None:
    actor = request.actor
    if what == "recevable":
        actions.accept_vae(found, actor=actor, on=given["on"])
    elif what == "non-recevable":
        actions.refuse_vae(found, actor=actor, on=given["on"], why=given["why"])
    elif what == "etape":
        actions.step_vae(found, actor=actor, kind=given["kind"], done_on=given["done_on"])
    elif what == "dossier":
        actions.file_vae_dossier(found, actor=actor, on=given["on"])
    else:
        actions.stop_vae(found, actor=actor, why=given["why"])
