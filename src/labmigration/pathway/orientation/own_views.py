"""The person's own meetings, on her telephone: the one that lies ahead, hours to choose from, her place in the line."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions, queries, states, waiting_actions
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.orientation.models import Slot
from labmigration.pathway.queries import people


@needs("orientation.choose")
def own(request: HttpRequest) -> HttpResponse:
    """Her meetings and what she can do about them."""
    pathway = _pathway(request.actor)
    if pathway is None:
        return render(request, "orientation/own.html", {"pathway": None})
    meetings = list(queries.meetings_of(request.actor, pathway))
    ahead = next((meeting for meeting in meetings if meeting.state == states.PLANNED), None)
    advisor = ahead.advisor if ahead else pathway.lead_advisor
    may_choose = pathway.state == "open" and pathway.next_step in waiting_actions.MAY_WAIT
    context = {
        "pathway": pathway,
        "ahead": ahead,
        "past": [meeting for meeting in meetings if meeting.state in (states.HELD, states.MISSED)],
        "days": queries.by_day(queries.free_slots(advisor)) if may_choose else [],
        "may_choose": may_choose,
        "changing": bool(ahead) and "changer" in request.GET,
        "waiting": queries.own_waiting(pathway),
        "offer": queries.own_offer(pathway),
        "hide_place": must_be_careful(pathway.candidate),
        "advisor": advisor,
    }
    return render(request, "orientation/own.html", context)


@require_POST
@needs("orientation.choose")
def choose(request: HttpRequest) -> HttpResponse:
    """Take an hour: the first meeting, or another hour for the one that lies ahead."""
    pathway = _pathway(request.actor)
    if pathway is None:
        return redirect("orientation:own")
    slot = slot_told(request.POST)
    meeting = queries.own_meetings_ahead(request.actor, pathway).first()
    if slot is None:
        messages.info(request, gettext_noop("Choisissez une heure."))
        return redirect("orientation:own")
    if meeting is None:
        actions.choose(pathway, slot, actor=request.actor)
    else:
        actions.move_to(meeting, slot, actor=request.actor)
    messages.success(request, gettext_noop("C’est noté. À bientôt !"))
    return redirect("orientation:own")


@require_POST
@needs("orientation.confirm")
def confirm(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """She comes; or her advisor reached her, and she does."""
    meeting = fetch(request.actor, "orientation.confirm", pk=meeting_id)
    actions.confirm(meeting, actor=request.actor)
    if "advisor" in request.actor.roles:
        messages.success(request, _("Noté : la personne vient."))
        return redirect("desk:day")
    messages.success(request, gettext_noop("Merci ! Nous vous attendons."))
    return redirect("orientation:own")


@require_POST
@needs("orientation.wait")
def wait(request: HttpRequest) -> HttpResponse:
    """As soon as possible."""
    pathway = _pathway(request.actor)
    if pathway is not None:
        waiting_actions.wait(pathway, actor=request.actor)
        messages.success(request, gettext_noop("C’est noté. Nous vous écrivons dès qu’une heure se libère."))
    return redirect("orientation:own")


@require_POST
@needs("orientation.stop_waiting")
def stop_waiting(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """She, or her advisor for her, does not wait any more."""
    waiting = fetch(request.actor, "orientation.stop_waiting", pk=waiting_id)
    waiting_actions.stop_waiting(waiting, actor=request.actor)
    messages.info(request, gettext_noop("C’est noté."))
    return redirect("orientation:slots" if "advisor" in request.actor.roles else "orientation:own")


@require_POST
@needs("orientation.answer_offer")
def answer_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Yes or no to the hour that is offered."""
    offer = fetch(request.actor, "orientation.answer_offer", pk=offer_id)
    answered(offer, request.POST, request.actor)
    messages.success(request, gettext_noop("C’est noté. Merci."))
    return redirect("orientation:own")


def answered(offer: Any, told: QueryDict, actor: Actor) -> bool:
    """Do what the two buttons of an offer say; returns whether she took the hour."""
    if told.get("answer") == "yes":
        waiting_actions.accept(offer, actor=actor)
        return True
    waiting_actions.decline(offer, actor=actor)
    return False


def slot_told(told: QueryDict) -> Slot | None:
    """The hour whose button was pressed; whether it may be taken is asked by the action."""
    try:
        return Slot.objects.filter(pk=UUID(told.get("slot", ""))).select_related("advisor").first()
    except ValueError:
        return None


def _pathway(actor: Actor) -> Pathway | None:
    hers = people(actor, "orientation.choose").filter(state="open")
    return hers.order_by("-opened_on").first()
