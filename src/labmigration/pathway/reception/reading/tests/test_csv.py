"""CSV files in every state in which they arrive."""

import pytest

from labmigration.pathway.reception.reading import UnreadableFile, read_file
from labmigration.pathway.reception.reading.columns import COLUMNS, REQUIRED
from labmigration.pathway.reception.reading.sheet import WHOLE_ROW
from labmigration.pathway.reception.reading.tests.files import csv_bytes, csv_text, row

ACCENTED = row(nom="Koné", prenom="Hélène")


def names(sheet):
    return [(raw.line, raw.cells[sheet.position["nom"]]) for raw in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_each_encoding_gives_the_same_letters_and_is_told(encoding, told):
    sheet = read_file(csv_bytes(ACCENTED, encoding=encoding))
    assert (sheet.encoding, names(sheet)) == (told, [(2, "Koné")])
    assert any("Windows-1252" in notice for notice in sheet.notices) == (told == "cp1252")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_that_of_the_header(delimiter):
    plain = row(prenom="Aïcha")
    assert read_file(csv_bytes(plain, delimiter=delimiter)).rows[0].cells == tuple(plain)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_way_to_end_a_line_is_read(newline):
    text = csv_text(row(), row(nom="Sow")).replace("\n", newline)
    assert names(read_file(text.encode())) == [(2, "Diallo"), (3, "Sow")]


def test_the_first_hidden_line_by_which_excel_names_the_delimiter_is_skipped():
    assert names(read_file(b"sep=;\r\n" + csv_bytes(row()))) == [(2, "Diallo")]


def test_a_header_is_recognised_in_any_case_order_and_spelling():
    header = [
        "Prénom ",
        "NOM",
        *[column.replace("_", " ").title() for column in COLUMNS[2:]],
        "Remarques",
        "Motif du rejet",
    ]
    cells = ["Amina", "Diallo", *row()[2:], "à rappeler", "statut : inconnu"]
    sheet = read_file(csv_bytes(cells, header=header))
    assert (sheet.position["prenom"], sheet.position["nom"]) == (0, 1)
    assert set(sheet.position) == set(COLUMNS)
    assert sheet.notices == ("Colonnes inconnues, non lues : Remarques.",)


def test_empty_rows_are_skipped_but_keep_their_line_numbers():
    text = csv_text(row(), ["  "] * 20, [""], row(nom="Sow"))
    sheet = read_file(text.encode())
    assert (names(sheet), sheet.empty_rows) == ([(2, "Diallo"), (5, "Sow")], 2)


def test_a_newline_inside_quotes_belongs_to_its_row_as_in_a_spreadsheet():
    sheet = read_file(csv_bytes(row(orienteur='"Mission\nlocale"'), row(nom="Sow")))
    assert names(sheet) == [(2, "Diallo"), (3, "Sow")]
    assert sheet.rows[0].cells[sheet.position["orienteur"]] == "Mission\nlocale"


def test_a_file_cut_inside_a_quoted_cell_loses_only_that_row():
    whole = csv_text(row(), row(nom="Sow", orienteur='"Association ""Habitat"""'))
    sheet = read_file(whole[: whole.rindex("Habitat") + 3].encode())
    assert names(sheet) == [(2, "Diallo"), (3, "Sow")]
    assert sheet.rows[0].errors == ()
    assert [column for column, _ in sheet.rows[1].errors] == [WHOLE_ROW]


def test_a_quote_left_open_does_not_swallow_the_rows_after_it():
    sheet = read_file(csv_bytes(row(), row(nom='"Sow'), row(nom="Bah"), row(nom='"Barry"x'), row(nom="Koné")))
    assert [line for line, _ in names(sheet)] == [2, 3, 4, 5, 6]
    assert [raw.line for raw in sheet.rows if raw.errors] == [3, 5]


def test_a_file_cut_in_the_middle_of_a_row_says_so():
    whole = csv_text(row(), row(nom="Sow"))
    sheet = read_file(whole[: whole.rindex("Réfugiée")].encode())
    assert [raw.line for raw in sheet.rows if raw.errors] == [3]
    assert "incomplète" in sheet.rows[1].errors[0][1]


def test_a_file_cut_in_the_middle_of_a_letter_stays_utf8():
    data = csv_bytes(ACCENTED, row(nom="Sow", orienteur="Préfé", date_orientation="é"))
    sheet = read_file(data.rstrip(b"\n")[:-1])
    assert (sheet.encoding, sheet.rows[0].cells[0]) == ("utf-8", "Koné")
    assert [column for column, _ in sheet.rows[1].errors] == ["date_orientation"]


def test_a_delimiter_inside_a_cell_is_an_error_and_nothing_is_lost():
    sheet = read_file(csv_bytes(row(orienteur="Mission ; locale")))
    assert "trop de cellules" in sheet.rows[0].errors[0][1]
    assert sheet.rows[0].cells[-2:] == ("Mission ", " locale;04/10/2022")


def test_empty_cells_beyond_the_header_are_no_error():
    assert read_file(csv_bytes([*row(), "", " "])).rows[0].errors == ()


def test_a_nul_byte_is_an_error_of_its_cell():
    sheet = read_file(csv_bytes(row(commune="Mar\x00seille"), row(nom="Sow")))
    assert [column for column, _ in sheet.rows[0].errors] == ["commune"]
    assert sheet.rows[1].errors == ()


REFUSED = {
    "empty": (b"", "vide"),
    "only a byte order mark": (b"\xef\xbb\xbf", "vide"),
    "only blank lines": (b" \n\n;;\n", "vide"),
    "only a header": (csv_bytes(), "aucune personne"),
    "a header and empty rows": (csv_bytes([""] * 20), "aucune personne"),
    "columns missing": (b"nom;prenom\nSow;Amina\n", "date_naissance"),
    "one column missing": (csv_bytes(row()[1:], header=COLUMNS[1:]), "La colonne suivante manque : nom."),
    "a column twice": (csv_bytes([*row(), "x"], header=(*COLUMNS, "Nom")), "deux fois"),
    "a header with an open quote": (b'"nom;prenom\nSow;Amina\n', "guillemet"),
    "random bytes": (bytes(range(256)) * 200, "pas un tableau"),
    "a PDF": (b"%PDF-1.7\n" + b"x" * 500, "pas un tableau"),
    "an old or locked workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    "UTF-16 without a mark": (csv_text(row()).encode("utf-16-le"), "pas un tableau"),
    "JSON": (b'{"people": []}', "manquent"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_plain_sentence(data, words):
    with pytest.raises(UnreadableFile, match=r".+\.$") as refusal:
        read_file(data)
    assert words in str(refusal.value)


@pytest.mark.parametrize("column", REQUIRED)
def test_each_needed_column_is_named_where_it_is_missing(column):
    place = COLUMNS.index(column)
    header = [name for name in COLUMNS if name != column]
    with pytest.raises(UnreadableFile, match=column):
        read_file(csv_bytes([cell for rank, cell in enumerate(row()) if rank != place], header=header))


def test_a_file_too_heavy_is_refused_before_it_is_read(tmp_path):
    heavy = tmp_path / "lourd.csv"
    with heavy.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(UnreadableFile, match="100 Mo, 50 Mo au plus"):
        read_file(heavy)
    with pytest.raises(UnreadableFile, match="trop lourd"):
        read_file(csv_bytes(row()), limit=20)


def test_a_path_that_is_no_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "absent.csv"):
        with pytest.raises(UnreadableFile, match="n’existe pas"):
            read_file(path)
