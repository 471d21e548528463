"""The person's thread: what each reader sees, who read it, at which cost."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import visible
from labmigration.access.roles import HELD
from labmigration.pathway import actions
from labmigration.pathway.orientation import actions as orientation
from labmigration.pathway.orientation.models import Meeting
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.rights import allowed
from labmigration.pathway.story import readings, story
from labmigration.pathway.thread import BUTTONS
from labmigration.pathway.written import written_of
from labmigration.timeline.models import Event, FileOpening

NEXT_WEEK = datetime(2026, 3, 17, 10, tzinfo=ZoneInfo("Europe/Paris"))
MAY_OPEN = {"advisor", "territory_coordinator", "placement_officer"}


@pytest.fixture
def pathway(world, on_a_tuesday):
    with world.advisor.at_work():
        return world.person("matching", "matching.introduce")


def url(pathway, name="thread"):
    return reverse(f"pathway:{name}", args=[pathway.pk])


@pytest.mark.parametrize("role", [role.value for role in HELD])
def test_only_those_whom_the_table_names_open_a_thread(role, world, client, pathway):
    client.force_login(world.user(role))
    assert (client.get(url(pathway)).status_code == 200) == (role in MAY_OPEN)


def test_a_thread_of_another_territory_does_not_exist(elsewhere, client, pathway):
    client.force_login(elsewhere.user("advisor"))
    assert client.get(url(pathway)).status_code == 404


def test_a_person_followed_by_a_colleague_does_not_exist_for_me(world, client, pathway):
    client.force_login(world.user("advisor", another=True))
    assert client.get(url(pathway)).status_code == 404


@pytest.mark.parametrize(("role", "reads"), [("advisor", True), ("placement_officer", True)])
def test_contact_details_are_for_those_who_may_read_them(role, reads, world, client, pathway):
    client.force_login(world.user(role))
    assert ("06\u00a039\u00a098\u00a000\u00a000" in client.get(url(pathway)).content.decode()) == reads


def test_the_coordinator_reads_no_telephone(world, client, pathway):
    client.force_login(world.user("territory_coordinator"))
    assert "06\u00a039" not in client.get(url(pathway)).content.decode()


def test_it_says_what_is_next_who_acts_and_by_when(world, client, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
    client.force_login(world.user("advisor"))
    content = client.get(url(pathway)).content.decode()
    assert "Fixer l’entretien d’orientation" in content and world.user("advisor").name in content
    assert "mardi 17\u00a0mars 2026, dans\u00a07\u00a0jours" in content
    assert reverse("orientation:plan", args=[pathway.pk]) in content


def test_someone_whose_turn_it_is_not_gets_no_button(world, client, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
    client.force_login(world.user("territory_coordinator"))
    content = client.get(url(pathway)).content.decode()
    assert "Fixer l’entretien d’orientation" in content
    assert reverse("orientation:plan", args=[pathway.pk]) not in content


def test_every_reading_is_written_down_and_shown_to_those_who_may_see_it(world, client, pathway):
    client.force_login(world.user("territory_coordinator"))
    client.get(url(pathway))
    assert client.get(url(pathway, "openings")).status_code == 404
    client.force_login(world.user("advisor"))
    content = client.get(url(pathway, "openings")).content.decode()
    assert world.user("territory_coordinator").name in content and "Coordination du territoire" in content
    with world.advisor.at_work():
        assert FileOpening.objects.filter(pathway_id=pathway.pk).count() == 2


def test_readings_of_one_day_by_one_reader_are_one_line(world, pathway):
    with world.advisor.at_work():
        for page in ("pathway.read", "pathway.read", "orientation.hold"):
            FileOpening.record(pathway, world.advisor, page)
        (line,) = readings(pathway)
        assert line.times == 3 and len(line.pages) == 2


def test_the_story_is_told_newest_first_and_hides_stages_that_the_reader_may_not_read(world, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
        meeting = orientation.plan(pathway, actor=world.advisor, starts_at=NEXT_WEEK, place="CEP")
        orientation.hold(
            meeting, actor=world.advisor, occupation="childminder", interest="confirmed", notes="Secret dit"
        )
        told, older = story(world.advisor, pathway)
        assert [each.sentence for each in told] == [
            "Entretien d’orientation tenu",
            "Entretien d’orientation fixé au mardi 17\u00a0mars 2026",
        ]
        assert not older and "Conseil" in told[0].actor
        actions.note_contact(pathway, actor=world.advisor, channel="call")
    with world.placement_officer.at_work():
        seen, _older = story(world.placement_officer, pathway)
        assert [each.sentence for each in seen] == ["Contact noté"]


def test_the_same_thing_done_several_times_in_a_row_is_told_once(world, pathway):
    with world.advisor.at_work():
        for _each in range(3):
            actions.note_contact(pathway, actor=world.advisor, channel="call")
        told, _older = story(world.advisor, pathway)
        assert [each.sentence for each in told] == ["Contact noté, 3 fois"]


def test_a_long_story_shows_its_newest_lines_and_leads_to_the_rest(world, client, pathway):
    with world.advisor.at_work():
        for day in range(40):
            with clock.at(date(2026, 1, 1) + timedelta(days=day)):
                actions.note_contact(pathway, actor=world.advisor, channel="call")
    client.force_login(world.user("advisor"))
    content = client.get(url(pathway)).content.decode()
    assert content.count("Contact noté") == 30 and url(pathway, "story") in content
    assert client.get(url(pathway, "story")).content.decode().count("Contact noté") == 40


def test_the_number_of_queries_does_not_depend_on_the_length_of_the_story(
    world, client, pathway, django_assert_num_queries
):
    client.force_login(world.user("advisor"))
    client.get(url(pathway))
    with CaptureQueriesContext(connection) as few:
        client.get(url(pathway))
    with world.advisor.at_work():
        Event.objects.bulk_create([Event.about(pathway, "note_contact", world.advisor) for _each in range(300)])
        FileOpening.objects.bulk_create(
            [
                FileOpening(
                    at=NEXT_WEEK,
                    territory_id="marseille",
                    pathway_id=pathway.pk,
                    reader=world.user("advisor"),
                    reader_role="advisor",
                    page="pathway.read",
                )
                for _each in range(300)
            ]
        )
    with django_assert_num_queries(len(few)):
        client.get(url(pathway))
    assert len(few) <= 45


def test_a_stage_of_which_nothing_is_written_is_not_asked(world, client, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
        before = written_of(pathway)
        orientation.plan(pathway, actor=world.advisor, starts_at=NEXT_WEEK, place="CEP")
        assert written_of(pathway) - before == {Meeting} and Referral not in before
    client.force_login(world.user("advisor"))
    with CaptureQueriesContext(connection) as asked:
        content = client.get(url(pathway)).content.decode()
    assert "CEP" in content
    tables = " ".join(query["sql"] for query in asked if "EXISTS (SELECT 1" not in query["sql"])
    assert 'FROM "orientation_meeting"' in tables and 'FROM "employment_contract"' not in tables


@pytest.mark.parametrize("role", ["advisor", "territory_coordinator", "placement_officer"])
@pytest.mark.parametrize("followed", [True, False])
def test_the_buttons_are_those_of_the_table_of_rights(role, followed, world, on_a_tuesday):
    actor = getattr(world, role)
    with actor.at_work():
        pathway = world.person("matching", "matching.introduce")
        if not followed:
            type(pathway).objects.filter(pk=pathway.pk).update(lead_advisor=None)
        of_the_table = {action for action in BUTTONS if visible(actor, action).filter(pk=pathway.pk).exists()}
        assert allowed(actor, pathway, BUTTONS, read_by="pathway.read") == of_the_table
