"""The leaflets of the four occupations: complete in four languages, dated, sourced, never richer than the sources."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.consents import Wording
from labmigration.programme.occupation_leaflets import leaflets, load
from labmigration.programme.occupation_leaflets.reader import FOLDER
from labmigration.programme.occupation_leaflets.records import PARTS
from labmigration.programme.positioning_bank.records import Words
from labmigration.programme.positioning_bank.wording import of_text

SUMMER = date(2026, 7, 1)
OCCUPATIONS = ("childminder", "childcare_provider", "dependency_carer", "family_assistant")


def plain(name: str, wording: Wording) -> list[str]:
    words = Words(fr=wording.fr, en=wording.en, ar=wording.ar, uk=wording.uk)
    return [complaint for _code, complaint in of_text(name, words)]


@pytest.mark.parametrize("code", OCCUPATIONS)
def test_each_leaflet_says_what_where_when_with_whom_in_plain_words_of_four_languages(code):
    leaflet = leaflets().leaflet(code)
    lines = [line for part in PARTS for line in leaflet.lines(part)]
    assert len(lines) >= 15
    found = [complaint for line in (*lines, leaflet.sentence) for complaint in plain(line.fr, line)]
    assert found == []


def test_rights_are_told_in_plain_words_too():
    found = [complaint for right in leaflets().rights for complaint in plain(right.code, right.text)]
    assert found == []


@pytest.mark.parametrize("code", OCCUPATIONS)
def test_nobody_has_signed_a_leaflet_yet(code):
    leaflet = leaflets().leaflet(code)
    assert not leaflet.reviewed
    assert not leaflet.confirmed
    assert all(not part.confirmed for part in leaflet.part)


def test_the_grid_is_the_one_of_november_2024_and_says_that_a_later_one_is_not_verified():
    pay = leaflets().pay_on(SUMMER)
    assert [(code, level.base, level.with_title) for code, level in pay.levels.items()] == [
        ("I", 12.24, 12.73),
        ("II", 12.37, 12.86),
        ("III", 12.51, 13.01),
        ("IV", 12.70, 13.21),
        ("V", 12.89, 13.53),
        ("VI", 13.40, 14.07),
    ]
    assert (pay.childminder.base, pay.childminder.with_title) == (3.64, 3.79)
    for amount in (*pay.levels.values(), pay.childminder):
        assert amount.since == date(2024, 11, 25)
        assert not amount.confirmed
        assert "plus récent" in amount.note


def test_a_level_below_the_minimum_wage_is_paid_the_minimum_wage():
    pay = leaflets().pay_on(SUMMER)
    assert pay.floored == ("I",)
    assert pay.due(pay.levels["I"].base) == 12.31
    assert pay.due(pay.levels["II"].base) == 12.37


def test_before_the_minimum_wage_that_we_read_none_is_claimed():
    pay = leaflets().pay_on(date(2026, 5, 31))
    assert pay.smic is None
    assert pay.floored == ()


def test_before_the_grid_no_pay_is_claimed():
    pay = leaflets().pay_on(date(2024, 11, 24))
    assert (pay.levels, pay.childminder) == ({}, None)


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("childcare_provider", {"I", "III", "IV", "V", "VI"}),
        ("dependency_carer", {"III", "IV", "V", "VI"}),
        ("family_assistant", {"I", "II", "III"}),
        ("childminder", set()),
    ],
)
def test_the_levels_are_those_of_the_reference_jobs(code, levels):
    assert leaflets().leaflet(code).levels == levels


def test_rights_of_the_employers_home_and_of_ones_own_differ():
    told = {code: {right.code for right in leaflets().rights_on(SUMMER, code)} for code in OCCUPATIONS}
    assert "watch_hours" in told["dependency_carer"]
    assert "watch_hours" not in told["childminder"]
    assert "daily_rest" in told["childminder"]
    assert "daily_rest" not in told["family_assistant"]
    assert all("weekly_rest" in rights for rights in told.values())


def test_what_was_read_on_secondary_pages_only_is_unconfirmed():
    rights = {right.code: right for right in leaflets().rights}
    assert not rights["licence_length"].confirmed
    assert not rights["statutory_course"].confirmed
    assert rights["several_employers"].confirmed


def test_the_example_week_of_a_childminder_is_the_usual_day_of_nine_hours():
    slots = [slot for week in leaflets().leaflet("childminder").week for slot in week.slots]
    assert {ends - starts for _day, starts, ends in slots} == {9 * 60}


def test_an_unknown_occupation_is_refused():
    with pytest.raises(ProgrammeError, match="gardener"):
        leaflets().leaflet("gardener")


FAULTS = [
    ("no source", "pay.toml", 'source = "SMIC-2026"', "", ("pay.toml, smic 1", "key 'source'")),
    ("no date", "pay.toml", "since = 2026-06-01", "", ("pay.toml, smic 1", "key 'since'")),
    ("no Arabic", "rights.toml", "text.ar", "text.fr2", ("right 'written_contract', text", "key 'fr2'")),
    ("no Ukrainian", "childminder.toml", 'name.uk = "Няня у власному домі"', "", ("name, key 'uk': is missing",)),
    ("empty English", "childminder.toml", 'name.en = "Childminder"', 'name.en = " "', ("key 'en': is empty",)),
    ("unknown source", "rights.toml", 'source = "CCN"', 'source = "XX"', ("'XX' does not stand in sources.toml",)),
    ("claims to be sure", "childminder.toml", "confirmed = false", "confirmed = true", ("must be false",)),
    ("unconfirmed and silent", "pay.toml", 'note = "Dernier', 'nota = "Dernier', ("key 'nota': is unknown",)),
    ("unknown level", "family_assistant.toml", '["I"]', '["VII"]', ("'VII' is not one of",)),
    ("a part twice", "childminder.toml", 'code = "places"', 'code = "tasks"', ("part 'tasks': stands 2 times",)),
    ("no such hour", "childminder.toml", '"08:30"', '"25:30"', ("'25:30' is no time of day",)),
    ("ends first", "childminder.toml", '"17:30"', '"07:30"', ("no hours from 08:30 to 07:30",)),
    ("unknown module", "words.toml", 'code = "sst"', 'code = "ssst"', ("'ssst' refers to nothing",)),
    ("unknown occupation", "rights.toml", '["childminder"]', '["gardener"]', ("'gardener' refers to nothing",)),
    ("less with the title", "pay.toml", "with_title = 12.73", "with_title = 12.03", ("12.03 is less than 12.24",)),
    ("wrong file", "childminder.toml", 'code = "childminder"', 'code = "nanny"', ("is not the name of the file",)),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), [pytest.param(*row[1:], id=row[0]) for row in FAULTS])
def test_a_fault_is_refused_with_its_file_and_key(tmp_path: Path, file, old, new, says):
    folder = tmp_path / "leaflets"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ProgrammeError) as refusal:
        load(folder, programme())
    assert all(part in str(refusal.value) for part in says), str(refusal.value)


def test_a_leaflet_that_is_missing_is_refused(tmp_path: Path):
    folder = tmp_path / "leaflets"
    shutil.copytree(FOLDER, folder)
    (folder / "dependency_carer.toml").unlink()
    with pytest.raises(ProgrammeError, match="dependency_carer.toml: the file is missing"):
        load(folder, programme())
