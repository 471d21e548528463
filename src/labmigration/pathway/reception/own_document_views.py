"""Papers sent by the person herself, from her space or behind a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from labmigration.access.gate import fetch, needs
from labmigration.links.actions import use
from labmigration.links.models import SignedLink
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_queries
from labmigration.pathway.reception.document_pages import sending_page


@needs("reception.own_documents")
def own(request: HttpRequest) -> HttpResponse:
    """My papers: asked, sent, checked, to send again."""
    pathway = document_queries.own_pathway(request.actor)
    if pathway is None:
        return render(request, "reception/no_papers.html")
    return sending_page(request, pathway, "reception/own_documents.html", here=reverse("reception:own_documents"))


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The page of a link to send a paper: the papers asked, and nothing else of the person."""
    pathway: Pathway = fetch(request.actor, "reception.send_document", pk=link.subject_id)
    return sending_page(
        request, pathway, "reception/own_documents.html", here=request.path, sent=lambda: use(link), behind_link=True
    )
