"""Pages of indicators: a territory by theme, one reader's page, one indicator, its people, territories compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.pathway.opening import note_opening
from labmigration.pathway.people_list import as_row
from labmigration.pathway.queries import people as people_of
from labmigration.programme import ProgrammeError
from labmigration.programme.indicators import Indicator, catalogue
from labmigration.steering.indicators import words
from labmigration.steering.indicators.cards import by_theme, card, cards, in_order
from labmigration.steering.indicators.computing import ask, has_stopped, is_large, newest, read_back
from labmigration.steering.indicators.definition_page import definition_context, every_definition
from labmigration.steering.indicators.drawing import curve, series_of
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.hiding import Hiding
from labmigration.steering.indicators.measure.values import IndicatorValue, Outcome
from labmigration.steering.indicators.queries import behind, broken_down, facts_of, figures_of, of_codes, series

#: People listed on one page, at most.
AT_MOST = 100
#: What stands still: the curve of who stays begins at everybody, the others at nobody.
STAYING = frozenset({"E3"})
IN_MONTHS = frozenset({"E3", "M2", "P2"})


def _known(code: str) -> Indicator:
    try:
        return catalogue().indicator(code)
    except ProgrammeError:
        raise Http404 from None


@dataclass(frozen=True)
class _Figures:
    """Figures of a territory for one reader: computed for this page (`facts`), or kept since the last job."""

    values: list[IndicatorValue]
    facts: Facts | None
    masked: bool


def _page(request: HttpRequest, code: str, codes: Iterable[str] | None = None) -> tuple[dict[str, Any], _Figures]:
    """What every page of a territory shows, and its figures, with small numbers hidden but for the coordination."""
    shown = fetch(request.actor, "indicators.read", pk=code)
    exact = request.actor.coordinates(code)
    context = {
        "territory": shown,
        "today": clock.today(),
        "exact": exact,
        "small": catalogue().small_numbers,
        "readers": [(each.code, words.told(each.name)) for each in catalogue().readers],
        "may_compare": may(request.actor, "indicators.compare"),
    }
    if not is_large(code):
        facts = facts_of(code, clock.today())
        return context, _Figures(figures_of(facts, codes=codes, masked=not exact), facts, not exact)
    finished, under_way = newest(code)
    kept = [read_back(each) for each in finished.values] if finished else []
    values = of_codes(kept if exact else Hiding(catalogue().small_numbers).figures(kept), codes)
    stopped = under_way is not None and has_stopped(under_way)
    context |= {
        "today": finished.on if finished else clock.today(),
        "large": True,
        "kept": finished,
        "under_way": None if stopped else under_way,
        "stopped": stopped,
        "may_compute": may(request.actor, "indicators.compute"),
    }
    return context, _Figures(values, None, not exact)


#: The page that each role asks for first, where it is not every indicator.
FIRST = {
    Role.TRAINING_COORDINATOR: "provider",
    Role.PARTNER_OBSERVER: "partner",
    Role.PROGRAMME_ADMIN: "fepem",
}


@needs("indicators.read")
def home(request: HttpRequest) -> HttpResponse:
    """The territories whose indicators the reader may read; the only one opens by itself, on her own page."""
    found = list(visible(request.actor, "indicators.read").order_by("name"))
    if len(found) != 1:
        return render(request, "indicators/home.html", {"territories": found})
    held = [role for role in FIRST if request.actor.grants_as(role)]
    if request.actor.coordinates(found[0].pk) or not held:
        return redirect("indicators:territory", found[0].pk)
    return redirect("indicators:dashboard", found[0].pk, FIRST[held[0]])


@needs("indicators.read")
def territory(request: HttpRequest, code: str) -> HttpResponse:
    """Every indicator of a territory, by theme."""
    context, figures = _page(request, code)
    wrong = max((each.excluded for each in figures.values), default=0)
    context |= {"themes": by_theme(cards(figures.values, code)), "wrong": 0 if figures.masked else wrong}
    return render(request, "indicators/territory.html", context)


@needs("indicators.read")
def dashboard(request: HttpRequest, code: str, reader: str) -> HttpResponse:
    """What one reader asks for, on one page."""
    try:
        asks = catalogue().reader(reader)
    except ProgrammeError:
        raise Http404 from None
    context, figures = _page(request, code, asks.indicators)
    context |= {
        "reader": reader,
        "name": words.told(asks.name),
        "why": words.told(asks.why),
        "groups": in_order(cards(figures.values, code), asks.indicators),
    }
    return render(request, "indicators/dashboard.html", context)


@needs("indicators.read")
def indicator(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One indicator: its figures, its curve, its groups, its series, and why it is what it is."""
    asked = _known(indicator)
    context, figures = _page(request, code, [asked.code])
    found, facts, masked = figures.values, figures.facts, figures.masked
    shown = cards(found, code, people=not masked)
    drawn = next((each for each in found if each.curve), None)
    breakdown = request.GET.get("par", "")
    groups: list[Any] = []
    if facts is not None and breakdown in asked.breakdowns:
        groups = cards(broken_down(facts, asked.code, breakdown, masked=masked), code)
    moments = series(facts, asked, masked=masked) if facts is not None else []
    context |= {
        "indicator": asked,
        "name": words.told(asked.name),
        "cards": shown,
        # Hours and pay stand on the same people: one table says it.
        "tables": list({each.value.parts: each for each in reversed(shown)}.values())[::-1],
        "curve": curve(drawn.curve, begins_at=float(asked.code in STAYING)) if drawn else None,
        "staying": asked.code in STAYING,
        "in_months": asked.code in IN_MONTHS,
        # A page does not read a million people for each group: those of a large territory are not told.
        "breakdowns": [(each, words.KINDS[each]) for each in asked.breakdowns if facts is not None],
        "breakdown": breakdown,
        "groups": groups,
        "series": [
            (each, series_of(moments, each.value.measure, each.value.unit))
            for each in cards(found, code)
            if any(_has_value(moment, each.value) for moment in moments)
        ],
        **definition_context(asked),
    }
    return render(request, "indicators/indicator.html", context)


