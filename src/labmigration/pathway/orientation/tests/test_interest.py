"""What people say of an occupation: at the meeting, by themselves, and what their advisor makes of it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.orientation import actions, interest_actions
from labmigration.pathway.orientation.forms import OutcomeForm
from labmigration.pathway.orientation.interest_queries import history, to_take_up
from labmigration.pathway.orientation.models import InterestStatement, Reason
from labmigration.timeline.models import Event
from tests.world import TODAY

NEXT_WEEK = datetime(2026, 3, 17, 10, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def meeting(world, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("orientation", "orientation.plan", with_account=True)
        return actions.plan(pathway, actor=world.advisor, starts_at=NEXT_WEEK, place="CEP Marseille")


@pytest.fixture
def explained(world, meeting):
    """Her pathway, after a meeting of the day before in which childcare was explained and interested her."""
    with clock.at(TODAY - timedelta(days=1)), world.advisor.at_work():
        actions.hold(meeting, actor=world.advisor, occupation="childcare_provider", interest="confirmed")
    return meeting.pathway


def herself(pathway) -> Actor:
    return Actor.of(pathway.candidate.user)


def newest(actor, pathway) -> InterestStatement:
    return history(actor, pathway)[0]


def outcome(**told) -> dict[str, object]:
    return {"occupation": "childminder", "explained": "on", "interest": "confirmed", "notes": "", **told}


def test_the_interest_said_at_a_meeting_is_kept_with_its_reasons(world, meeting):
    with world.advisor.at_work():
        actions.hold(
            meeting,
            actor=world.advisor,
            occupation="childcare_provider",
            interest="unsure",
            reasons=[Reason.PAY, Reason.HOURS],
        )
        said = newest(world.advisor, meeting.pathway)
        assert (said.interest, said.reasons, said.meeting, said.by_person) == (
            "unsure",
            ["hours", "pay"],
            meeting,
            False,
        )


def test_an_occupation_that_is_confirmed_becomes_the_one_of_the_pathway(world, meeting):
    with world.advisor.at_work():
        actions.hold(meeting, actor=world.advisor, occupation="childminder", interest="confirmed")
        meeting.pathway.refresh_from_db()
        assert meeting.pathway.occupation == "childminder"


def test_a_person_who_prefers_another_occupation_goes_on_with_that_one(world, meeting):
    with world.advisor.at_work():
        actions.hold(
            meeting,
            actor=world.advisor,
            occupation="childcare_provider",
            interest="changed",
            wanted="dependency_carer",
            reasons=[Reason.PEOPLE],
        )
        pathway = meeting.pathway
        pathway.refresh_from_db()
        assert (pathway.occupation, pathway.stage, pathway.next_step) == (
            "dependency_carer",
            "positioning",
            "positioning.do",
        )


@pytest.mark.parametrize("wanted", ["", "childcare_provider"])
def test_a_change_to_no_other_occupation_changes_nothing(world, meeting, wanted):
    with world.advisor.at_work():
        with pytest.raises(Refused, match="quel autre métier"):
            actions.hold(
                meeting, actor=world.advisor, occupation="childcare_provider", interest="changed", wanted=wanted
            )
        meeting.refresh_from_db()
        assert meeting.state == "planned"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"interest": "unsure"}, "reasons"),
        ({"interest": "declined"}, "reasons"),
        ({"interest": "changed", "reasons": ["pay"]}, "wanted"),
        ({"interest": "changed", "reasons": ["pay"], "wanted": "childminder"}, "wanted"),
        ({"interest": "unsure", "reasons": ["health"]}, "reasons"),
    ],
)
def test_the_report_of_a_meeting_asks_for_what_explains_a_doubt(told, field):
    form = OutcomeForm(outcome(**told))
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"interest": "declined", "reasons": ["pay"]},
        {"interest": "changed", "reasons": ["pay"], "wanted": "family_assistant"},
    ],
)
def test_a_complete_report_is_accepted(told):
    assert OutcomeForm(outcome(**told)).is_valid()


def test_the_person_may_say_later_that_she_prefers_another_occupation(world, explained):
    her = herself(explained)
    with her.at_work():
        interest_actions.say(
            explained,
            actor=her,
            interest="changed",
            wanted="family_assistant",
            reasons=["hours"],
            words="Finir plus tôt.",
        )
    with world.advisor.at_work():
        said = newest(world.advisor, explained)
        assert (said.by_person, said.wanted, said.words) == (True, "family_assistant", "Finir plus tôt.")
        explained.refresh_from_db()
        assert explained.occupation == "childcare_provider", "nothing is decided before her advisor has spoken with her"
        event = Event.objects.get(verb="orientation.say_interest")
        assert event.facts == {}


def test_her_words_are_sealed_in_the_database(world, explained):
    her = herself(explained)
    with her.at_work():
        said = interest_actions.say(explained, actor=her, interest="unsure", words="Finir plus tôt.")
        stored = InterestStatement.objects.filter(pk=said.pk).values_list("words", flat=True).get()
        assert "Finir" not in str(stored)
        assert InterestStatement.objects.get(pk=said.pk).words == "Finir plus tôt."


def test_before_the_meeting_there_is_nothing_to_say(world, meeting):
    her = herself(meeting.pathway)
    with her.at_work(), pytest.raises(Refused, match="après l’entretien"):
        interest_actions.say(meeting.pathway, actor=her, interest="confirmed")


def test_the_same_answer_sent_twice_is_kept_once(world, explained):
    her = herself(explained)
    with her.at_work():
        first = interest_actions.say(explained, actor=her, interest="unsure", reasons=["pay"])
        assert interest_actions.say(explained, actor=her, interest="unsure", reasons=["pay"]) == first
        assert Event.objects.filter(verb="orientation.say_interest").count() == 1


def test_nobody_says_it_for_somebody_else(world, explained):
    other = Actor.of(world.candidate(user=True).user)
    with other.at_work(), pytest.raises(Refused):
        interest_actions.say(explained, actor=other, interest="declined")


def test_only_the_newest_doubt_waits_for_the_advisor(world, explained):
    her = herself(explained)
    with her.at_work():
        interest_actions.say(explained, actor=her, interest="unsure")
    with clock.at(TODAY + timedelta(days=1)):
        with her.at_work():
            interest_actions.say(explained, actor=her, interest="declined")
        with world.advisor.at_work():
            assert [each.interest for each in to_take_up(world.advisor)] == ["declined"]
    with clock.at(TODAY + timedelta(days=2)):
        with her.at_work():
            interest_actions.say(explained, actor=her, interest="confirmed")
        with world.advisor.at_work():
            assert list(to_take_up(world.advisor)) == []


def test_the_advisor_takes_the_preferred_occupation_up_and_the_pathway_follows(world, explained):
    her = herself(explained)
    with her.at_work():
        said = interest_actions.say(explained, actor=her, interest="changed", wanted="childminder")
    with world.advisor.at_work():
        interest_actions.take_up(said, actor=world.advisor, adopt=True)
        explained.refresh_from_db()
        assert explained.occupation == "childminder"
        assert list(to_take_up(world.advisor)) == []
        with pytest.raises(Conflict):
            interest_actions.take_up(said, actor=world.advisor)


def test_an_answer_that_was_only_read_leaves_the_occupation(world, explained):
    her = herself(explained)
    with her.at_work():
        said = interest_actions.say(explained, actor=her, interest="changed", wanted="childminder")
    with world.advisor.at_work():
        interest_actions.take_up(said, actor=world.advisor)
        explained.refresh_from_db()
        assert explained.occupation == "childcare_provider"


def test_another_advisor_neither_reads_nor_takes_up(world, explained, client: Client):
    her = herself(explained)
    with her.at_work():
        said = interest_actions.say(explained, actor=her, interest="declined")
    other = world.actor("advisor", another=True)
    with other.at_work():
        assert history(other, explained) == []
        assert list(to_take_up(other)) == []
    client.force_login(other.user)
    assert client.post(reverse("orientation:take_up_interest", args=[said.pk])).status_code == 404


def test_she_answers_on_her_page_and_her_advisor_reads_it_in_the_day_and_on_the_thread(world, explained, client):
    client.force_login(explained.candidate.user)
    page = reverse("orientation:interest")
    assert "Ce métier m’intéresse toujours" in client.get(page).content.decode()
    wrong = client.post(page, {"interest": "changed", "words": "Le soir"})
    assert wrong.status_code == 422
    assert "Choisissez le métier que vous préférez." in wrong.content.decode()
    assert "Le soir" in wrong.content.decode()
    told = {"interest": "changed", "wanted": "family_assistant", "reasons": ["hours"], "words": "Le soir"}
    assert client.post(page, told).status_code == 302
    assert "Je préfère un autre métier." in client.get(page).content.decode()
    advisor = Client()
    advisor.force_login(world.user("advisor"))
    assert "préfère un autre métier" in advisor.get(reverse("desk:day")).content.decode()
    thread = advisor.get(reverse("pathway:thread", args=[explained.pk])).content.decode()
    assert "Préfère un autre métier : Employée familiale" in thread
    assert "Pourquoi : les horaires" in thread
    assert "Le soir" in thread


def test_before_the_meeting_her_page_says_when_she_will_answer(world, meeting, client: Client):
    client.force_login(meeting.pathway.candidate.user)
    page = client.get(reverse("orientation:interest")).content.decode()
    assert "Après, vous direz ici s’il vous intéresse." in page
    assert 'name="interest"' not in page


def test_someone_without_a_pathway_may_still_compare(world, client: Client):
    client.force_login(world.candidate(user=True).user)
    assert reverse("orientation:leaflets") in client.get(reverse("orientation:interest")).content.decode()
