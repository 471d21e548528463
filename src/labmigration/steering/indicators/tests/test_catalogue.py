"""The catalogue: the file of the reference whole, versions that follow each other, hashes, breaks of a series."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.indicators import Settings, catalogue, load
from labmigration.programme.indicators.reader import FOLDER
from labmigration.steering.indicators.queries import definition, series
from labmigration.steering.indicators.tests.invented_facts import HIRED_ON, ON, People
from labmigration.steering.indicators.words import CODE_STATES, ESTIMATORS, KINDS


def test_every_indicator_of_the_reference_has_a_definition_with_its_words():
    with (FOLDER / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        reference = {row["id"]: row for row in csv.DictReader(file, delimiter=";")}
    assert set(reference) == set(catalogue().codes)
    for each in catalogue().indicators:
        for code in each.codes:
            assert code.status in CODE_STATES
            if code.scheme == "FSE+":
                assert "EEC" in reference[each.code]["asked_by"] + reference[each.code]["reference_status"]
        assert all(breakdown in KINDS for breakdown in each.breakdowns)
        assert all(version.estimator in ESTIMATORS for version in each.version)


def test_a_hash_changes_with_a_word_and_with_nothing_else():
    indicator, version = definition("E3", ON)
    assert version.digest("E3") == version.digest("E3") != version.digest("E4")
    assert len(version.digest("E3")) == 64
    other = replace(version, settings=Settings(months=(6,)))
    assert other.digest("E3") != version.digest("E3")
    assert indicator.version_on(date(2000, 1, 1)) is version, "before the first version there is no other"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("number = 1", "number = 2", "numbered 1, 2, 3"),
        ('theme = "homes"', 'theme = "elsewhere"', "'elsewhere' is not in reading.toml"),
        ('code = "H2"', 'code = "H1"', "stands twice"),
        ('source = "NOUS"', 'source = "NOBODY"', "does not stand in sources.toml"),
    ],
)
def test_a_catalogue_that_cannot_be_right_is_refused_with_a_sentence(tmp_path, old, new, sentence):
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new) if path.name == "homes.toml" else text, "utf-8")
    with pytest.raises(ProgrammeError, match=sentence):
        load(tmp_path, programme())


def test_a_changed_definition_breaks_the_series_on_its_day_each_side_by_its_own_version():
    people = People()
    for _each in range(4):
        people.hired(HIRED_ON, kind="cdd")
    durable = catalogue().indicator("E6")
    change = ON - timedelta(days=100)
    stricter = replace(durable.version[0], number=2, since=change, settings=Settings(months=(6,), at_least=18))
    changed = replace(durable, version=(durable.version[0], stricter))
    moments = series(people.facts(), changed, masked=False)
    assert [each.on for each in moments] == sorted(each.on for each in moments)
    [first] = [each for each in moments if each.breaks]
    assert (first.on, first.version) == (change, 2)
    at_change = {each.version: each.values[0].value for each in moments if each.on == change}
    assert at_change == {1: 1, 2: 0}, "that day is measured by both"
    assert all(each.values[0].version == each.version == (1 if each.on < change else 2) or each.on == change
               for each in moments)  # fmt: skip
    assert not any(each.breaks for each in series(people.facts(), durable, masked=False))
