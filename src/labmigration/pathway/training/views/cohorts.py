"""Cohorts: the list, the page of one, forming and changing them, giving seats from the waiting list."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.training import actions, queries, states
from labmigration.pathway.training.filling.queries import offers_to_call
from labmigration.pathway.training.first_aid_groups import too_small
from labmigration.pathway.training.forms import CohortForm
from labmigration.pathway.training.models import Cohort, Half, Session
from labmigration.pathway.training.timetable.queries import to_catch_up
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.programme import programme
from labmigration.territories.models import Organisation
from labmigration.ui.pages import form_page
from labmigration.ui.spoken import duration

WORKING_DAYS = 5
WAITING_SHOWN = 30


@needs("training.read")
def cohorts(request: HttpRequest) -> HttpResponse:
    """The cohorts that the actor may read, and the sheets that wait for a signature."""
    context = {
        "cohorts": queries.cohorts_seen_by(request.actor),
        "sheets": queries.sheets_to_sign(request.actor)[:10],
        "calls": offers_to_call(request.actor) if may(request.actor, "training.end_offer") else [],
        "may_form": may(request.actor, "training.form"),
        "has_agenda": may(request.actor, "training.agenda") and may(request.actor, "calendars.own"),
    }
    return render(request, "training/cohorts.html", context)


@needs("training.form")
def form(request: HttpRequest) -> HttpResponse:
    """Open a cohort of the actor's own provider."""
    organisations = [grant.organisation for grant in request.actor.grants_as(Role.TRAINING_COORDINATOR)]
    provider = Organisation.objects.filter(pk__in=[each for each in organisations if each]).first()
    if provider is None:
        messages.info(request, _("Votre compte n’est rattaché à aucun organisme de formation."))
        return redirect("training:cohorts")
    sent = CohortForm(request.POST or None, trainers=queries.trainers_of_provider(provider))
    if sent.is_bound and sent.is_valid():
        cohort = actions.form(actor=request.actor, provider=provider, **sent.told())
        messages.success(request, _("La cohorte est ouverte. Donnez maintenant les places."))
        return redirect("training:cohort", cohort.pk)
    return form_page(request, "training/form.html", sent, provider=provider)


