"""The page of the simulation, for the administrator of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from labmigration.access.gate import needs
from labmigration.programme.positioning_bank import bank
from labmigration.steering import simulation_drawing as drawing
from labmigration.steering.bank_state import bank_state
from labmigration.steering.models import Simulation
from labmigration.steering.simulating import EXPERT_ERROR, PEOPLE, ask_for_simulation, has_stopped


@require_http_methods(["GET", "HEAD", "POST"])
@needs("steering.simulate")
def simulation(request: HttpRequest) -> HttpResponse:
    """How wrong the tool is with the present bank; POST asks for it, the background worker computes it once."""
    if request.method == "POST":
        ask_for_simulation()
        return redirect("steering:simulation")
    present = bank()
    row = Simulation.objects.filter(content=present.content).first()
    context = {
        "bank": present,
        "state": bank_state(),
        "row": row,
        "running": row is not None and row.finished_at is None and not has_stopped(row),
        "stopped": row is not None and has_stopped(row),
        "people": PEOPLE,
        "expert_error": EXPERT_ERROR,
        "earlier": Simulation.objects.exclude(content=present.content).order_by("-asked_at"),
    }
    if row is not None and row.finished_at is not None:
        errors = drawing.error_rows(row)
        context |= {
            "errors": errors,
            "curves": drawing.curves(errors),
            "grid": drawing.grid_lines(),
            "skills": drawing.skill_rows(row, present),
            "numbers": drawing.by_number(row),
        }
    return render(request, "steering/simulation.html", context)
