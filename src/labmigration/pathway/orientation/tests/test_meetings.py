"""Orientation meetings: who may fix them, what each outcome leads to."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.orientation import actions
from labmigration.timeline.models import Event

NEXT_WEEK = datetime(2026, 3, 17, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def meeting(world, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
        return actions.plan(pathway, actor=world.advisor, starts_at=NEXT_WEEK, place="CEP Marseille")


def test_a_planned_meeting_becomes_the_next_step_with_its_day(meeting):
    assert (meeting.pathway.next_step, meeting.pathway.due_on) == ("orientation.hold", NEXT_WEEK.date())


@pytest.mark.parametrize(
    ("interest", "state", "stage", "next_step"),
    [
        ("confirmed", "open", "positioning", "positioning.do"),
        ("unsure", "open", "orientation", "orientation.plan"),
        ("declined", "closed", "orientation", ""),
    ],
)
def test_what_the_person_says_decides_what_comes_next(world, meeting, interest, state, stage, next_step):
    with world.advisor.at_work():
        actions.hold(
            meeting, actor=world.advisor, occupation="childminder", interest=interest, notes="Aime les enfants"
        )
        pathway = meeting.pathway
        assert (pathway.state, pathway.stage, pathway.next_step) == (state, stage, next_step)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.interest, meeting.notes) == ("held", interest, "Aime les enfants")


def test_a_missed_meeting_asks_for_another_one(world, meeting):
    with world.advisor.at_work():
        actions.miss(meeting, actor=world.advisor)
        assert meeting.pathway.next_step == "orientation.plan"
        assert Event.objects.filter(verb="orientation.miss", pathway_id=meeting.pathway_id).count() == 1


def test_two_outcomes_of_one_meeting_are_a_conflict_and_the_first_stands(world, meeting):
    with world.advisor.at_work():
        actions.miss(meeting, actor=world.advisor)
        with pytest.raises(Conflict):
            actions.hold(meeting, actor=world.advisor, occupation="childminder", interest="declined")
        meeting.refresh_from_db()
        assert meeting.state == "missed"


def test_a_second_meeting_is_refused_while_one_lies_ahead(world, meeting):
    with world.advisor.at_work(), pytest.raises(Refused, match="déjà fixé"):
        actions.plan(meeting.pathway, actor=world.advisor, starts_at=NEXT_WEEK, place="ailleurs")


def test_another_advisor_of_the_territory_can_neither_fix_nor_hold(world, meeting):
    other = world.actor("advisor", another=True)
    with other.at_work():
        with pytest.raises(Refused):
            actions.plan(meeting.pathway, actor=other, starts_at=NEXT_WEEK, place="x")
        with pytest.raises(Conflict):
            actions.hold(meeting, actor=other, occupation="childminder", interest="confirmed")


def test_the_page_of_another_territory_does_not_exist(meeting, elsewhere, client: Client):
    client.force_login(elsewhere.user("advisor"))
    assert client.get(reverse("orientation:plan", args=[meeting.pathway_id])).status_code == 404


def test_a_day_gone_by_is_refused_beside_the_field(world, client: Client, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan")
    client.force_login(world.user("advisor"))
    answer = client.post(
        reverse("orientation:plan", args=[pathway.pk]), {"day": "2026-03-01", "time": "10:00", "place": "CEP"}
    )
    assert answer.status_code == 422
    assert "Ce jour est passé" in answer.content.decode()


def test_the_thread_shows_where_and_when_the_meeting_is(world, meeting, client: Client, on_a_tuesday):
    client.force_login(world.user("advisor"))
    page = client.get(reverse("pathway:thread", args=[meeting.pathway_id])).content.decode()
    assert "CEP Marseille" in page
    assert reverse("orientation:hold", args=[meeting.pathway_id]) in page