@needs("training.edit")
def edit(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Change a cohort."""
    cohort = fetch(request.actor, "training.edit", pk=cohort_id)
    now = {name: getattr(cohort, name) for name in ("name", "occupation", "starts_on", "ends_on", "target", "capacity")}
    now |= {"version": cohort.version, "trainers": [str(pk) for pk in cohort.trainers.values_list("pk", flat=True)]}
    trainers = queries.trainers_of_provider(cohort.provider)
    sent = CohortForm(request.POST or None, initial=now, trainers=trainers)
    if sent.is_bound and sent.is_valid():
        version = sent.cleaned_data["version"] or 0
        actions.edit(cohort, actor=request.actor, version=version, **sent.told())
        messages.success(request, _("La cohorte est modifiée."))
        return redirect("training:cohort", cohort.pk)
    return form_page(request, "training/form.html", sent, cohort=cohort, provider=cohort.provider)


@needs("training.read")
def cohort(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """The cohort: today's sheet, seats, the week drawn, hours, who is falling behind, who waits."""
    found = fetch(request.actor, "training.read", pk=cohort_id)
    seats = list(queries.seats_of_cohort(found))
    hidden = {seat.pk for seat in seats if not sees_whereabouts(request.actor, seat.pathway)}
    named = queries.seats_with_names(request.actor, found) - hidden
    running = [seat for seat in seats if seat.state == states.ENROLLED]
    lines = queries.ledger(seats)
    may_enrol = found.state != states.FINISHED and may(request.actor, "training.enrol")
    waiting = queries.people_waiting(request.actor) if may_enrol else []
    context = {
        "cohort": found,
        "occupation": _occupation_name(found),
        "places": _places(found, seats, named, hidden),
        "taken": len(seats),
        "lines": [(line, line.seat.pk in named) for line in lines if line.seat.pk not in hidden],
        "behind": [line for line in lines if line.lately.calls_for_action and line.seat.pk in named],
        "contested": [line for line in lines if line.contested and line.seat.pk in named],
        "small_groups": _groups_too_small(found, running),
        "sst": programme().certifications.sst,
        "sheets": _sheets(request.actor, found),
        "to_catch_up": [(each, queries.module_name(each.module)) for each in to_catch_up(request.actor, found)],
        "waiting": [(each, queries.days_waiting(each)) for each in waiting[:WAITING_SHOWN]],
        "may_enrol": may_enrol,
        "may_edit": visible(request.actor, "training.edit").filter(pk=found.pk).exists(),
        "may_judge": visible(request.actor, "training.evaluate").filter(cohort=found).exists(),
        "reads_feedback": visible(request.actor, "training.read_feedback").filter(pk=found.pk).exists(),
        **_week(request, found),
    }
    return render(request, "training/cohort.html", context)


@require_POST
@needs("training.start")
def start(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Begin."""
    found = fetch(request.actor, "training.start", pk=cohort_id)
    actions.start(found, actor=request.actor)
    messages.success(request, _("La cohorte commence. Les groupes de secourisme sont faits."))
    return redirect("training:cohort", found.pk)


@require_POST
@needs("training.finish")
def finish(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """End."""
    found = fetch(request.actor, "training.finish", pk=cohort_id)
    actions.finish(found, actor=request.actor)
    messages.success(request, _("La cohorte est terminée."))
    return redirect("training:cohort", found.pk)


@require_POST
@needs("training.enrol")
def enrol_here(request: HttpRequest, cohort_id: UUID, pathway_id: UUID) -> HttpResponse:
    """Give a seat of this cohort to someone of the waiting list; who fills the cohort goes on filling it."""
    found = fetch(request.actor, "training.read", pk=cohort_id)
    pathway = fetch(request.actor, "training.enrol", pk=pathway_id)
    seat = actions.enrol(pathway, found, actor=request.actor)
    messages.success(request, _("La place %(seat)s est donnée.") % {"seat": seat.seat})
    return redirect("training:fill" if "filling" in request.POST else "training:cohort", found.pk)


@dataclass(frozen=True)
class Place:
    """One seat as the page draws it; `who` is a name, or initials for those who may read no more, or empty."""

    number: int
    seat: Any = None
    who: str = ""
    named: bool = False


def _places(found: Cohort, seats: list[Any], named: set[UUID], hidden: set[UUID]) -> list[Place]:
    held = {seat.seat: seat for seat in seats}
    places = []
    for number in range(1, max([found.capacity, *held]) + 1):
        seat = held.get(number)
        if seat is None:
            places.append(Place(number))
        else:
            person = seat.pathway.candidate
            readable = seat.pk in named
            who = _("Place prise") if seat.pk in hidden else person.full_name if readable else person.initials
            places.append(Place(number, seat, who, readable))
    return places


def _occupation_name(found: Cohort) -> str:
    if not found.occupation:
        return _("plusieurs métiers ensemble")
    return programme().occupation(found.occupation).name_feminine_fr


def _groups_too_small(found: Cohort, running: list[Any]) -> list[int]:
    if found.state != states.RUNNING:
        return []
    sizes: dict[int, int] = {}
    for seat in running:
        sizes[seat.sst_group] = sizes.get(seat.sst_group, 0) + 1
    return too_small(sizes, at_least=programme().certifications.sst.group_min)


def _sheets(actor: Actor, found: Cohort) -> list[Session]:
    """Today's sessions and earlier ones whose sheet nobody signed, when the actor may sign them."""
    mine = visible(actor, "training.hold_session").filter(cohort=found, date__lte=clock.today())
    today = mine.filter(date=clock.today()).exclude(state=states.CANCELLED)
    late = mine.filter(state=states.PLANNED, date__lt=clock.today())
    return list((late | today).select_related("trainer").order_by("date", "half", "group"))


def _week(request: HttpRequest, found: Cohort) -> dict[str, Any]:
    """The week asked for, or the present one, or the nearest of the cohort; with the weeks beside it."""
    try:
        asked = date.fromisoformat(request.GET.get("semaine", ""))
    except ValueError:
        asked = min(max(clock.today(), found.starts_on), found.ends_on)
    monday = asked - timedelta(days=asked.weekday())
    sunday = monday + timedelta(days=6)
    sessions = list(queries.sessions_between(request.actor, found, monday, sunday))
    signable = visible(request.actor, "training.hold_session").filter(pk__in=[session.pk for session in sessions])
    may_sign = set(signable.values_list("pk", flat=True))
    length = WORKING_DAYS if all(each.date.weekday() < WORKING_DAYS for each in sessions) else 7
    days = [monday + timedelta(days=number) for number in range(length)]
    return {
        "monday": monday,
        "days": [
            {
                "date": day,
                "morning": [_drawn(each, may_sign) for each in sessions if each.date == day and each.half == Half.AM],
                "afternoon": [_drawn(each, may_sign) for each in sessions if each.date == day and each.half == Half.PM],
            }
            for day in days
        ],
        "previous_week": monday - timedelta(days=7) if monday > found.starts_on else None,
        "next_week": monday + timedelta(days=7) if sunday < found.ends_on else None,
        "this_week": clock.today() - timedelta(days=clock.today().weekday()) == monday,
    }


def _drawn(session: Session, may_sign: set[UUID]) -> dict[str, Any]:
    parts = [duration(session.hours), session.room, session.trainer.name]
    if session.for_whom:
        parts.insert(0, session.for_whom)
    late = session.state == states.PLANNED and session.date < clock.today()
    tone = "success" if session.state == states.HELD else "warning" if late else "info"
    return {
        "time": "",
        "label": queries.module_name(session.module),
        "place": " · ".join(filter(None, parts)),
        "href": reverse("training:sheet", args=[session.pk]) if session.pk in may_sign else None,
        "tone": tone,
    }
