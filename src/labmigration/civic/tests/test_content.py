"""The steps say the same in four languages, plainly, and each check has one right answer."""

import pytest

from labmigration.civic.content import FOLDER, LANGUAGES, SIDES, TOPICS, all_steps, facing, read, step, steps_of
from labmigration.programme import ProgrammeError
from labmigration.programme.consents import Wording
from labmigration.ui.arguments import pictogram_names

STEPS = [each for side in SIDES for each in steps_of(side)]
WORKER_FILE = (FOLDER / "worker.toml").read_text(encoding="utf-8")


def wordings(each) -> list[Wording]:
    checks = [text for check in each.check for text in (check.question, check.why, *check.answer)]
    return [each.title, *each.line, *checks]


def test_the_steps_of_both_sides_face_each_other_topic_by_topic():
    assert all(tuple(each.topic for each in steps) == TOPICS for steps in all_steps().values())
    assert len({each.code for each in STEPS}) == len(STEPS) == 2 * len(TOPICS)
    assert {facing(topic, side).topic for topic in TOPICS for side in SIDES} == set(TOPICS)
    with pytest.raises(LookupError):
        step("nothing")


@pytest.mark.parametrize("each", STEPS, ids=lambda each: each.code)
def test_a_step_is_short_plain_and_whole_in_every_language(each):
    assert 6 <= len(each.line) <= 10 and 1 <= len(each.check) <= 3
    for text in wordings(each):
        told = [text.in_language(language) for language in LANGUAGES]
        assert all(words.strip() == words != "" for words in told)
        for sentence in text.fr.replace("? ", "?.").replace(": «", ".").split("."):
            assert len(sentence.split()) <= 20, sentence
        assert "'" not in text.fr, "the apostrophe of a French sentence is ’"
        if not text.fr[0].isdigit():
            assert text.ar not in (text.fr, text.en) and text.uk not in (text.fr, text.en) or text.fr.istitle()
    assert all(line.pictogram in pictogram_names() for line in each.line)
    assert each.pictogram in pictogram_names()
    assert all(2 <= len(check.answer) <= 3 and check.answer[check.right].right for check in each.check)


def test_no_text_claims_a_reader_whom_it_has_not_had():
    assert not any(each.expert_reviewed or each.native_reviewed for each in STEPS)
    assert STEPS[0].unread_languages == LANGUAGES


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("right = true\n", "", "exactly one answer is right"),
        ('sources = ["CCN"]', 'sources = ["INVENTED"]', "knows no INVENTED"),
        ("native_reviewed = []", 'native_reviewed = ["de"]', "knows no de"),
        ('code = "worker_hours"', 'code = "worker_contract"', "stands twice"),
        ('code = "undeclared"', 'code = "who_declares"', "stands twice"),
        ('topic = "hours"', 'topic = "cooking"', "cooking"),
    ],
)
def test_a_file_that_would_teach_wrongly_is_refused(before, after, says):
    assert before in WORKER_FILE
    with pytest.raises(ProgrammeError, match=says):
        read("worker.toml", WORKER_FILE.replace(before, after, 1))
