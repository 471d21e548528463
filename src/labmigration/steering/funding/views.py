"""Funding lines: what each holds, what was consumed, its expenses one by one or from a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.training.queries import module_name
from labmigration.steering.funding.drawing import hours_bar, money_bar
from labmigration.steering.funding.forms import CancelForm, ExpenseFileForm, ExpenseForm, LineForm
from labmigration.steering.funding.queries import Consumption, consumption_of
from labmigration.steering.masking import THRESHOLD
from labmigration.territories.agreements import expense_file, funding_actions
from labmigration.territories.agreements.partner_actions import may_write
from labmigration.territories.agreements.queries import (
    Expense,
    FundingLine,
    agreements_of,
    expenses_of,
    partners_of,
)
from labmigration.territories.agreements.territory_pages import of_territory
from labmigration.territories.models import Territory
from labmigration.ui.pages import form_page

#: Only the columns of our own file are read; what is shown of a wrong one.
PROBLEMS_SHOWN = 40


@needs("agreements.home")
@of_territory
def home(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Every line that the reader may see, drawn."""
    rows = visible(request.actor, "agreements.read_line").filter(territory=territory)
    lines = list(rows.select_related("funder__organisation"))
    drawn = [
        _drawn(each, masked=not request.actor.coordinates(territory.pk)) for each in consumption_of(territory.pk, lines)
    ]
    context = {
        "territory": territory,
        "drawn": drawn,
        "writes": may_write(request.actor, territory.pk),
        "disputed": any(each["consumed"].disputed for each in drawn),
        "threshold": THRESHOLD,
    }
    return render(request, "funding/home.html", context)


@needs("agreements.read_line")
@of_territory
def line(request: HttpRequest, territory: Territory, line_id: UUID) -> HttpResponse:
    """One line: money and hours, by module, its expenses."""
    shown: FundingLine = fetch(request.actor, "agreements.read_line", pk=line_id, territory=territory)
    consumed = consumption_of(territory.pk, [shown])[0]
    context = {
        "territory": territory,
        "line": shown,
        **_drawn(consumed, masked=not request.actor.coordinates(territory.pk)),
        "modules": [(module_name(code), hours) for code, hours in consumed.by_module],
        "expenses": expenses_of(shown),
        "writes": visible(request.actor, "agreements.edit_line").filter(pk=shown.pk).exists(),
        "threshold": THRESHOLD,
    }
    return render(request, "funding/line.html", context)


def _drawn(consumed: Consumption, *, masked: bool) -> dict[str, Any]:
    """What is drawn of a line; hours of fewer people than the threshold are hidden, and the money that would tell."""
    hidden = masked and 0 < consumed.people < THRESHOLD
    bars = {} if hidden else {"money": money_bar(consumed), "hours": hours_bar(consumed)}
    return {"consumed": consumed, "hidden": hidden, **bars}


@needs("agreements.write")
@of_territory
def open_line(request: HttpRequest, territory: Territory) -> HttpResponse:
    """Open a line."""
    fetch(request.actor, "agreements.write", pk=territory.pk)
    form = LineForm(request.POST or None, **_choices(territory))
    if form.is_bound and form.is_valid():
        new = funding_actions.open_line(territory.pk, form.terms(), actor=request.actor)
        messages.success(request, _("La ligne est ouverte."))
        return redirect("funding:line", territory.pk, new.pk)
    return form_page(request, "funding/line_form.html", form, territory=territory, line=None)


@needs("agreements.edit_line")
@of_territory
def edit_line(request: HttpRequest, territory: Territory, line_id: UUID) -> HttpResponse:
    """Change a line."""
    shown = _line(request, territory, line_id)
    same = ("label", "amount", "starts_on", "ends_on", "hours", "hourly_rate", "modules", "occupations", "kinds")
    known = {name: getattr(shown, name) for name in (*same, "version")}
    known |= {"funder": shown.funder_id, "agreement": shown.agreement_id or ""}
    form = LineForm(request.POST or None, initial=known, **_choices(territory))
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        funding_actions.edit_line(shown, form.terms(), actor=request.actor, version=version)
        messages.success(request, _("La ligne est modifiée."))
        return redirect("funding:line", territory.pk, shown.pk)
    return form_page(request, "funding/line_form.html", form, territory=territory, line=shown)


def _choices(territory: Territory) -> dict[str, Any]:
    return {"partners": partners_of(territory.pk), "agreements": agreements_of(territory.pk)}


@needs("agreements.edit_line")
@of_territory
def add_expense(request: HttpRequest, territory: Territory, line_id: UUID) -> HttpResponse:
    """Count one expense; what goes beyond the line is asked about first."""
    shown = _line(request, territory, line_id)
    available = consumption_of(territory.pk, [shown])[0].available
    form = ExpenseForm(request.POST or None, line=shown, available=available)
    if form.is_bound and form.is_valid():
        funding_actions.add_expense(shown, form.spent(), actor=request.actor)
        messages.success(request, _("La dépense est comptée."))
        return redirect("funding:line", territory.pk, shown.pk)
    return form_page(request, "funding/expense.html", form, territory=territory, line=shown, available=available)


@needs("agreements.edit_line")
@of_territory
def import_file(request: HttpRequest, territory: Territory, line_id: UUID) -> HttpResponse:
    """Count the expenses of a file: all of them, or none."""
    shown = _line(request, territory, line_id)
    form = ExpenseFileForm(request.POST or None, request.FILES or None)
    problems: list[expense_file.Problem] = []
    if form.is_bound and form.is_valid():
        found = expense_file.import_expenses(shown, form.cleaned_data["file"].read(), actor=request.actor)
        problems = found.problems
        if not problems:
            new = ngettext("%(count)s dépense est comptée.", "%(count)s dépenses sont comptées.", len(found.new))
            messages.success(request, new % {"count": len(found.new)})
            if found.known:
                says = ngettext("%(count)s l’était déjà.", "%(count)s l’étaient déjà.", found.known)
                messages.info(request, says % {"count": found.known})
            return redirect("funding:line", territory.pk, shown.pk)
    context = {
        "territory": territory,
        "line": shown,
        "form": form,
        "problems": problems[:PROBLEMS_SHOWN],
        "more": max(0, len(problems) - PROBLEMS_SHOWN),
        "columns": expense_file.COLUMNS,
    }
    refused = form.is_bound and (problems or not form.is_valid())
    return render(request, "funding/import.html", context, status=422 if refused else 200)


@needs("agreements.cancel_expense")
@of_territory
def cancel_expense(request: HttpRequest, territory: Territory, expense_id: UUID) -> HttpResponse:
    """An expense no longer counts."""
    expense: Expense = fetch(request.actor, "agreements.cancel_expense", pk=expense_id, territory=territory)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        funding_actions.cancel_expense(expense, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.info(request, _("La dépense ne compte plus. Elle reste lisible."))
        return redirect("funding:line", territory.pk, expense.line_id)
    return form_page(request, "funding/cancel.html", form, territory=territory, expense=expense)


def _line(request: HttpRequest, territory: Territory, line_id: UUID) -> FundingLine:
    found: FundingLine = fetch(request.actor, "agreements.edit_line", pk=line_id, territory=territory)
    return found
