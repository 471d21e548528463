"""The person's thread."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from labmigration.access.gate import needs
from labmigration.pathway.opening import open_file
from labmigration.pathway.panels import panels
from labmigration.pathway.queries import next_step, stage_line


@needs("pathway.read")
def thread(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Every stage of one person: what is next, who acts, by when, what happened."""
    pathway = open_file(request, "pathway.read", pathway_id)
    context = {
        "pathway": pathway,
        "person": pathway.candidate,
        "stages": stage_line(pathway),
        "next": next_step(pathway),
        "panels": panels(request.actor, pathway),
    }
    return render(request, "pathway/thread.html", context)
