"""The list of tasks, the public file and the letters: what they hold, and what is refused in them."""

import shutil

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.areas import area, area_of, in_words
from labmigration.programme.territory_opening import load, territory_opening
from labmigration.programme.territory_opening.reader import FOLDER


def test_nine_steps_hold_the_tasks_and_the_three_prerequisites_of_the_sources():
    known = territory_opening()
    assert [step.number for step in known.readiness.step] == list(range(1, 10))
    assert all(step.task for step in known.readiness.step), "a part of the booklet without a task prepares nothing"
    asked = {task.prerequisite for _step, task in known.readiness.tasks.values()} - {""}
    assert asked == {"publics", "territory", "institutions"}
    assert all(each.source == "S5" for each in known.readiness.prerequisite)
    assert not known.readiness.confirmed, "the tasks are our proposal and say so"


def test_the_eight_sections_take_every_figure_of_the_programme_in_its_unit():
    sections = territory_opening().public_file.section
    assert [each.code for each in sections] == [
        *("publics", "actors", "policies", "funders", "candidates", "jobs", "households", "workers"),
    ]
    for place in (programme().national, *programme().territories):
        for figure in place.figure:
            assert territory_opening().public_file.subject(figure.subject).unit == figure.unit


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["13"], "D13"),
        (["62", "59"], "D59+D62"),
        (["75", "77", "78", "91", "92", "93", "94", "95"], "R11"),
        (["59", "62", "02", "60", "80"], "R32"),
        (["974"], "R04"),
    ],
)
def test_departements_that_make_up_a_region_are_that_region(parts, code):
    assert area_of(parts).code == code
    assert area(code) == area_of(parts)


@pytest.mark.parametrize("code", ["D99", "R00", "", "D62+D59", "D04+D05+D06+D13+D83+D84"])
def test_an_area_has_one_code_and_no_other(code):
    with pytest.raises(ProgrammeError):
        area(code)


def test_a_place_in_words_is_equal_by_its_words_only():
    assert in_words(" Métropole  de Lille").code == in_words("métropole de lille").code
    assert in_words("Lille").code != area_of(["59"]).code


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("readiness.toml", "number = 4", "number = 3", "numbered from 1 to 9"),
        ("readiness.toml", 'code = "copies_answered"', 'code = "risks_written"', "stands twice"),
        ("readiness.toml", 'prerequisite = "publics"', 'prerequisite = "weather"', "refers to nothing"),
        ("readiness.toml", 'source = "NOUS"', 'source = "RUMOUR"', "sources.toml"),
        ("public_file.toml", 'code = "retirements"', 'code = "departures"', "knows no subject"),
        ("public_file.toml", 'unit = "contracts"', 'unit = "people"', "is not counted in contracts"),
        ("letters/funders.toml", "{region}", "{mayor}", "refers to nothing"),
    ],
)
def test_what_is_wrong_in_the_files_is_told_with_its_place(tmp_path, file, old, new, says):
    folder = shutil.copytree(FOLDER, tmp_path / "opening")
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    with pytest.raises(ProgrammeError, match=says):
        load(folder, programme())
