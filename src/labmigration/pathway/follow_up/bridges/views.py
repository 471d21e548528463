"""Pages of bridges: what the person may become, for herself and for her advisor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.gate import may, needs
from labmigration.pathway.follow_up import actions, queries, states
from labmigration.pathway.follow_up.bridges.facts import bridges_of
from labmigration.pathway.follow_up.bridges.page import drawn
from labmigration.pathway.follow_up.models import NewNeed
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import open_file
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.pathway.queries import own_pathway, pathway_for
from labmigration.programme import programme

TRAINING, VAE = "training", "vae"


@needs("follow_up.meet")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Where what the person holds may lead: each way drawn, with its hours and its evidence; the advisor begins one."""
    pathway = open_file(request, "follow_up.raise", pathway_id)
    context = _context(request, pathway) | {
        "pathway": pathway,
        "open": pathway.state == "open",
        "may_open_vae": may(request.actor, "certification.open_vae"),
    }
    return render(request, "follow_up/bridges.html", context)


@require_POST
@needs("follow_up.meet")
def take(request: HttpRequest, pathway_id: UUID, occupation: str) -> HttpResponse:
    """Begin a way: a new training for that occupation, or a VAE."""
    pathway = open_file(request, "follow_up.raise", pathway_id)
    _refuse_unknown(request, pathway, occupation)
    by = request.POST.get("by")
    if by not in (TRAINING, VAE):
        raise Http404
    wish = actions.raise_need(pathway, actor=request.actor, kind=NewNeed.Kind.CAREER, destination=occupation)
    actions.meet(wish, actor=request.actor, by_training=by == TRAINING)
    if by == VAE:
        messages.info(request, _("Choisissez le titre et les blocs que son expérience peut couvrir."))
        return redirect("certification:open_vae", pathway_id)
    messages.success(request, _("Le métier visé est noté. La formation se prépare ici."))
    return redirect("prescription:prepare", pathway_id)


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """What she may become, in her words."""
    return render(request, "follow_up/own_bridges.html", _context(request, _own(request)))


@require_POST
@needs("pathway.follow_own")
def wish(request: HttpRequest, occupation: str) -> HttpResponse:
    """She would like to go that way; her advisor is told."""
    pathway = _own(request)
    _refuse_unknown(request, pathway, occupation)
    actions.raise_need(pathway, actor=request.actor, kind=NewNeed.Kind.CAREER, destination=occupation)
    messages.success(request, gettext_noop("C’est noté. Votre conseillère s’occupe de votre demande."))
    return redirect("follow_up:own_bridges")


def _own(request: HttpRequest) -> Pathway:
    mine = own_pathway(request.actor)
    if mine is None or not queries.own_milestones(request.actor).filter(pathway=mine).exists():
        raise Http404
    return pathway_for(request.actor, "follow_up.raise", mine.pk)


def _refuse_unknown(request: HttpRequest, pathway: Pathway, occupation: str) -> None:
    if occupation not in bridges_of(request.actor, pathway).destinations:
        raise Http404


def _context(request: HttpRequest, pathway: Pathway) -> dict[str, Any]:
    found = bridges_of(request.actor, pathway)
    wishes = queries.needs_of(request.actor, pathway.pk).filter(state=states.OPEN).exclude(destination="")
    careers = {code for bridge in programme().bridges.bridge for code in bridge.destinations}
    return {
        "found": found,
        "present": occupation_name(found.occupation) if found.occupation else "",
        "ways": drawn(found.ways, {need.destination: need for need in wishes}),
        "careers": [each for each in programme().bridges.career if each.code in careers],
        "specialised": programme().certifications.specialised,
    }
