"""XLSX workbooks: what a spreadsheet retypes, and what would take a server down."""

import io
import zipfile
from datetime import date

import pytest

from labmigration.pathway.reception.reading import RowReader, UnreadableFile, read_file
from labmigration.pathway.reception.reading import workbook as workbook_module
from labmigration.pathway.reception.reading.tests.files import GOOD, csv_bytes, row, workbook

ON = date(2022, 10, 18)


def formula(text, value):
    return lambda sheet, rank, place: sheet.write_formula(rank, place, text, None, value)


def read(data):
    sheet = read_file(data)
    return [RowReader(sheet, ON).read(raw) for raw in sheet.rows]


def test_text_cells_read_as_in_a_csv():
    assert read(workbook(row()))[0][:-1] == read(csv_bytes(row()))[0][:-1]


def test_typed_dates_and_numbers_read_as_what_was_typed_and_are_recognised_from_the_csv():
    text = row(telephone="0639981234", code_postal="01000")
    typed = row(date_naissance=date(1990, 5, 3), telephone=639981234, code_postal=1000, fin_validite=date(2026, 1, 1))
    [from_csv], [from_workbook] = read(csv_bytes(text)), read(workbook(typed))
    assert from_workbook.errors == ()
    assert from_workbook.facts == from_csv.facts
    assert from_workbook.canonical == from_csv.canonical
    assert (from_workbook.retyped, from_csv.retyped) == (True, False)


def test_lines_are_those_of_the_spreadsheet_even_under_empty_rows():
    sheet = read_file(workbook(row(), [""] * 20, row(nom="Sow"), first_row=3))
    assert [raw.line for raw in sheet.rows] == [5, 7]
    assert sheet.empty_rows == 1


def test_the_sheet_that_has_the_columns_is_read_and_the_others_are_named():
    sheet = read_file(workbook(row(orienteur=formula("=1/0", "#DIV/0!")), before=("Accueil",)))
    assert sheet.rows[0].cells[0] == "Diallo"
    assert sheet.notices == ("Une seule feuille est lue ; non lues : Accueil.",)
    assert [column for column, _ in sheet.rows[0].errors] == ["orienteur"]


def test_a_cell_in_error_and_a_formula_without_result_are_told():
    rows = read(workbook(row(commune=formula("=NA()", "#N/A")), row(francais_oral=formula("=B1", ""))))
    assert [[column for column, _ in read_row.errors] for read_row in rows] == [["commune"], ["francais_oral"]]


def test_a_computed_name_is_refused_and_other_computed_cells_are_read():
    rows = read(workbook(row(prenom=formula("=PROPER(A1)", "Amina")), row(commune=formula('="Mar"', "Marseille"))))
    assert [[column for column, _ in read_row.errors] for read_row in rows] == [["prenom"], []]
    assert rows[1].facts.commune == "Marseille"


def test_a_yes_that_the_spreadsheet_made_true_is_a_yes():
    assert read(workbook(row(autorise_travail=True)))[0].facts.right_to_work.allows_work is True


def zipped(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


GOOD_WORKBOOK = workbook(row())
REFUSED = {
    "a zip of something else": (zipped(readme="Bonjour"), "classeur Excel lisible"),
    "only the bones of a workbook": (
        zipped(**{"[Content_Types].xml": "<x/>", "xl/a.xml": ""}), "classeur Excel lisible",
    ),
    "cut in the middle": (GOOD_WORKBOOK[: len(GOOD_WORKBOOK) // 2], "classeur Excel lisible"),
    "damaged in the middle": (
        GOOD_WORKBOOK[:700] + bytes(300) + GOOD_WORKBOOK[1000:], "classeur Excel lisible",
    ),
    "a zip's first letters": (b"PK\x03\x04rubbish", "classeur Excel lisible"),
    "a cell at the far end of the grid": (
        workbook(row(), row(date_orientation=lambda sheet, *_: sheet.write(1_048_575, 16_383, "x"))), "très loin",
    ),
    "an empty workbook": (workbook(header=()), "vide"),
    "only a header": (workbook(), "aucune personne"),
    "columns missing": (workbook(["Sow"], header=["nom"]), "manquent"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_a_workbook_that_cannot_be_read_is_refused_in_a_plain_sentence(data, words):
    with pytest.raises(UnreadableFile) as refusal:
        read_file(data)
    assert words in str(refusal.value)


def test_a_zip_bomb_is_refused_by_the_sizes_that_it_declares(monkeypatch):
    monkeypatch.setattr(workbook_module, "MAXIMUM_UNPACKED", 2**20)
    with pytest.raises(UnreadableFile, match="démesurément"):
        read_file(zipped(**{"[Content_Types].xml": "<x/>", "xl/a.xml": b"0" * 2**21}))


def test_a_zip_that_hides_its_true_size_is_refused():
    honest = zipped(**{"[Content_Types].xml": "<x/>", "xl/a.xml": b"0" * 2**21})
    lying = honest.replace((2**21).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(UnreadableFile, match="classeur Excel lisible"):
        read_file(lying)


def test_the_reader_of_workbooks_knows_every_column_of_a_good_row():
    assert dict(zip(GOOD, read(GOOD_WORKBOOK)[0].cells, strict=True)) == GOOD
