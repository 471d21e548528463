"""The sample file through the command line equals its key, however it is written and in whatever order."""

import csv
import io
import random
from pathlib import Path

import pytest
import xlsxwriter
from django_scopes import scope

from labmigration.pathway.models import Pathway
from labmigration.pathway.reception.models import ImportedRow, PossibleDuplicate, Referral, ReferralFile
from labmigration.pathway.reception.tests.conftest import SAMPLE
from labmigration.people.models import Candidate
from labmigration.timeline.models import Event

ALL = (Candidate, Pathway, Referral, PossibleDuplicate, ImportedRow, ReferralFile, Event)


def sample_rows() -> list[list[str]]:
    return list(csv.reader(io.StringIO(SAMPLE.read_text("utf-8-sig"), newline=""), delimiter=";"))


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, "replace"))
    return path


def write_xlsx(path: Path, rows: list[list[str]]) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for rank, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write_string(rank, place, cell)
    book.close()
    return path


def counts() -> dict[str, int]:
    with scope(territory=["marseille"]):
        return {model.__name__: model.objects.count() for model in ALL}


def assert_equals_key(answer, key):
    assert answer.keys() == key.keys()
    for line, expected in key.items():
        got = answer[line]
        if expected.get("row_error"):
            assert (got["outcome"], got["verdict"]) == ("rejected", None)
            assert got["errors"]
        elif expected.get("duplicate_of"):
            assert (got["outcome"], got["duplicate_of_line"]) == ("duplicate", expected["duplicate_of"])
            assert got["verdict"] is not None
        else:
            told = (got["outcome"], got["verdict"], got["reasons"], got["duplicate_of_line"])
            assert told == ("created", expected["verdict"], expected["reasons"], None)


def test_the_sample_gives_what_its_key_says(imported, key):
    assert_equals_key(imported(SAMPLE), key)


def test_the_sample_in_cp1252_gives_the_same(imported, key, tmp_path):
    assert_equals_key(imported(write_csv(tmp_path / "f.csv", sample_rows(), "cp1252")), key)


def test_the_sample_as_a_workbook_gives_the_same(imported, key, tmp_path):
    assert_equals_key(imported(write_xlsx(tmp_path / "f.xlsx", sample_rows())), key)


def test_what_is_written_is_what_was_told(imported):
    imported(SAMPLE)
    assert counts() == {
        "Candidate": 68,
        "Pathway": 68,
        "Referral": 68,
        "PossibleDuplicate": 4,
        "ImportedRow": 72,
        "ReferralFile": 1,
        "Event": 68 + 4 + 1,
    }
    with scope(territory=["marseille"]):
        person = Candidate.objects.get(surname="Silva", first_name="Clarisse")
        assert (person.phone, person.email) == ("+33639983050", "clarisse.silva28@example.org")
        assert person.search_name == "silva clarisse"
        pathway = person.pathways.get()
        assert (pathway.next_step, pathway.next_role, pathway.stage) == ("reception.assign", "advisor", "reception")
        assert Referral.objects.filter(state="suspected", pathway__next_step="reception.judge_duplicate").count() == 4


def test_contacts_are_found_again_by_their_blind_index(imported):
    imported(SAMPLE)
    with scope(territory=["marseille"]):
        person = Candidate.objects.get(surname="Silva", first_name="Clarisse")
        before = (person.phone_index, person.email_index)
        person.index_contacts()
        assert (person.phone_index, person.email_index) == before


def test_importing_again_creates_nothing_and_keeps_the_verdicts(imported, key):
    first = imported(SAMPLE)
    before = counts()
    again = imported(SAMPLE)
    for line, told in again.items():
        if first[line]["outcome"] == "rejected":
            assert told["outcome"] == "rejected"
        else:
            assert told["outcome"] == "already_imported"
            assert (told["verdict"], told["reasons"]) == (first[line]["verdict"], first[line]["reasons"])
    after = counts()
    assert [after[name] for name in ("Candidate", "Pathway", "Referral", "PossibleDuplicate")] == [
        before[name] for name in ("Candidate", "Pathway", "Referral", "PossibleDuplicate")
    ]


