"""The evaluation of a territory: its plan, its freezes, their reports; and what a design can show."""

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
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.secrecy.keyring import WrongKey
from labmigration.steering.evaluation import freezes, planner
from labmigration.steering.evaluation.forms import DesignForm
from labmigration.steering.evaluation.freezing.files import AlteredFreeze, Frozen
from labmigration.steering.evaluation.models import Freeze, Registration
from labmigration.steering.evaluation.plan_queries import plans_of
from labmigration.steering.evaluation.report.build import Report, build
from labmigration.timeline.models import Event
from labmigration.ui.downloads import ZIP, as_file
from labmigration.ui.pages import form_page

SHOWN = 20
#: The design of the reference: four territories, twelve people a period.
AT_FIRST = {"territories": 4, "a_step": 1, "people": 12, "base": 50, "gain": 15, "icc": "0.05"}
KINDS = {"pdf": "application/pdf", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@require_safe
@needs("evaluation.home")
def territories(request: HttpRequest) -> HttpResponse:
    """The territories whose evaluation the reader may see; the only one opens by itself."""
    found = list(visible(request.actor, "evaluation.home").order_by("name"))
    if len(found) == 1:
        return redirect("evaluation:home", found[0].pk)
    return render(request, "evaluation/territories.html", {"territories": found})


@require_safe
@needs("evaluation.home")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """Plans and freezes of one territory."""
    territory = fetch(request.actor, "evaluation.home", pk=code)
    with scope(territory=[code]):
        rows = list(
            visible(request.actor, "evaluation.report").filter(territory=code).select_related("asked_by")[:SHOWN]
        )
        context = {
            "territory": territory,
            "plans": plans_of(request.actor, code),
            "freezes": [(row, freezes.has_stopped(row)) for row in rows],
            "drafts": may(request.actor, "evaluation.draft"),
            "freezing": may(request.actor, "evaluation.freeze"),
            "downloads": may(request.actor, "evaluation.frozen"),
            "draws": may(request.actor, "evaluation.draw"),
            "lots": list(visible(request.actor, "evaluation.drawn").filter(territory=code)),
            "registered": Registration.objects.exists(),
            "today": clock.today(),
        }
    context["running"] = any(row.finished_at is None and not stopped for row, stopped in context["freezes"])
    return render(request, "evaluation/home.html", context)


@require_POST
@needs("evaluation.freeze")
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the territory as of today."""
    fetch(request.actor, "evaluation.freeze", pk=code)
    with scope(territory=[code]):
        freezes.ask_for_freeze(code, actor=request.actor)
    messages.success(request, _("Le gel se prépare. Il apparaît plus bas."))
    return redirect("evaluation:home", code)


@require_safe
@needs("evaluation.report")
def report(request: HttpRequest, code: str, freeze_id: UUID, output: str) -> HttpResponse:
    """The report of a freeze, rebuilt: paper, numbers or table."""
    if output not in KINDS:
        raise Http404
    with scope(territory=[code]):
        row = _finished(request, "evaluation.report", code, freeze_id)
        frozen = _opened(row)
        if frozen is None:
            return render(request, "evaluation/altered.html", {"freeze": row, "territory": row.territory}, status=409)
    made: Report = build(frozen, language="en" if get_language() == "en" else "fr")
    return as_file(getattr(made, output), KINDS[output], f"evaluation-{code}-{row.on}.{output}", inline=output == "pdf")


@require_POST
@needs("evaluation.frozen")
def frozen_file(request: HttpRequest, code: str, freeze_id: UUID) -> HttpResponse:
    """The frozen tables as a ZIP; the journal keeps who took them."""
    with scope(territory=[code]):
        row = _finished(request, "evaluation.frozen", code, freeze_id)
        if _opened(row) is None:
            return render(request, "evaluation/altered.html", {"freeze": row, "territory": row.territory}, status=409)
        content = freezes.FREEZES.kept(row.pk)
        Event.record(row, "read_frozen", request.actor, {"digest": row.digest[:12]})
    return as_file(content, ZIP, f"gel-{code}-{row.on}-{row.digest[:12]}.zip")


@require_safe
@needs("evaluation.design")
def design(request: HttpRequest) -> HttpResponse:
    """Territories that would open one after another: what the comparison could show."""
    form = DesignForm(request.GET if "territories" in request.GET else AT_FIRST)
    context: dict[str, Any] = {}
    if form.is_valid():
        found = planner.design_of(form.cleaned_data)
        title, sentence = planner.told(found)
        context = {
            "design": found,
            "title": title,
            "sentence": sentence,
            "periods": [(f"{100 * (n + 0.5) / found.wedge.periods:.2f}%", n + 1) for n in range(found.wedge.periods)],
            "power_percent": round(100 * found.power),
            "power_width": f"{100 * found.power:.1f}%",
            "two_arms_points": None if found.two_arms_gain is None else round(100 * found.two_arms_gain),
        }
    return form_page(request, "evaluation/design.html", form, **context)


def _finished(request: HttpRequest, action: str, code: str, freeze_id: UUID) -> Freeze:
    row: Freeze = fetch(request.actor, action, pk=freeze_id, territory=code)
    if row.finished_at is None:
        raise Http404
    return row


def _opened(row: Freeze) -> Frozen | None:
    """The freeze as it was kept; None when it is not the one whose digest the journal holds. 404 when it is gone."""
    try:
        found = freezes.kept(row)
    except FileNotFoundError:
        raise Http404 from None
    except (AlteredFreeze, WrongKey):
        return None
    return found if found.digest == row.digest else None
