"""The leaflets of the occupations: to read, to compare, to print, and to explain at a meeting."""

from functools import lru_cache
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import override

from labmigration import clock, printing
from labmigration.access.gate import needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import open_file
from labmigration.pathway.orientation.leaflet_page import Sheet, sheet, sheets
from labmigration.pathway.orientation.leaflet_paper import paper
from labmigration.programme import ProgrammeError, programme
from labmigration.ui.languages import FRENCH, read_in, reading


@needs("public.page")
def compare(request: HttpRequest) -> HttpResponse:
    """The four occupations side by side."""
    return render(request, "orientation/leaflets.html", {"sheets": sheets(clock.today())})


@needs("public.page")
def leaflet(request: HttpRequest, occupation: str) -> HttpResponse:
    """One occupation, in the languages of whoever reads."""
    context = {"sheet": _sheet(occupation), "language": reading().languages[0]}
    return render(request, "orientation/leaflet.html", context)


@needs("public.page")
def leaflet_pdf(request: HttpRequest, occupation: str, language: str) -> HttpResponse:
    """The same on paper, in a language of ours with the French beside it."""
    known = _sheet(occupation)
    if language not in printing.LANGUAGES:
        raise Http404
    document = _printed(known.code, language, programme().version, clock.today().isoformat())
    with override(FRENCH):
        name = slugify(str(known.name))
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{language}.pdf"'
    return answer


@needs("orientation.explain")
def explain(request: HttpRequest, pathway_id: UUID, occupation: str) -> HttpResponse:
    """An advisor explains an occupation on one screen: the person's language, the French beside it."""
    pathway = open_file(request, "orientation.explain", pathway_id)
    told = _sheet(occupation)
    language = language_of(pathway)
    with read_in(language, FRENCH, own=language):
        fragment = render_to_string("orientation/_leaflet.html", {"sheet": told, "language": language}, request)
    context = {"fragment": fragment, "sheet": told, "pathway": pathway, "others": sheets(clock.today())}
    return render(request, "orientation/explain.html", context)


def language_of(pathway: Pathway) -> str:
    """The language in which we speak with the person: of her account, else of her file, else French."""
    person = pathway.candidate
    spoken = person.user.language if person.user else person.contact_language
    return spoken if spoken in printing.LANGUAGES else FRENCH


def _sheet(occupation: str) -> Sheet:
    try:
        return sheet(occupation, clock.today())
    except ProgrammeError:
        raise Http404 from None


@lru_cache(maxsize=16)
def _printed(occupation: str, language: str, version: str, day: str) -> bytes:
    """One paper a day, language and version of the programme: anybody may ask, and setting type takes a while."""
    return paper(sheet(occupation, clock.today()), language)
