"""Hours that advisors open: chosen, moved, given back; never by two people."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions, slot_actions
from labmigration.pathway.orientation.models import Meeting, Slot
from labmigration.pathway.orientation.tests.scenes import march, open_hours, waiting_person
from labmigration.pathway.tests.test_races import at_once

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def person(world):
    return waiting_person(world)


@pytest.fixture
def herself(person):
    return Actor.of(person.candidate.user)


def states_of(slots):
    return [Slot.objects.get(pk=slot.pk).state for slot in slots]


def test_a_person_takes_an_open_hour_and_it_becomes_her_next_step(world, person, herself):
    (slot,) = open_hours(world, march(17))
    with herself.at_work():
        meeting = actions.choose(person, slot, actor=herself)
        assert (meeting.starts_at, meeting.place, meeting.advisor) == (march(17), "CEP", world.user("advisor"))
        assert (person.next_step, person.due_on) == ("orientation.hold", march(17).date())
        assert states_of([slot]) == ["taken"]


def test_an_hour_that_somebody_took_is_refused_with_a_sentence_and_nothing_changes(world, person, herself):
    (slot,) = open_hours(world, march(17))
    other = waiting_person(world)
    with Actor.of(other.candidate.user).at_work():
        actions.choose(other, slot, actor=Actor.of(other.candidate.user))
    with herself.at_work():
        with pytest.raises(Conflict, match="vient d’être pris"):
            actions.choose(person, slot, actor=herself)
        person.refresh_from_db()
        assert person.next_step == "orientation.plan"


def test_the_database_itself_refuses_two_meetings_in_one_hour(world, person, herself):
    (slot,) = open_hours(world, march(17))
    other = waiting_person(world)
    with herself.at_work():
        meeting = actions.choose(person, slot, actor=herself)
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting(
                pathway=other, advisor=meeting.advisor, slot=slot, starts_at=slot.starts_at, place="x",
                fixed_at=slot.starts_at,
            ).save()  # fmt: skip


def test_moving_frees_the_old_hour_and_asks_to_be_confirmed_again(world, person, herself):
    first, second = open_hours(world, march(17), march(18))
    with herself.at_work():
        meeting = actions.choose(person, first, actor=herself)
        actions.confirm(meeting, actor=herself)
        actions.move_to(meeting, second, actor=herself)
        assert states_of([first, second]) == ["open", "taken"]
        meeting.refresh_from_db()
        assert (meeting.starts_at, meeting.confirmed_at, meeting.version) == (march(18), None, 1)
        assert person.pk == meeting.pathway_id and meeting.pathway.due_on == march(18).date()


def test_the_link_of_a_meeting_moved_to_a_later_day_stays_open_until_then(world, person, herself):
    first, second = open_hours(world, march(17), march(18))
    with herself.at_work():
        meeting = actions.choose(person, first, actor=herself)
        links.make(world.advisor, "meeting", meeting, meeting.starts_at)
        actions.move_to(meeting, second, actor=herself)
    assert set(SignedLink.objects.filter(subject_id=str(meeting.pk)).values_list("ends_at", flat=True)) == {march(18)}


def test_a_person_who_cancels_gives_her_hour_back_and_an_advisor_who_cancels_closes_it(world, person, herself):
    for actor, left in ((herself, "open"), (world.advisor, "closed")):
        (slot,) = open_hours(world, march(17 if left == "open" else 18))
        with herself.at_work():
            person.refresh_from_db()
            meeting = actions.choose(person, slot, actor=herself)
        with actor.at_work():
            actions.cancel(meeting, actor=actor)
            assert states_of([slot]) == [left]


@pytest.mark.parametrize("where", ["another advisor", "yesterday", "closed"])
def test_only_open_hours_to_come_of_her_own_advisor_can_be_taken(world, person, herself, where):
    (slot,) = open_hours(world, march(17))
    with world.advisor.at_work():
        if where == "another advisor":
            person.lead_advisor = world.user("advisor", another=True)
            person.save()
        elif where == "yesterday":
            Slot.objects.filter(pk=slot.pk).update(starts_at=march(9))
        else:
            slot_actions.close(slot, actor=world.advisor)
    with herself.at_work(), pytest.raises(Conflict):
        actions.choose(person, slot, actor=herself)


def test_someone_further_on_her_way_does_not_go_back_to_orientation_by_herself(world):
    (slot,) = open_hours(world, march(17))
    trained = world.person("training", "training.attend", with_account=True)
    herself = Actor.of(trained.candidate.user)
    with herself.at_work(), pytest.raises(Refused, match="Aucun rendez-vous"):
        actions.choose(trained, slot, actor=herself)


def test_nobody_takes_an_hour_for_someone_else(world, person, herself):
    (slot,) = open_hours(world, march(17))
    other = waiting_person(world)
    with herself.at_work(), pytest.raises(Refused):
        actions.choose(other, slot, actor=herself)


def test_hours_past_or_upon_one_another_are_left_out_and_the_same_form_twice_opens_once(world):
    assert len(open_hours(world, march(9), march(17), march(17, 10, 30), march(17, 10, 45))) == 2
    assert open_hours(world, march(17), march(17, 10, 45)) == []


def test_an_hour_does_not_lie_upon_a_meeting_fixed_by_hand(world, person):
    with world.advisor.at_work():
        actions.plan(person, actor=world.advisor, starts_at=march(17, 10, 20), place="CEP")
    assert open_hours(world, march(17)) == []


def test_a_taken_hour_cannot_be_closed_under_the_person(world, person, herself):
    (slot,) = open_hours(world, march(17))
    with herself.at_work():
        actions.choose(person, slot, actor=herself)
    with world.advisor.at_work(), pytest.raises(Conflict, match="annulez plutôt"):
        slot_actions.close(slot, actor=world.advisor)


def test_an_hour_of_a_colleague_is_not_mine_to_close(world):
    (slot,) = open_hours(world, march(17))
    other = world.actor("advisor", another=True)
    with other.at_work(), pytest.raises(Conflict):
        slot_actions.close(slot, actor=other)


def test_confirming_twice_changes_nothing_and_a_meeting_gone_by_is_not_confirmed(world, person, herself):
    (slot,) = open_hours(world, march(17))
    with herself.at_work():
        meeting = actions.choose(person, slot, actor=herself)
        actions.confirm(meeting, actor=herself)
        actions.confirm(meeting, actor=herself)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=march(9))
        meeting.refresh_from_db()
        with pytest.raises(Refused, match="passée"):
            actions.confirm(meeting, actor=herself)


def take(person_id, slot_id):
    """A step of `at_once`: that person takes that hour, both read anew."""
    return lambda actor: actions.choose(Pathway.objects.get(pk=person_id), Slot.objects.get(pk=slot_id), actor=actor)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_take_one_hour_at_once_one_has_it(transactional_db, world):
    for _round in range(5):
        (slot,) = open_hours(world, march(17, 9 + _round))
        people = [waiting_person(world), waiting_person(world)]

        outcomes = at_once(*((Actor.of(person.candidate.user), take(person.pk, slot.pk)) for person in people))
        assert [type(outcome) for outcome in outcomes].count(Conflict) == 1
        with world.advisor.at_work():
            assert Meeting.objects.filter(slot=slot, state="planned").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_meeting_moved_twice_at_once_stands_in_one_hour_and_the_other_is_free(transactional_db, world):
    person = waiting_person(world)
    herself = Actor.of(person.candidate.user)
    first, second, third = open_hours(world, march(17), march(18), march(19))
    with herself.at_work():
        meeting = actions.choose(person, first, actor=herself)

    def to(slot):
        return lambda actor: actions.move_to(Meeting.objects.get(pk=meeting.pk), slot, actor=actor)

    at_once((herself, to(second)), (herself, to(third)))
    with herself.at_work():
        meeting.refresh_from_db()
        taken = [slot.pk for slot in (first, second, third) if states_of([slot]) == ["taken"]]
        assert taken == [meeting.slot_id]


def test_the_advisor_opens_a_series_and_the_holiday_is_named(world, client):
    client.force_login(world.user("advisor"))
    told = {
        "day": "2026-03-30", "begins": "09:00", "ends": "10:30", "minutes": "45", "how": "place", "place": "CEP",
        "weekdays": ["0"], "weeks": "2",
    }  # fmt: skip
    page = client.post(reverse("orientation:slots"), told, follow=True).content.decode()
    assert "2 créneaux sont ouverts" in page and "lundi 6\u00a0avril 2026" in page and "Lundi de Pâques" in page
    with world.advisor.at_work():
        assert Slot.objects.count() == 2


def test_a_meeting_in_a_place_needs_one(world, client):
    client.force_login(world.user("advisor"))
    told = {"day": "2026-03-30", "begins": "09:00", "ends": "10:30", "minutes": "45", "how": "place"}
    answer = client.post(reverse("orientation:slots"), told)
    assert answer.status_code == 422 and "Écrivez le lieu" in answer.content.decode()


def test_she_chooses_confirms_and_changes_from_her_page(world, client, person):
    first, second = open_hours(world, march(17), march(18, 14), how="telephone")
    client.force_login(person.candidate.user)
    page = client.get(reverse("orientation:own")).content.decode()
    assert "10\u00a0h · par téléphone" in page
    client.post(reverse("orientation:choose"), {"slot": str(first.pk)})
    with world.advisor.at_work():
        meeting = Meeting.objects.get(state="planned")
    page = client.post(reverse("orientation:confirm", args=[meeting.pk]), follow=True).content.decode()
    assert "Vous avez dit oui" in page
    client.post(reverse("orientation:choose"), {"slot": str(second.pk)})
    assert "mercredi 18\u00a0mars, 14\u00a0h" in client.get(reverse("orientation:own")).content.decode()


@pytest.mark.parametrize("told", [{}, {"slot": "x"}, {"slot": "00000000-0000-0000-0000-000000000000"}])
def test_a_form_without_an_hour_asks_for_one(world, client, person, told):
    client.force_login(person.candidate.user)
    page = client.post(reverse("orientation:choose"), told, follow=True).content.decode()
    assert "Choisissez une heure" in page


def test_an_hour_of_another_territory_does_not_exist(world, elsewhere, client, person):
    (slot,) = open_hours(elsewhere, march(17))
    client.force_login(person.candidate.user)
    client.post(reverse("orientation:choose"), {"slot": str(slot.pk)})
    with elsewhere.advisor.at_work():
        assert states_of([slot]) == ["open"]
