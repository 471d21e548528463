"""What each side may read of the other, step by step; nothing runs ahead of the mutual consent."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.pathway.matching import actions, household_actions
from labmigration.pathway.matching.queries import TO_CANDIDATE, TO_HOUSEHOLD, disclosed
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, a_need, both, reach
from labmigration.people.models import ConsentRecord
from labmigration.timeline.models import Event, FileOpening
from labmigration.timeline.sentences import actor_name

CARD = {"trade", "area", "availability", "blocks"}
FIRST_NAME = CARD | {"first_name"}
NAMED = FIRST_NAME | {"surname", "phone", "place", "certificates"}
IDENTITY = NAMED | {"birth_date", "email", "address"}
WORK = {"trade", "town", "task_list", "tasks", "slots", "weekly_hours", "starts_on"}
WORK |= {"home_asks", "languages", "wishes", "live_in"}
MET = WORK | {"name", "contact_name", "phone", "place"}
CONTRACT = MET | {"email", "address"}

PERSON = {
    "surname": "Zyxsurname",
    "first_name": "Zyxfirst",
    "phone": "+33639980707",
    "email": "zyxmail@example.org",
    "address": "77 rue Zyxstreet",
    "postcode": "13003",
    "birth_date": date(1987, 2, 23),
}
HOUSEHOLD = {
    "name": "Foyer Qwename",
    "contact_name": "Mme Qwecontact",
    "phone": "+33639981212",
    "email": "qwemail@example.org",
    "address": "88 avenue Qwestreet",
    "town": "Marseille",
}
#: What a page may hold from which step on; a step that is never reached never shows it.
SEEN_OF_PERSON = {
    "Zyxfirst": "mutual",
    "Zyxsurname": "interview",
    "639980707": "interview",
    "39\u00a098\u00a007\u00a007": "interview",
    "zyxmail": "agreed",
    "Zyxstreet": "agreed",
    "février\u00a01987": "agreed",
    "Zyxtown": "agreed",
    "Zyxdecline": "never",
    "refugee": "never",
    "réfugié": "never",
    "Zyxbecause": "never",
}
SEEN_OF_HOUSEHOLD = {
    "Qwename": "interview",
    "Qwecontact": "interview",
    "639981212": "interview",
    "Qwestreet": "agreed",
    "qwemail": "agreed",
    "Zyxbecause": "never",
}
ORDER = ["proposed", "mutual", "interview", "agreed"]


@pytest.fixture
def introduction(world, on_a_tuesday):
    with world.placement_officer.at_work():
        user = world.user("candidate", another=True, name="Zyxfirst Zyxsurname")
        candidate = world.candidate(**PERSON, town="Zyxtown")
        candidate.user = user
        candidate.save()
        pathway = world.person("matching", "matching.introduce", candidate=candidate)
        household = world.household(user=True, **HOUSEHOLD)
        household.user.name = "Qwecontact Qwename"
        household.user.save()
        words = {"because": "Zyxbecause", "availability": "les matins"}
        need = a_need(world, household)
        yield actions.introduce(pathway, need, actor=world.placement_officer, **words)


def bring(introduction, state, world):
    """The introduction at that state, by everybody's own actions."""
    if state != "proposed":
        reach(introduction, state, world)
    if state == "agreed":
        with clock.at(DAY_AFTER):
            for actor in both(introduction):
                actions.confirm(introduction, actor=actor)


@pytest.mark.parametrize(
    ("state", "of_person", "of_household"),
    [
        ("proposed", CARD, WORK),
        ("mutual", FIRST_NAME, WORK),
        ("interview", NAMED, MET),
        ("agreed", IDENTITY, CONTRACT),
    ],
)
def test_each_step_shows_what_it_allows_and_no_more(world, introduction, state, of_person, of_household):
    consent(introduction, "given")
    bring(introduction, state, world)
    assert set(disclosed(introduction, to=TO_HOUSEHOLD)) == of_person
    assert set(disclosed(introduction, to=TO_CANDIDATE)) == of_household


def consent(introduction, answer):
    """She answers to cards for households in general."""
    person = introduction.pathway.candidate
    told = {"text_version": "x", "language": "fr", "channel": "screen", "recorded_by": person.user, "at": clock.now()}
    ConsentRecord.objects.create(candidate=person, purpose="household_card", answer=answer, **told)


@pytest.mark.parametrize("answer", [None, "refused", "withdrawn"])
def test_without_her_consent_the_household_reads_the_trade_alone(introduction, answer):
    if answer:
        consent(introduction, "given")
        consent(introduction, answer)
    assert set(disclosed(introduction, to=TO_HOUSEHOLD)) == {"trade"}


def test_her_yes_to_one_household_shows_it_her_card(introduction):
    actions.answer(introduction, actor=both(introduction)[0], yes=True)
    assert set(disclosed(introduction, to=TO_HOUSEHOLD)) == CARD


@pytest.mark.parametrize("state", ["proposed", "mutual", "interview"])
def test_what_was_disclosed_closes_again_when_it_comes_to_nothing(world, introduction, state):
    bring(introduction, state, world)
    actions.decline(introduction, actor=both(introduction)[0])
    assert set(disclosed(introduction, to=TO_HOUSEHOLD)) == {"trade"}
    assert set(disclosed(introduction, to=TO_CANDIDATE)) == {"trade"}


