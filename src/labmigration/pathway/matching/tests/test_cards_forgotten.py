"""How long the card of an introduction that came to nothing is kept, as the person answered to `keep_profile`."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from labmigration import clock
from labmigration.pathway.matching import actions
from labmigration.pathway.matching.queries import TO_CANDIDATE, TO_HOUSEHOLD, disclosed
from labmigration.pathway.matching.sweeping import forget_cards
from labmigration.pathway.matching.tests.scenes import a_pair, both
from labmigration.people.models import ConsentRecord


@pytest.fixture
def ended(world, on_a_tuesday):
    """On Tuesday 10 March 2026 the household said no, in its own words."""
    with world.placement_officer.at_work():
        introduction = actions.introduce(*a_pair(world), actor=world.placement_officer)
        type(introduction).objects.filter(pk=introduction.pk).update(availability="Le matin")
        person, household = both(introduction)
        actions.answer(introduction, actor=person, yes=True)
        actions.answer(introduction, actor=household, yes=False, words="Nous avons trouvé")
    return introduction


def agree(introduction, answer="given"):
    person = introduction.pathway.candidate
    told = {"text_version": "x", "language": "fr", "channel": "screen", "recorded_by": person.user, "at": clock.now()}
    ConsentRecord.objects.create(candidate=person, purpose="keep_profile", answer=answer, **told)


def card(world, introduction, year, month, day):
    """What is left of the card after the sweep of that day."""
    with clock.at(datetime(year, month, day, 12, tzinfo=ZoneInfo("Europe/Paris"))):
        forget_cards()
    with world.placement_officer.at_work():
        introduction.refresh_from_db()
    return introduction.availability, introduction.decline_reason


KEPT, FORGOTTEN = ("Le matin", "Nous avons trouvé"), ("", "")


def test_without_her_consent_the_card_is_kept_three_months(world, ended):
    assert card(world, ended, 2026, 6, 9) == KEPT
    assert card(world, ended, 2026, 6, 11) == FORGOTTEN
    assert ended.state == "declined", "that they were introduced stays"


def test_with_her_consent_it_is_kept_two_years(world, ended):
    agree(ended)
    assert card(world, ended, 2026, 6, 11) == KEPT
    assert card(world, ended, 2028, 3, 9) == KEPT
    assert card(world, ended, 2028, 3, 11) == FORGOTTEN


def test_a_consent_taken_back_counts_no_more(world, ended):
    agree(ended)
    agree(ended, "withdrawn")
    assert card(world, ended, 2026, 6, 11) == FORGOTTEN


def test_a_card_that_is_under_way_is_never_forgotten(world, on_a_tuesday):
    with world.placement_officer.at_work():
        introduction = actions.introduce(*a_pair(world), actor=world.placement_officer)
        type(introduction).objects.filter(pk=introduction.pk).update(availability="Le matin")
    assert card(world, introduction, 2029, 3, 10)[0] == "Le matin"


def test_the_person_reads_the_trade_in_her_own_language_and_the_household_in_french(world, on_a_tuesday):
    with world.placement_officer.at_work():
        introduction = actions.introduce(*a_pair(world), actor=world.placement_officer)
        told, french = (
            disclosed(introduction, to=TO_CANDIDATE)["trade"],
            disclosed(introduction, to=TO_HOUSEHOLD)["trade"],
        )
    with override("ar"):
        arabic = str(told)
    with override("fr"):
        assert str(told) != arabic and isinstance(french, str)
