"""One's own agenda at a secret address."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from labmigration.calendars import actions
from labmigration.calendars.models import CalendarAddress
from labmigration.pathway.orientation import actions as orientation
from labmigration.pathway.orientation import slot_actions

PARIS = ZoneInfo("Europe/Paris")
MEETING_AT = datetime(2026, 4, 7, 10, 30, tzinfo=PARIS)


@pytest.fixture
def meeting(world, on_a_tuesday):
    with world.advisor.at_work():
        person = world.person("orientation", "orientation.plan", with_account=True)
        return orientation.plan(person, actor=world.advisor, starts_at=MEETING_AT, place="12 rue de la Paix")


def path_of(user):
    url = actions.renew(user)
    return url[url.index("/agenda/") :]


def events(path):
    """What a telephone reads there, without a session."""
    answer = Client().get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT"), answer.content.decode()


def test_the_person_reads_a_neutral_title_and_the_hour_in_its_own_zone(meeting):
    (event,), text = events(path_of(meeting.pathway.candidate.user))
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Rendez-vous", MEETING_AT)
    assert "BEGIN:VTIMEZONE" in text and "Europe/Paris" in text
    assert meeting.pathway.candidate.surname not in text and "12 rue de la Paix" in text


def test_the_advisor_reads_initials_and_no_name(world, meeting):
    (event,), text = events(path_of(world.user("advisor")))
    assert event["SUMMARY"] == f"Entretien {meeting.pathway.candidate.initials}"
    assert meeting.pathway.candidate.surname not in text


@pytest.mark.parametrize("reader", ["person", "advisor"])
def test_a_safe_contact_leaves_the_place_out_of_every_agenda(world, meeting, reader):
    with world.advisor.at_work():
        person = meeting.pathway.candidate
        person.safe_contact = True
        person.save()
    user = person.user if reader == "person" else world.user("advisor")
    assert "12 rue" not in events(path_of(user))[1]


def test_a_moved_meeting_keeps_its_name_and_counts_up(world, meeting):
    path = path_of(meeting.pathway.candidate.user)
    (before,), _text = events(path)
    with world.advisor.at_work():
        (slot,) = slot_actions.open_slots(
            [MEETING_AT + timedelta(days=1)], actor=world.advisor, minutes=45, how="telephone"
        )
        orientation.move_to(meeting, slot, actor=world.advisor)
    (after,), _text = events(path)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTART") == MEETING_AT + timedelta(days=1)


def test_a_cancelled_meeting_stays_there_as_cancelled(world, meeting):
    path = path_of(meeting.pathway.candidate.user)
    with world.advisor.at_work():
        orientation.cancel(meeting, actor=world.advisor)
    (event,), _text = events(path)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_new_address_ends_the_old_one_and_withdrawing_ends_it_too(meeting):
    user = meeting.pathway.candidate.user
    old, new = path_of(user), path_of(user)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    assert actions.withdraw(user) is True
    assert Client().get(new).status_code == 404
    assert Client().get("/agenda/nimportequoi.ics").status_code == 404


def test_the_address_is_kept_as_a_digest_only(meeting):
    token = path_of(meeting.pathway.candidate.user).removeprefix("/agenda/").removesuffix(".ics")
    assert not any(token in str(value) for value in CalendarAddress.objects.values().get().values())


def test_a_closed_account_has_no_agenda(world, meeting):
    user = world.user("advisor")
    path = path_of(user)
    user.is_active = False
    user.save()
    assert Client().get(path).status_code == 404


def test_who_asks_too_often_waits(meeting, monkeypatch):
    monkeypatch.setattr("labmigration.calendars.views.A_FEED", 2)
    monkeypatch.setattr("labmigration.access.often.present_minute", lambda: 1)
    path = path_of(meeting.pathway.candidate.user)
    assert [Client().get(path).status_code for _time in range(3)] == [200, 200, 429]


def test_the_address_is_shown_once_and_on_her_page(client, meeting):
    client.force_login(meeting.pathway.candidate.user)
    shown = client.post(reverse("calendars:renew"))
    assert "webcal:" in shown.content.decode() and shown["Cache-Control"].startswith("max-age=0")
    again = client.get(reverse("calendars:own")).content.decode()
    assert "webcal:" not in again and "Faire une autre adresse" in again
