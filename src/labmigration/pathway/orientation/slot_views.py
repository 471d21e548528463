"""The hours that an advisor opens, who took them, and who waits for one."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.pathway.opening import open_file
from labmigration.pathway.orientation import actions, queries, slot_actions, states, telling
from labmigration.pathway.orientation.days_off import days_off
from labmigration.pathway.orientation.forms import SlotsForm
from labmigration.pathway.orientation.models import Slot
from labmigration.pathway.orientation.own_views import slot_told
from labmigration.ui.pages import form_page
from labmigration.ui.spoken import day as spoken_day

DAYS_SHOWN = 56


@needs("orientation.slots")
def slots(request: HttpRequest) -> HttpResponse:
    """Eight weeks of hours, the waiting list, and a form that opens more."""
    form = SlotsForm(request.POST or None, initial={"day": clock.today() + timedelta(days=1)})
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        opened = slot_actions.open_slots(
            form.starts(), actor=request.actor, minutes=told["minutes"], how=told["how"], place=told["place"]
        )
        _say_opened(request, opened, form)
        return redirect("orientation:slots")
    first = clock.today()
    hours = queries.slots_of(request.actor, first, DAYS_SHOWN)
    meetings = queries.taken_by(request.actor, hours)
    return form_page(
        request,
        "orientation/slots.html",
        form,
        weeks=_by_week(hours, meetings, first),
        line=queries.in_line(request.actor),
        free=sum(slot.state == states.OPEN for slot in hours),
    )


def _by_week(hours: list[Slot], meetings: dict, first: date) -> list[tuple[date, list]]:
    """Monday → the days of that week: (day, name of the public holiday, [(slot, meeting)]); weeks without hours too
    where a holiday falls into one that has some."""
    off = days_off(first, first + timedelta(days=DAYS_SHOWN))
    by_day = {day: [(slot, meetings.get(slot.pk)) for slot in found] for day, found in queries.by_day(hours)}
    weeks: dict[date, list] = {}
    for day in sorted({*by_day, *off}):
        if day.weekday() < 6:
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(
                (day, off.get(day, ""), by_day.get(day, []))
            )
    return [(monday, days) for monday, days in weeks.items() if any(hours for _day, _off, hours in days)]


def _say_opened(request: HttpRequest, opened: list[Slot], form: SlotsForm) -> None:
    if opened:
        says = ngettext("Un créneau est ouvert.", "%(count)s créneaux sont ouverts.", len(opened))
        messages.success(request, says % {"count": len(opened)})
    else:
        messages.info(request, _("Aucun créneau n’a été ouvert : ces heures sont passées, ou déjà prises."))
    for day, name in form.series.left_out:
        messages.info(request, _("Pas de créneau le %(day)s : %(name)s.") % {"day": spoken_day(day), "name": name})


@require_POST
@needs("orientation.close_slot")
def close(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Close an hour that nobody has taken."""
    slot_actions.close(fetch(request.actor, "orientation.close_slot", pk=slot_id), actor=request.actor)
    messages.info(request, _("Le créneau est fermé."))
    return redirect("orientation:slots")


@needs("orientation.move")
def move(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Move a person's meeting to another of one's own hours; she is told."""
    meeting = fetch(request.actor, "orientation.move", pk=meeting_id)
    if "advisor" not in request.actor.roles:
        return redirect("orientation:own")
    pathway = open_file(request, "orientation.plan", meeting.pathway_id)
    slot = slot_told(request.POST)
    if request.method == "POST" and slot is not None:
        actions.move_to(meeting, slot, actor=request.actor)
        messages.success(request, _("L’entretien est déplacé. La personne est prévenue."))
        return redirect("pathway:thread", pathway.pk)
    days = queries.by_day(queries.free_slots(request.actor.user))
    return render(request, "orientation/move.html", {"meeting": meeting, "pathway": pathway, "days": days})


@require_POST
@needs("orientation.invite")
def invite(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Send the person a link to choose her meeting."""
    pathway = fetch(request.actor, "orientation.invite", pk=pathway_id)
    telling.invite(pathway, actor=request.actor)
    messages.success(request, _("Le lien est envoyé : la personne choisit parmi vos créneaux libres."))
    return redirect("pathway:thread", pathway.pk)