def test_the_same_rows_as_a_workbook_are_already_imported(imported, tmp_path):
    imported(SAMPLE)
    again = imported(write_xlsx(tmp_path / "f.xlsx", sample_rows()))
    assert {told["outcome"] for told in again.values()} == {"already_imported", "rejected"}


def test_the_same_person_with_other_content_is_a_duplicate_known_from_elsewhere(imported, tmp_path):
    imported(SAMPLE)
    header, first, *_ = sample_rows()
    first[header.index("metier_souhaite")] = "ménage"
    told = imported(write_csv(tmp_path / "other.csv", [header, first]))
    assert (told[2]["outcome"], told[2]["duplicate_of_line"]) == ("duplicate", None)


def test_a_line_that_stands_twice_in_a_file_is_received_once(imported, tmp_path):
    header, first, *_ = sample_rows()
    told = imported(write_csv(tmp_path / "twice.csv", [header, first, first]))
    assert [told[line]["outcome"] for line in (2, 3)] == ["created", "already_imported"]


def test_a_dry_run_tells_the_same_and_writes_nothing(imported, key, tmp_path):
    before = counts()
    assert_equals_key(imported(SAMPLE, "--dry-run"), key)
    assert counts() == before
    assert not (tmp_path / "rejects.csv").exists()


def test_another_territory_knows_nobody_of_this_one(imported, capsys):
    from labmigration.pathway.reception.command import main

    imported(SAMPLE)
    assert main(["import", str(SAMPLE), "--territory", "lille", "--on", "2022-10-18", "--dry-run"]) == 0
    assert "64  personnes à créer" in capsys.readouterr().out


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_lines_changes_neither_verdicts_nor_the_number_of_people(imported, key, tmp_path, seed):
    header, *rows = sample_rows()
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    told = imported(write_csv(tmp_path / "f.csv", [header, *(rows[place] for place in order)]), "--dry-run")
    outcomes = [one["outcome"] for one in told.values()]
    assert (outcomes.count("created"), outcomes.count("duplicate"), outcomes.count("rejected")) == (64, 4, 4)
    for rank, place in enumerate(order):
        expected = key[place + 2]
        if "verdict" in expected:
            assert (told[rank + 2]["verdict"], told[rank + 2]["reasons"]) == (expected["verdict"], expected["reasons"])


def test_rejected_lines_corrected_in_their_own_file_are_received(imported, tmp_path):
    imported(SAMPLE)
    rejects = list(csv.reader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig")), delimiter=";"))
    assert len(rejects) == 5
    assert rejects[0][-1] == "motif_du_rejet"
    by_name = rejects[0].index("date_naissance")
    corrected = [rejects[0], next(row for row in rejects if row[by_name] == "1990")]
    corrected[1][by_name] = "03/05/1990"
    told = imported(write_csv(tmp_path / "corrected.csv", corrected))
    assert told[2]["outcome"] == "created"


def test_the_readable_report_tells_lines_columns_and_where_the_rejects_are(db, capsys, tmp_path):
    from labmigration.pathway.reception.command import main

    copy = tmp_path / "envoi.csv"
    copy.write_bytes(SAMPLE.read_bytes())
    assert main(["import", str(copy), "--territory", "marseille", "--on", "2022-10-18"]) == 0
    told = capsys.readouterr().out
    assert "64  personnes créées" in told
    assert "ligne 72, date_naissance : La date « 31/02/1990 » n’existe pas" in told
    assert "ligne 33 : doublon possible de la ligne 22." in told
    assert str(tmp_path / "envoi-a-corriger.csv") in told
    assert (tmp_path / "envoi-a-corriger.csv").exists()
