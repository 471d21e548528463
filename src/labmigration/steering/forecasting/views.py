"""The sliders and what they give, scenarios kept, compared and printed."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.steering.forecasting import actions, drawing, words
from labmigration.steering.forecasting.levers import KeepForm, Levers, LeversForm, as_today
from labmigration.steering.forecasting.models import Scenario
from labmigration.steering.forecasting.own_figures import OwnFigures, own_figures
from labmigration.steering.forecasting.paper import scenario_pdf
from labmigration.steering.forecasting.playing import (
    VERSION,
    Played,
    all_supposed,
    enough_of_all,
    play,
    question_of,
)
from labmigration.steering.forecasting.scenarios import compared, kept_scenarios, replayed, sources_told
from labmigration.territories.opening.queries import jobs_to_fill
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page

MOST_COMPARED = 3


@require_safe
@needs("forecasting.play")
def levers(request: HttpRequest, code: str) -> HttpResponse:
    """Move the levers and see at once; without parameters they stand as the territory does."""
    territory = fetch(request.actor, "forecasting.play", pk=code)
    with scope(territory=[code]):
        own = own_figures(code)
        today_as_it_is = as_today(own)
        form = LeversForm(request.GET if "rooms" in request.GET else today_as_it_is.asked())
        setting = form.levers() if form.is_valid() else today_as_it_is
        context = {
            "territory": territory,
            "moved": setting != today_as_it_is,
            "keeps": visible(request.actor, "forecasting.keep").filter(pk=code).exists(),
            "scenarios": kept_scenarios(request.actor, code),
            **_shown(code, setting, own),
        }
    return form_page(request, "forecasting/levers.html", form, **context)


@require_POST
@needs("forecasting.keep")
def keep(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what the levers show."""
    territory = fetch(request.actor, "forecasting.keep", pk=code)
    form = KeepForm(request.POST)
    if form.is_valid():
        row = actions.keep(
            code, actor=request.actor, name=form.cleaned_data["name"], levers=form.levers(), own=own_figures(code)
        )
        messages.success(request, _("Scénario gardé. Il se compare aux autres plus bas."))
        return redirect("forecasting:scenario", code, row.pk)
    return form_page(request, "forecasting/keep.html", form, territory=territory)


@require_safe
@needs("forecasting.read")
def scenario(request: HttpRequest, code: str, scenario_id: UUID) -> HttpResponse:
    """One kept scenario, computed again from what was kept of it."""
    with scope(territory=[code]):
        row, territory = _kept(request, code, scenario_id)
        played = replayed(row)
        context = {
            "territory": territory,
            "scenario": row,
            "supposed": sources_told(row),
            "drops": visible(request.actor, "forecasting.drop").filter(pk=row.pk).exists(),
            "same_engine": row.engine == VERSION,
            "question": json.dumps(row.question, ensure_ascii=False),
            **_drawn(code, played),
        }
    return render(request, "forecasting/scenario.html", context)


@require_safe
@needs("forecasting.read")
def paper(request: HttpRequest, code: str, scenario_id: UUID) -> HttpResponse:
    """The scenario on paper."""
    with scope(territory=[code]):
        row, territory = _kept(request, code, scenario_id)
        content = scenario_pdf(row, replayed(row), territory.name, language=get_language() or "fr")
    return as_file(content, PDF, f"prevision-{code}-{row.on}.pdf", inline=True)


@require_POST
@needs("forecasting.drop")
def drop(request: HttpRequest, code: str, scenario_id: UUID) -> HttpResponse:
    """Take a scenario off the list."""
    row: Scenario = fetch(request.actor, "forecasting.drop", pk=scenario_id, territory=code)
    actions.drop(row, actor=request.actor)
    messages.info(request, _("Le scénario est retiré de la liste."))
    return redirect("forecasting:levers", code)


@require_safe
@needs("forecasting.read")
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two or three scenarios side by side."""
    territory = fetch(request.actor, "forecasting.play", pk=code)
    with scope(territory=[code]):
        scenarios = kept_scenarios(request.actor, code)
        asked = request.GET.getlist("scenario")
        chosen = [row for row in scenarios if str(row.pk) in asked][:MOST_COMPARED]
        context = {
            "territory": territory,
            "scenarios": scenarios,
            "asked": asked,
            "columns": compared(code, chosen) if len(chosen) > 1 else [],
            "one_seed": len({row.seed for row in chosen}) == 1,
        }
    return render(request, "forecasting/compare.html", context)


def _kept(request: HttpRequest, code: str, scenario_id: UUID) -> tuple[Scenario, Any]:
    row: Scenario = fetch(request.actor, "forecasting.read", pk=scenario_id)
    if row.territory_id != code:
        raise Http404
    return row, row.territory


def _shown(code: str, setting: Levers, own: OwnFigures) -> dict[str, Any]:
    """What the levers give: the forecast, what holds people up, and what lifting it would change."""
    chances = all_supposed(own, setting)
    played = play(question_of(setting, chances, own.match_months, clock.today()), seed=setting.seed, on=clock.today())
    drawn = _drawn(code, played)
    return {
        **drawn,
        "levers": setting.asked(),
        "supposed": chances,
        "own": own,
        "try_next": setting.asked(**drawn["bottleneck"].changes) if drawn["bottleneck"].changes else None,
        "engine": VERSION,
    }


def _drawn(code: str, played: Played) -> dict[str, Any]:
    more = enough_of_all(played)
    return {
        "played": played,
        "end": {kind: played.at_end(kind) for kind in drawing.KINDS},
        "fans": drawing.fans(played),
        "waits": drawing.waits(played),
        "uses": drawing.uses(played),
        "years": drawing.by_year(played),
        "bottleneck": words.bottleneck(played),
        "jobs": words.jobs_share(jobs_to_fill(code, played.on), played.at_end("hired")),
        "more": more,
        "more_hired": more.at_end("hired") if more else None,
    }
