"""The rows to correct: safe to open in a spreadsheet, and the same when they come back."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from labmigration.pathway.reception.reading import RowReader, read_file, write_rejects_csv, write_rejects_xlsx
from labmigration.pathway.reception.reading.columns import COLUMNS
from labmigration.pathway.reception.reading.sheet import neutralised, original
from labmigration.pathway.reception.reading.tests.files import csv_bytes, row

HEADER = (*COLUMNS, "remarque")
FORMULA = '=HYPERLINK("http://x","y")'
WRONG = [
    [*row(prenom='"' + FORMULA.replace('"', '""') + '"', telephone="+33 639981234"), "-1"],
    [*row(nom="'=Sow", date_naissance="1990", code_postal="01000"), '"à ""voir""\nici"'],
]


def read(data):
    sheet = read_file(data)
    reader = RowReader(sheet, date(2022, 10, 18))
    return sheet.header, [reader.read(raw) for raw in sheet.rows]


def written(write, header, rows):
    to = io.BytesIO()
    write(header, rows, to)
    return to.getvalue()


@pytest.mark.parametrize("write", [write_rejects_csv, write_rejects_xlsx])
def test_rejected_rows_come_back_with_the_text_that_they_had(write):
    header, rows = read(csv_bytes(*WRONG, header=HEADER))
    header_again, again = read(written(write, header, rows))
    assert header_again == (*HEADER, "motif_du_rejet")
    assert [back.cells[:-1] for back in again] == [first.cells for first in rows]
    assert [back.errors for back in again] == [first.errors for first in rows]
    assert [back.exact for back in again] == [first.exact for first in rows]
    assert "date_naissance : La date « 1990 » est incomplète" in again[1].cells[-1]


@pytest.mark.parametrize("write", [write_rejects_csv, write_rejects_xlsx])
def test_a_second_round_keeps_one_reason(write):
    first = written(write, *read(csv_bytes(*WRONG, header=HEADER)))
    assert read(written(write, *read(first))) == read(first)


def test_no_cell_of_the_csv_can_run_as_a_formula():
    data = written(write_rejects_csv, *read(csv_bytes(*WRONG, header=HEADER)))
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";") for cell in line]
    assert "'" + FORMULA in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_no_cell_of_the_workbook_is_a_formula_or_a_retyped_number():
    data = written(write_rejects_xlsx, *read(csv_bytes(*WRONG, header=HEADER)))
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert {type(cell) for line in lines for cell in line} == {str}
    assert lines[1][COLUMNS.index("prenom")] == "'" + FORMULA


@pytest.mark.parametrize("text", ["", "Sow", "=1", "+33", "-", "@x", "'=1", "''=1", "'Sow", "N'Diaye", "\t=1", "a=1"])
def test_a_neutralised_text_gives_back_the_original(text):
    assert original(neutralised(text)) == text
