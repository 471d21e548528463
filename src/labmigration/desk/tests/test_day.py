"""The advisor's day: what it lists, in which words, at which cost."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from labmigration.pathway.orientation import actions as orientation

PARIS = ZoneInfo("Europe/Paris")
PAST = date(2026, 3, 2)


@pytest.fixture
def read_day(world, client, on_a_tuesday):
    def read():
        client.force_login(world.user("advisor"))
        return client.get(reverse("desk:day"))

    return read


def section(answer, title, following):
    """What stands between two headings of the page."""
    content = answer.content.decode()
    return content[content.index(escape(title)) : content.index(escape(following))]


def test_it_greets_by_first_name_and_says_the_day(world, read_day):
    world.user("advisor", name="Claire Morel")
    content = read_day().content.decode()
    assert "Bonjour Claire" in content
    assert "mardi 10\u00a0mars 2026" in content


def test_an_overdue_step_of_mine_is_to_do_with_its_link(world, read_day):
    person = world.person("orientation", "orientation.plan", due_on=PAST)
    to_do = section(read_day(), "À faire aujourd’hui", "Qui s’éloigne")
    assert person.candidate.full_name in to_do
    assert reverse("orientation:plan", args=[person.pk]) in to_do


def test_a_step_for_next_week_is_not_to_do_today(world, read_day):
    person = world.person("orientation", "orientation.plan")
    assert person.candidate.full_name not in section(read_day(), "À faire aujourd’hui", "Qui s’éloigne")


def test_a_meeting_of_today_is_to_do_once_and_not_also_as_a_step(world, read_day):
    person = world.person("orientation", "orientation.plan")
    with world.advisor.at_work():
        today = datetime(2026, 3, 10, 15, tzinfo=PARIS)
        orientation.plan(person, actor=world.advisor, starts_at=today, place="CEP Marseille")
    to_do = section(read_day(), "À faire aujourd’hui", "Qui s’éloigne")
    assert to_do.count(person.candidate.full_name) == 1
    assert "15\u00a0h" in to_do and "CEP Marseille" in to_do


def test_someone_else_is_waited_for_by_name_of_the_step_and_the_role(world, read_day):
    person = world.person("training", "training.enrol", due_on=PAST)
    answer = read_day()
    content = answer.content.decode()
    waiting = content[content.index("On attend quelqu’un d’autre") :]
    assert person.candidate.full_name in waiting
    assert "Donner une place dans une cohorte" in waiting and "Coordination de la formation" in waiting
    assert person.candidate.full_name not in section(answer, "À faire aujourd’hui", "Qui s’éloigne")


def test_a_person_who_missed_a_meeting_and_is_silent_drifts_with_both_reasons_in_words(world, read_day):
    person = world.person("orientation", "orientation.plan")
    with world.advisor.at_work():
        meeting = orientation.plan(
            person, actor=world.advisor, starts_at=datetime(2026, 3, 9, 9, tzinfo=PARIS), place="CEP"
        )
        orientation.miss(meeting, actor=world.advisor)
        type(person).objects.filter(pk=person.pk).update(due_on=PAST, last_contact_on=date(2026, 1, 1))
    drifting = section(read_day(), "Qui s’éloigne", "Nouvelles personnes")
    assert person.candidate.full_name in drifting
    assert "Un entretien manqué" in drifting and "Aucun contact depuis 68 jours" in drifting


def test_a_new_person_is_taken_in_charge_in_one_click(world, client, read_day):
    person = world.person("reception", "reception.assign", lead_advisor=None)
    assert person.candidate.full_name in read_day().content.decode()
    advisor = world.user("advisor")
    sent = {"advisor": str(advisor.pk), "instead_of": ""}
    client.post(reverse("pathway:assign", args=[person.pk]), sent)
    with world.advisor.at_work():
        person.refresh_from_db()
        assert person.lead_advisor == advisor


def test_people_of_a_colleague_are_not_in_my_day(world, read_day):
    colleague = world.user("advisor", another=True)
    person = world.person("orientation", "orientation.plan", due_on=PAST, lead_advisor=colleague)
    assert person.candidate.full_name not in read_day().content.decode()


def test_an_empty_day_says_how_to_begin(read_day):
    assert "Vous ne suivez personne pour l’instant" in read_day().content.decode()


def test_the_number_of_queries_does_not_depend_on_the_caseload(world, client, read_day, django_assert_num_queries):
    def people(count):
        for number in range(count):
            step = "orientation.plan" if number % 2 else "training.enrol"
            with world.advisor.at_work():
                world.person("orientation", step, due_on=PAST + timedelta(days=number % 20))

    people(5)
    read_day()
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("desk:day"))
    people(45)
    with django_assert_num_queries(len(few)):
        client.get(reverse("desk:day"))
    # Meetings, reminders, own people, meetings missed, half-days missed, new people, right to work, papers, plans
    # overtaken, what training shows, deadlines of certification, contracts at work, conflicts, questionnaires that
    # close, the frame’s count; the rest is signing in.
    assert len(few) <= 21
