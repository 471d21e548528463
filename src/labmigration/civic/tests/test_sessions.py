"""Meetings of both sides: who comes, which questions are shown, who came, once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.civic import learning, queries, sessions
from labmigration.civic.agenda import entries
from labmigration.civic.content import step
from labmigration.civic.learner import learner_of
from labmigration.civic.models import JointSession, Question, SessionPlace, StepTaken
from labmigration.people.models import SAFETY_YES

pytestmark = pytest.mark.usefixtures("on_a_tuesday")
THURSDAY = datetime(2026, 3, 12, 18, tzinfo=ZoneInfo("Europe/Paris"))
EVENING = THURSDAY + timedelta(hours=2)


@pytest.fixture
def meeting(world) -> JointSession:
    officer = world.placement_officer
    with officer.at_work():
        return planned(world)


def planned(world, **changes) -> JointSession:
    told = {"topic": "home", "starts_at": THURSDAY, "minutes": 90, "place": "Maison de l’emploi", "seats": 3}
    told |= {"territory": "marseille", "facilitator": world.user("placement_officer"), **changes}
    return sessions.plan(actor=world.placement_officer, **told)


@pytest.fixture
def sides(world) -> tuple[Actor, Actor]:
    person = world.person("training", "training.enrol", with_account=True)
    return Actor.of(person.candidate.user), Actor.of(world.household(user=True).user)


def test_who_came_has_done_the_step_of_her_side_and_it_is_noted_once(world, meeting, sides, client):
    worker, home = sides
    absent = Actor.of(world.person("training", "training.enrol", with_account=True).candidate.user)
    with worker.at_work():
        places = {actor: sessions.join(meeting, learner_of(actor), actor=actor) for actor in (worker, home, absent)}
        assert sessions.join(meeting, learner_of(worker), actor=worker).pk == places[worker].pk
        late = Actor.of(world.household(user=True).user)
        with pytest.raises(Refused, match="plus de place"):
            sessions.join(meeting, learner_of(late), actor=late)
        # She had done it alone before: her day stays.
        checks = [check.code for check in step("household_home").check]
        learning.find(learner_of(home), step("household_home"), checks, actor=home)
    client.force_login(world.user("placement_officer"))
    address = reverse("civic:session", args=[meeting.pk])
    ticked = {"came": [str(places[actor].pk) for actor in (worker, home)]}
    with pytest.raises(Refused), world.placement_officer.at_work():
        sessions.note_held(meeting, [], actor=world.placement_officer)  # before it has begun
    with clock.at(EVENING):
        assert "Qui est venu" in client.get(address).content.decode()
        assert client.post(address, ticked).status_code == 302
        with world.placement_officer.at_work():
            with pytest.raises(Conflict):
                sessions.note_held(JointSession.objects.get(), [places[absent].pk], actor=world.placement_officer)
            with pytest.raises(Refused):
                sessions.leave(SessionPlace.objects.get(pk=places[worker].pk), actor=worker)
            done = {row.step: (row.together, row.done_on) for row in StepTaken.objects.all()}
    assert done == {
        "worker_home": (True, EVENING.date()),
        "household_home": (False, THURSDAY.date() - timedelta(days=2)),
    }


def test_a_question_is_read_first_and_shown_without_a_name_to_those_who_come(world, meeting, sides, client):
    worker, home = sides
    with worker.at_work():
        words = "Puis-je refuser une tâche nouvelle ?"
        question = sessions.ask(learner_of(worker), actor=worker, topic="home", words=words)
        assert sessions.ask(learner_of(worker), actor=worker, topic="home", words=words).pk == question.pk
        other = sessions.ask(learner_of(home), actor=home, topic="hours", words="Et le dimanche ?")
        sessions.join(meeting, learner_of(home), actor=home)
    client.force_login(home.user)
    own = reverse("civic:own")
    assert words not in client.get(own).content.decode()
    client.force_login(world.user("placement_officer"))
    assert words in client.get(reverse("civic:session", args=[meeting.pk])).content.decode()
    shown = client.post(reverse("civic:show", args=[question.pk]), {"session": str(meeting.pk)})
    assert shown.status_code == 302
    with world.placement_officer.at_work():
        with pytest.raises(Conflict):
            sessions.show(other, meeting, actor=world.placement_officer)  # on another topic
        with pytest.raises(Conflict):
            sessions.show(Question.objects.get(pk=question.pk), meeting, actor=home)
    client.force_login(home.user)
    html = client.get(own).content.decode()
    name = world.candidate().first_name
    assert words in html and name not in html
    client.force_login(world.user("placement_officer"))
    client.post(reverse("civic:set_aside", args=[question.pk]))
    client.force_login(home.user)
    assert words not in client.get(own).content.decode()


def test_nobody_learns_that_a_protected_person_comes_to_a_meeting(world, meeting, sides, client):
    worker, _home = sides
    with worker.at_work():
        learner = learner_of(worker)
        sessions.join(meeting, learner, actor=worker)
        learner.who.safety = SAFETY_YES
        learner.who.save()
        assert queries.sessions_ahead(worker, learner_of(worker)) == []
        with pytest.raises(Refused, match="protégé"):
            sessions.join(planned(world, topic="help"), learner_of(worker), actor=worker)
        name = learner.who.first_name
    client.force_login(world.user("placement_officer"))
    assert name not in client.get(reverse("civic:session", args=[meeting.pk])).content.decode()


def test_a_meeting_is_planned_at_home_ahead_of_time_and_called_off_in_view_of_who_comes(
    world, elsewhere, sides, client
):
    worker, _home = sides
    waiting = Actor.of(world.household(user=True, state="waiting").user)
    with world.placement_officer.at_work():
        with pytest.raises(Refused, match="vérifié"):
            sessions.join(planned(world), learner_of(waiting), actor=waiting)
        JointSession.objects.all().delete()
        for wrong in (
            {"starts_at": THURSDAY - timedelta(days=9)},
            {"territory": "lille"},
            {"facilitator": world.user("trainer")},
        ):
            with pytest.raises(Refused):
                planned(world, **wrong)
    client.force_login(world.user("territory_coordinator"))
    form = {"topic": "home", "day": "2026-03-12", "at": "18:00", "minutes": 90, "place": "Ici", "seats": 4}
    assert client.post(reverse("civic:plan"), form).status_code == 422
    page = client.post(reverse("civic:plan"), {**form, "facilitator": str(world.user("territory_coordinator").pk)})
    assert page.status_code == 302
    with worker.at_work():
        meeting = JointSession.objects.get()
    client.force_login(worker.user)
    client.post(reverse("civic:join", args=[meeting.pk]))
    with worker.at_work():
        entry = entries(worker, clock.now())[0]
    assert (entry.title, entry.place, entry.cancelled) == ("Rendez-vous", "Ici", False)
    with world.territory_coordinator.at_work():
        sessions.cancel(meeting, actor=world.territory_coordinator)
    assert "annulée" in client.get(reverse("civic:own")).content.decode()
    client.post(reverse("civic:leave", args=[meeting.pk]))
    with worker.at_work():
        assert not SessionPlace.objects.exists()
    client.force_login(elsewhere.user("placement_officer"))
    assert client.get(reverse("civic:session", args=[meeting.pk])).status_code == 404


def test_whoever_comes_without_a_word_is_added_on_the_spot_and_counted_like_the_others(
    world, elsewhere, meeting, sides, client
):
    worker, home = sides
    named = world.candidate(first_name="Zyxana", surname="Zyxnova", user=True)
    world.person("employment", "employment.start", candidate=named)
    hidden = world.candidate(first_name="Zyxhid", surname="Zyxnova")
    world.person("employment", "employment.start", candidate=hidden)
    with world.placement_officer.at_work():
        hidden.safety = SAFETY_YES
        hidden.save()
    client.force_login(world.user("placement_officer"))
    address, add = reverse("civic:session", args=[meeting.pk]), reverse("civic:welcome", args=[meeting.pk])
    told = {"who": f"worker:{named.pk}"}
    assert "sans l’avoir dit" not in client.get(address).content.decode()
    assert client.post(add, told).status_code == 403
    with clock.at(EVENING):
        page = client.get(address, {"q": "zyxnova"}).content.decode()
        assert "Zyxana" in page and "Zyxhid" not in page
        assert client.post(add, {"who": f"worker:{hidden.pk}"}).status_code == 404
        assert client.post(add, {"who": "worker:x"}).status_code == 404
        assert client.post(add, told).status_code == client.post(add, told).status_code == 302
        with world.placement_officer.at_work():
            place = SessionPlace.objects.get(candidate=named)
        page = client.get(address).content.decode()
        assert f'value="{place.pk}"' in page and "checked" in page
        client.post(address, {"came": [str(place.pk)]})
        with world.placement_officer.at_work():
            assert StepTaken.objects.get(candidate=named).together
        assert client.post(add, {"who": f"household:{home.user.household.pk}"}).status_code == 409
        client.force_login(elsewhere.user("placement_officer"))
        assert client.post(add, told).status_code == 404
