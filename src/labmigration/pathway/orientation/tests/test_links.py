"""Signed links: one purpose, one row, one device; each end has its own sentence."""

from datetime import timedelta

import pytest
from django.test import Client

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, visible
from labmigration.access.policy import POLICY
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.timeline.models import Event
from labmigration.timeline.sentences import actor_name

WRONG = {"birth_date_day": "1", "birth_date_month": "1", "birth_date_year": "1980"}
RIGHT = {"birth_date_day": "3", "birth_date_month": "5", "birth_date_year": "1990"}


def words(answer):
    return answer.content.decode()


def test_the_token_is_kept_nowhere(give):
    token = give().split("/")[2]
    row = SignedLink.objects.values().get()
    assert not any(token in str(value) for value in row.values())
    assert row["birth_index"] and "1990" not in row["birth_index"]


def test_a_program_that_looks_at_the_link_changes_nothing_and_learns_nothing(world, client, give, linked_meeting):
    path = give()
    before = SignedLink.objects.values().get()
    for method in (client.get, client.head, client.get):
        answer = method(path)
        assert answer.status_code == 200
    assert SignedLink.objects.values().get() == before
    assert linked_meeting.pathway.candidate.first_name not in words(client.get(path))
    with world.advisor.at_work():
        assert not Event.objects.filter(verb="orientation.confirm").exists()


def test_who_tries_too_often_waits(client, db, monkeypatch):
    monkeypatch.setattr("labmigration.links.views.A_MINUTE", 2)
    monkeypatch.setattr("labmigration.access.often.present_minute", lambda: 1)
    answers = [client.get(f"/l/{number}/") for number in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert "Attendez une minute" in words(answers[2])


def test_it_opens_by_a_button_and_tells_first_name_day_and_hour_in_two_languages(give, opened, linked_meeting):
    page = words(opened(give()))
    person = linked_meeting.pathway.candidate
    assert person.first_name in page and person.surname not in page
    assert "mardi 17\u00a0mars" in page and "вівторок 17\u00a0березня" in page


def test_a_safe_contact_hides_the_place(world, give, opened, client, linked_meeting):
    path = give()
    assert "12 rue de la Paix" in words(opened(path))
    with world.advisor.at_work():
        person = linked_meeting.pathway.candidate
        person.safe_contact = True
        person.save()
    assert "12 rue de la Paix" not in words(client.get(path))


def test_whoever_follows_it_acts_as_the_holder_of_that_link(world, give, opened, client, linked_meeting):
    path = give()
    opened(path)
    client.post(path, {"do": "confirm"})
    with world.advisor.at_work():
        linked_meeting.refresh_from_db()
        assert linked_meeting.confirmed_at == clock.now()
        event = Event.objects.get(verb="orientation.confirm")
        assert (event.actor, event.actor_role) == (None, "link_holder")
        assert actor_name(event) == "la personne, par un lien"


def test_the_rights_of_a_holder_end_at_the_one_row(world, linked_meeting):
    with world.advisor.at_work():
        other = world.person("orientation", "orientation.plan")
    holder = Actor.behind_link("marseille", ("orientation.Meeting", str(linked_meeting.pk)))
    with holder.at_work():
        for action, right in POLICY.items():
            if right.model and holder.roles & right.rows.keys():
                found = {str(row.pk) for row in visible(holder, action)}
                assert found <= {str(linked_meeting.pk)}, action
        assert not visible(holder, "orientation.choose").filter(pk=other.pk).exists()


def test_somebody_signed_in_acts_by_the_link_as_its_holder_only(world, give, opened, client, linked_meeting):
    client.force_login(world.user("territory_coordinator"))
    path = give()
    opened(path)
    client.post(path, {"do": "confirm"})
    with world.advisor.at_work():
        assert Event.objects.get(verb="orientation.confirm").actor_role == "link_holder"


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"used_at": True, "once": True}, 410, "Ce lien a déjà servi"),
        ({"withdrawn_at": True}, 410, "Ce lien a été annulé"),
        ({"wrong_tries": 5}, 410, "Ce lien est fermé"),
    ],
)
def test_each_end_has_its_sentence(client, give, change, status, sentence):
    path = give()
    now = {name: clock.now() if name.endswith("_at") else value for name, value in change.items()}
    SignedLink.objects.update(**now)
    for answer in (client.get(path), client.post(path, {"do": "confirm"})):
        assert answer.status_code == status and sentence in words(answer)


def test_an_expired_link_says_so(client, give):
    path = give()
    with clock.at(clock.now() + timedelta(days=8)):
        answer = client.post(path)
    assert answer.status_code == 410 and "Ce lien est trop ancien" in words(answer)


def test_an_unknown_link_says_so(client, db):
    answer = client.get("/l/nimportequoi/")
    assert answer.status_code == 404 and "Ce lien n’existe pas" in words(answer)


def test_a_forwarded_link_asks_the_birth_date_and_opens_for_the_right_one(give, opened, linked_meeting):
    path = give()
    opened(path)
    other = Client()
    asked = other.get(path)
    assert "Est-ce bien vous" in words(asked) and linked_meeting.pathway.candidate.first_name not in words(asked)
    assert other.post(path, WRONG).status_code == 422
    assert other.post(path, RIGHT).status_code == 302
    assert linked_meeting.pathway.candidate.first_name in words(other.get(path))


def test_five_wrong_dates_end_the_link_for_everybody(give, opened, client):
    path = give()
    opened(path)
    other = Client()
    answers = [other.post(path, WRONG).status_code for _time in range(5)]
    assert answers == [422, 422, 422, 422, 410]
    assert other.post(path, RIGHT).status_code == 410
    assert client.get(path).status_code == 410


def test_a_guess_does_nothing_else_on_the_way(world, give, opened, linked_meeting):
    path = give()
    opened(path)
    Client().post(path, {**WRONG, "do": "confirm"})
    with world.advisor.at_work():
        linked_meeting.refresh_from_db()
        assert linked_meeting.confirmed_at is None


def test_without_a_birth_date_it_stays_on_its_first_device(give, opened):
    path = give(birth_date=None)
    opened(path)
    answer = Client().get(path)
    assert answer.status_code == 403 and "ouvert ailleurs" in words(answer)


def test_two_devices_that_open_it_at_once_are_not_both_the_first(give):
    give()
    link = SignedLink.objects.get()
    assert links.open_first(link) is True
    assert links.open_first(link) is False


def test_a_forged_cookie_opens_nothing(give, opened):
    path = give()
    opened(path)
    other = Client()
    other.cookies["link"] = f"{SignedLink.objects.get().pk}:forged"
    assert "Est-ce bien vous" in words(other.get(path))


def test_a_link_that_serves_once_is_used_once(give):
    give(once=True)
    link = SignedLink.objects.get()
    links.use(link)
    with pytest.raises(Conflict):
        links.use(link)


def test_withdrawing_ends_the_links_of_one_row(give, linked_meeting):
    give()
    give()
    assert (links.withdraw(linked_meeting), links.withdraw(linked_meeting)) == (2, 0)


def test_a_link_is_given_for_what_its_purpose_is_about_and_for_a_time_to_come(world, linked_meeting):
    with world.advisor.at_work():
        with pytest.raises(ValueError, match=r"pathway\.Pathway"):
            links.make(world.advisor, "choose_meeting", linked_meeting, clock.now() + timedelta(days=1))
        with pytest.raises(ValueError, match="ends after"):
            links.make(world.advisor, "meeting", linked_meeting, clock.now())
