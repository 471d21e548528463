"""Opening a person's file: fetched through the gate, and every opening is written down."""

from typing import Any

from django.http import HttpRequest

from labmigration.access.gate import fetch
from labmigration.pathway.models import Pathway
from labmigration.timeline.models import FileOpening


def open_file(request: HttpRequest, action: str, pathway_id: Any) -> Pathway:
    """The pathway on which the actor may do `action` (404 otherwise); the person will see who read her file.

    Call it from every page that shows something of one person to somebody else than her.
    """
    pathway: Pathway = fetch(request.actor, action, pk=pathway_id)
    note_opening(request, pathway, action)
    return pathway


def note_opening(request: HttpRequest, pathway: Pathway, page: str) -> None:
    """Write down that the file was read, when the page was found by another of its rows (a meeting, a contract)."""
    if request.method == "GET":
        FileOpening.record(pathway, request.actor, page)
