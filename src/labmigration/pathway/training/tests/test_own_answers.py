"""She answers for her seat herself, on her page or behind her link; a silence leads to a call, never to a no."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.notices.letters import fits, in_gsm7
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.training.filling.actions import (
    answer,
    answer_herself,
    ask_call,
    end_offer,
    note_call_about,
    offer_seat,
)
from labmigration.pathway.training.filling.queries import candidates_for, offers_to_call
from labmigration.pathway.training.filling.words import TEXTS
from labmigration.pathway.training.models import Enrolment, SeatOffer
from labmigration.pathway.training.tests.plans import may_work, signed_plan
from labmigration.ui import spoken

pytestmark = pytest.mark.usefixtures("at_work")
APRIL = {"starts_on": date(2026, 4, 1)}


@pytest.fixture
def cohort(school):
    return school.cohort(**APRIL)


@pytest.fixture
def person(school):
    """Someone to whom nothing is missing."""
    return ready(school)


@pytest.fixture
def offer(school, settings, cohort, person):
    """A seat proposed in a message."""
    settings.DEMO = True
    return offer_seat(person, cohort, actor=school.coordinator)


def ready(school, **fields):
    account = {} if "candidate" in fields else {"with_account": True}
    person = school.waiting(**account, **fields)
    signed_plan(person)
    may_work(person)
    return person


def herself(pathway):
    return Actor.of(pathway.candidate.user)


def page(client, user, name, *args, data=None):
    client.force_login(user)
    address = reverse(name, args=args)
    return client.post(address, data, follow=True) if data is not None else client.get(address)


def test_her_next_step_leads_to_place_weeks_and_days_and_her_yes_gives_the_seat(offer, client):
    user = offer.pathway.candidate.user
    me = page(client, user, "desk:me").content.decode()
    assert "Une place vous est proposée" in me and reverse("training:own_offer") in me
    shown = page(client, user, "training:own_offer").content.decode()
    assert offer.cohort.provider.name in shown and "avril" in shown and "Mardi" in shown
    assert "vous avez une place" in page(client, user, "training:own_offer", data={"answer": "yes"}).content.decode()
    assert Enrolment.objects.get(pathway=offer.pathway).cohort == offer.cohort
    assert SeatOffer.objects.get().state == "accepted" and SeatOffer.objects.get().own_answer


def test_her_no_behind_the_link_is_read_at_once_with_her_words_and_costs_her_nothing(offer, school, cohort, client):
    message = OutboxMessage.objects.get(pathway_id=offer.pathway_id)
    link = "/l/" + message.body.split("/l/")[1].split()[0]
    telephone = Client()
    telephone.get(link)
    telephone.post(link)
    assert "Oui, je la veux" in telephone.get(link).content.decode()
    telephone.get(link, {"answer": "no"})
    assert SeatOffer.objects.get().state == "offered"
    telephone.post(link, {"answer": "no", "words": "Mon fils est malade"})
    assert "Vous gardez votre tour" in telephone.get(link).content.decode()
    telephone.post(link, {"answer": "yes"})
    offer.pathway.refresh_from_db()
    assert (offer.pathway.next_step, Enrolment.objects.count()) == ("training.enrol", 0)
    filling = page(client, school.coordinator.user, "training:fill", cohort.pk).content.decode()
    assert "Mon fils est malade" not in filling.split("Pour une autre cohorte")[0]
    assert "a dit non" in filling


def test_someone_to_whom_a_paper_is_missing_says_yes_and_the_coordination_decides(school, cohort):
    person = school.waiting(with_account=True)
    signed_plan(person)
    offer = offer_seat(person, cohort, actor=school.coordinator)
    assert answer_herself(offer, actor=herself(person), yes=True) is None
    (found,) = candidates_for(school.coordinator, cohort)
    assert (found.offer.state, found.place.reasons) == ("accepted", ("right_to_work",))
    (to_call,) = offers_to_call(school.coordinator)
    assert to_call.said_yes and to_call.offer == offer


def test_the_last_seat_taken_meanwhile_leaves_her_yes_in_front(school):
    cohort = school.cohort(capacity=1, **APRIL)
    first, second = ready(school, stage_since=date(2026, 1, 1)), ready(school)
    offers = [offer_seat(each, cohort, actor=school.coordinator) for each in (first, second)]
    assert answer_herself(offers[1], actor=herself(second), yes=True).seat == 1
    assert answer_herself(offers[0], actor=herself(first), yes=True) is None
    assert SeatOffer.objects.get(pathway=first).state == "accepted"
    assert [each.pathway.pk for each in candidates_for(school.coordinator, cohort)] == [first.pk]


def test_whoever_notes_it_a_yes_of_someone_ready_gives_the_seat(school, offer):
    assert answer(offer, actor=school.coordinator, yes=True).seat == 1


def test_nobody_answers_for_another_person(school, offer):
    other = herself(school.waiting(with_account=True))
    with other.at_work(), pytest.raises(Conflict):
        answer_herself(offer, actor=other, yes=True)
    with pytest.raises(Conflict):
        answer_herself(offer, actor=school.coordinator, yes=True)


def test_without_an_answer_she_is_called_and_called_again_and_never_refused(school, offer):
    def to_call():
        return [each.offer.pk for each in offers_to_call(school.coordinator)]

    assert to_call() == []
    with pytest.raises(Refused, match="Appelez d’abord"):
        end_offer(offer, actor=school.coordinator)
    with clock.at(clock.today() + timedelta(days=5)):
        assert to_call() == [offer.pk]
        note_call_about(offer, actor=school.coordinator)
        assert to_call() == []
    with clock.at(clock.today() + timedelta(days=40)):
        assert to_call() == [offer.pk] and SeatOffer.objects.get().state == "offered"
        end_offer(offer, actor=school.coordinator)
    assert SeatOffer.objects.get().state == "ended"


def test_call_me_stands_on_the_coordination_s_first_page_and_the_number_is_there(school, offer, client):
    ask_call(offer, actor=herself(offer.pathway))
    coordinator = school.coordinator.user
    assert "demande un appel" in page(client, coordinator, "training:cohorts").content.decode()
    shown = page(client, coordinator, "training:call_about_offer", offer.pk).content.decode()
    assert offer.pathway.candidate.phone in shown
    page(client, coordinator, "training:call_about_offer", offer.pk, data={"answer": "call"})
    assert "demande un appel" not in page(client, coordinator, "training:cohorts").content.decode()


def test_who_must_be_reached_with_care_reads_no_place_and_no_day_and_gets_no_link(school, settings, cohort, client):
    settings.DEMO = True
    candidate = school.world.candidate(user=True, safe_contact=True)
    person = ready(school, candidate=candidate)
    offer = offer_seat(person, cohort, actor=school.coordinator)
    assert all("/l/" not in each.body for each in OutboxMessage.objects.filter(pathway_id=person.pk))
    shown = page(client, person.candidate.user, "training:own_offer").content.decode()
    assert "Oui, je la veux" in shown
    assert cohort.provider.name not in shown and "avril" not in shown and "Mardi" not in shown
    called = page(client, school.coordinator.user, "training:call_about_offer", offer.pk).content.decode()
    assert person.candidate.phone not in called and person.lead_advisor.name in called


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_fits_and_names_no_programme_and_no_job(text, language):
    address = "https://rendez-vous.un-exemple.gouv.fr"
    link = f"{address}/l/{'x' * 22}/" if text == "seat" else address
    with override(language):
        day = spoken.day(date(2026, 9, 23), with_year=False)
    body = in_gsm7(TEXTS[text][language].format(day=day, link=link))
    assert fits(body), (len(body), body)
    assert not any(word in body.casefold() for word in (" lab", "emploi", "travail", "formation", "training", "job"))
