"""What is done to a pathway as a whole from its pages: confide, note a contact, correct, end, take up again."""

import pytest
from django.urls import reverse

from labmigration.timeline.models import Event


@pytest.fixture
def pathway(world, on_a_tuesday):
    with world.advisor.at_work():
        return world.person("orientation", "orientation.plan")


@pytest.fixture
def as_advisor(world, client):
    client.force_login(world.user("advisor"))
    return client


def url(pathway, name):
    return reverse(f"pathway:{name}", args=[pathway.pk])


def fresh(world, pathway):
    with world.advisor.at_work():
        pathway.refresh_from_db()
        return pathway


def person_form(pathway, **changed):
    person = pathway.candidate
    born = {"birth_date_day": "3", "birth_date_month": "5", "birth_date_year": "1990"}
    born |= {"birth_date_0": "3", "birth_date_1": "5", "birth_date_2": "1990"}
    return {"first_name": person.first_name, "surname": person.surname, "version": "1", **born, **changed}


def test_the_coordinator_confides_a_person_to_another_advisor(world, client, pathway):
    colleague = world.user("advisor", another=True)
    client.force_login(world.user("territory_coordinator"))
    sent = {"advisor": str(colleague.pk), "instead_of": str(world.user("advisor").pk)}
    client.post(url(pathway, "assign"), sent)
    assert fresh(world, pathway).lead_advisor == colleague


def test_confiding_on_what_the_page_no_longer_shows_is_a_conflict(world, client, pathway):
    colleague = world.user("advisor", another=True)
    client.force_login(world.user("territory_coordinator"))
    answer = client.post(url(pathway, "assign"), {"advisor": str(colleague.pk), "instead_of": ""})
    assert answer.status_code == 409
    assert fresh(world, pathway).lead_advisor == world.user("advisor")


def test_a_person_is_confided_to_advisors_of_her_territory_only(world, elsewhere, client, pathway):
    client.force_login(world.user("territory_coordinator"))
    sent = {"advisor": str(elsewhere.user("advisor").pk), "instead_of": str(world.user("advisor").pk)}
    assert client.post(url(pathway, "assign"), sent).status_code == 422
    assert fresh(world, pathway).lead_advisor == world.user("advisor")


def test_a_person_whose_advisor_lost_the_role_can_still_be_confided_on(world, client, pathway):
    gone, colleague = world.user("advisor"), world.user("advisor", another=True)
    gone.grants.all().delete()
    client.force_login(world.user("territory_coordinator"))
    client.post(url(pathway, "assign"), {"advisor": str(colleague.pk), "instead_of": str(gone.pk)})
    with world.territory_coordinator.at_work():
        pathway.refresh_from_db()
        assert pathway.lead_advisor == colleague


def test_a_contact_is_noted_today_with_how(world, as_advisor, pathway, on_a_tuesday):
    as_advisor.post(url(pathway, "note_contact"), {"channel": "call"})
    assert fresh(world, pathway).last_contact_on == on_a_tuesday
    with world.advisor.at_work():
        assert Event.objects.get(verb="pathway.note_contact").facts == {"channel": "call"}


def test_an_unknown_way_of_reaching_someone_changes_nothing(world, as_advisor, pathway):
    as_advisor.post(url(pathway, "note_contact"), {"channel": "pigeon"})
    assert fresh(world, pathway).last_contact_on is None


def test_names_and_contact_are_corrected_together(world, as_advisor, pathway):
    sent = person_form(pathway, surname="Traoré", phone="0639981234", email="a@example.org", town="Aubagne")
    assert as_advisor.post(url(pathway, "correct"), sent).status_code == 302
    with world.advisor.at_work():
        person = pathway.candidate
        person.refresh_from_db()
        assert (person.surname, person.search_name) == ("Traoré", f"traore {person.first_name.lower()}")
        assert (person.phone, person.email, person.town) == ("+33639981234", "a@example.org", "Aubagne")


def test_two_corrections_at_once_show_both_and_keep_the_first(world, as_advisor, pathway):
    as_advisor.post(url(pathway, "correct"), person_form(pathway, town="Aubagne", email="one@example.org"))
    answer = as_advisor.post(url(pathway, "correct"), person_form(pathway, town="Arles", email="two@example.org"))
    content = answer.content.decode()
    assert answer.status_code == 409
    assert "one@example.org" in content and 'value="two@example.org"' in content and 'value="2"' in content
    with world.advisor.at_work():
        pathway.candidate.refresh_from_db()
        assert pathway.candidate.town == "Aubagne"


def test_a_birth_date_to_come_is_refused_beside_the_field(as_advisor, pathway):
    sent = person_form(pathway) | {"birth_date_2": "2030", "birth_date_year": "2030"}
    answer = as_advisor.post(url(pathway, "correct"), sent)
    assert answer.status_code == 422 and "est un jour passé" in answer.content.decode()


def test_a_pathway_is_ended_with_its_reason_and_taken_up_again(world, as_advisor, pathway):
    as_advisor.post(url(pathway, "close"), {"reason": "moved"})
    ended = fresh(world, pathway)
    assert (ended.state, ended.closing_reason, ended.next_step) == ("closed", "moved", "")
    assert "a quitté le territoire" in as_advisor.get(url(pathway, "thread")).content.decode().lower()
    as_advisor.post(url(pathway, "reopen"), {"next_step": "orientation.plan"})
    again = fresh(world, pathway)
    assert (again.state, again.stage, again.next_step) == ("open", "orientation", "orientation.plan")


def test_a_refusal_is_not_pronounced_by_ending_a_pathway(world, as_advisor, pathway):
    assert as_advisor.post(url(pathway, "close"), {"reason": "refused"}).status_code == 422
    assert fresh(world, pathway).state == "open"


def test_a_pathway_is_not_taken_up_further_than_it_had_come(world, as_advisor, pathway):
    as_advisor.post(url(pathway, "close"), {"reason": "moved"})
    assert as_advisor.post(url(pathway, "reopen"), {"next_step": "matching.introduce"}).status_code == 422
    assert fresh(world, pathway).state == "closed"


def test_a_confirmed_refusal_is_not_taken_up_from_here(world, as_advisor, pathway):
    with world.advisor.at_work():
        type(pathway).objects.filter(pk=pathway.pk).update(state="closed", closing_reason="refused", due_on=None)
    as_advisor.post(url(pathway, "reopen"), {"next_step": "orientation.plan"})
    assert fresh(world, pathway).state == "closed"


def test_a_contact_is_not_noted_by_reading_a_page(as_advisor, pathway):
    assert as_advisor.get(url(pathway, "note_contact")).status_code == 405


def test_the_page_to_confide_names_the_advisors_of_the_territory(world, elsewhere, as_advisor, pathway):
    colleague = world.user("advisor", another=True, name="Nora Benali")
    stranger = elsewhere.user("advisor", name="Luc Petit")
    content = as_advisor.get(url(pathway, "assign")).content.decode()
    assert colleague.name in content and stranger.name not in content
    assert f'value="{world.user("advisor").pk}" selected' in content


@pytest.mark.parametrize("name", ["correct", "close", "reopen", "note_contact", "assign"])
def test_a_colleague_of_the_territory_can_do_none_of_it(name, world, client, pathway):
    client.force_login(world.user("advisor", another=True))
    assert client.post(url(pathway, name), {}).status_code == 404
