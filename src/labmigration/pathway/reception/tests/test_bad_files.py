"""Files that can't be read: each is refused with a plain sentence, and nothing is written."""

import json
import os

import pytest
from django_scopes import scope

from labmigration.pathway.reception.models import ReferralFile
from labmigration.pathway.reception.tests.conftest import SAMPLE

TEXT = SAMPLE.read_text("utf-8-sig")
HEADER = TEXT.splitlines()[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Le fichier est vide."),
        (HEADER.encode() + b"\n", "aucune personne"),
        (b"nom;prenom\nDiallo;Awa\n", "manquent"),
        (os.urandom(4096), "n’est pas un tableau"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "n’est pas un tableau"),
        (b"PK\x03\x04" + bytes(200), "classeur"),
    ],
    ids=["empty", "header_only", "missing_columns", "random_bytes", "picture", "broken_zip"],
)
def test_an_unreadable_file_is_refused_in_a_plain_sentence(refused, tmp_path, content, sentence):
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    assert sentence in refused(path)
    with scope(territory=["marseille"]):
        assert ReferralFile.objects.count() == 0


def test_a_file_of_100_megabytes_is_refused_before_it_is_read(refused, tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(100 * 2**20)
    assert "trop lourd" in refused(path)


def test_a_missing_file_is_told(refused, tmp_path):
    assert "n’existe pas" in refused(tmp_path / "nothing.csv")


def test_an_unknown_territory_is_told_with_those_that_exist(db, capsys):
    from labmigration.pathway.reception.command import main

    assert main(["import", str(SAMPLE), "--territory", "atlantis"]) == 2
    told = capsys.readouterr().err
    assert "atlantis" in told
    assert "marseille" in told


def test_with_json_the_refusal_is_one_json_line(refused, tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes(b"")
    lines = refused(path, "--json").splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0]) == {"error": {"path": "", "message": "Le fichier est vide."}}


def test_an_impossible_day_is_refused(refused):
    assert "AAAA-MM-JJ" in refused(SAMPLE, "--on", "2022-13-40")


def test_a_file_cut_in_the_middle_of_a_cell_loses_only_its_last_line(imported, tmp_path):
    path = tmp_path / "cut.csv"
    whole = TEXT.encode().splitlines(keepends=True)
    path.write_bytes(b"".join(whole[:20]) + whole[20][:25])
    told = imported(path)
    assert told[21]["outcome"] == "rejected"
    assert "coupée" in told[21]["errors"][0]["message"]
    assert [told[line]["outcome"] for line in range(2, 15)] == ["created"] * 13


def test_a_wrongly_encoded_letter_rejects_its_line_and_no_other(imported, tmp_path):
    path = tmp_path / "odd.csv"
    lines = TEXT.splitlines()
    broken = lines[1].replace("Clarisse", "Clar\udcffsse")
    path.write_bytes("\n".join([lines[0], broken, *lines[2:10]]).encode("utf-8", "surrogateescape"))
    told = imported(path)
    assert told[2]["outcome"] == "rejected"
    assert told[2]["errors"][0]["column"] == "prenom"
    assert {told[line]["outcome"] for line in range(3, 11)} == {"created"}


def test_formulas_in_cells_are_rejected_and_neutralised_in_the_file_to_correct(imported, tmp_path):
    path = tmp_path / "formula.csv"
    lines = TEXT.splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace("SILVA", '"=cmd|calc"'), lines[2]]), encoding="utf-8")
    told = imported(path)
    assert (told[2]["outcome"], told[3]["outcome"]) == ("rejected", "created")
    assert "'=cmd|calc" in (tmp_path / "rejects.csv").read_text("utf-8-sig")
