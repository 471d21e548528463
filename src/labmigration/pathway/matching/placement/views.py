"""The placement officer's pages of composed weeks: needs, people, the plan, the map, what was overridden."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, may, needs, visible
from labmigration.pathway.matching.placement import alarms, composing, looking, states
from labmigration.pathway.matching.placement.columns import columns_of
from labmigration.pathway.matching.placement.forms import HandledForm, SearchForm
from labmigration.pathway.matching.placement.models import PlacementPlan
from labmigration.pathway.matching.placement.plan_words import PlanInWords
from labmigration.pathway.opening import note_opening
from labmigration.programme.communes import CREDITS
from labmigration.territories.models import Territory
from labmigration.ui.pages import form_page

SHOWN = 40
WEEKS_A_PAGE = 8


@needs("matching.compose")
def weeks(request: HttpRequest) -> HttpResponse:
    """Needs, hardest to fill first; people; the plan under way or ready."""
    territory, others = _territory(request, "matching.compose")
    columns = columns_of(territory.pk)
    people = looking.everybody(columns)
    plans = visible(request.actor, "matching.read_plan").filter(territory=territory)
    shown = plans.filter(state__in=(states.SEARCHING, states.READY)).order_by("-asked_at").defer("answer").first()
    context = {
        "territory": territory,
        "others": others,
        "form": SearchForm(territories=[(territory.pk, territory.name)]),
        "plan": shown,
        "waiting": shown.pairs.filter(state=states.PROPOSED).count() if shown else 0,
        "needs": looking.hardest_first(columns, SHOWN),
        "more_needs": max(0, len(columns.facts.needs) - SHOWN),
        "people": people[:SHOWN],
        "more_people": max(0, len(people) - SHOWN),
        "without_wishes": sum(one.person.left_out == "no_wishes" for one in people),
        "may_compose": columns.facts.may_compose,
    }
    return render(request, "matching/placement/weeks.html", context)


@require_POST
@needs("matching.compose")
def compose(request: HttpRequest) -> HttpResponse:
    """Ask for the weeks of a territory."""
    mine = list(visible(request.actor, "matching.compose"))
    form = SearchForm(request.POST, territories=[(one.pk, one.name) for one in mine])
    if not form.is_valid():
        raise Http404
    territory = next(one for one in mine if one.pk == form.cleaned_data["territory"])
    made = composing.compose(territory, actor=request.actor, seconds=form.cleaned_data["seconds"])
    return redirect("matching:plan", made.pk)


@needs("matching.read_plan")
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """How far a search is, or its weeks with the pairs to look at."""
    row: PlacementPlan = fetch(request.actor, "matching.read_plan", pk=plan_id)
    context: dict[str, Any] = {"plan": row, "given_up": composing.has_stopped(row)}
    if row.state in (states.READY, states.REPLACED):
        told = PlanInWords(row, columns_of(row.territory_id))
        page = Paginator(told.everybody, WEEKS_A_PAGE).get_page(request.GET.get("page"))
        context |= {"told": told, "page": page, "weeks": told.weeks(list(page))}
    return render(request, "matching/placement/plan.html", context)


@require_POST
@needs("matching.stop_composing")
def stop(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Stop, and keep the best."""
    row: PlacementPlan = fetch(request.actor, "matching.stop_composing", pk=plan_id)
    composing.stop(row, actor=request.actor)
    return redirect("matching:plan", row.pk)


@needs("matching.compose")
def map_of_needs(request: HttpRequest) -> HttpResponse:
    """Needs and people by commune."""
    territory, others = _territory(request, "matching.compose")
    drawn = looking.map_of(columns_of(territory.pk))
    context = {"territory": territory, "others": others, "map": drawn, "credits": CREDITS}
    return render(request, "matching/placement/map.html", context)


@needs("matching.watch_overrides")
def watch(request: HttpRequest) -> HttpResponse:
    """How many pairs were followed, changed, not kept: what the machine does not know shows here."""
    territory, others = _territory(request, "matching.watch_overrides")
    counted = looking.overrides(territory.pk)
    decided = sum(count for state, count in counted.items() if state != states.PROPOSED)
    changed = sum(counted[state] for state in states.OVERRIDDEN)
    context = {
        "territory": territory,
        "others": others,
        "rows": [(label, counted[state]) for state, label in states.PAIR_STATES],
        "decided": decided,
        "changed": changed,
        "share": round(100 * changed / decided) if decided else None,
        "may_compose": may(request.actor, "matching.compose"),
    }
    return render(request, "matching/placement/watch.html", context)


@needs("matching.handle_alarm")
def handle_alarm(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """One alarm: what she said, and what was done."""
    alarm = fetch(request.actor, "matching.handle_alarm", pk=alarm_id)
    note_opening(request, alarm.pathway, "matching.handle_alarm")
    form = HandledForm(request.POST or None)
    if form.is_bound and form.is_valid():
        alarms.handle_alarm(alarm, actor=request.actor, outcome=form.cleaned_data["outcome"])
        messages.success(request, _("L’alerte est traitée."))
        return redirect("desk:placement")
    return form_page(request, "matching/placement/handle_alarm.html", form, alarm=alarm)


def _territory(request: HttpRequest, action: str) -> tuple[Territory, list[tuple[Territory, str]]]:
    """The territory that the page is about, and the actor's other ones with their addresses."""
    mine = list(visible(request.actor, action).order_by("name"))
    wanted = request.GET.get("territoire")
    found = next((one for one in mine if one.pk == wanted), mine[0] if mine and not wanted else None)
    if found is None:
        raise Http404
    assert request.resolver_match is not None
    here = reverse(request.resolver_match.view_name)
    return found, [(one, f"{here}?territoire={one.pk}") for one in mine if one != found]
