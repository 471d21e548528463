"""What is asked at a milestone: her by message and link, her households, once and in time."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.follow_up import actions, asking, queries
from labmigration.pathway.follow_up.milestones import optional_after
from labmigration.pathway.follow_up.models import ContactTry, FollowUp, HouseholdWord
from labmigration.pathway.follow_up.sweeping import ask_at_milestones
from labmigration.pathway.follow_up.tests.scenes import SIX

OPENS = SIX - timedelta(days=15)


@pytest.fixture
def household(world, monkeypatch):
    with world.advisor.at_work():
        household = world.household(name="Foyer Petit", phone="+33639981277")
    contract = SimpleNamespace(household_id=household.pk, household=household)
    monkeypatch.setattr(asking, "contracts_on", lambda pathway, day: [contract, contract])
    return household


def swept(day):
    with clock.at(day):
        ask_at_milestones()


def written(pathway):
    return [message.body for message in OutboxMessage.objects.filter(pathway_id=pathway.pk)]


def link_in(body):
    return "/l/" + body.partition("/l/")[2].split()[0]


def phone_on(address):
    """A telephone that has opened the link first."""
    phone = Client()
    phone.post(address)
    return phone


def test_she_is_written_to_twice_a_week_apart_and_only_inside_the_window(world, pathway, six):
    for days in (-1, 0, 0, 6, 7, 30, 60):
        swept(OPENS + timedelta(days=days))
    with world.advisor.at_work():
        tries = list(ContactTry.objects.filter(follow_up=six).values_list("tried_on", flat=True))
    assert tries == [OPENS, OPENS + timedelta(days=7)]
    assert len(written(pathway)) == 2


def test_by_the_link_she_answers_once_without_an_account(world, pathway, six):
    swept(SIX)
    [body] = written(pathway)
    with clock.at(SIX):
        address = link_in(body)
        phone = phone_on(address)
        assert "Travaillez-vous encore" in phone.get(address, follow=True).content.decode()
        form = {"in_sector": "yes", "households": 2, "weekly_hours": "21,5"}
        done = phone.post(address, form, follow=True)
        assert "Votre conseillère lit votre réponse" in done.content.decode()
        again = phone.post(address, form, follow=True)
    assert again.status_code == 410
    with world.advisor.at_work():
        six.refresh_from_db()
    assert (six.state, six.weekly_hours, six.households) == ("done", Decimal("21.5"), 2)


def test_a_link_followed_after_its_last_day_says_so(world, pathway, six):
    swept(SIX)
    [body] = written(pathway)
    with clock.at(six.closes_on + timedelta(days=3)):
        page = Client().get(link_in(body), follow=True)
    assert page.status_code == 410


def test_her_household_is_asked_once_and_says_how_it_goes(world, pathway, six, household):
    swept(SIX)
    swept(SIX + timedelta(days=8))
    with clock.at(SIX), Actor.system("marseille").at_work():
        [word] = HouseholdWord.objects.filter(follow_up=six)
    body = OutboxMessage.objects.get(key=f"household_word|{word.pk}").body
    with clock.at(SIX):
        phone = phone_on(link_in(body))
        assert "Trois questions" in phone.get(link_in(body), follow=True).content.decode()
        # Who still employs must say how it goes.
        assert phone.post(link_in(body), {"employs": "yes"}, follow=True).status_code == 422
        told = {"employs": "yes", "going": "2", "wants_help": "on", "said": "Nous cherchons nos marques."}
        assert "Nous lisons votre réponse" in phone.post(link_in(body), told, follow=True).content.decode()
    with clock.at(SIX), world.advisor.at_work():
        [said] = queries.household_words_of(world.advisor, pathway.pk)[six.pk]
        assert (said.employs, said.going, said.wants_help, said.words) == (True, 2, True, "Nous cherchons nos marques.")
        assert said.withheld() == ("words",)
    with clock.at(SIX), Actor.system("marseille").at_work(), pytest.raises((Conflict, Refused)):
        asking.answer_household(said, actor=Actor.system("marseille"), employs=False)


def test_after_the_last_day_a_household_is_told_that_it_is_too_late(world, pathway, six, household):
    swept(SIX)
    with clock.at(six.closes_on + timedelta(days=1)), world.advisor.at_work():
        [word] = HouseholdWord.objects.filter(follow_up=six)
        with pytest.raises(Refused, match="plus possible"):
            asking.answer_household(word, actor=world.advisor, employs=True, going=3)


def test_thirty_six_months_are_planned_only_when_asked_for_and_once(world, pathway):
    with clock.at(SIX), world.advisor.at_work():
        planned = actions.plan_more(pathway, actor=world.advisor)
        assert (planned.month, planned.due_on) == (36, date(2028, 8, 31))
        with pytest.raises(Refused, match="pas d’autre"):
            actions.plan_more(pathway, actor=world.advisor)
        assert optional_after(list(FollowUp.objects.filter(pathway=pathway))) is None


def test_two_contracts_with_a_short_gap_are_one_time_in_the_sector():
    def contract(first, last):
        return SimpleNamespace(first_paid_on=first, ended_on=last)

    worked = [contract(date(2025, 1, 6), date(2025, 3, 31)), contract(date(2025, 5, 1), None), contract(None, None)]
    with clock.at(date(2025, 9, 1)):
        [spell] = queries.sector_time(worked)
        assert (spell.first, spell.cause) == (date(2025, 1, 6), 0)
        worked[1] = contract(date(2025, 5, 3), None)
        assert len(queries.sector_time(worked)) == 2
