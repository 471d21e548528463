"""Orders drawn by lot: who waits, the draw, the order with its proof."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from labmigration.access.gate import Refused, fetch, needs
from labmigration.pathway.people_list import as_row
from labmigration.steering.evaluation import lots
from labmigration.steering.evaluation.forms import LotsForm
from labmigration.steering.evaluation.models import Lots
from labmigration.ui.pages import form_page


@needs("evaluation.draw")
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits, and the draw."""
    territory = fetch(request.actor, "evaluation.draw", pk=code)
    people = lots.waiting(request.actor, code).count()
    form = LotsForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            row = lots.draw(code, actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error("seats", str(refused))
        else:
            messages.success(request, _("L’ordre est tiré. Il ne change plus."))
            return redirect("evaluation:drawn", code, row.pk)
    return form_page(request, "evaluation/draw.html", form, territory=territory, people=people)


@require_safe
@needs("evaluation.drawn")
def drawn(request: HttpRequest, code: str, lots_id: UUID) -> HttpResponse:
    """The order, with what anybody needs to draw it again."""
    row: Lots = fetch(request.actor, "evaluation.drawn", pk=lots_id, territory=code)
    places = list(row.places.select_related("pathway__candidate", "pathway__lead_advisor", "pathway__referrer"))
    context = {
        "territory": row.territory,
        "lots": row,
        "places": [(each, as_row(each.pathway)) for each in places],
        "holds": lots.holds(row, places),
    }
    return render(request, "evaluation/drawn.html", context)
