"""The bank as it is read: what it must say, what it refuses, and what it still knows of the past."""

import json
from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.positioning_bank import bank, load_bank, reader
from labmigration.programme.positioning_bank.publishing import is_published, publish

from .conftest import HEAD, BankFiles, item

DAY = date(2027, 1, 12)
CALIBRATION = (
    "published = false\nsessions = 40\nanswers = 240\n\n[[difficulty]]\n"
    'id = "home-care-0"\nb = 1.25\nb_sd = 0.31\nanswers = 40\n'
)


@pytest.fixture
def here(files: BankFiles, monkeypatch: pytest.MonkeyPatch) -> BankFiles:
    """The small bank in the place of the Lab's."""
    monkeypatch.setattr(reader, "FOLDER", files.folder)
    reader._current.cache_clear()
    bank.cache_clear()
    yield files
    monkeypatch.undo()
    reader._current.cache_clear()
    bank.cache_clear()


def restart() -> None:
    reader._current.cache_clear()
    bank.cache_clear()


def test_the_bank_holds_what_the_lab_promised() -> None:
    held = bank()
    axes = Counter(held.skill(item.skill).axis for item in held.items)
    assert axes["occupational"] >= 120
    assert axes["french"] >= 40
    assert axes["digital"] >= 20
    assert axes["setting"] >= 20
    assert len(held.items) >= 200
    assert len(held.activities) >= 60
    assert len(held.pairs) >= 24
    assert {side.occupation for pair in held.pairs for side in (pair.left, pair.right)} == {
        occupation.code for occupation in programme().occupations
    }


def test_every_occupation_is_asked_its_own_skills() -> None:
    def asked(occupation: str) -> set[str]:
        return {skill.code for skill in bank().skills_for(occupation)}

    childcare = {"child_care", "child_growth", "child_safety"}
    dependency = {"daily_acts", "mobility_help", "respect_autonomy"}
    everyone = set.intersection(*(asked(occupation.code) for occupation in programme().occupations))
    assert asked("childminder") - everyone == asked("childcare_provider") - everyone == childcare
    assert asked("dependency_carer") - everyone == dependency
    assert asked("family_assistant") - everyone == {"household_planning"}
    assert {"meals", "home_safety", "french_speaking", "digital_phone", "civics"} <= everyone


def test_a_level_has_a_name_and_a_sentence_in_every_language() -> None:
    skill = bank().skill("home_safety")
    assert bank().level_name("home_safety", 3).fr == "Sans aide"
    assert all(skill.can_do(level).written(code) for level in (1, 2, 3, 4) for code in ("fr", "en", "ar", "uk"))
    with pytest.raises(IndexError):
        bank().level_name("home_safety", 0)


def test_a_text_that_nobody_translated_is_read_in_french() -> None:
    words = bank().items[0].prompt
    assert words.in_language("ar") == words.ar != words.fr
    assert words.in_language("ps") == words.fr


def test_a_typed_answer_is_compared_without_spaces_and_case() -> None:
    typed = next(item for item in bank().items if item.typed)
    assert typed.accepts(f" {typed.typed[0].upper()}\u00a0")
    assert not typed.accepts(typed.typed[0] + "x")


def test_the_bank_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        bank().version = "2030.1"  # type: ignore[misc]


