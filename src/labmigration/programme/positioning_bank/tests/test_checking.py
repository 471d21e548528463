"""Each complaint of the checker, by one planted item; and the bank of the Lab, which has none."""

from typing import Any

import pytest

from labmigration.programme import programme
from labmigration.programme.positioning_bank import load_bank
from labmigration.programme.positioning_bank.checking import Complaint, check, sentences
from labmigration.programme.positioning_bank.reader import FOLDER

from .conftest import WORDS, BankFiles, item, table

DRAWINGS = FOLDER.parents[1] / "ui" / "pictograms"
LONG = "Je vais dans la cuisine et je prends le balai puis la pelle et le seau bleu."
RIGHT, SECOND, THIRD = item(0)["answers"]
OCCUPATIONS = ["childminder", "childcare_provider", "dependency_carer", "family_assistant"]


def complaints(files: BankFiles, recorded: bool = True) -> tuple[Complaint, ...]:
    return check(
        load_bank(files.folder),
        pictograms={"broom", "baby"},
        occupations=OCCUPATIONS,
        recorded=lambda language, sentence: recorded,
    )


def errors(files: BankFiles) -> list[tuple[str, str]]:
    return [(one.about, one.code) for one in complaints(files) if one.severity == "error"]


def test_a_sound_bank_gives_no_error(files: BankFiles) -> None:
    assert errors(files) == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("missing_language", {"reason": {key: text for key, text in WORDS.items() if key != "ar"}}),
        ("unknown_pictogram", {"pictogram": "unicorn"}),
        ("unknown_occupation", {"occupations": [*OCCUPATIONS, "butler"]}),
        ("misnamed", {"id": "laundry-1"}),
        ("ambiguous_key", {"answers": [RIGHT, {**SECOND, "right": True}, THIRD]}),
        ("ambiguous_key", {"answers": [{**RIGHT, "right": False}, SECOND, THIRD]}),
        ("answers", {"answers": [RIGHT, SECOND]}),
        ("equal_answers", {"answers": [RIGHT, SECOND, {**THIRD, "fr": "je continue mon travail"}]}),
        ("equal_answers", {"answers": [RIGHT, SECOND, {**THIRD, "uk": SECOND["uk"]}]}),
        ("no_key", {"answers": None}),
        ("no_key", {"typed": ["0639981234"]}),
        ("long_sentence", {"reason": {**WORDS, "fr": LONG}}),
        ("long_sentence", {"reason": {**WORDS, "en": f"{LONG[:-1]} {LONG}"}}),
        (
            "giveaway",
            {"answers": [{**RIGHT, "fr": "Je demande à Madame Petit. Puis je range tout avec soin."}, SECOND, THIRD]},
        ),
        ("forbidden_topic", {"reason": {**WORDS, "fr": "Vous parlez de la religion de la famille."}}),
        ("forbidden_topic", {"reason": {**WORDS, "fr": "Votre maladie est grave."}}),
        ("forbidden_topic", {"shown": {"fr": "Demande d’asile"}}),
        ("difficulty", {"difficulty": 3.5}),
        ("uncertainty", {"uncertainty": 0.0}),
        ("not_arabic", {"reason": {**WORDS, "ar": "Sabah al khayr"}}),
        ("not_cyrillic", {"reason": {**WORDS, "uk": "Dobryi den"}}),
        (
            "untranslated",
            {"reason": {**WORDS, "fr": "Vous rangez toute la maison.", "en": "Vous rangez toute la maison."}},
        ),
        ("unsigned", {"reviewed": True}),
    ],
)
def test_a_planted_fault_is_named(files: BankFiles, code: str, changes: dict[str, Any]) -> None:
    planted = item(0, **changes)
    files.items(planted, *(item(number) for number in range(1, 7)))
    assert errors(files) == [(planted["id"], code)]


def test_a_time_or_a_number_needs_no_letters_of_the_language(files: BankFiles) -> None:
    times = [
        {"right": number == 8, **dict.fromkeys(WORDS, f"{number} h 30" if number == 9 else f"{number}:30")}
        for number in (7, 8, 10)
    ]
    files.items(item(0, answers=times), *(item(number) for number in range(1, 6)))
    assert errors(files) == []


