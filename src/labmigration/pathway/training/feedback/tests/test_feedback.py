"""Opinions: asked when a module is over, answered once, read in numbers that give nobody away."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.links.models import SignedLink
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.training import actions as training
from labmigration.pathway.training.feedback import actions, sweeping
from labmigration.pathway.training.feedback.models import ASKED, ModuleFeedback
from labmigration.pathway.training.feedback.queries import opinions_of, to_answer
from labmigration.people.models import SAFETY_YES
from labmigration.timeline.models import Event

DAY = date(2026, 3, 10)
WELL = dict.fromkeys(ASKED, 3)


def herself(seat) -> Actor:
    return Actor.of(seat.pathway.candidate.user)


@pytest.fixture
def scene(school, at_work, settings):
    """Twelve people whose first module is over."""
    settings.SMS_DELIVERY = "labmigration.notices.nobody"
    cohort, seats = school.running(12, with_account=True)
    school.sign(school.session(cohort, day=DAY))
    return cohort, seats


def ask_all(scene) -> list[ModuleFeedback]:
    sweeping.ask_after_modules()
    return list(ModuleFeedback.objects.order_by("enrolment__seat").select_related("pathway__candidate__user"))


def test_everybody_is_asked_once_when_the_last_session_of_a_module_was_held(scene):
    assert len(ask_all(scene)) == 12
    sweeping.ask_after_modules()
    assert ModuleFeedback.objects.count() == 12
    assert to_answer(scene[1][0])[0].module == "core_safety"


def test_nobody_is_asked_while_a_session_of_the_module_is_to_come(school, scene):
    cohort, _seats = scene
    school.session(cohort, day=date(2026, 3, 17))
    assert ask_all(scene) == []


def test_a_module_that_ended_long_ago_is_not_asked_about(scene):
    with clock.at(DAY + timedelta(days=8)):
        assert ask_all(scene) == []


def test_the_message_names_neither_module_nor_programme_and_carries_a_link(scene):
    ask_all(scene)
    message = OutboxMessage.objects.first()
    assert message is not None and "http" in message.body
    assert "Lab" not in message.body and "curité" not in message.body
    assert SignedLink.objects.filter(purpose="module_feedback").count() == 12


def test_somebody_whose_contact_must_stay_safe_gets_no_message_and_is_asked_on_her_page(school, at_work):
    cohort, seats = school.running(4, with_account=True)
    school.sign(school.session(cohort, day=DAY))
    person = seats[0].pathway.candidate
    person.safety = SAFETY_YES
    person.save()
    sweeping.ask_after_modules()
    assert to_answer(seats[0])
    assert not SignedLink.objects.filter(pathway_id=seats[0].pathway_id).exists()


def test_an_answer_is_given_once_by_herself_and_whole(scene):
    rows = ask_all(scene)
    own = herself(scene[1][0])
    with pytest.raises(Refused):
        actions.answer(rows[0], actor=own, said={**WELL, "can_do": 9})
    with pytest.raises(Conflict):
        actions.answer(rows[0], actor=herself(scene[1][1]), said=WELL)
    actions.answer(rows[0], actor=own, said=WELL, comment="Très clair")
    with pytest.raises(Conflict):
        actions.answer(rows[0], actor=own, said=WELL)
    assert ModuleFeedback.objects.get(pk=rows[0].pk).comment == "Très clair"


def test_after_the_last_day_nobody_answers(scene):
    rows = ask_all(scene)
    with clock.at(DAY + timedelta(days=15)), pytest.raises(Refused):
        actions.answer(rows[0], actor=herself(scene[1][0]), said=WELL)


def answered_by(scene, count: int, **more: object) -> None:
    for row, seat in list(zip(ask_all(scene), scene[1], strict=True))[:count]:
        actions.answer(row, actor=herself(seat), said=WELL, **more)


def test_nothing_is_told_while_somebody_may_still_answer(scene):
    answered_by(scene, 11)
    (opinion,) = opinions_of(scene[0])
    assert opinion.open_until == DAY + timedelta(days=14) and not opinion.sentences


def test_fewer_than_eleven_answers_tell_nothing_not_even_how_many(scene):
    answered_by(scene, 10, comment="Je suis la seule à…")
    with clock.at(DAY + timedelta(days=15)):
        (opinion,) = opinions_of(scene[0])
    assert opinion.hidden and opinion.answered == 0 and not opinion.sentences and not opinion.comments


def test_eleven_answers_are_told_with_their_denominators(scene):
    answered_by(scene, 11, comment="Bien")
    with clock.at(DAY + timedelta(days=15)):
        (opinion,) = opinions_of(scene[0])
    assert (opinion.answered, opinion.asked) == (11, 12)
    assert [bar.count for bar in opinion.sentences[0].bars] == [0, 0, 11, 0]
    assert all(bar.of == 11 for sentence in opinion.sentences for bar in sentence.bars)
    assert opinion.comments == ["Bien"] * 11


def test_when_everybody_has_answered_it_is_told_at_once(scene):
    answered_by(scene, 12)
    (opinion,) = opinions_of(scene[0])
    assert opinion.answered == 12


def test_two_cohorts_hidden_by_themselves_are_told_together(school, at_work):
    cohorts = []
    for name, hour in (("Une", "am"), ("Deux", "pm")):
        with clock.at(DAY - timedelta(days=8)):
            cohort = school.cohort(name)
            seats = school.enrolled(cohort, 6, with_account=True)
        training.start(cohort, actor=school.coordinator)
        school.sign(school.session(cohort, day=DAY, half=hour))
        cohorts.append((cohort, seats))
    sweeping.ask_after_modules()
    for row in ModuleFeedback.objects.select_related("pathway__candidate__user"):
        actions.answer(row, actor=Actor.of(row.pathway.candidate.user), said=WELL)
    (opinion,) = opinions_of(cohorts[0][0])
    assert opinion.pooled == 2 and opinion.answered == 12


def test_the_journal_says_that_somebody_answered_and_not_what(scene):
    answered_by(scene, 1)
    event = Event.objects.get(verb="training.give_feedback")
    assert event.facts == {"module": "core_safety"}


def test_the_person_answers_on_her_page_in_five_taps(school, scene, client):
    rows = ask_all(scene)
    client.force_login(scene[1][0].pathway.candidate.user)
    assert "5 gestes" in client.get(reverse("training:own")).content.decode()
    address = reverse("training:own_feedback", args=[rows[0].pk])
    html = client.get(address).content.decode()
    assert html.count("<fieldset") == 4
    assert client.post(address, {"useful": 3}).status_code == 422
    assert client.post(address, WELL).status_code == 302
    assert "déjà répondu" in client.get(address).content.decode()
    assert client.get(reverse("training:own_feedback", args=[rows[1].pk])).status_code == 404


def test_behind_a_link_one_answers_without_an_account_and_once(scene, client):
    ask_all(scene)
    address = re.search(r"http\S+", OutboxMessage.objects.first().body).group(0)
    path = "/" + address.split("/", 3)[3]
    page = client.get(path, follow=True)
    if b"csrfmiddlewaretoken" in page.content and b"useful" not in page.content:
        page = client.post(path, follow=True)
    done = client.post(path, WELL, follow=True).content.decode()
    assert ModuleFeedback.objects.filter(answered_on__isnull=False).count() == 1, done[:500]


def test_trainer_and_coordinators_read_numbers_and_strangers_find_nothing(school, scene, client, elsewhere):
    answered_by(scene, 12)
    address = reverse("training:feedback", args=[scene[0].pk])
    for user in (school.trainer, school.coordinator.user, school.world.user("territory_coordinator")):
        client.force_login(user)
        html = client.get(address).content.decode()
        assert "12 réponses sur 12" in html
        assert scene[1][0].pathway.candidate.surname not in html
    for user in (school.world.user("referrer"), elsewhere.user("training_coordinator")):
        client.force_login(user)
        assert client.get(address).status_code == 404
