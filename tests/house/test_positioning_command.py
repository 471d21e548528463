"""`labmigration positioning simulate`, as typed."""

import json
import subprocess
import sys

import pytest

from labmigration.positioning_command import main
from labmigration.programme.positioning_bank import bank
from labmigration.programme.values import ProgrammeError


def test_the_tables_are_in_french_one_for_each_condition(capsys):
    assert main(["simulate", "--people", "20"]) == 0
    told = capsys.readouterr().out
    assert told.count("à confirmer") == 5  # four tables, and the legend
    assert "devinées par des experts, à 0,80 près ; domaines à tour de rôle" in told
    for count in (5, 10, 15, 20, 30):
        assert told.count(f"\n{count:<{12}}  ") == 4


def test_the_answer_in_json_has_every_number_of_items_and_the_rule(capsys):
    assert main(["simulate", "--people", "20", "--items", "12", "--seed", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["seed"], len(told["parts"])) == (20, 3, 4)
    assert [judged["items"] for judged in told["parts"][0]["by_items"]] == [5, 10, 12]
    assert set(told["parts"][0]["by_rule"]) >= {"rmse", "right", "undecided"}


def test_our_own_bank_is_tried_skill_by_skill(capsys):
    ours = bank()
    asked = [skill.code for skill in ours.skills if ours.items_of(skill.code)]
    assert main(["simulate", "--people", "5", "--bank", "ours", "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert [part["skill"] for part in parts] == asked
    assert all(part["levels"]["by_rule"]["items"] <= ours.limits.items_per_skill for part in parts)
    assert main(["simulate", "--people", "5", "--bank", "ours"]) == 0
    told = capsys.readouterr().out
    assert all(ours.skill(code).name.fr in told for code in asked)


def test_a_bank_that_cannot_be_read_is_said_in_a_sentence(monkeypatch, capsys):
    def broken():
        raise ProgrammeError("activities.toml: the file is missing.")

    monkeypatch.setattr("labmigration.programme.positioning_bank.bank", broken)
    assert main(["simulate", "--bank", "ours"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "La banque ne peut pas être lue : activities.toml" in told.err


@pytest.mark.parametrize("argv", [["--people", "0"], ["--items", "501"], ["--seed", "-1"], ["--people", "many"]])
def test_a_number_that_makes_no_sense_is_refused_in_a_sentence(argv, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["simulate", *argv])
    assert stopped.value.code == 2
    assert "n’est pas un nombre entier" in capsys.readouterr().err


def test_deciding_on_positions_loads_no_django_and_no_scipy():
    asked = (
        "import sys, labmigration.decisions.contract, labmigration.decisions.positioning.simulation;"
        "print([name for name in ('django', 'scipy', 'labmigration.settings') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
