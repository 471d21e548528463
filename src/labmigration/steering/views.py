"""The territory in numbers, the people behind a number, and the programme with its sources."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.people_list import as_row
from labmigration.pathway.queries import people
from labmigration.privacy.queries import to_answer
from labmigration.programme import programme
from labmigration.quality.complaint_queries import is_late
from labmigration.quality.complaint_queries import to_answer as complaints_to_answer
from labmigration.steering.committee.queries import late_decisions
from labmigration.steering.milestones import MILESTONES, REFERRED, WAITS_OVER_DAYS, reached
from labmigration.steering.opinions import opinions
from labmigration.steering.overview import SHARES_FROM, overview
from labmigration.steering.plan_opinions import plan_opinions
from labmigration.steering.programme_page import programme_context
from labmigration.territories.agreements.queries import late_commitments
from labmigration.territories.opening.queries import readiness_of, ringing

BEHIND_AT_MOST = 200


@needs("steering.overview")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose numbers the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "steering.overview").order_by("name"))
    if len(found) == 1:
        return redirect("steering:overview", found[0].pk)
    return render(request, "steering/territories.html", {"territories": found})


@needs("steering.overview")
def territory(request: HttpRequest, code: str) -> HttpResponse:
    """One territory in numbers."""
    shown = fetch(request.actor, "steering.overview", pk=code)
    coordinates = request.actor.coordinates(code)
    # National readers have no territory of their own open: this one is, for its numbers only.
    with scope(territory=[code]):
        numbers = overview(code, masked=not coordinates)
        # For those who care for the tool: the coordination, and in large numbers the administration.
        watched = coordinates or bool(request.actor.grants_as(Role.PROGRAMME_ADMIN))
        compared = opinions(masked=not coordinates) if watched else None
        plans = plan_opinions(masked=not coordinates) if watched else None
        ready, rings = readiness_of(code, clock.today()), ringing(code, clock.today())
    context = {
        "territory": shown,
        "numbers": numbers,
        "opinions": compared,
        "plans": plans,
        "coordinates": coordinates,
        "promised": [*late_commitments(code), *late_decisions(code)] if coordinates else [],
        "ready": ready,
        "rings": rings if coordinates else None,
        "forecasts": may(request.actor, "forecasting.play"),
        "evaluates": may(request.actor, "evaluation.home"),
        "interviews": may(request.actor, "interviews.home"),
        "tables": may(request.actor, "extracts.tables"),
        "extracts": may(request.actor, "extracts.home"),
        "documents": may(request.actor, "replication.read"),
        "shares_from": SHARES_FROM,
        "waits_over": WAITS_OVER_DAYS,
        "today": clock.today(),
        "waiting": to_answer(request.actor) if coordinates else [],
        "complaints": [(each, is_late(each)) for each in complaints_to_answer(request.actor)] if coordinates else [],
    }
    return render(request, "steering/territory.html", context)


@needs("steering.people_behind")
def people_behind(request: HttpRequest, code: str, milestone: str) -> HttpResponse:
    """The people behind one row of the funnel, for the coordinator of the territory."""
    fetch(request.actor, "steering.overview", pk=code)
    named = {each.code: each for each in MILESTONES}
    if milestone not in named:
        raise Http404
    rows = people(request.actor, "steering.people_behind").filter(territory=code).exclude(state="merged")
    if milestone != REFERRED.code:
        rows = rows.filter(pk__in=reached(milestone))
    found = [as_row(pathway) for pathway in rows.order_by("-opened_on", "id")[: BEHIND_AT_MOST + 1]]
    context = {
        "code": code,
        "milestone": named[milestone],
        "people": found[:BEHIND_AT_MOST],
        "more": len(found) > BEHIND_AT_MOST,
        "at_most": BEHIND_AT_MOST,
    }
    return render(request, "steering/people_behind.html", context)


@needs("programme.read")
def programme_page(request: HttpRequest) -> HttpResponse:
    """What the Lab is, with every source and date."""
    return render(request, "steering/programme.html", programme_context(programme(), clock.today()))