def test_an_item_of_an_unknown_skill_is_named(files: BankFiles) -> None:
    files.items(item(0, skill="gardening", id="gardening-0"), *(item(number) for number in range(1, 7)))
    assert errors(files) == [("gardening-0", "unknown_skill")]


def test_what_a_trainer_observes_has_no_question(files: BankFiles) -> None:
    files.write(
        "skills.toml",
        table("block", {"code": "home", "name": WORDS, "confirmed": False, "note": "…"})
        + table("skill", {**files.skill, "instrument": "rubric"}),
    )
    assert ("home-care-0", "unasked_skill") in errors(files)


def test_two_prompts_that_ask_the_same_are_named_once(files: BankFiles) -> None:
    twin = item(6, prompt={**WORDS, "fr": item(2)["prompt"]["fr"].replace("faites-vous", "faites vous")})
    files.items(*(item(number) for number in range(6)), twin)
    assert errors(files) == [("home-care-6", "duplicate")]


def test_one_question_about_two_texts_is_no_duplicate(files: BankFiles) -> None:
    prompt = {**WORDS, "fr": "Que dit ce message ?"}
    texts = ("Le bus 12 ne passe pas aujourd’hui.", "Pensez à prendre du pain et du lait, merci.")
    shown = [item(number, prompt=prompt, shown={"fr": text}) for number, text in enumerate(texts)]
    files.items(*shown, *(item(number) for number in range(2, 6)))
    assert errors(files) == []


def test_too_few_items_are_counted_for_each_occupation(files: BankFiles) -> None:
    files.items(item(0, occupations=["childminder"]), *(item(number) for number in range(1, 6)))
    assert errors(files) == [("home_care", "too_few")] * 3


def test_a_pair_within_one_occupation_chooses_nothing(files: BankFiles) -> None:
    side = {"occupation": "childminder", "pictogram": "baby", "words": WORDS}
    files.write("interests.toml", table("pair", {"id": "same", "left": side, "right": side}))
    assert errors(files) == [("same", "same_occupation")]


def test_an_activity_of_an_unknown_skill_is_named(files: BankFiles) -> None:
    strange = {"id": "dance", "skills": ["dancing"], "theme": "home", "pictogram": "broom", "words": WORDS}
    files.write("activities.toml", table("activity", strange))
    assert errors(files) == [("dance", "unknown_skill")]


@pytest.mark.parametrize(
    ("skill", "code"), [("french_listening", "nothing_heard"), ("french_reading", "nothing_shown")]
)
def test_a_french_item_has_something_to_understand_and_a_scale(files: BankFiles, skill: str, code: str) -> None:
    french = {**files.skill, "code": skill, "axis": "french"}
    del french["block"]
    axis = {"code": "french", "instrument": "items", "levelled": True, "name": WORDS}
    files.write("axes.toml", table("axis", axis))
    files.write("skills.toml", "block = []\n" + table("skill", french))
    files.items(*(item(number, skill=skill, id=f"{skill.replace('_', '-')}-{number}") for number in range(6)))
    assert {found for _about, found in errors(files) if found != "unknown_skill"} == {code, "no_scale"}


def test_missing_recordings_are_told_as_totals_and_are_no_error(files: BankFiles) -> None:
    found = [one for one in complaints(files, recorded=False) if one.code == "no_recording"]
    assert [(one.severity, one.about) for one in found] == [("warning", code) for code in ("fr", "en", "ar", "uk")]
    count = len(sentences(load_bank(files.folder))["fr"])
    assert f"{count} phrases sur {count}" in found[0].sentence


def test_items_that_are_all_as_hard_are_told(files: BankFiles) -> None:
    files.items(*(item(number, difficulty=0.1 * number) for number in range(6)))
    assert [one.code for one in complaints(files) if one.about == "home_care"] == ["narrow"]


def test_the_bank_of_the_lab_has_no_error() -> None:
    found = check(
        load_bank(FOLDER),
        pictograms={path.stem for path in DRAWINGS.glob("*.svg")},
        occupations=[occupation.code for occupation in programme().occupations],
        recorded=lambda language, sentence: False,
    )
    assert [one for one in found if one.severity == "error"] == []
