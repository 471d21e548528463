"""The two documents of a territory: what they hold, as pages to read, as PDF to hand out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_POST
from django_scopes import scope

from labmigration.access.gate import fetch, needs, visible
from labmigration.replication import actions, states
from labmigration.replication.forms import CopyForm
from labmigration.replication.gathering import gather
from labmigration.replication.kinds import rendered
from labmigration.replication.models import DocumentCopy
from labmigration.replication.owned import LANGUAGES
from labmigration.ui.downloads import PDF, as_file

COPIES_SHOWN = 20


@needs("replication.read")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose documents the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "replication.read").order_by("name"))
    if len(found) == 1:
        return redirect("replication:home", found[0].pk)
    return render(request, "replication/territories.html", {"territories": found})


@needs("replication.read")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """Both documents with a button each, and the copies made."""
    territory = fetch(request.actor, "replication.read", pk=code)
    with scope(territory=[code]):
        copies = list(DocumentCopy.objects.select_related("made_by")[:COPIES_SHOWN])
    context = {
        "territory": territory,
        "copies": copies,
        "language": _language(request),
        "languages": states.LANGUAGES,
        "may_be_exact": _may_be_exact(request, code),
    }
    return render(request, "replication/home.html", context)


@needs("replication.read")
def document(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One document as a page, in the language asked."""
    territory = fetch(request.actor, "replication.read", pk=code)
    language, exact = _language(request), "exact" in request.GET
    if exact and not _may_be_exact(request, code):
        raise Http404
    sources = gather(code, exact=exact)
    with override(language):
        values = rendered(kind, sources, language).values
    context = {
        "territory": territory,
        "told": values,
        "kind": kind,
        "language": language,
        "languages": states.LANGUAGES,
        "exact": exact,
    }
    return render(request, "replication/document.html", context)


@require_POST
@needs("replication.make_copy")
def make_copy(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The document as PDF; that it was made is written down."""
    territory = fetch(request.actor, "replication.make_copy", pk=code)
    form = CopyForm(request.POST)
    if not form.is_valid() or (form.cleaned_data["exact"] and not _may_be_exact(request, code)):
        raise Http404
    with scope(territory=[code]):
        row, content = actions.make_copy(territory.pk, kind, actor=request.actor, **form.cleaned_data)
    name = {states.BOOKLET: "livret", states.REFERENCE: "document-de-reference"}[kind]
    name += "-interne" if row.exact else ""
    return as_file(content, PDF, f"{name}-{code}-{row.language}-{row.made_at:%Y-%m-%d}.pdf")


def _may_be_exact(request: HttpRequest, code: str) -> bool:
    return bool(visible(request.actor, "replication.exact").filter(pk=code).exists())


def _language(request: HttpRequest) -> str:
    """The language asked in the address, else the reader's own where the documents have it."""
    asked = request.GET.get("langue") or (get_language() or "")[:2]
    return asked if asked in LANGUAGES else LANGUAGES[0]