def test_a_suspended_household_reads_nothing_of_anybody(world, introduction):
    bring(introduction, "interview", world)
    household_actions.suspend(introduction.need.household, actor=world.placement_officer)
    assert set(disclosed(introduction, to=TO_HOUSEHOLD)) == {"trade"}


@pytest.mark.parametrize("state", ORDER)
def test_no_canary_reaches_a_page_before_its_step(world, introduction, state, client: Client):
    bring(introduction, state, world)
    person, household = both(introduction)
    pages = [
        (household, "matching:own_household", SEEN_OF_PERSON),
        (household, "employment:own_household", SEEN_OF_PERSON),
        (person, "matching:own", SEEN_OF_HOUSEHOLD),
        (person, "employment:own", SEEN_OF_HOUSEHOLD),
    ]
    for actor, name, canaries in pages:
        client.force_login(actor.user)
        page = client.get(reverse(name)).content.decode()
        for canary, step in canaries.items():
            allowed = step in ORDER and ORDER.index(state) >= ORDER.index(step)
            if not allowed:
                assert canary not in page, f"{canary} on {name} at {state}"
            elif name.startswith("matching") and "\u00a0" not in canary:
                assert canary in page, f"{canary} missing on {name} at {state}"


def test_an_unvetted_household_sees_no_one_on_its_page(world, introduction, client: Client):
    bring(introduction, "interview", world)
    household_actions.suspend(introduction.need.household, actor=world.placement_officer)
    client.force_login(introduction.need.household.user)
    page = client.get(reverse("matching:own_household")).content.decode()
    assert "Zyx" not in page
    assert "suspendu" in page


def test_the_household_enters_who_opened_my_file_only_once_both_know_each_other(world, introduction, client: Client):
    client.force_login(introduction.need.household.user)
    client.get(reverse("matching:own_household"))
    assert not FileOpening.objects.exists()
    bring(introduction, "interview", world)
    client.get(reverse("matching:own_household"))
    assert FileOpening.objects.get().reader == introduction.need.household.user


def test_the_persons_timeline_does_not_name_the_household(world, introduction):
    actions.answer(introduction, actor=both(introduction)[1], yes=True)
    event = Event.objects.get(verb="matching.answer")
    assert "Qwe" not in actor_name(event)


def test_yes_and_no_from_both_telephones(world, introduction, client: Client):
    path = reverse("matching:answer", args=[introduction.pk])
    client.force_login(introduction.pathway.candidate.user)
    assert client.post(path, {"says": "perhaps"}).status_code == 422
    assert client.post(path, {"says": "yes"}).url == reverse("matching:own")
    client.force_login(introduction.need.household.user)
    answer = client.post(path, {"says": "no", "words": "Zyxdecline"})
    assert answer.url == reverse("matching:own_household")
    introduction.refresh_from_db()
    assert (introduction.state, introduction.decline_reason) == ("declined", "Zyxdecline")
    client.force_login(introduction.pathway.candidate.user)
    assert "Zyxdecline" not in client.get(reverse("matching:own")).content.decode()


def test_the_other_sides_introduction_and_a_strangers_do_not_exist(world, introduction, client: Client):
    stranger = world.household(user=True)
    for user in (stranger.user, world.user("advisor"), world.user("placement_officer")):
        client.force_login(user)
        assert client.post(reverse("matching:answer", args=[introduction.pk]), {"says": "yes"}).status_code == 404


def test_the_officers_pages_say_every_step_and_others_get_404(world, elsewhere, introduction, client: Client):
    paths = [reverse(f"matching:{name}", args=[introduction.pathway_id]) for name in ("of_pathway", "introduce")]
    client.force_login(world.user("placement_officer"))
    page = client.get(paths[0]).content.decode()
    assert "Qwename" in page
    assert "n’a pas encore répondu" in page
    for user in (elsewhere.user("placement_officer"), world.user("trainer"), introduction.pathway.candidate.user):
        client.force_login(user)
        assert [client.get(path).status_code for path in paths] == [404, 404]


def test_the_officer_proposes_from_the_list_of_open_needs(world, introduction, client: Client):
    other = world.person("matching", "matching.introduce")
    client.force_login(world.user("placement_officer"))
    path = reverse("matching:introduce", args=[other.pk])
    assert "Qwename" in client.get(path).content.decode()
    wrong = client.post(path, {"availability": "06 39 98 00 00"})
    assert wrong.status_code == 422
    assert "Ni téléphone" in wrong.content.decode()
    client.post(path, {"need": str(introduction.need_id), "availability": "le soir"})
    other.refresh_from_db()
    assert other.next_step == "matching.answer"
    assert "Qwename" not in client.get(path).content.decode()


def test_the_officer_fixes_the_meeting_and_a_day_gone_by_is_refused(world, introduction, client: Client):
    reach(introduction, "mutual", world)
    client.force_login(world.user("placement_officer"))
    path = reverse("matching:plan_interview", args=[introduction.pk])
    wrong = client.post(path, {"day": "2026-03-01", "time": "10:00", "place": "Café"})
    assert wrong.status_code == 422
    assert "Ce jour est passé" in wrong.content.decode()
    client.post(path, {"day": "2026-03-12", "time": "10:00", "place": "Café"})
    introduction.refresh_from_db()
    assert (introduction.state, introduction.interview_place) == ("interview", "Café")
