"""The codebook of questionnaires: whole in four languages, and refused with a sentence when it is not coherent."""

import shutil

import pytest

from labmigration.programme.codebook import FOLDER, PREFER_NOT, codebook, load
from labmigration.programme.values import ProgrammeError


@pytest.fixture
def changed(tmp_path):
    """A copy of the folder with a piece of one file replaced."""

    def change(name, before, after):
        folder = tmp_path / "codebook"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
        return folder

    return change


@pytest.mark.parametrize(
    ("name", "before", "after", "says"),
    [
        ("questions_entry.toml", 'waves = ["entry"]', 'waves = ["never"]', "no wave is called never"),
        ("questions_entry.toml", 'code = "gender"', 'code = "birth_year"', "stands twice"),
        ("questions_entry.toml", 'question = "situation_before", among', 'question = "housing", among', "before it"),
        ("questions_entry.toml", 'among = ["job_seeker"]', 'among = ["asleep"]', "an answer is unknown"),
        ("questions_entry.toml", "least = 1900", "least = 2100", "a least below its most"),
        ("questions_entry.toml", 'text.uk = "Ваша стать"', "", "'uk'"),
        ("codebook.toml", 'clock = "training"', 'clock = "moon"', "moon"),
        ("fund_fields.toml", 'status = "seen"', 'status = "sure"', "sure"),
    ],
)
def test_a_codebook_that_is_not_coherent_is_refused_and_says_where(changed, name, before, after, says):
    with pytest.raises(ProgrammeError, match=says):
        load(changed(name, before, after))


def test_one_letter_changes_the_digest(changed):
    same = changed("codebook.toml", "version", "version")
    assert load(same).digest == codebook().digest
    assert load(changed("questions_later.toml", "En ce moment", "En ce momen")).digest != codebook().digest


def test_nobody_has_to_say_what_is_sensitive_and_staff_never_ask_what_has_no_name():
    for question in codebook().questions:
        assert not question.sensitive or question.kind == "number" or question.answer_of(PREFER_NOT)
        assert not question.anonymous or all(question not in codebook().questions_of(wave) for wave in question.waves)


def test_a_question_is_asked_only_after_the_answers_on_which_it_hangs():
    asked = {question.code for question in codebook().asked("entry", {"situation_before": ("employed",)})}
    assert "seeking_since" not in asked
    assert "seeking_since" in {each.code for each in codebook().asked("entry", {"situation_before": ("job_seeker",)})}
