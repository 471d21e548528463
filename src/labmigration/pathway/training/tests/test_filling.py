"""Filling a cohort: who is proposed and why, offers and their answers, calls before a departure, seats given back."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.notices.models import OutboxMessage
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.training import actions
from labmigration.pathway.training.availability.actions import set_trainee_week
from labmigration.pathway.training.filling.actions import answer, end_offer, note_call, note_call_about, offer_seat
from labmigration.pathway.training.filling.queries import candidates_for, split_of
from labmigration.pathway.training.models import Enrolment, SeatOffer
from labmigration.pathway.training.tests.plans import may_work, signed_plan
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("at_work")


def ready(school, **fields):
    person = school.waiting(**fields)
    signed_plan(person)
    may_work(person)
    return person


def html(client: Client, user, name, *args, data=None):
    client.force_login(user)
    address = reverse(f"training:{name}", args=args)
    answered = client.post(address, data, follow=True) if data is not None else client.get(address)
    return answered.content.decode()


def test_the_page_says_who_is_ready_and_why(school, client: Client):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    person = ready(school, stage_since=date(2026, 2, 18))
    page = html(client, school.coordinator.user, "fill", cohort.pk)
    assert person.candidate.full_name in page
    for why in ("attend depuis 20 jours", "parcours signé", "peut venir à toutes les demi-journées"):
        assert why in page


def test_the_page_says_what_is_in_the_way_of_the_others(school, client: Client):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    person = school.waiting()
    page = html(client, school.coordinator.user, "fill", cohort.pk)
    assert person.candidate.full_name in page
    assert "aucun parcours signé" in page and "droit au travail pas vérifié" in page


def test_a_right_that_ends_before_the_first_day_is_in_the_way(school):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    person = school.waiting()
    signed_plan(person)
    may_work(person, until=date(2026, 3, 31))
    (found,) = candidates_for(school.coordinator, cohort)
    assert found.place.reasons == ("right_to_work",)


def test_the_target_and_the_capacity_stand_apart_with_the_programme_s_two_figures(school, client: Client):
    page = html(client, school.coordinator.user, "fill", school.cohort(target=10).pk)
    assert "50 personnes" in page and "soit 48" in page


def test_half_days_that_she_can_not_come_count_against_the_cohort_s_own_week(school):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    person = ready(school)
    set_trainee_week(person, actor=school.coordinator, version=0, weekly=["0-am", "1-am", "5-am"], days=[])
    (found,) = candidates_for(school.coordinator, cohort)
    assert (found.place.missed, found.place.reasons) == (2, ("half_days",))


def test_her_week_noted_twice_at_once_is_a_conflict(school):
    person = ready(school)
    set_trainee_week(person, actor=school.coordinator, version=0, weekly=["0-am"], days=[])
    with pytest.raises(Conflict):
        set_trainee_week(person, actor=school.world.advisor, version=0, weekly=[], days=[])


def test_a_free_seat_is_proposed_with_a_message_that_tells_no_place_and_no_job(school, settings):
    settings.DEMO = True
    cohort = school.cohort()
    person = ready(school)
    offer = offer_seat(person, cohort, actor=school.coordinator)
    message = OutboxMessage.objects.get(pathway_id=person.pk)
    assert offer.written and "Une place est libre" in message.body and "/l/" in message.body
    assert cohort.name not in message.body and "Lab" not in message.body


def test_a_person_is_asked_for_one_seat_at_a_time(school):
    person = ready(school)
    offer_seat(person, school.cohort("Une"), actor=school.coordinator)
    with pytest.raises(Conflict, match="attendez sa réponse"):
        offer_seat(person, school.cohort("Deux"), actor=school.coordinator)


def test_nothing_is_proposed_where_no_seat_is_free(school):
    cohort = school.cohort(capacity=1)
    school.enrolled(cohort, 1)
    with pytest.raises(Refused, match="Toutes les places"):
        offer_seat(ready(school), cohort, actor=school.coordinator)


def test_an_answer_is_noted_once(school):
    offer = offer_seat(ready(school), school.cohort(), actor=school.coordinator)
    answer(offer, actor=school.coordinator, yes=True)
    with pytest.raises(Conflict):
        answer(SeatOffer.objects.get(pk=offer.pk), actor=school.coordinator, yes=False)


def test_someone_who_said_no_is_for_another_cohort_and_waits_on(school):
    cohort, person = school.cohort(), ready(school)
    answer(offer_seat(person, cohort, actor=school.coordinator), actor=school.coordinator, yes=False)
    (found,) = candidates_for(school.coordinator, cohort)
    assert found.place.elsewhere and found.pathway.next_step == "training.enrol"


def test_an_offer_that_is_taken_back_leaves_her_free_for_another(school):
    person, cohort = ready(school), school.cohort()
    first = offer_seat(person, cohort, actor=school.coordinator)
    note_call_about(first, actor=school.coordinator)
    end_offer(first, actor=school.coordinator)
    assert offer_seat(person, cohort, actor=school.coordinator).state == "offered"


def test_the_seat_that_is_given_ends_the_offer(school):
    person, cohort = ready(school), school.cohort()
    offer = offer_seat(person, cohort, actor=school.coordinator)
    actions.enrol(person, cohort, actor=school.coordinator)
    offer.refresh_from_db()
    assert offer.state == "ended"


def test_the_whole_way_on_the_pages(school, client: Client):
    cohort, person = school.cohort(starts_on=date(2026, 4, 1)), ready(school)
    user = school.coordinator.user
    assert "place proposée" in html(client, user, "offer_seat", cohort.pk, person.pk, data={})
    offer = SeatOffer.objects.get()
    assert "la place 1 est donnée" in html(client, user, "answer_offer", offer.pk, data={"answer": "yes"})
    assert "Liste d’attente" in html(client, user, "waiting")


def test_common_hours_and_options_are_told_from_the_signed_plans(school):
    cohort = school.cohort()
    for option in ("option_childcare", "option_dependency"):
        person = school.waiting()
        signed_plan(person, {"core_safety": 14, option: 21})
        actions.enrol(person, cohort, actor=school.coordinator)
    split = split_of(cohort)
    assert (split.people, split.common_hours, [people for _name, people, _hours in split.apart]) == (2, 14, [1, 1])


def test_a_departure_needs_a_call_before_it(school):
    _cohort, (seat, *_others) = school.running(4)
    with pytest.raises(Refused, match="Appelez d’abord"):
        actions.withdraw(seat, actor=school.coordinator, cause="job")
    note_call(seat, actor=school.coordinator, answer="no_answer")
    actions.withdraw(seat, actor=school.coordinator, cause="job")
    assert seat.state == "withdrawn"


def test_the_page_of_departure_asks_for_the_call_first_and_says_who_called(school, client: Client):
    _cohort, (seat, *_others) = school.running(4)
    user = school.coordinator.user
    assert "Noter le départ" not in html(client, user, "withdraw", seat.pk).split("</h1>")[1]
    page = html(client, user, "withdraw", seat.pk, data={"what": "call", "answer": "talked"})
    assert "Nous avons parlé" in page and user.name in page and "Noter le départ" in page
    html(client, user, "withdraw", seat.pk, data={"what": "departure", "cause": "moved"})
    assert Enrolment.objects.get(pk=seat.pk).cause == "moved"


def test_a_call_without_an_answer_is_said_beside_the_field(school, client: Client):
    _cohort, (seat, *_others) = school.running(4)
    client.force_login(school.coordinator.user)
    answered = client.post(reverse("training:withdraw", args=[seat.pk]), {"what": "call"})
    assert answered.status_code == 422


@pytest.mark.parametrize(("reason", "cause"), [("moved", "moved"), ("other_job", "job"), ("lost", "unknown")])
def test_closing_the_pathway_of_someone_with_a_seat_gives_the_seat_back(school, reason, cause):
    cohort, seats = school.running(12)
    pathway_actions.close(seats[4].pathway, reason, actor=school.world.advisor)
    seat = Enrolment.objects.get(pk=seats[4].pk)
    assert (seat.state, seat.cause, seat.left_on) == ("withdrawn", cause, date(2026, 3, 10))
    assert Event.objects.filter(verb="training.withdraw", subject_id=str(seat.pk)).count() == 1
    assert school.enrolled(cohort, 1)[0].seat == 5


def test_closing_a_pathway_ends_what_was_proposed(school):
    person = ready(school)
    offer_seat(person, school.cohort(), actor=school.coordinator)
    pathway_actions.close(person, "moved", actor=school.world.advisor)
    assert SeatOffer.objects.get().state == "ended"


def test_many_people_waiting_cost_no_more_queries(school, django_assert_max_num_queries):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    for number in range(12):
        ready(school, stage_since=date(2026, 1, 1) + timedelta(days=number))
    with django_assert_max_num_queries(12):
        assert len(candidates_for(school.coordinator, cohort)) == 12


def test_another_provider_s_cohort_is_not_filled(school, elsewhere, client: Client):
    cohort = school.cohort()
    client.force_login(elsewhere.user("training_coordinator"))
    assert client.get(reverse("training:fill", args=[cohort.pk])).status_code == 404
