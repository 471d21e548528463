"""The person's own page of her result, and its paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from labmigration.access.gate import needs
from labmigration.pathway.positioning import profile as by_axis
from labmigration.pathway.positioning import queries
from labmigration.pathway.positioning.results import document, page
from labmigration.pathway.positioning.results.own_page import own_assets, own_needs
from labmigration.pathway.positioning.results.queries import result_of


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """What the person can do and what she will learn, in plain words."""
    positioning = queries.own_result(request.actor)
    if positioning is None:
        return render(request, "positioning/own.html", {"positioning": None})
    findings, found = queries.findings(positioning), result_of(positioning)
    context: dict[str, Any] = {
        "positioning": positioning,
        "assets": own_assets(findings, found.bank),
        "needs": own_needs(findings, found.bank),
        "asked": bool(found.groups),
        "bars": by_axis.bars(findings),
    }
    return render(request, "positioning/own.html", context | page.drawn(found))


@needs("pathway.follow_own")
def own_printed(request: HttpRequest) -> HttpResponse:
    """The same on paper, in French and in her language."""
    positioning = queries.own_result(request.actor)
    if positioning is None:
        raise Http404
    return document.answer(result_of(positioning), (get_language() or "fr")[:2])
