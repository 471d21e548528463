"""Cohorts and seats: who may open them, who gets the last one, what follows a departure."""

from datetime import date

import pytest

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.first_aid_groups import shared_out, smallest
from labmigration.pathway.training.models import Enrolment
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("at_work")


def test_the_lowest_free_seat_is_given_and_the_start_becomes_the_next_step(school):
    cohort = school.cohort(starts_on=date(2026, 4, 1))
    first, second = school.enrolled(cohort, 2)
    assert (first.seat, second.seat) == (1, 2)
    assert (first.pathway.next_step, first.pathway.due_on) == ("training.begin", date(2026, 4, 1))


def test_a_seat_left_is_given_again(school):
    cohort = school.cohort()
    seats = school.enrolled(cohort, 3)
    school.leave(seats[1], "moved")
    assert school.enrolled(cohort, 1)[0].seat == 2


def test_a_full_cohort_refuses_in_words_and_the_person_keeps_waiting(school):
    cohort = school.cohort(capacity=2)
    school.enrolled(cohort, 2)
    late = school.waiting()
    with pytest.raises(Conflict, match="garde son rang"):
        actions.enrol(late, cohort, actor=school.coordinator)
    assert list(queries.people_waiting(school.coordinator)) == [late]


def test_who_has_waited_longest_comes_first(school):
    newer = school.waiting(stage_since=date(2026, 3, 1))
    older = school.waiting(stage_since=date(2026, 1, 15))
    assert list(queries.people_waiting(school.coordinator)) == [older, newer]


def test_someone_who_does_not_wait_gets_no_seat(school):
    person = school.world.person("orientation", "orientation.plan")
    with pytest.raises(Refused, match="n’attend pas"):
        actions.enrol(person, school.cohort(), actor=school.coordinator)


def test_an_advisor_enrols_her_own_people_only(school):
    cohort, mine = school.cohort(), school.waiting()
    other = school.world.actor("advisor", another=True)
    with pytest.raises(Refused):
        actions.enrol(mine, cohort, actor=other)
    assert actions.enrol(mine, cohort, actor=school.world.advisor).seat == 1


def test_a_cohort_opens_for_the_own_provider_only(school):
    from labmigration.territories.models import Organisation

    stranger = Organisation.objects.create(territory_id="marseille", name="Ailleurs", kind="training_provider")
    with pytest.raises(Refused, match="votre organisme"):
        actions.form(
            actor=school.coordinator,
            provider=stranger,
            name="X",
            starts_on=date(2026, 4, 1),
            ends_on=date(2026, 5, 1),
        )


def test_two_cohorts_do_not_have_one_name(school):
    school.cohort("Printemps")
    with pytest.raises(Refused, match="déjà ce nom"):
        school.cohort("Printemps")


def test_someone_who_is_no_trainer_of_the_provider_can_not_be_named(school):
    with pytest.raises(Refused, match="n’enseigne pas"):
        school.cohort(trainers=[school.world.user("advisor")])


def test_starting_shares_twelve_into_two_first_aid_groups_and_says_what_is_next(school):
    _cohort, seats = school.running(12)
    assert [seat.sst_group for seat in seats] == [1] * 6 + [2] * 6
    assert {seat.pathway.next_step for seat in seats} == {"training.attend"}


def test_a_cohort_without_anybody_does_not_start(school):
    with pytest.raises(Refused, match="Personne"):
        actions.start(school.cohort(), actor=school.coordinator)


def test_who_arrives_after_the_start_joins_the_smaller_group(school):
    cohort, seats = school.running(11)
    assert [seat.sst_group for seat in seats].count(1) == 6
    late = school.enrolled(cohort, 1)[0]
    assert (late.sst_group, late.pathway.next_step) == (2, "training.attend")


@pytest.mark.parametrize(("people", "sizes"), [(4, [4]), (10, [10]), (11, [6, 5]), (12, [6, 6]), (21, [7, 7, 7])])
def test_first_aid_groups_are_balanced_and_never_too_large(people, sizes):
    groups = list(shared_out(range(1, people + 1), at_most=10).values())
    assert [groups.count(group) for group in sorted(set(groups))] == sizes


def test_the_smallest_group_of_none_is_the_first():
    assert smallest([]) == 1


@pytest.mark.parametrize(
    ("cause", "step"),
    [
        ("job", "pathway.close"),
        ("childcare", "training.enrol"),
        ("french", "prescription.write"),
        ("not_suited", "orientation.plan"),
    ],
)
def test_the_cause_of_a_departure_decides_what_comes_next(school, cause, step):
    _cohort, (seat, *_others) = school.running(4)
    school.leave(seat, cause)
    assert (seat.state, seat.left_on, seat.pathway.next_step) == ("withdrawn", date(2026, 3, 10), step)


def test_noting_a_departure_twice_is_a_conflict(school):
    _cohort, (seat, *_others) = school.running(4)
    school.leave(seat, "job")
    with pytest.raises(Conflict):
        actions.withdraw(Enrolment.objects.get(pk=seat.pk), actor=school.coordinator, cause="moved")


def test_a_cohort_ends_only_when_it_was_said_of_everyone_how(school):
    cohort, seats = school.running(2)
    with pytest.raises(Refused, match="2 personnes"):
        actions.finish(cohort, actor=school.coordinator)
    for seat in seats:
        school.leave(seat, "job")
    actions.finish(cohort, actor=school.coordinator)
    cohort.refresh_from_db()
    assert cohort.state == "finished"


def test_an_edit_of_what_someone_else_changed_is_a_conflict(school):
    cohort = school.cohort()
    actions.edit(cohort, actor=school.coordinator, version=1, trainers=[school.trainer], capacity=10)
    with pytest.raises(Conflict, match="relisez-la"):
        actions.edit(cohort, actor=school.coordinator, version=1, trainers=[school.trainer], capacity=14)
    assert cohort.capacity == 10


def test_a_cohort_does_not_shrink_below_a_seat_that_is_taken(school):
    cohort = school.cohort()
    school.enrolled(cohort, 3)
    with pytest.raises(Refused, match="La place 3"):
        actions.edit(cohort, actor=school.coordinator, version=1, trainers=[school.trainer], capacity=2)


def test_no_event_of_training_holds_a_name(school):
    _cohort, (seat, *_others) = school.running(4)
    school.leave(seat, "job")
    surname = seat.pathway.candidate.surname
    assert not [event for event in Event.objects.all() if surname in str(event.facts)]
