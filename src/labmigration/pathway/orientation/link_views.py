"""What signed links about meetings open: no more than a first name, a day and an hour."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from labmigration import clock
from labmigration.access.gate import fetch
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.pathway.orientation import actions, queries, states
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.orientation.own_views import answered, slot_told


def meeting(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Confirm, move or cancel one meeting, until it begins."""
    found = fetch(request.actor, "orientation.see", pk=link.subject_id)
    stands = found.state == states.PLANNED and found.starts_at > clock.now()
    if request.method == "POST" and stands:
        wanted = request.POST.get("do")
        slot = slot_told(request.POST)
        if wanted == "confirm":
            actions.confirm(found, actor=request.actor)
        elif wanted == "cancel":
            actions.cancel(found, actor=request.actor)
        elif slot is not None:
            actions.move_to(found, slot, actor=request.actor)
        return redirect(request.path)
    changing = stands and "changer" in request.GET
    context = {
        "meeting": found,
        "stands": stands,
        "changing": changing,
        "days": queries.by_day(queries.free_slots(found.advisor)) if changing else [],
        "person": found.pathway.candidate,
        "hide_place": must_be_careful(found.pathway.candidate),
    }
    return render(request, "orientation/link_meeting.html", context)


def choose(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Choose the first meeting; the link serves once."""
    pathway = fetch(request.actor, "orientation.choose", pk=link.subject_id)
    slot = slot_told(request.POST) if request.method == "POST" else None
    fixed = None
    if slot is not None:
        with transaction.atomic():
            links.use(link)
            fixed = actions.choose(pathway, slot, actor=request.actor)
    context = {
        "meeting": fixed,
        "days": queries.by_day(queries.free_slots(pathway.lead_advisor)) if fixed is None else [],
        "may_choose": pathway.next_step == "orientation.plan",
        "person": pathway.candidate,
        "hide_place": must_be_careful(pathway.candidate),
    }
    return render(request, "orientation/link_choose.html", context)


def offer(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Yes or no to an hour that was freed; the link serves once."""
    found = fetch(request.actor, "orientation.answer_offer", pk=link.subject_id)
    taken: bool | None = None
    if request.method == "POST":
        if request.POST.get("answer") not in ("yes", "no"):
            raise Http404
        with transaction.atomic():
            links.use(link)
            taken = answered(found, request.POST, request.actor)
    context = {
        "offer": found,
        "taken": taken,
        "open": found.state == states.OPEN and found.ends_at > clock.now(),
        "person": found.pathway.candidate,
        "hide_place": must_be_careful(found.pathway.candidate),
    }
    return render(request, "orientation/link_offer.html", context)
