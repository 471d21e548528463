"""A tutorship: agreed to by both, disclosed by little, written and confirmed by both, ended with a reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.tutoring import accompanying, journal, queries, volunteering
from labmigration.pathway.tutoring.models import TutoringAlert, TutoringGoal, TutoringMeeting, TutorOffer, Tutorship
from labmigration.pathway.tutoring.statement import statement
from labmigration.pathway.tutoring.tests.scenes import accepted, begun

TODAY = date(2026, 3, 10)
pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def tutor(world) -> Actor:
    return accepted(world)


@pytest.fixture
def pathway(world):
    candidate = world.candidate(user=True, first_name="Amina", surname="Karimi", phone="+33639981234")
    return world.person("employment", "employment.start", candidate=candidate)


def herself(pathway) -> Actor:
    return Actor.of(pathway.candidate.user)


def met(tutorship, actor: Actor, day: date = TODAY, minutes: int = 90):
    return journal.note_meeting(tutorship, actor=actor, day=day, minutes=minutes, where="phone", said="Le planning")


def test_a_tutor_learns_a_first_name_and_what_is_shared_after_both_said_yes(world, tutor, pathway, client):
    person = herself(pathway)
    with world.placement_officer.at_work():
        found = accompanying.propose(tutor.user, pathway, actor=world.placement_officer, because="Même quartier")
        with pytest.raises(Conflict):
            accompanying.propose(tutor.user, pathway, actor=world.placement_officer, because="Encore")
        accompanying.share(found, actor=person, words="Je suis libre le mardi soir")
    page = reverse("tutoring:one", args=[found.pk])

    def read(actor: Actor) -> str:
        client.force_login(actor.user)
        return client.get(page).content.decode()

    html = read(tutor)
    assert "Même quartier" in html and "Amina" not in html and "mardi soir" not in html
    assert tutor.user.name in read(person)
    client.post(reverse("tutoring:answer", args=[found.pk]), {"says": "yes"})
    assert "Amina" not in read(tutor)
    client.post(reverse("tutoring:answer", args=[found.pk]), {"says": "yes"})
    html = read(tutor)
    assert "Amina" in html and "mardi soir" in html
    for kept in ("Karimi", "6 39 98 12 34", "mai 1990", pathway.lead_advisor.name):
        assert kept not in html
    assert client.get(reverse("pathway:thread", args=[pathway.pk])).status_code == 404
    # Sharing is hers to take back; with the end it is closed, and the first name stays.
    with world.placement_officer.at_work():
        found.refresh_from_db()
        assert (found.state, found.began_on) == ("under_way", TODAY)
        with pytest.raises(Conflict):
            accompanying.answer(found, actor=tutor, yes=False)
        with pytest.raises(Refused):
            accompanying.share(found, actor=tutor, words="Le tuteur n’écrit pas cela")
        accompanying.end(found, actor=person, reason="goals_reached")
        assert queries.disclosed(Tutorship.objects.get(pk=found.pk))["shared"] == ""
    assert "mardi soir" not in read(tutor) and "terminé" in read(tutor)


def test_no_ends_a_proposal_and_another_tutor_may_be_proposed(world, tutor, pathway):
    with world.placement_officer.at_work():
        first = accompanying.propose(tutor.user, pathway, actor=world.placement_officer, because="x")
        accompanying.answer(first, actor=herself(pathway), yes=False)
        assert first.state == "declined" and queries.as_tutor(tutor) == []
        second = accompanying.propose(tutor.user, pathway, actor=world.placement_officer, because="y")
        accompanying.give_up(second, actor=world.placement_officer)
        with pytest.raises(Refused):
            accompanying.propose(world.user("trainer"), pathway, actor=world.placement_officer, because="z")
        with pytest.raises(Refused):
            accompanying.propose(tutor.user, pathway, actor=tutor, because="Moi-même")


def test_hours_count_once_both_have_confirmed_them(world, tutor, pathway, client):
    person = herself(pathway)
    found = begun(world, tutor, pathway, person)
    with world.placement_officer.at_work():
        with pytest.raises(Refused):
            met(found, tutor, TODAY + timedelta(days=1))
        with pytest.raises(Refused):
            met(found, tutor, TODAY - timedelta(days=1))
        line = met(found, tutor)
        with pytest.raises(Conflict):
            met(found, person)  # that day has its line
        assert queries.confirmed_hours(tutor.user) == []
        with pytest.raises(LookupError):
            statement(tutor.user)
        with pytest.raises(Conflict):
            journal.confirm_meeting(line, actor=tutor)
        with pytest.raises(Refused):
            journal.take_back_meeting(line, actor=person)
    client.force_login(person.user)
    client.post(reverse("tutoring:confirm_meeting", args=[line.pk]))
    with clock.at(date(2026, 4, 2)), world.placement_officer.at_work():
        journal.confirm_meeting(met(found, person, date(2026, 4, 1), 45), actor=tutor)
        journal.take_back_meeting(met(found, tutor, date(2026, 4, 2)), actor=tutor)
        months = queries.confirmed_hours(tutor.user)
        assert [(each.first.month, each.meetings, each.hours) for each in months] == [
            (3, 1, Decimal("1.5")),
            (4, 1, Decimal("0.75")),
        ]
        with pytest.raises(Refused):
            journal.take_back_meeting(TutoringMeeting.objects.get(pk=line.pk), actor=tutor)
        assert statement(tutor.user).startswith(b"%PDF")
    client.force_login(tutor.user)
    assert "2 h 15" in client.get(reverse("tutoring:home")).content.decode().replace("\u00a0", " ")
    assert client.get(reverse("tutoring:hours"))["Content-Type"] == "application/pdf"


def test_goals_are_hers_and_alerts_reach_the_officer_alone(world, tutor, pathway, client):
    person = herself(pathway)
    found = begun(world, tutor, pathway, person)
    client.force_login(person.user)
    page = reverse("tutoring:one", args=[found.pk])
    assert client.post(reverse("tutoring:set_goal", args=[found.pk]), {"words": ""}).status_code == 422
    client.post(reverse("tutoring:set_goal", args=[found.pk]), {"words": "Appeler l’école"})
    client.post(reverse("tutoring:set_goal", args=[found.pk]), {"words": "Appeler l’école"})
    with world.placement_officer.at_work():
        goal = TutoringGoal.objects.get()
        with pytest.raises(Refused):
            journal.set_goal(found, actor=tutor, words="À sa place")
        with pytest.raises(Refused):
            journal.reach_goal(goal, actor=tutor)
    client.post(reverse("tutoring:reach_goal", args=[goal.pk]))
    client.post(reverse("tutoring:raise_alert", args=[found.pk]), {"kind": "tired", "words": "Elle ne dort plus"})
    client.post(reverse("tutoring:raise_alert", args=[found.pk]), {"kind": "tired", "words": "Elle ne dort plus"})
    client.force_login(tutor.user)
    html = client.get(page).content.decode()
    assert "Appeler l’école" in html and "atteint" in html and "ne dort plus" not in html
    with world.placement_officer.at_work():
        alert = TutoringAlert.objects.get()
        accompanying.raise_alert(found, actor=tutor, kind="danger", words="Une chute")
        assert [one.kind for one in queries.alerts_to_handle(world.placement_officer)] == ["danger", "tired"]
        assert queries.alerts_to_handle(world.advisor) == []
    client.force_login(world.user("placement_officer"))
    assert "ne dort plus" in client.get(reverse("tutoring:alert", args=[alert.pk])).content.decode()
    assert client.post(reverse("tutoring:alert", args=[alert.pk]), {"answer": "Je l’appelle"}).status_code == 302
    team = client.get(reverse("tutoring:team")).content.decode()
    assert "Appeler l’école" not in team and "Un danger" in team
    client.force_login(person.user)
    assert "Je l’appelle" in client.get(page).content.decode()


def test_a_new_household_is_accompanied_too_never_by_itself(world, tutor, client):
    home = world.household(user=True, contact_name="M. Rossi", name="Foyer Rossi")
    itself = Actor.of(home.user)
    with world.placement_officer.at_work():
        own = queries.Household.objects.get(user=tutor.user)
        with pytest.raises(Refused):
            accompanying.propose(tutor.user, own, actor=world.placement_officer, because="Soi-même")
    found = begun(world, tutor, home, itself)
    client.force_login(tutor.user)
    html = client.get(reverse("tutoring:home")).content.decode()
    assert "M. Rossi" in html and "Foyer Rossi" not in html
    with world.placement_officer.at_work():
        with pytest.raises(Refused):
            volunteering.withdraw(TutorOffer.objects.get(user=tutor.user), actor=tutor)
        accompanying.end(found, actor=tutor, reason="no_time")
        volunteering.withdraw(TutorOffer.objects.get(user=tutor.user), actor=tutor)


def test_nobody_else_reads_a_tutorship(world, elsewhere, tutor, pathway, client):
    found = begun(world, tutor, pathway, herself(pathway))
    with world.placement_officer.at_work():
        line = met(found, tutor)
    stranger = world.person("employment", "employment.start", with_account=True).candidate.user
    for user in (stranger, world.household(user=True).user, world.user("employer_tutor"), world.user("advisor")):
        client.force_login(user)
        assert client.get(reverse("tutoring:one", args=[found.pk])).status_code == 404
        assert client.post(reverse("tutoring:confirm_meeting", args=[line.pk])).status_code == 404
    client.force_login(world.user("placement_officer"))
    assert client.get(reverse("tutoring:one", args=[found.pk])).status_code == 404
    client.force_login(elsewhere.user("placement_officer"))
    assert str(found.pk) not in client.get(reverse("tutoring:team")).content.decode()


def test_words_for_the_tutor_that_are_too_long_are_told_so_and_stay_in_the_box(world, tutor, pathway, client):
    person = herself(pathway)
    found = begun(world, tutor, pathway, person)
    client.force_login(person.user)
    address = reverse("tutoring:share", args=[found.pk])
    client.post(address, {"words": "J’aime cuisiner."})
    refused = client.post(address, {"words": "mot " * 101})
    assert refused.status_code == 422
    assert "mot mot mot" in refused.content.decode()
    with world.placement_officer.at_work():
        found.refresh_from_db()
    assert found.shared == "J’aime cuisiner."
