"""The list of people: who is on it, filters that stay, pages that miss nobody, queries that do not grow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from labmigration.pathway import people_list
from labmigration.pathway.people_list import Place, Wanted, page
from tests.world import TODAY

URL = reverse("pathway:list")


@pytest.fixture
def as_advisor(world, client, on_a_tuesday):
    client.force_login(world.user("advisor"))
    return client


def names(answer):
    return [row.pathway.candidate.surname for row in answer.context["people"]]


def make(world, surname, **fields):
    with world.advisor.at_work():
        candidate = world.candidate(surname=surname, first_name=fields.pop("first_name", "Aminata"))
        return world.person(candidate=candidate, **fields)


def test_an_advisor_sees_her_own_people_first_what_is_due_first(world, as_advisor):
    make(world, "Later", due_on=TODAY + timedelta(days=9))
    make(world, "Sooner", due_on=TODAY - timedelta(days=2))
    make(world, "Colleague", lead_advisor=world.user("advisor", another=True))
    make(world, "Nobody", lead_advisor=None)
    assert names(as_advisor.get(URL)) == ["Sooner", "Later"]
    assert names(as_advisor.get(URL, {"conseil": "nobody"})) == ["Nobody"]
    assert set(names(as_advisor.get(URL, {"conseil": "all"}))) == {"Sooner", "Later", "Nobody"}


def test_names_are_found_without_accents_hyphens_or_case(world, as_advisor):
    make(world, "N’Diaye", first_name="Aïssata-Léa")
    make(world, "Haddad", first_name="Karim")
    assert names(as_advisor.get(URL, {"texte": "AISSATA lea"})) == ["N’Diaye"]
    assert names(as_advisor.get(URL, {"texte": "hadd kar"})) == ["Haddad"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"etape": "training"}, ["Trainee"]),
        ({"retard": "on"}, ["Late"]),
        ({"role": "training_coordinator"}, ["Trainee"]),
        ({"etat": "closed"}, ["Ended"]),
        ({"etape": "no such stage"}, ["Late", "Trainee"]),
    ],
)
def test_each_filter_narrows_the_list(world, as_advisor, query, expected):
    make(world, "Late", due_on=TODAY - timedelta(days=1))
    make(world, "Trainee", stage="training", next_step="training.enrol")
    make(world, "Ended", state="closed", due_on=None)
    assert names(as_advisor.get(URL, query)) == expected


def test_filters_stay_in_the_form_and_in_the_next_page(world, as_advisor):
    for number in range(people_list.PAGE + 1):
        make(world, f"Person{number:03}")
    answer = as_advisor.get(URL, {"texte": "person"})
    content = answer.content.decode()
    assert 'value="person"' in content
    assert "texte=person" in answer.context["next_href"] and "apres=" in answer.context["next_href"]


def test_pages_follow_each_other_without_missing_or_repeating_anyone(world, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(people_list, "PAGE", 4)
    for number in range(11):
        make(world, f"Person{number}", due_on=TODAY + timedelta(days=number // 4))
    for number in range(3):
        make(world, f"Undated{number}", due_on=None)
    seen, place = [], None
    with world.advisor.at_work():
        for _turn in range(10):
            found = page(world.advisor, Wanted(after=place))
            seen += [row.name for row in found.people]
            place = found.next_place
            if place is None:
                break
    assert len(seen) == 14 and len(set(seen)) == 14
    assert all("Undated" in name for name in seen[-3:])


@pytest.mark.parametrize("written", ["", "nonsense", "2026-13-01_x", "_", "2026-03-10_not-an-id"])
def test_a_place_that_cannot_be_read_begins_the_list_anew(written, as_advisor):
    assert Place.read(written) is None
    assert as_advisor.get(URL, {"apres": written}).status_code == 200


def test_the_coordinator_sees_the_territory_and_nobody_sees_another(world, elsewhere, client, on_a_tuesday):
    make(world, "Marseillaise")
    with elsewhere.advisor.at_work():
        elsewhere.person(candidate=elsewhere.candidate(surname="Lilloise"))
    client.force_login(world.user("territory_coordinator"))
    assert names(client.get(URL)) == ["Marseillaise"]


def test_the_placement_officer_sees_only_people_ready_for_households(world, client, on_a_tuesday):
    make(world, "Ready", stage="matching", next_step="matching.introduce")
    make(world, "Training", stage="training", next_step="training.enrol")
    client.force_login(world.user("placement_officer"))
    assert names(client.get(URL)) == ["Ready"]


def test_an_empty_list_says_how_to_begin_and_a_narrow_one_how_to_widen(as_advisor):
    assert "Personne ici pour l’instant" in as_advisor.get(URL).content.decode()
    assert "Essayez avec moins de filtres" in as_advisor.get(URL, {"texte": "zzz"}).content.decode()


@pytest.mark.parametrize("role", ["advisor", "territory_coordinator"])
def test_the_number_of_queries_does_not_depend_on_how_many_people_there_are(
    role, world, on_a_tuesday, django_assert_max_num_queries
):
    for number in range(60):
        make(world, f"Person{number}")
    actor = getattr(world, role)
    # One for each condition of the role's rights on this list: an advisor's are her own people, and nobody's.
    with actor.at_work(), django_assert_max_num_queries(1):
        found = page(actor, Wanted(advisor="me" if role == "advisor" else "all"))
        assert len(found.people) == people_list.PAGE
        assert all(row.late is False and row.advisor for row in found.people)
        assert found.next_place is not None


def test_everyone_an_advisor_may_see_is_listed_with_one_query_for_each_right(
    world, on_a_tuesday, django_assert_num_queries
):
    make(world, "Mine", due_on=TODAY + timedelta(days=2))
    make(world, "Nobody", lead_advisor=None, due_on=TODAY)
    advisor = world.advisor
    with advisor.at_work(), django_assert_num_queries(2):
        found = page(advisor, Wanted(advisor="all"))
    assert [row.pathway.lead_advisor_id is None for row in found.people] == [True, False]
