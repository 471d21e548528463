"""She notes when she cannot come; the search and the coordinator's draft read the same place."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.pathway.training.availability.actions import keep_own_week, set_trainee_week
from labmigration.pathway.training.models import TraineeWeek
from labmigration.pathway.training.timetable.unable import unable_in

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def person(school):
    return school.waiting(with_account=True)


def send(client, person, **told):
    client.force_login(person.candidate.user)
    return client.post(reverse("training:own_week"), told, follow=True)


def test_she_ticks_half_days_adds_a_day_and_takes_it_away_and_staff_read_who_said_so(school, person, client: Client):
    page = send(client, person, what="week", weekly=["2-pm", "0-am"], version="0").content.decode()
    assert "C’est noté" in page and "Mercredi après-midi" in page
    send(client, person, what="add", day="2026-04-14", half="day", version="1")
    week = TraineeWeek.objects.get()
    assert (week.weekly, week.days) == (["0-am", "2-pm"], [["2026-04-14", "am"], ["2026-04-14", "pm"]])
    page = send(client, person, what="remove", day="2026-04-14 am", version="2").content.decode()
    assert "14\u00a0avril" in page and "pourquoi" in page
    assert TraineeWeek.objects.get().days == [["2026-04-14", "pm"]]
    client.force_login(school.coordinator.user)
    staff = client.get(reverse("training:trainee_week", args=[person.pk])).content.decode()
    assert f"Noté par {person.candidate.user.name}" in staff


def test_a_day_gone_by_is_refused_beside_its_field_and_nothing_is_lost(person, client: Client):
    answered = send(client, person, what="add", day="2026-03-09", half="am", version="0")
    assert answered.status_code == 422 and "Ce jour est passé" in answered.content.decode()
    assert not TraineeWeek.objects.exists()


def test_two_who_note_it_at_once_overwrite_nothing(school, person, client: Client):
    set_trainee_week(person, actor=school.coordinator, version=0, weekly=["4-am"], days=[])
    assert send(client, person, what="week", weekly=["0-am"], version="0").status_code == 409
    assert TraineeWeek.objects.get().weekly == ["4-am"]


def test_nobody_notes_it_for_another_person_with_her_right(school, person):
    other = Actor.of(school.waiting(with_account=True).candidate.user)
    with other.at_work(), pytest.raises(Refused):
        keep_own_week(person, actor=other, version=0, weekly=[], days=[])


def test_the_draft_tells_who_can_not_come_to_what_and_what_changed_since():
    away = {"a": {("2026-03-10", "am"), ("2026-03-12", "pm")}, "b": set()}
    question = {
        "calendar": {"from": "2026-03-10", "to": "2026-03-13"},
        "cohorts": [{"trainees": [{"id": "a", "away": [["2026-03-12", "pm"]]}, {"id": "b", "away": []}]}],
    }
    sessions = [
        {"date": "2026-03-10", "half": "am", "trainees": ["a", "b"]},
        {"date": "2026-03-11", "half": "am", "trainees": ["a"]},
    ]
    found = unable_in(question, sessions, away)
    assert [(each.seat, each.missed, each.changed) for each in found] == [
        ("a", [(date(2026, 3, 10), "am")], True),
    ]
