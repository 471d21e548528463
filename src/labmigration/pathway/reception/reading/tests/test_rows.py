"""Whole rows: the agency's real-looking file against its key, then what the columns say together."""

import json
from datetime import date
from pathlib import Path

import pytest

from labmigration.decisions.eligibility import RightToWork, Rules, decide
from labmigration.decisions.same_person import Known, Register
from labmigration.pathway.reception.reading import RowReader, read_file
from labmigration.pathway.reception.reading.columns import COLUMNS
from labmigration.pathway.reception.reading.tests.files import csv_bytes, row, workbook
from labmigration.programme import programme

DATA = Path(__file__).parent / "data"
SAMPLE = (DATA / "marseille_referrals.csv").read_bytes()
KEY = {entry["line"]: entry for entry in json.loads((DATA / "marseille_referrals.key.json").read_text())["rows"]}
ON = date(2022, 10, 18)


def read(data, on=ON):
    sheet = read_file(data)
    reader = RowReader(sheet, on)
    return [reader.read(raw) for raw in sheet.rows]


def one(**cells):
    return read(csv_bytes(['"' + cell.replace('"', '""') + '"' for cell in row(**cells)]))[0]


def as_workbook(data):
    sheet = read_file(data)
    return workbook(*[raw.cells for raw in sheet.rows], header=sheet.header)


SAME_CONTENT = {
    "as it came": SAMPLE,
    "cp1252": SAMPLE.decode("utf-8-sig").encode("cp1252"),
    "xlsx": as_workbook(SAMPLE),
}


@pytest.mark.parametrize("data", SAME_CONTENT.values(), ids=SAME_CONTENT)
def test_the_sample_gives_the_verdicts_rejections_and_duplicates_of_its_key(data):
    in_force = programme().eligibility_on(ON)
    rules = Rules(
        in_force.minimum_age, in_force.minimum_oral, in_force.minimum_written, frozenset(in_force.covered_grounds)
    )
    register = Register()
    rows = read(data)
    assert [read_row.line for read_row in rows] == sorted(KEY)
    for read_row in rows:
        expected = KEY[read_row.line]
        assert bool(read_row.errors) == expected.get("row_error", False), read_row
        if read_row.facts is None:
            continue
        facts = read_row.facts
        person = Known(
            str(read_row.line), facts.surname, facts.first_name, facts.birth_date, facts.phone, facts.email, facts.sex
        )
        found = register.find(person)
        register.add(person)
        original = int(found.key) if found and found.strength == "strong" else None
        assert original == expected["duplicate_of"], read_row
        if "verdict" in expected:
            verdict = decide(facts.eligibility, rules, ON)
            assert (verdict.verdict, list(verdict.reasons)) == (expected["verdict"], expected["reasons"]), read_row


def test_the_same_sample_in_every_format_gives_the_same_facts_and_fingerprints():
    as_it_came, cp1252, xlsx = ([row[2:7] for row in read(data)] for data in SAME_CONTENT.values())
    assert as_it_came == cp1252 == xlsx


def test_every_error_of_a_row_is_told_at_once_in_the_order_of_the_columns():
    wrong = one(nom="", date_naissance="1990", autorise_travail="bof", francais_oral="moyen", date_orientation="hier")
    assert wrong.facts is None
    assert [column for column, _ in wrong.errors] == [
        *("nom", "date_naissance", "autorise_travail", "francais_oral", "date_orientation"),
    ]


def test_contact_details_that_cannot_be_checked_never_reject_a_row():
    facts = one(telephone="à demander", courriel="pas de mail", code_postal="?").facts
    assert (facts.phone, facts.email, facts.postcode) == ("à demander", "pas de mail", "?")


CARD = {"titre_sejour": "APS", "fin_validite": "01/01/2026", "autorise_travail": "oui", "renouvellement_demande": ""}
NOTHING = dict.fromkeys(CARD, "")
END = date(2026, 1, 1)
RIGHTS = {
    "nothing shown": (NOTHING, None, False),
    "a document that allows work": (CARD, RightToWork("APS", True, END, False), False),
    "a document that forbids it": ({**CARD, "autorise_travail": "NON"}, RightToWork("APS", False, END, False), False),
    "with a receipt": (
        {**CARD, "renouvellement_demande": "oui, récépissé"}, RightToWork("APS", True, END, True), False,
    ),
    "without an end": ({**CARD, "fin_validite": ""}, RightToWork("APS", True, None, False), False),
    "a document that does not say": ({**CARD, "autorise_travail": ""}, None, True),
    "an end of nothing": ({**NOTHING, "fin_validite": "01/01/2026"}, None, True),
    "a yes without a document": ({**NOTHING, "autorise_travail": "oui"}, None, True),
    "a no without a document": ({**NOTHING, "autorise_travail": "non"}, RightToWork("", False, None, False), False),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "right", "has_notice"), RIGHTS.values(), ids=RIGHTS)
def test_the_right_to_work_is_what_was_shown_and_no_more(cells, right, has_notice):
    read_row = one(**cells)
    assert read_row.facts.right_to_work == right
    assert bool(read_row.notices) == has_notice


@pytest.mark.parametrize("column", ["titre_sejour", "metier_souhaite", "orienteur"])
def test_a_formula_or_an_endless_text_in_a_free_label_is_sent_back(column):
    for text in ("=cmd|' /C calc'!A0", "@SUM(1)", "x" * 121):
        assert [wrong for wrong, _ in one(**{column: text}).errors] == [column]


def test_the_occupation_wished_for_is_coded_and_the_words_are_kept():
    facts = one(metier_souhaite="Garde d'enfants").facts
    assert (facts.occupation, facts.occupation_label) == ("childcare_provider", "Garde d'enfants")
    assert one(metier_souhaite="plombier").facts.occupation is None


def test_a_column_that_the_file_lacks_reads_as_empty():
    kept = [rank for rank, column in enumerate(COLUMNS) if column not in {"sexe", "langue_contact", "date_orientation"}]
    header, cells = [COLUMNS[rank] for rank in kept], [row()[rank] for rank in kept]
    [read_row] = read(csv_bytes(cells, header=header))
    assert (read_row.errors, read_row.facts.sex, read_row.facts.referred_on) == ((), "", None)
    assert read_row.facts.referrer == "Mission locale"


def test_the_exact_fingerprint_ignores_only_outer_spaces_and_the_order_of_columns():
    first = one()
    [turned] = read(csv_bytes([*row()[::-1], "autre"], header=[*COLUMNS[::-1], "remarque"]))
    assert one(nom=" Diallo ").exact == turned.exact == first.exact
    assert len({first.exact, one(nom="DIALLO").exact, one(date_naissance="1990-05-03").exact}) == 3
    assert one(nom="Diallo Amina", prenom="").exact != one(nom="Diallo", prenom="Amina").exact


def test_the_canonical_fingerprint_loosens_only_what_a_spreadsheet_retypes():
    first = one(code_postal="01000").canonical
    assert one(code_postal="1000", date_naissance="1990-05-03", telephone="639981234").canonical == first
    assert one(code_postal="01000", nom="DIALLO").canonical != first
    assert one(code_postal="01000", date_naissance="04/05/1990").canonical != first
    assert one(code_postal="01000", statut="refugiee").canonical != first