def test_questions_of_another_trade_are_left_out(files: BankFiles) -> None:
    files.items(item(0, occupations=["childminder"]), item(1))
    held = load_bank(files.folder)
    assert [one.id for one in held.items_of("home_care", "family_assistant")] == ["home-care-1"]
    assert len(held.items_of("home_care")) == 2
    assert held.item("home-care-1").belongs_to("family_assistant")
    with pytest.raises(KeyError):
        held.item("home-care-9")


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (HEAD.replace('source = "LAB-BANK"\n', ""), "says where it comes from"),
        (HEAD.replace("since = 2026-11-22\n", ""), "says since when it holds"),
        (HEAD.replace("LAB-BANK", "HEARSAY"), "'HEARSAY' does not stand in sources.toml"),
    ],
)
def test_a_part_without_date_or_source_is_refused(files: BankFiles, head: str, sentence: str) -> None:
    files.write("items/more.toml", "item = []\n", head=head)
    with pytest.raises(ProgrammeError, match=sentence):
        load_bank(files.folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("levels.toml", "[-1.0, 0.0, 1.0]", "[0.0, 0.0, 1.0]", "three rising numbers"),
        ("levels.toml", "decided_at = 0.8", "decided_at = 0.4", "not between 0.5 and 1"),
        ("levels.toml", 'note = "À régler."', 'note = "  "', "key 'note'"),
        ("skills.toml", 'axis = "occupational"', 'axis = "musical"', "'musical' refers to nothing"),
        ("skills.toml", 'block = "home"', 'block = "garden"', "'garden' refers to nothing"),
        ("skills.toml", 'module = "core_home_and_laundry"', 'module = "m9"', "'m9' refers to nothing"),
        ("skills.toml", 'module = "core_home_and_laundry"', 'module = "option_childcare"', "does not serve dependency"),
        ("skills.toml", "target = 3", "target = 5", "none of 1, 2, 3, 4"),
        ("skills.toml", "{ number = 4", "{ number = 5", "levels 1, 2, 3 and 4"),
        ("skills.toml", "confirmed = false", 'confirmed = true\ntitle = "advd"', "come together"),
        (
            "skills.toml",
            "confirmed = false",
            'confirmed = true\ntitle = "advd"\ncertification_block = "BC04.01"',
            "'BC04.01' refers to nothing",
        ),
        ("items/home.toml", "home-care-1", "home-care-0", "'home-care-0', key 'id': stands twice"),
        ("items/home.toml", 'pictogram = "broom"', 'picture = "broom"', "'picture': is unknown"),
        ("items/home.toml", "uncertainty = 0.8", 'uncertainty = "0.8"', "must be a number"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(
    files: BankFiles, name: str, old: str, new: str, sentence: str
) -> None:
    path = files.folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeError, match=sentence) as refused:
        load_bank(files.folder)
    assert name.split("/")[0] in str(refused.value)


def test_one_word_changed_is_another_content(files: BankFiles) -> None:
    before = load_bank(files.folder).content
    files.items(*(item(number, difficulty=0.0) for number in range(6)))
    assert load_bank(files.folder).content != before


def test_a_calibration_counts_from_the_day_a_person_publishes_it(files: BankFiles) -> None:
    before = load_bank(files.folder)
    files.write("calibrations/2027.1.toml", CALIBRATION)
    assert load_bank(files.folder) == before
    after = publish(files.folder, "2027.1", by='Inès "Ina" Haddad', on=DAY)
    assert (after.version, after.item("home-care-0").difficulty, after.item("home-care-0").uncertainty) == (
        "2027.1",
        1.25,
        0.31,
    )
    assert after.item("home-care-1").difficulty == before.item("home-care-1").difficulty
    assert load_bank(files.folder) == after


def test_an_old_session_keeps_its_bank(here: BankFiles) -> None:
    before = bank()
    here.write("calibrations/2027.1.toml", CALIBRATION)
    publish(here.folder, "2027.1", by="Inès Haddad", on=DAY)
    here.items(*(item(number, difficulty=0.0) for number in range(6)))
    restart()
    assert bank().version == "2027.1"
    assert bank(before.version, content=before.content) == before
    assert bank("2026.1") == before
    assert bank(bank().version, content=bank().content) is bank()


def test_an_old_bank_is_read_although_the_programme_changed(here: BankFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = publish(here.folder, "2026.1", by="Inès Haddad", on=DAY)
    path = here.folder / "skills.toml"
    path.write_text(path.read_text("utf-8").replace("core_home_and_laundry", "core_safety"), encoding="utf-8")
    restart()
    assert bank().content != kept.content
    monkeypatch.setattr(reader, "programme", lambda: pytest.fail("the programme was asked"))
    assert bank(content=kept.content).skill("home_care").module == "core_home_and_laundry"


def test_a_bank_that_nobody_published_is_said_to_be_unknown(here: BankFiles) -> None:
    with pytest.raises(ProgrammeError, match="2019.4 was never published"):
        bank("2019.4")
    assert not is_published(here.folder, bank())


def test_a_published_bank_that_was_touched_is_refused(here: BankFiles) -> None:
    kept = publish(here.folder, "2026.1", by="Inès Haddad", on=DAY)
    assert is_published(here.folder, kept)
    path: Path = here.folder / "versions" / f"{kept.content}.json"
    content = json.loads(path.read_text("utf-8"))
    content["files"]["bank.toml"] += "# one word more\n"
    path.write_text(json.dumps(content), encoding="utf-8")
    here.items(*(item(number, difficulty=0.0) for number in range(6)))
    restart()
    with pytest.raises(ProgrammeError, match="changed after it was published"):
        bank(content=kept.content)


@pytest.mark.parametrize(
    ("version", "by", "sentence"),
    [
        ("2027.1", "  ", "who answers for it"),
        ("2027.2", "Inès", "file is missing"),
        ("../2027.1", "Inès", "is no version"),
    ],
)
def test_a_publication_that_says_too_little_is_refused(files: BankFiles, version: str, by: str, sentence: str) -> None:
    files.write("calibrations/2027.1.toml", CALIBRATION)
    with pytest.raises(ProgrammeError, match=sentence):
        publish(files.folder, version, by=by, on=DAY)


def test_nothing_is_published_twice(files: BankFiles) -> None:
    publish(files.folder, "2026.1", by="Inès", on=DAY)
    with pytest.raises(ProgrammeError, match="published already"):
        publish(files.folder, "2026.1", by="Inès", on=DAY)
    files.write("calibrations/2027.1.toml", CALIBRATION)
    publish(files.folder, "2027.1", by="Inès", on=DAY)
    with pytest.raises(ProgrammeError, match="published already"):
        publish(files.folder, "2027.1", by="Inès", on=DAY)


def test_a_calibration_marked_by_hand_without_a_name_is_refused(files: BankFiles) -> None:
    files.write("calibrations/2027.1.toml", CALIBRATION.replace("published = false", "published = true"))
    with pytest.raises(ProgrammeError, match="published_by"):
        load_bank(files.folder)
