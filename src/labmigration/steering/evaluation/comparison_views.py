"""People who wait beside people who got a seat, from the facts of today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.steering.evaluation import comparison_drawing as drawing
from labmigration.steering.evaluation.comparison import TOLD, compare
from labmigration.steering.indicators.measure import Measured
from labmigration.steering.indicators.queries import facts_of


@require_safe
@needs("evaluation.compare")
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """Numbers only: everybody of the territory whose days can be true, whatever she said to research."""
    territory = fetch(request.actor, "evaluation.compare", pk=code)
    today = clock.today()
    found = compare(Measured(facts_of(code, today)).ways.facts)
    context: dict[str, Any] = {"territory": territory, "today": today, "compared": found, "told": TOLD}
    if found is not None:
        context |= {
            "curves": drawing.curves(found),
            "rows": drawing.rows(found),
            "scale": [(f"{100 * month / 18:.2f}%", month) for month in TOLD],
        }
    return render(request, "evaluation/comparison.html", context)
