"""A freeze gives the same bytes, says which file somebody changed, and gives the same report without a database."""

import gzip
import hashlib
import json
import subprocess
import sys
from datetime import date

import pytest

from labmigration import clock
from labmigration.steering.evaluation import comparison_drawing as drawing
from labmigration.steering.evaluation.command import main
from labmigration.steering.evaluation.comparison import compare
from labmigration.steering.evaluation.documents import document_of
from labmigration.steering.evaluation.freezing import files
from labmigration.steering.evaluation.report.build import build
from labmigration.steering.evaluation.report.content import content_of
from labmigration.steering.evaluation.report.paper import paper_of
from labmigration.steering.evaluation.tests.invented import ON, facts, frozen
from labmigration.steering.indicators.facts import Facts


@pytest.fixture(scope="module")
def made():
    return frozen()


def test_the_same_facts_freeze_to_the_same_bytes_and_come_back_as_they_were(made, tmp_path):
    assert files.zipped(frozen()) == files.zipped(made)
    files.write(made, tmp_path / "gel")
    again = files.read(tmp_path / "gel")
    assert again == made and again.digest == made.digest
    assert files.unzipped(files.zipped(made)).files.keys() == made.files.keys()
    assert Facts.from_tables(again.tables()).tables() == facts().tables()
    assert subprocess.run(
        ["sha256sum", "--check", "--status", "SHA256SUMS"], cwd=tmp_path / "gel", check=False
    ).returncode in (0, 127)
    with pytest.raises(FileExistsError):
        files.write(made, tmp_path / "gel")


def _edited(made, name):
    content = gzip.decompress(made.files[name]).decode().replace("eligible", "refused", 1)
    return {**made.files, name: gzip.compress(content.encode(), mtime=0)}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda made: _edited(made, "tables/people.csv.gz"), ("tables/people.csv.gz",)),
        (lambda made: {**made.files, "tables/more.csv.gz": b""}, ("tables/more.csv.gz",)),
        (
            lambda made: {key: value for key, value in made.files.items() if key != "tables/seats.csv.gz"},
            ("tables/seats.csv.gz",),
        ),
        (lambda made: {**made.files, "manifest.json": made.files["manifest.json"] + b" "}, ("manifest.json",)),
        (lambda made: {k: v for k, v in made.files.items() if k != "SHA256SUMS"}, ("SHA256SUMS",)),
    ],
)
def test_a_freeze_edited_by_hand_is_named(made, change, named):
    with pytest.raises(files.AlteredFreeze) as altered:
        files.checked(change(made))
    assert altered.value.files == named


def test_who_also_rewrites_the_checksums_is_told_by_the_digest(made):
    changed = _edited(made, "tables/people.csv.gz")
    del changed["SHA256SUMS"]
    sums = "".join(f"{hashlib.sha256(changed[name]).hexdigest()}  {name}\n" for name in sorted(changed))
    assert files.checked({**changed, "SHA256SUMS": sums.encode()}).digest != made.digest


def test_the_report_is_the_same_bytes_on_another_day_and_without_a_database(made, tmp_path, capsys):
    """No mark for the database: pytest-django refuses any query here."""
    first = build(made)
    with clock.at(date(2031, 5, 1)):
        assert build(made) == first
    assert first.pdf.startswith(b"%PDF")
    told = json.loads(first.json)
    assert told["freeze"] == made.digest and told["consent"]["lines"] == 60
    assert first.csv.decode().startswith("code,version,")
    files.write(made, tmp_path / "gel")
    command = [sys.executable, "-m", "labmigration.cli", "evaluation", "report", str(tmp_path / "gel")]
    done = subprocess.run([*command, "-o", str(tmp_path / "r.pdf")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.pdf").read_bytes() == first.pdf
    assert (tmp_path / "r.json").read_bytes() == first.json
    assert (tmp_path / "r.csv").read_bytes() == first.csv
    (tmp_path / "gel" / "definitions.json").write_text("{}")
    assert main(["report", str(tmp_path / "gel"), "-o", str(tmp_path / "s.pdf")]) == 1
    assert "definitions.json" in capsys.readouterr().err and not (tmp_path / "s.pdf").exists()


def test_every_indicator_has_a_figure_or_says_why_not(made):
    content = content_of(made)
    codes = {each.code for each in content.figures}
    assert codes == set(made.manifest["definitions"])
    told = paper_of(content, "fr")
    assert all(each["lines"] for each in told["others"])
    assert any("Ne se calcule pas" in line for each in told["others"] for line in each["lines"])
    assert "ne peut pas prouver" in " ".join(told["warning"])
    assert "ne se calculent pas" in told["displacement"]


def test_a_definition_changed_after_the_registration_is_told():
    words = {
        "title": "Plan",
        "questions": ["?"],
        "outcomes": ["E3", "C1"],
        "comparison": "",
        "analysis": "",
        "missing": "",
    }
    plan = {
        "document": document_of(words, "marseille", ON),
        "digest": "0" * 64,
        "registered_on": "2026-02-01",
        "signed": [["A", "researcher"], ["B", "programme_admin"]],
        "first_person_on": None,
        "first_outcome_on": None,
        "amendments": [],
    }
    kept = content_of(frozen(plans=[plan]))
    assert kept.plans[0].changed == [] and kept.registered_codes == ["C1", "E3"]
    changed = content_of(frozen(plans=[plan], definitions={"E3": {"version": 2, "digest": "f" * 64}}))
    assert changed.plans[0].changed == ["E3"] and changed.redefined == ["E3"]
    assert "E3" in paper_of(changed, "fr")["plans"][0]["changed"]
    other = content_of(frozen(code={"package": "0", "digest": "x"}))
    assert other.recomputed_by_other_code


def test_nobody_at_all_makes_a_report_that_says_so():
    empty = build(frozen(facts(people=0)))
    assert empty.pdf.startswith(b"%PDF")
    assert json.loads(empty.json)["compared"] is None


def test_those_who_wait_are_compared_from_the_same_day_and_followed_until_their_own_seat():
    found = compare(facts())
    assert found.days == 4
    assert found.offered.people == 48 and found.offered.lines == 48
    # On each of four days everybody without a seat yet waits: 48, 36, 24 and 12 people.
    assert (found.waiting.people, found.waiting.lines) == (48, 48 + 36 + 24 + 12 - 0)
    assert found.waiting.hired == 0 and found.offered.hired > 0
    assert found.started == 48
    by_six, _twelve, by_eighteen = found.offered.told
    assert by_six.share == 0, "training lasts four months: nobody is hired so soon"
    assert by_eighteen.share is None or by_eighteen.share > 0.5
    assert compare(facts(people=12)) is None, "nobody waited meanwhile"


def test_the_comparison_is_drawn_as_far_as_anybody_was_followed():
    found = compare(facts())
    waiting, offered = drawing.curves(found)
    assert offered.line.startswith("M0 100L") and offered.band.endswith("Z")
    assert offered.line.count("L") == sum(each.at_risk > 0 for each in found.offered.at)
    assert waiting.code == "waiting"
    assert [row.months for row in drawing.rows(found)] == [3, 6, 9, 12, 15, 18]
    assert drawing.rows(found)[1].offered[0] == 0
