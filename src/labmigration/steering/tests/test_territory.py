"""The territory in numbers: denominators, small numbers hidden from outsiders, people for the coordinator."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.steering.milestones import funnel, reached, waits
from labmigration.timeline.models import Event
from tests.world import TODAY

URL = reverse("steering:overview", args=["marseille"])
PARIS = ZoneInfo("Europe/Paris")


def went_through(world, *verbs, opened=TODAY - timedelta(days=100), state="open", facts=None):
    """A person in whose timeline the verbs stand, ten days apart."""
    with world.advisor.at_work():
        pathway = world.person(opened_on=opened, state=state)
        for number, verb in enumerate(verbs, start=1):
            moment = datetime.combine(opened + timedelta(days=10 * number), datetime.min.time(), PARIS)
            event = Event.about(pathway, "note_contact", world.advisor, facts or {})
            event.verb, event.at = verb, moment
            event.save(force_insert=True)
        return pathway


def counts():
    return {each.milestone.code: each.count for each in funnel()}


def test_the_funnel_counts_each_person_once_up_to_the_furthest_milestone(world, on_a_tuesday):
    went_through(world, "reception.admit", "orientation.hold", "orientation.hold")
    went_through(world, "reception.admit")
    went_through(world)
    went_through(world, "training.complete")
    went_through(world, "reception.admit", state="merged")
    with scope(territory=["marseille"]):
        found = counts()
    assert (found["referred"], found["admitted"], found["met"], found["trained"]) == (4, 3, 2, 1)
    assert found["enrolled"] == 1, "a later step counts for those before it"
    assert found["certified"] == found["hired"] == 0


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"month": 6, "in_sector": True}, ("month_6", 1)),
        ({"month": 6, "in_sector": False}, ("month_6", 0)),
        ({"month": 18, "in_sector": True}, ("month_6", 0)),
        ({"month": 18, "in_sector": True}, ("month_18", 1)),
    ],
)
def test_a_follow_up_counts_those_still_at_work_at_that_month_only(world, on_a_tuesday, facts, counted):
    went_through(world, "follow_up.answer", facts=facts)
    with scope(territory=["marseille"]):
        assert counts()[counted[0]] == counted[1]


def test_a_jury_that_gave_no_block_certifies_nobody(world, on_a_tuesday):
    went_through(world, "certification.decide", facts={"acquired": 0, "blocks": 4})
    went_through(world, "certification.decide", facts={"acquired": 1, "blocks": 4})
    with scope(territory=["marseille"]):
        assert counts()["certified"] == 1


def test_people_of_another_territory_are_not_counted(world, elsewhere, on_a_tuesday):
    went_through(elsewhere, "reception.admit")
    with scope(territory=["marseille"]):
        assert counts()["referred"] == counts()["admitted"] == 0


def test_waits_are_medians_between_neighbouring_steps(world, on_a_tuesday):
    for days in (100, 80, 60):
        went_through(world, "reception.admit", "orientation.hold", opened=TODAY - timedelta(days=days))
    with scope(territory=["marseille"]):
        found = {(wait.since.code, wait.until.code): (wait.days, wait.people) for wait in waits()}
    assert found[("referred", "admitted")] == (10, 3) and found[("admitted", "met")] == (10, 3)


def test_the_people_behind_a_row_are_those_counted_in_it(world, client, on_a_tuesday):
    behind = went_through(world, "reception.admit")
    went_through(world)
    with scope(territory=["marseille"]):
        assert list(reached("admitted")) == [behind.pk]
    client.force_login(world.user("territory_coordinator"))
    answer = client.get(reverse("steering:people_behind", args=["marseille", "admitted"]))
    assert [row.pathway.pk for row in answer.context["people"]] == [behind.pk]
    everyone = client.get(reverse("steering:people_behind", args=["marseille", "referred"]))
    assert len(everyone.context["people"]) == 2
    assert client.get(reverse("steering:people_behind", args=["marseille", "no-such-row"])).status_code == 404


@pytest.mark.parametrize("role", ["partner_observer", "programme_admin"])
def test_people_behind_a_number_do_not_exist_for_outsiders(role, world, client):
    client.force_login(world.user(role))
    assert client.get(reverse("steering:people_behind", args=["marseille", "admitted"])).status_code == 404


def test_the_coordinator_reads_exact_numbers_and_their_people(world, client, on_a_tuesday):
    went_through(world, "reception.admit")
    client.force_login(world.user("territory_coordinator"))
    content = client.get(URL).content.decode()
    assert "Admises : 1" in content and "Voir les personnes" in content
    assert reverse("steering:people_behind", args=["marseille", "admitted"]) in content


@pytest.mark.parametrize("role", ["partner_observer", "programme_admin"])
def test_an_outsider_reads_no_small_number_and_no_name(role, world, client, on_a_tuesday):
    person = went_through(world, "reception.admit")
    for _each in range(30):
        went_through(world)
    client.force_login(world.user(role))
    content = client.get(URL).content.decode()
    assert "Orientées vers le Lab : 31" in content
    assert "Admises : " not in content and "Non montré" in content and "Admises" in content
    assert person.candidate.full_name not in content and "Voir les personnes" not in content


def test_an_outsider_reads_no_two_numbers_of_people_whose_difference_is_small(world, client, on_a_tuesday):
    for number in range(30):
        steps = ["reception.admit", "orientation.hold", "positioning.finish", "training.enrol"]
        went_through(world, *steps[: 4 if number < 26 else 1], opened=TODAY - timedelta(days=60))
    client.force_login(world.user("partner_observer"))
    answer = client.get(URL)
    numbers = answer.context["numbers"]
    shown = {step.count for step in numbers.steps} | {row.count for row in numbers.late if row.count is not None}
    assert all(first == second or abs(first - second) >= 11 for first in shown for second in shown)
    assert numbers.waits, "the waits are shown"
    page = answer.content.decode()
    assert "Attente médiane" in page and ">26<" not in page, "but not over how many people"


def test_late_steps_are_counted_by_who_is_to_act(world, client, on_a_tuesday):
    with world.advisor.at_work():
        world.person(next_step="reception.decide", due_on=TODAY - timedelta(days=3))
        world.person(next_step="training.enrol", due_on=TODAY + timedelta(days=3))
    client.force_login(world.user("territory_coordinator"))
    content = client.get(URL).content.decode()
    assert "Conseil en évolution professionnelle" in content and "il y a\u00a03\u00a0jours" in content
    assert "Coordination de la formation" not in content


def test_the_sources_stand_beside_the_numbers_and_their_disagreement_is_shown(world, client):
    client.force_login(world.user("territory_coordinator"))
    content = client.get(URL).content.decode()
    assert "50 personnes" in content and "4 cohortes de 12" in content
    assert "50 ou 48" in content
    assert "18 000" in content.replace("\u202f", " ").replace("\u00a0", " ") and "Source :" in content


def test_a_territory_of_someone_else_does_not_exist(world, client):
    client.force_login(world.user("territory_coordinator"))
    assert client.get(reverse("steering:overview", args=["lille"])).status_code == 404


def test_one_territory_opens_by_itself_and_several_are_chosen_from(world, client):
    client.force_login(world.user("partner_observer"))
    assert client.get(reverse("steering:territories"))["Location"] == URL
    client.force_login(world.user("programme_admin"))
    assert "Le Havre" in client.get(reverse("steering:territories")).content.decode()


def test_a_territory_without_anyone_says_how_to_begin(world, client):
    client.force_login(world.user("territory_coordinator"))
    assert "Personne n’est encore orienté ici" in client.get(URL).content.decode()


def test_the_number_of_queries_does_not_depend_on_how_many_people_there_are(
    world, on_a_tuesday, client, django_assert_num_queries
):
    went_through(world, "reception.admit")
    client.force_login(world.user("territory_coordinator"))
    client.get(URL)
    with CaptureQueriesContext(connection) as few:
        client.get(URL)
    for _each in range(15):
        went_through(world, "reception.admit", "orientation.hold")
    with django_assert_num_queries(len(few)):
        client.get(URL)
    assert clock.today() == TODAY
