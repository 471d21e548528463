"""Requests: who answers what, by when, and never on one's own decision."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.privacy import queries, requests
from labmigration.privacy.models import Kind, RightsRequest
from labmigration.timeline.models import Event

DPO, COORDINATOR = "dpo", "territory_coordinator"


@pytest.fixture
def ask(mine, as_actor):
    def asked(kind, **told):
        with as_actor.at_work():
            return requests.ask(mine, kind, actor=as_actor, **told)

    return asked


def reads(actor, request):
    return visible(actor, "privacy.requests").filter(pk=request.pk).exists()


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 10), date(2026, 4, 10)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_an_answer_is_due_within_a_month(day, due):
    assert requests.one_month_after(day) == due


@pytest.mark.parametrize(
    ("kind", "answers", "other"),
    [
        (Kind.ERASE, DPO, COORDINATOR),
        (Kind.ACCESS, DPO, COORDINATOR),
        (Kind.OBJECT, DPO, COORDINATOR),
        (Kind.CONTEST, COORDINATOR, DPO),
        (Kind.RECTIFY, COORDINATOR, DPO),
        (Kind.OTHER_ADVISOR, COORDINATOR, DPO),
    ],
)
def test_each_request_reaches_who_is_named_for_it_and_nobody_else(world, ask, kind, answers, other):
    request = ask(kind, words="…")
    assert reads(world.actor(answers), request)
    assert not reads(world.actor(other), request)
    assert not reads(world.advisor, request)


def test_nobody_of_another_territory_reads_it(elsewhere, ask):
    request = ask(Kind.CONTEST, about="other", words="…")
    assert not reads(elsewhere.actor(COORDINATOR), request)


def contestable(mine, actor, verb="confirm_refusal"):
    with actor.at_work():
        event = Event.about(mine, "close", actor)
        event.verb = f"reception.{verb}"
        event.save(force_insert=True)


def test_who_took_the_decision_never_answers_the_contest(world, mine, ask):
    decider = world.actor(COORDINATOR)
    contestable(mine, decider)
    another = world.actor(COORDINATOR, another=True)
    request = ask(Kind.CONTEST, about="refusal", words="Je ne suis pas d’accord")
    assert set(request.deciders.all()) == {decider.user}
    assert not reads(decider, request)
    assert reads(another, request)
    with decider.at_work(), pytest.raises(Conflict):
        requests.answer(request, actor=decider, outcome="refused", words="Non")


def test_when_everybody_who_coordinates_decided_data_protection_answers(world, mine, ask):
    contestable(mine, world.actor(COORDINATOR))
    request = ask(Kind.CONTEST, about="refusal", words="…")
    assert request.handled_by == DPO
    assert reads(world.actor(DPO), request)


def test_the_same_request_twice_is_kept_once_while_it_waits(ask):
    first, second = ask(Kind.ERASE), ask(Kind.ERASE)
    assert first == second
    assert ask(Kind.OBJECT, words="…") != first


def test_nobody_asks_in_her_stead(world, mine):
    with world.advisor.at_work(), pytest.raises(Refused):
        requests.ask(mine, Kind.ERASE, actor=world.advisor)


def test_she_reads_the_answer_and_who_gave_it(world, client, her, ask):
    request = ask(Kind.OBJECT, words="Plus de SMS")
    officer = world.user(DPO, name="Nadia Protection")
    client.force_login(officer)
    sent = {"outcome": "accepted", "words": "C’est fait : plus aucun SMS."}
    assert client.post(reverse("privacy:request", args=[request.pk]), sent).status_code == 302
    request.refresh_from_db()
    client.force_login(_holder(request))
    content = client.get(reverse("privacy:own_request", args=[request.pk])).content.decode()
    assert "plus aucun SMS" in content and officer.name in content


def _holder(request):
    from labmigration.access.models import User

    return User.objects.get(candidate__pathways=request.pathway_id)


def test_an_answer_without_words_is_not_sent(world, client, ask):
    request = ask(Kind.OBJECT, words="…")
    client.force_login(world.user(DPO))
    answer = client.post(reverse("privacy:request", args=[request.pk]), {"outcome": "refused", "words": ""})
    assert answer.status_code == 422
    request.refresh_from_db()
    assert request.state == "open"


def test_an_erasure_is_not_granted_by_one_person(world, ask):
    request = ask(Kind.ERASE)
    with Actor.system("marseille").at_work(), pytest.raises(Refused, match="seconde personne"):
        requests.answer(request, actor=world.actor(DPO), outcome="accepted", words="Oui")


def test_the_same_person_cannot_propose_and_confirm(world, ask):
    request = ask(Kind.ERASE)
    both = world.user(DPO)
    from labmigration.access.models import RoleGrant

    RoleGrant.objects.create(user=both, role=COORDINATOR, territory_id="marseille", since=date(2020, 1, 1))
    actor = Actor.of(both)
    with actor.at_work():
        requests.agree_to_erase(request, actor=actor)
        with pytest.raises(Conflict):
            requests.confirm_erasure(request, actor=actor)


def test_the_second_person_may_send_it_back(world, ask):
    request = ask(Kind.ERASE)
    with Actor.system("marseille").at_work():
        requests.agree_to_erase(request, actor=world.actor(DPO))
        requests.send_back(request, actor=world.actor(COORDINATOR))
    request.refresh_from_db()
    assert (request.state, request.agreed_by) == ("open", None)


def test_she_takes_her_request_back(her, ask):
    request = ask(Kind.OTHER_ADVISOR)
    assert her.post(reverse("privacy:withdraw", args=[request.pk])).status_code == 302
    request.refresh_from_db()
    assert request.state == "withdrawn"


def test_her_advisor_does_not_see_that_she_asks_for_another(world, client, ask, mine):
    ask(Kind.OTHER_ADVISOR, words="Elle ne m’écoute pas")
    client.force_login(world.user("advisor"))
    content = client.get(reverse("pathway:thread", args=[mine.pk])).content.decode()
    assert "Demande de la personne" not in content


def test_tasks_stand_on_the_first_pages_of_who_answers(world, client, ask):
    ask(Kind.OTHER_ADVISOR)
    ask(Kind.ERASE)
    client.force_login(world.user(COORDINATOR))
    content = client.get(reverse("steering:overview", args=["marseille"])).content.decode()
    assert "Changer de conseillère" in content and "Effacer mes données" not in content
    client.force_login(world.user(DPO))
    answer = client.get("/", follow=True)
    assert "Effacer mes données" in answer.content.decode()


def test_a_late_request_says_so(world, ask):
    from labmigration import clock

    request = ask(Kind.ERASE)
    with clock.at(date(2026, 12, 25)):
        assert queries.is_late(request)
    with clock.at(date(2026, 12, 24)):
        assert not queries.is_late(request)


def test_words_are_sealed(ask):
    request = ask(Kind.OBJECT, words="un secret à moi")
    stored = RightsRequest.objects.values_list("words", flat=True).get(pk=request.pk)
    assert "secret" not in str.__str__(stored)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_request_can_be_sent_from_her_phone(her, kind):
    url = reverse("privacy:ask", args=[kind])
    assert her.get(url).status_code == 200
    answer = her.post(url, {"words": "Bonjour", "about": "other"}, follow=True)
    assert answer.status_code == 200
    assert RightsRequest.objects.filter(kind=kind).count() == 1


def test_a_contest_without_a_reason_says_what_is_missing(her):
    answer = her.post(reverse("privacy:ask", args=["contest"]), {"about": "other", "words": ""})
    assert answer.status_code == 422


def test_a_request_that_needs_no_word_is_sent_empty(her):
    assert her.post(reverse("privacy:ask", args=["other_advisor"]), {}).status_code == 302


def test_what_nobody_knows_how_to_ask_does_not_exist(her):
    assert her.get(reverse("privacy:ask", args=["everything"])).status_code == 404