def _has_value(moment: Any, value: Any) -> bool:
    return any(
        each.value is not None and (each.measure, each.unit) == (value.measure, value.unit) for each in moment.values
    )


@require_POST
@needs("indicators.compute")
def compute(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the figures of a large territory."""
    fetch(request.actor, "indicators.compute", pk=code)
    ask(code)
    return redirect("indicators:territory", code)


@needs("indicators.people")
def people(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """The people behind one share, for the coordinator of the territory; each opening is written down."""
    fetch(request.actor, "indicators.read", pk=code)
    if not request.actor.coordinates(code):
        raise Http404
    asked = _known(indicator)
    outcome, who = request.GET.get("issue", "yes"), request.GET.get("parmi", "")
    facts = facts_of(code, clock.today())
    found = figures_of(facts, codes=[asked.code], masked=False)
    measure = request.GET.get("mesure", "")
    value = next((each for each in found if each.measure == measure and each.part(who)), None)
    part = value.part(who) if value else None
    if value is None or part is None or part.members is None or outcome not in get_args(Outcome):
        raise Http404
    pathways = behind(facts, part.members.who(outcome))
    rows = people_of(request.actor, "indicators.people").filter(territory=code, pk__in=pathways[:AT_MOST])
    shown = list(rows.order_by("candidate__surname", "candidate__first_name", "id"))
    for pathway in shown:
        note_opening(request, pathway, "indicators.people")
    context = {
        "code": code,
        "card": card(value, code),
        "who": words.who(value.code, who),
        "outcome": outcome,
        "people": [as_row(pathway) for pathway in shown],
        "more": len(pathways) > AT_MOST,
        "at_most": AT_MOST,
    }
    return render(request, "indicators/people.html", context)


@needs("indicators.compare")
def compare(request: HttpRequest) -> HttpResponse:
    """One indicator in every territory, for national readers; small numbers are hidden as everywhere."""
    asked = _known(request.GET.get("indicateur", "E3"))
    territories = list(visible(request.actor, "indicators.compare").order_by("name"))
    lines = []
    for each in territories:
        lines.append((each, cards(_outside(each.pk, asked.code), each.pk)))
    context = {
        "indicator": asked,
        "name": words.told(asked.name),
        "lines": lines,
        "today": clock.today(),
        "small": catalogue().small_numbers,
        "choices": [(each.code, words.told(each.name)) for each in catalogue().indicators],
    }
    return render(request, "indicators/compare.html", context)


def _outside(code: str, indicator: str) -> list[IndicatorValue]:
    """One indicator of a territory as outsiders read it; of a large one as it was computed last."""
    if not is_large(code):
        return figures_of(facts_of(code, clock.today()), codes=[indicator], masked=True)
    finished, _under_way = newest(code)
    kept = [read_back(each) for each in finished.values] if finished else []
    return of_codes(Hiding(catalogue().small_numbers).figures(kept), [indicator])


@needs("indicators.read")
def definitions(request: HttpRequest) -> HttpResponse:
    """The catalogue: every definition with its version, its codes and what is known of them."""
    return render(request, "indicators/definitions.html", {"themes": every_definition()})
