"""Hours for a funder: person, module, prescribed, signed in the period; CSV and XLSX say the same."""

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training.queries import hours_between, module_name, seats_between
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.quality.evidence.tables import Period, as_csv, cell


@dataclass(frozen=True)
class HoursExport:
    """The rows, and how to read them."""

    columns: list[str]
    rows: list[tuple[object, ...]]
    reading: list[str]

    def as_csv(self) -> bytes:
        """Rows alone: what the numbers mean stands in the XLSX and on the page."""
        return as_csv(self.columns, self.rows)

    def as_xlsx(self) -> bytes:
        """Two sheets: the hours, how to read them."""
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(_("Heures"))
        sheet.write_row(0, 0, self.columns, bold)
        for line, row in enumerate(self.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, Decimal):
                    sheet.write_number(line, column, float(value))
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, value, days)
                else:
                    sheet.write_string(line, column, cell(value))
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 3, 28)
        reading = book.add_worksheet(_("Lecture"))
        reading.set_column(0, 0, 110)
        reading.write_column(0, 0, self.reading)
        book.close()
        return content.getvalue()


def hours_of(actor: Actor, first: date, last: date, *, named: bool) -> HoursExport:
    """What the actor may export; by name only those whose name she may read.

    A protected person stands in no file of names but those of who trains her; the file without names counts her.
    """
    seats = seats_between(visible(actor, "quality.export_hours"), first, last)
    if named:
        readable = set(visible(actor, "training.read_names").values_list("pk", flat=True))
        seats = [seat for seat in seats if seat.pk in readable and sees_whereabouts(actor, seat.pathway)]
    period = Period.of(first, last, seats, named=named)
    signed = hours_between(seats, first, last)
    agreed = signed_hours([seat.pathway_id for seat in seats])
    rows: list[tuple[object, ...]] = []
    for seat in seats:
        who = period.person(seat)
        own, plan = signed.get(seat.pk, {}), agreed.get(seat.pathway_id, {})
        for code in sorted({*own, *plan}):
            hours = own.get(code, Decimal())
            cohort = seat.cohort
            rows.append((who, cohort.name, cohort.provider.name, module_name(code), plan.get(code), hours, first, last))
    total = sum((hours for own in signed.values() for hours in own.values()), Decimal())
    people = len({seat.pathway_id for seat in seats})
    reading = [
        _("Personnes : toutes celles qui ont tenu une place dans une cohorte pendant la période (%(people)s).")
        % {"people": people},
        _("Heures prescrites : convenues et signées des deux côtés, pour tout le parcours et non la seule période."),
        _("Heures signées : par une formatrice ou un formateur, séances de la période seulement (%(hours)s en tout).")
        % {"hours": f"{total:.2f}".replace(".", ",")},
        _("Une absence, même justifiée, ne compte aucune heure. Une correction remplace la ligne corrigée."),
        _("Qui a demandé à être protégé ne figure dans aucun fichier nominatif.")
        if named
        else _("P-001, P-002… : un numéro propre à ce fichier, tiré sans ordre."),
    ]
    columns = [_("Personne"), _("Cohorte"), _("Organisme"), _("Module"), _("Heures prescrites"), _("Heures signées")]
    return HoursExport([*columns, _("Du"), _("Au")], rows, reading)
