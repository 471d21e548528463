"""Invented people answer as their abilities let them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from labmigration import clock
from labmigration.demo.respondents import Respondent
from labmigration.pathway.positioning.sittings.models import Answer, Part
from labmigration.programme.positioning_bank import bank

EVENING = datetime(2026, 3, 9, 18, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def person(world, on_a_tuesday):
    with world.advisor.at_work():
        yield world.person("positioning", "positioning.do", with_account=True, occupation="childcare_provider")


def rights(ability: float, person) -> float:
    questionnaire = Respondent(ability, seed=3).answers(person, EVENING)
    told = list(
        Answer.objects.filter(questionnaire=questionnaire).exclude(outcome="").values_list("outcome", flat=True)
    )
    return told.count("right") / len(told)


def test_somebody_stops_before_a_part_and_goes_on_the_day_after(person):
    respondent = Respondent(0, seed=3)
    questionnaire = respondent.answers(person, EVENING, until=Part.INTERESTS)
    assert questionnaire.state == "open"
    assert set(Answer.objects.values_list("part", flat=True)) <= {Part.FREQUENCY, Part.CARDS}
    with clock.at(EVENING):
        assert respondent.answers(person, EVENING.replace(hour=20)).state == "finished"


def test_who_knows_more_answers_more_questions_rightly(person, world):
    other = world.person("positioning", "positioning.do", with_account=True, occupation="childcare_provider")
    assert rights(-2.5, person) < 0.5 < rights(2.5, other)


def test_the_true_level_of_somebody_far_above_the_cuts_is_the_highest():
    skill = bank().skills[0]
    assert Respondent(9, seed=1).level_in(skill, bank()) == 4
    assert Respondent(-9, seed=1).level_in(skill, bank()) == 1
