"""Complaints: said in any language, answered by a named person by a day, read by nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.training.evaluation.actions import Judged, judge_skills
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.feedback.actions import ask
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.people.models import SAFETY_YES
from labmigration.privacy.erasing import erase
from labmigration.privacy.held import held
from labmigration.quality import complaints
from labmigration.quality.complaint_queries import delays, to_answer
from labmigration.quality.models import Complaint
from labmigration.timeline.models import Event

DAY = date(2026, 3, 10)
WORDS = "القاعة باردة"


@pytest.fixture
def person(world, on_a_tuesday):
    return world.person("training", "training.enrol", with_account=True)


def herself(person) -> Actor:
    return Actor.of(person.candidate.user)


@pytest.fixture
def said(world, person) -> Complaint:
    coordinator = world.territory_coordinator
    with coordinator.at_work():
        return complaints.complain(actor=herself(person), about="place", words=WORDS, language="ar")


def test_a_complaint_names_who_answers_and_by_when(world, said):
    assert said.handled_by == world.user("territory_coordinator")
    assert said.due_on == DAY + timedelta(days=15)
    with world.territory_coordinator.at_work():
        assert Complaint.objects.get(pk=said.pk).words == WORDS


def test_sent_twice_in_the_same_words_it_is_kept_once(world, person, said):
    with world.territory_coordinator.at_work():
        again = complaints.complain(actor=herself(person), about="place", words=WORDS, language="ar")
        assert again.pk == said.pk and Complaint.objects.count() == 1


def test_the_thread_does_not_tell_those_who_follow_her_that_she_complained(world, person, said):
    with world.territory_coordinator.at_work():
        event = Event.objects.get(verb="quality.complain")
        assert event.pathway_id is None
        assert not Event.objects.filter(pathway_id=person.pk, verb__startswith="quality.").exists()


def test_what_she_said_is_among_her_own_data(world, person, said):
    with world.territory_coordinator.at_work():
        groups = {group.code: group for group in held(person.candidate)}
    assert WORDS in str(groups["quality"].kept[0].entries)


def test_where_nobody_coordinates_the_person_is_told_so(world, person):
    with Actor.system("marseille").at_work(), pytest.raises(Refused, match="appelez"):
        complaints.complain(actor=herself(person), about="other", words="bonjour")


def test_who_has_fewer_to_answer_gets_the_next_one_and_never_her_own(world, person, said):
    other = world.user("territory_coordinator", another=True)
    with world.territory_coordinator.at_work():
        second = complaints.complain(actor=Actor.of(world.user("trainer")), about="other", words="Pas de clé")
    assert second.handled_by == other and second.own_pathway is None


@pytest.mark.parametrize("words", ["", "   "])
def test_a_complaint_has_words(world, person, words):
    world.user("territory_coordinator")
    with world.territory_coordinator.at_work(), pytest.raises(Refused):
        complaints.complain(actor=herself(person), about="other", words=words)


def test_it_is_taken_up_then_answered_once_and_by_the_coordination_only(world, person, said):
    coordinator = world.territory_coordinator
    with coordinator.at_work():
        with pytest.raises(Conflict):
            complaints.answer(said, actor=world.advisor, outcome="explained", words="Non")
        complaints.acknowledge(said, actor=coordinator)
        with pytest.raises(Conflict):
            complaints.acknowledge(said, actor=coordinator)
        complaints.answer(said, actor=coordinator, outcome="corrected", words="C’est réparé", own_words="تم الإصلاح")
        with pytest.raises(Conflict):
            complaints.answer(said, actor=coordinator, outcome="explained", words="Encore")
        kept = Complaint.objects.get(pk=said.pk)
    assert (kept.state, kept.own_answer, kept.answered_on) == ("answered", "تم الإصلاح", DAY)


def test_when_it_is_answered_a_neutral_message_says_that_something_waits(world, person, said, settings):
    settings.SMS_DELIVERY = "labmigration.notices.nobody"
    with world.territory_coordinator.at_work():
        complaints.answer(said, actor=world.territory_coordinator, outcome="corrected", words="C’est réparé")
        message = OutboxMessage.objects.get()
    assert "Une reponse vous attend" in message.body.replace("é", "e")
    assert "clamation" not in message.body and "Lab" not in message.body and message.pathway_id is None


def test_nothing_is_written_to_somebody_whose_contact_must_stay_safe(world, person, said, settings):
    settings.SMS_DELIVERY = "labmigration.notices.nobody"
    with world.territory_coordinator.at_work():
        person.candidate.safety = SAFETY_YES
        person.candidate.save()
        complaints.answer(
            Complaint.objects.get(), actor=world.territory_coordinator, outcome="corrected", words="C’est réparé"
        )
        assert not OutboxMessage.objects.exists()


def test_delays_are_told_with_their_denominators(world, person, said):
    coordinator = world.territory_coordinator
    with coordinator.at_work():
        with clock.at(DAY + timedelta(days=4)):
            complaints.answer(said, actor=coordinator, outcome="corrected", words="Oui")
            complaints.complain(actor=herself(person), about="other", words="Autre")
        with clock.at(DAY + timedelta(days=30)):
            found = delays(DAY, DAY + timedelta(days=30))
    assert found.taken_up == 0  # answered after four days, and taken up only then
    assert (found.received, found.answered, found.in_time, found.waiting, found.overdue) == (2, 1, 1, 1, 1)
    assert found.days == 4


def test_another_territory_reads_nothing(world, elsewhere, said):
    with elsewhere.territory_coordinator.at_work():
        assert to_answer(elsewhere.territory_coordinator) == []


def test_the_person_says_it_on_her_page_and_reads_the_answer_in_her_language(world, person, client):
    coordinator = world.territory_coordinator
    client.force_login(person.candidate.user)
    assert client.post(reverse("quality:complain"), {"about": "place"}).status_code == 422
    page = client.post(reverse("quality:complain"), {"about": "place", "words": WORDS}, follow=True)
    assert coordinator.user.name in page.content.decode()
    with coordinator.at_work():
        kept = Complaint.objects.get()
        complaints.answer(kept, actor=coordinator, outcome="corrected", words="Réparé", own_words="تم")
    html = client.get(reverse("quality:own_complaint", args=[kept.pk])).content.decode()
    assert "Réparé" in html and "تم" in html
    client.force_login(world.person(with_account=True).candidate.user)
    assert client.get(reverse("quality:own_complaint", args=[kept.pk])).status_code == 404


def test_the_coordination_finds_it_among_its_tasks_and_answers(world, said, client):
    client.force_login(world.user("territory_coordinator"))
    assert str(said.pk) in client.get(reverse("steering:overview", args=["marseille"])).content.decode()
    address = reverse("quality:complaint", args=[said.pk])
    assert "dans sa langue" in client.get(address).content.decode()
    client.post(reverse("quality:acknowledge", args=[said.pk]))
    assert client.post(address, {"outcome": "corrected"}).status_code == 422
    assert client.post(address, {"outcome": "corrected", "words": "Réparé"}).status_code == 302
    assert "Répondues" in client.get(reverse("quality:complaints")).content.decode()


def test_households_and_trainers_complain_too_and_advisors_do_not_read_it(world, said, client):
    household = world.household(user=True)
    client.force_login(household.user)
    page = client.post(reverse("quality:complain"), {"about": "household", "words": "Horaires"}, follow=True)
    assert page.status_code == 200
    with world.territory_coordinator.at_work():
        assert Complaint.objects.get(household=household).made_as == "household"
    client.force_login(world.user("trainer"))
    assert client.get(reverse("quality:complain")).status_code == 200
    client.force_login(world.user("advisor"))
    assert client.get(reverse("quality:complaints")).status_code == 404
    assert client.get(reverse("quality:complaint", args=[said.pk])).status_code == 404


def test_an_erasure_takes_her_complaints_judgements_and_opinions_with_it(school, at_work):
    cohort, seats = school.running(2, with_account=True)
    school.sign(school.session(cohort))
    seat = seats[0]
    own = Actor.of(seat.pathway.candidate.user)
    school.world.user("territory_coordinator")
    judge_skills(seat, [Judged("home_safety", 3, "J’ai vu")], actor=Actor.of(school.trainer))
    judge_skills(seat, [Judged("home_safety", 3, "Je sais")], actor=own)
    ask([seat, seats[1]], "core_safety", actor=Actor.system("marseille"))
    complaints.complain(actor=own, about="other", words="Non")
    erase(seat.pathway.candidate)
    assert not Complaint.objects.exists()
    assert not SkillJudgement.objects.filter(enrolment=seat).exists()
    assert ModuleFeedback.objects.get().enrolment == seats[1]
