"""The care of the item bank from the command line: checked, calibrated from answers, published by a person."""

import json
import random
import shutil
from math import exp

import pytest

from labmigration import positioning_bank_care
from labmigration.positioning_calibration import WrongAnswers, learn, read_answers
from labmigration.positioning_command import main
from labmigration.programme.positioning_bank import FOLDER, load_bank


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The Lab's bank, in a folder that a test may write to."""
    folder = tmp_path / "positioning"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(positioning_bank_care, "FOLDER", folder)
    return folder


def answers_of_invented_people(bank, *, people, shift, seed=7):
    """A CSV in which every item of one skill is `shift` logits harder than the experts thought."""
    chance = random.Random(seed)  # noqa: S311
    items = bank.items_of("home_safety")
    lines = ["session,item,score"]
    for person in range(people):
        ability = chance.gauss(0, 1)
        for item in chance.sample(items, k=len(items) - 2):
            right = chance.random() < 1 / (1 + exp(item.difficulty + shift - ability))
            lines.append(f"s{person},{item.id},{int(right)}")
    return "\n".join(lines) + "\n"


def test_the_check_tells_how_much_the_bank_holds(copied, capsys):
    main(["check"])
    told = capsys.readouterr().out
    assert told.startswith("Banque 2026.1")
    assert f"{len(load_bank(copied).items)} questions" in told
    assert "n’ont pas d’enregistrement en arabe" in told


def test_warnings_alone_end_well_and_an_error_does_not(copied, capsys, monkeypatch):
    warning = positioning_bank_care.Complaint("warning", "fr", "no_recording", "rien n’est enregistré")
    found = [warning]
    monkeypatch.setattr(positioning_bank_care, "check", lambda *_bank, **_known: tuple(found))
    assert main(["check"]) == 0
    found.append(positioning_bank_care.Complaint("error", "meals-1", "no_key", "il faut une réponse"))
    assert main(["check"]) == 1
    assert "meals-1\n  erreur : il faut une réponse.\n\n1 erreur, 1 avertissement." in capsys.readouterr().out
    assert main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["about"] for one in told["complaints"]] == ["fr", "meals-1"]


def test_a_bank_that_cannot_be_read_is_an_error_in_a_sentence(copied, capsys):
    (copied / "skills.toml").write_text("since = yesterday\n")
    assert main(["check"]) == 1
    assert "skills.toml: is not valid TOML" in capsys.readouterr().err


def test_bad_answers_are_named_by_line_and_column(copied):
    bank = load_bank(copied)
    item = bank.items[0].id
    text = f"session;item;score\na;{item};1\na;{item};0\n;{item};1\nb;nowhere;2\n"
    with pytest.raises(WrongAnswers) as refused:
        read_answers(text, bank)
    assert [(cell.line, cell.column) for cell in refused.value.cells] == [
        (3, "item"),
        (4, "session"),
        (5, "item"),
        (5, "score"),
    ]
    with pytest.raises(WrongAnswers, match="ligne 1, colonne score : la colonne manque"):
        read_answers("session,item\n", bank)
    with pytest.raises(WrongAnswers, match="aucune réponse"):
        read_answers("session,item,score\n", bank)


def test_answers_move_a_difficulty_towards_the_truth_and_lessen_its_error(copied):
    bank = load_bank(copied)
    learned = learn(read_answers(answers_of_invented_people(bank, people=300, shift=1.0), bank), bank)
    assert [one.item for one in learned] == [item.id for item in bank.items_of("home_safety")]
    moved = [one.b - one.old_b for one in learned]
    assert 0.6 < sum(moved) / len(moved) < 1.3
    assert all(one.sd < one.old_sd for one in learned)


def test_few_answers_leave_the_experts_nearly_right(copied):
    bank = load_bank(copied)
    learned = learn(read_answers(answers_of_invented_people(bank, people=2, shift=3.0), bank), bank)
    assert all(abs(one.b - one.old_b) < 1.5 for one in learned)


def test_a_calibration_is_proposed_then_published_by_a_person(copied, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    before = load_bank(copied)
    file.write_text(answers_of_invented_people(before, people=60, shift=1.0))
    assert main(["calibrate", "--answers", str(file), "--write", "2027.1"]) == 0
    told = capsys.readouterr().out
    assert "60 sessions" in told
    assert "home-safety" in told
    assert load_bank(copied) == before
    assert main(["publish", "2027.1", "--by", "Inès Haddad"]) == 0
    assert "Banque 2027.1" in capsys.readouterr().out
    after = load_bank(copied)
    assert after.version == "2027.1"
    assert after.items_of("home_safety") != before.items_of("home_safety")
    assert main(["calibrate", "--answers", str(file), "--write", "2027.1"]) == 2
    assert "existe déjà" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "No such file"),
        (b"session,item,score\n\xe9,x,1\n", "n’est pas écrit en UTF-8 (octet 19)"),
        (b"session,item,score\na,nowhere,1\n", "ligne 2, colonne item"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_so(copied, tmp_path, capsys, content, sentence):
    file = tmp_path / "answers.csv"
    if content is not None:
        file.write_bytes(content)
    assert main(["calibrate", "--answers", str(file)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_publication_without_its_file_is_refused(copied, capsys):
    assert main(["publish", "2031.1", "--by", "Inès Haddad"]) == 2
    assert "2031.1.toml: the file is missing" in capsys.readouterr().err
