"""Tables for outsiders: built, remembered, read again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_scopes import scope

from labmigration.access.gate import fetch, needs, visible
from labmigration.programme.indicators import catalogue
from labmigration.programme.research import research
from labmigration.steering.extracts.columns import name_of
from labmigration.steering.extracts.forms import TableForm
from labmigration.steering.extracts.given import ask, has_stopped
from labmigration.steering.extracts.models import TableGiven, TableWanted
from labmigration.steering.extracts.output import as_csv
from labmigration.ui.downloads import CSV, as_file
from labmigration.ui.pages import form_page

SHOWN = 50
#: Of the tables under way, or that could not be made.
WANTED = 5


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown: its number, or why it is hidden."""

    count: int | None
    why: str
    heading: str


@needs("extracts.tables")
def tables(request: HttpRequest, code: str) -> HttpResponse:
    """Every table given of a territory, and one more to make."""
    territory = fetch(request.actor, "extracts.tables", pk=code)
    with scope(territory=[code]):
        form = TableForm(request.POST or None)
        if form.is_bound and form.is_valid():
            ask(code, actor=request.actor, wanted=form.wanted(), made_for=form.cleaned_data["made_for"])
            return redirect("extracts:tables", code)
        given = visible(request.actor, "extracts.table").filter(territory=code).select_related("made_by", "extract")
        newest = visible(request.actor, "extracts.wanted").filter(territory=code, given=None)
        wanted = [(each, told(each), has_stopped(each)) for each in newest.select_related("asked_by")[:WANTED]]
        context = {
            "territory": territory,
            "wanted": wanted,
            "running": any(each.finished_at is None and not stopped for each, _title, stopped in wanted),
            "given": [(each, told(each)) for each in given[:SHOWN]],
            "least": catalogue().small_numbers.mask_under,
        }
        return form_page(request, "extracts/tables.html", form, **context)


@require_safe
@needs("extracts.table")
def table(request: HttpRequest, code: str, table_id: UUID) -> HttpResponse:
    """One table as it was given."""
    with scope(territory=[code]):
        row: TableGiven = fetch(request.actor, "extracts.table", pk=table_id, territory=code)
        context: dict[str, Any] = {
            "territory": row.territory,
            "table": row,
            "title": told(row),
            "row_name": _name(row.row),
            "column_name": _name(row.column) if row.column else "",
            "headings": _headings(row),
            "lines": _lines(row),
            "hidden": len(row.why),
        }
        return render(request, "extracts/table.html", context)


@require_safe
@needs("extracts.table")
def table_file(request: HttpRequest, code: str, table_id: UUID) -> HttpResponse:
    """The same as CSV."""
    with scope(territory=[code]):
        row: TableGiven = fetch(request.actor, "extracts.table", pk=table_id, territory=code)
        return as_file(as_csv(row), CSV, f"tableau-{code}-{row.number}.csv")


def told(row: TableGiven | TableWanted) -> str:
    """What a table is of, in words."""
    title = _name(row.row)
    if row.column:
        title = _("%(rows)s × %(columns)s") % {"rows": title, "columns": _name(row.column)}
    if row.filter_by:
        values = ", ".join(_value(row.filter_by, value) for value in row.filter_values)
        title = f"{title} · {_name(row.filter_by)}\u00a0: {values}"
    return title


def _name(code: str) -> str:
    return research().named(code).name.in_language(get_language() or "fr")


def _value(code: str, value: str) -> str:
    return name_of(research().named(code), value).in_language(get_language() or "fr")


def _headings(row: TableGiven) -> list[str]:
    return [*(_value(row.column, value) for value in row.columns), _("Total")]


def _lines(row: TableGiven) -> list[tuple[str, list[Cell]]]:
    """Each line with its name; the total last."""
    reasons = {
        "small": _("trop peu de personnes"),
        "beside": _("donnerait une autre case de ce tableau"),
        "before": _("donnerait, avec un tableau déjà remis, un petit groupe"),
    }
    names, headings = [*(_value(row.row, value) for value in row.rows), _("Total")], _headings(row)
    return [
        (
            name,
            [
                Cell(count, reasons.get(row.why.get(f"{line},{place}", ""), ""), headings[place])
                for place, count in enumerate(row.cells[line])
            ],
        )
        for line, name in enumerate(names)
    ]
