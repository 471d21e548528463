"""The person's pages about her rights: choices, what is kept, requests, safe contact, the people around her."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, gettext_noop, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock, printing
from labmigration.access.gate import fetch, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.queries import own_pathway
from labmigration.people import consents
from labmigration.people.models import ConsentRecord
from labmigration.privacy import queries, requests, safety
from labmigration.privacy.contacts import contacts_of
from labmigration.privacy.decisions_taken import decisions_about, in_words
from labmigration.privacy.forms import AskForm, SafetyForm
from labmigration.privacy.held import as_data, held
from labmigration.privacy.models import Kind, RightsRequest
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page
from labmigration.ui.spoken import day

SHOWN = 5


def _own(request: HttpRequest, action: str) -> Pathway:
    pathway = own_pathway(request.actor, action)
    if pathway is None:
        raise Http404
    return pathway


@needs("privacy.own")
def rights(request: HttpRequest) -> HttpResponse:
    """Everything that the person may see, choose and ask."""
    pathway = _own(request, "privacy.own")
    context = {
        "asked": queries.own_requests(request.actor, pathway)[:SHOWN],
        "ways": [Way(label, reverse(route), icon) for label, route, icon in WAYS],
        "kinds": [(kind, KIND_ICONS[kind]) for kind in Kind],
    }
    return render(request, "privacy/rights.html", context)


@dataclass(frozen=True)
class Way:
    """A page of the person's that she can open."""

    label: Any
    href: str
    icon: str


WAYS = (
    (gettext_lazy("Mes données : voir, télécharger"), "privacy:my_data", "folder-open"),
    (gettext_lazy("Mes choix : oui ou non"), "privacy:choices", "list-checks"),
    (gettext_lazy("Mes entretiens : ce que je permets"), "interviews:own", "message-square"),
    (gettext_lazy("Contact protégé : cacher où je suis"), "privacy:own_safety", "shield-check"),
)


KIND_ICONS = {
    Kind.CONTEST: "scale",
    Kind.OTHER_ADVISOR: "user-check",
    Kind.RECTIFY: "pencil",
    Kind.OBJECT: "hand",
    Kind.ACCESS: "info",
    Kind.ERASE: "trash-2",
}


@needs("privacy.choose")
def choices(request: HttpRequest) -> HttpResponse:
    """What I said yes or no to."""
    pathway = _own(request, "privacy.choose")
    return render(request, "privacy/choices.html", {"choices": consents.choices_of(pathway.candidate)})


@needs("privacy.choose")
def choice(request: HttpRequest, purpose: str) -> HttpResponse:
    """One purpose: its words, yes and no of one size, what I said before."""
    pathway = _own(request, "privacy.choose")
    found = next((each for each in consents.choices_of(pathway.candidate) if each.consent.code == purpose), None)
    if found is None:
        raise Http404
    said = request.POST.get("answer")
    if request.method == "POST" and said in ("yes", "no"):
        consents.answer(
            pathway.candidate,
            purpose,
            said == "yes",
            language=get_language() or "fr",
            channel=ConsentRecord.Channel.SCREEN,
            by=request.actor.user,
            version=request.POST.get("version", ""),
        )
        messages.success(request, gettext_noop("C’est noté. Vous pouvez changer d’avis quand vous voulez."))
        return redirect("privacy:choices")
    return render(request, "privacy/choice.html", {"choice": found})


@needs("privacy.own")
def my_data(request: HttpRequest) -> HttpResponse:
    """All that is kept about me, by part, the newest of each."""
    pathway = _own(request, "privacy.own")
    return render(request, "privacy/my_data.html", {"groups": held(pathway.candidate, at_most=SHOWN), "shown": SHOWN})


@needs("privacy.own")
def my_data_json(request: HttpRequest) -> HttpResponse:
    """All of it, for machines."""
    person = _own(request, "privacy.own").candidate
    told = {"made_at": clock.now(), "data": as_data(person)}
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, default=str)
    return as_file(text.encode(), "application/json", f"{_file_name()}.json")


@needs("privacy.own")
def my_data_pdf(request: HttpRequest) -> HttpResponse:
    """All of it, to read and to print, in the language of the page."""
    person = _own(request, "privacy.own").candidate
    language = (get_language() or "fr")[:2]
    document = printing.pdf("privacy/printing/my_data.typ", _document(person), language=language)
    return as_file(document, PDF, f"{_file_name()}.pdf")


def _document(person: Any) -> dict[str, Any]:
    return {
        "title": _("Mes données"),
        "introduction": _("Voici tout ce que le Lab garde sur vous, et pourquoi."),
        "about": [(_("Nom"), person.full_name), (_("Écrit le"), day(clock.today()))],
        "footer": f"Lab Migration · {person.full_name}",
        "groups": [
            {
                "title": group.title,
                "kept": [
                    {
                        "why": [
                            (_("Pourquoi"), kept.purpose),
                            (_("Combien de temps"), kept.retention),
                            (_("Qui peut le lire"), kept.recipients),
                        ],
                        "entries": [{"title": entry.title, "rows": entry.rows} for entry in kept.entries],
                    }
                    for kept in group.kept
                ],
            }
            for group in held(person)
        ],
    }


def _file_name() -> str:
    return pgettext("file name, letters and hyphens", "mes-donnees")


@needs("privacy.ask")
def ask(request: HttpRequest, asked: str) -> HttpResponse:
    """Ask one thing."""
    if asked not in Kind.values:
        raise Http404
    pathway = _own(request, "privacy.ask")
    # A request without a word still posts its token: an empty form that was sent is bound all the same.
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, kind=asked, decisions=decisions_about(pathway))
    if form.is_bound and form.is_valid():
        kept = requests.ask(
            pathway,
            asked,
            actor=request.actor,
            words=form.cleaned_data["words"],
            about=form.cleaned_data.get("about", ""),
        )
        messages.success(request, gettext_noop("Votre demande est reçue. La réponse vient ici, avant un mois."))
        return redirect("privacy:own_request", kept.pk)
    return form_page(request, "privacy/ask.html", form, kind=Kind(asked), icon_name=KIND_ICONS[Kind(asked)])


@needs("privacy.follow_request")
def own_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Where my request stands, and the answer."""
    found: RightsRequest = fetch(request.actor, "privacy.follow_request", pk=request_id)
    about = in_words(found.about) if found.kind == Kind.CONTEST else ""
    return render(request, "privacy/own_request.html", {"asked": found, "about": about})


@require_POST
@needs("privacy.withdraw")
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take my request back."""
    requests.withdraw(fetch(request.actor, "privacy.withdraw", pk=request_id), actor=request.actor)
    messages.info(request, gettext_noop("Votre demande est retirée."))
    return redirect("privacy:rights")


@needs("privacy.protect")
def own_safety(request: HttpRequest) -> HttpResponse:
    """Keep my address, places and times from others."""
    pathway = _own(request, "privacy.protect")
    form = SafetyForm(request.POST or None, person=pathway.candidate, own=True)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        safety.protect(pathway, told["protected"] == "yes", told["words"], actor=request.actor)
        messages.success(request, gettext_noop("C’est enregistré. Merci."))
        return redirect("privacy:rights")
    return form_page(request, "privacy/own_safety.html", form)


@needs("pathway.follow_own")
def contacts(request: HttpRequest) -> HttpResponse:
    """Whom I can call or write to."""
    pathway = own_pathway(request.actor)
    return render(
        request, "privacy/contacts.html", {"contacts": contacts_of(request.actor, pathway) if pathway else []}
    )
