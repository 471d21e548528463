"""Attendance: signed once, corrected by a new line; the ledger knows signatures only."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.actions import SheetLine
from labmigration.pathway.training.models import AttendanceSignature
from labmigration.pathway.training.tests.conftest import MONDAY
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("at_work")
TUESDAY = date(2026, 3, 10)


def test_one_sheet_is_one_signature_a_person_and_the_session_is_held(school):
    cohort, seats = school.running(12)
    session = school.session(cohort)
    assert school.sign(session, seat_3=("late", 90), seat_4=("absent", None)) == 12
    session.refresh_from_db()
    hours = dict(session.signatures.values_list("enrolment__seat", "hours"))
    assert session.state == "held"
    assert (hours[1], hours[3], hours[4]) == (Decimal("3.5"), Decimal(2), Decimal(0))


def test_a_sheet_sent_twice_is_written_once(school):
    cohort, _seats = school.running(4)
    session = school.session(cohort)
    assert school.sign(session) == 4
    assert school.sign(session, seat_1=("absent", None)) == 0
    assert AttendanceSignature.objects.filter(session=session, status="present").count() == 4


def test_a_sheet_that_leaves_someone_out_is_not_signed(school):
    cohort, seats = school.running(4)
    session = school.session(cohort)
    lines = [SheetLine(seat, "present") for seat in seats[:3]]
    with pytest.raises(Refused, match="chaque personne"):
        actions.sign_sheet(session, actor=Actor.of(school.trainer), lines=lines)
    session.refresh_from_db()
    assert (session.state, session.signatures.count()) == ("planned", 0)


@pytest.mark.parametrize("minutes", [None, 0, 210, 540])
def test_coming_late_asks_for_minutes_that_are_less_than_the_session(school, minutes):
    cohort, _seats = school.running(4)
    session = school.session(cohort)
    with pytest.raises(Refused, match="dites les minutes"):
        school.sign(session, seat_1=("late", minutes))
    assert not session.signatures.exists()


def test_nobody_signs_for_a_day_ahead(school):
    cohort, _seats = school.running(4)
    with pytest.raises(Refused, match="pas encore eu lieu"):
        school.sign(school.session(cohort, day=TUESDAY + timedelta(days=1)))


def test_after_a_week_only_the_coordination_signs(school):
    cohort, _seats = school.running(4)
    session = school.session(cohort)
    with clock.at(MONDAY + timedelta(days=8)):
        with pytest.raises(Refused, match="seule la coordination"):
            school.sign(session)
        assert school.sign(session, actor=school.coordinator) == 4


def test_a_trainer_of_another_cohort_signs_nothing(school):
    cohort, _seats = school.running(4)
    session = school.session(cohort)
    school.sign(session)
    stranger = school.world.actor("trainer", another=True)
    with pytest.raises(Refused, match="pas la vôtre"):
        school.sign(session, actor=stranger)


def test_only_those_expected_stand_on_a_group_s_sheet(school):
    cohort, seats = school.running(12)
    session = school.session(cohort, group=2, module="sst")
    assert [seat.seat for seat in queries.expected(session)] == [7, 8, 9, 10, 11, 12]


def test_who_left_is_expected_until_the_day_before(school):
    cohort, (gone, *_others) = school.running(4)
    school.leave(gone, "job")
    assert gone in queries.expected(school.session(cohort, day=MONDAY))
    assert gone not in queries.expected(school.session(cohort, day=TUESDAY))


def test_a_correction_is_a_new_line_and_the_first_one_stays(school):
    cohort, seats = school.running(4)
    session = school.session(cohort)
    school.sign(session, seat_1=("absent", None))
    first = session.signatures.get(enrolment=seats[0])
    line = actions.correct(first, actor=Actor.of(school.trainer), status="present", reason="Elle était en salle 2")
    assert (line.hours, line.replaces, session.signatures.count()) == (Decimal("3.5"), first, 5)
    assert queries.ledger(seats)[0].signed == Decimal("3.5")
    with pytest.raises(Conflict, match="vient d’être corrigée"):
        actions.correct(first, actor=school.coordinator, status="late", minutes=10, reason="Autre avis")


def test_a_correction_without_a_reason_is_refused(school):
    cohort, _seats = school.running(4)
    session = school.session(cohort)
    school.sign(session)
    with pytest.raises(Refused, match="pourquoi"):
        actions.correct(session.signatures.first(), actor=school.coordinator, status="absent", reason="  ")


def test_signatures_can_not_be_changed_in_the_database(school):
    from django.db import DatabaseError, transaction

    cohort, _seats = school.running(4)
    session = school.session(cohort)
    school.sign(session)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        session.signatures.update(hours=99)


def test_an_absence_is_told_on_the_timeline_and_a_presence_is_not(school):
    cohort, seats = school.running(4)
    school.sign(school.session(cohort), seat_2=("absent", None))
    assert list(Event.objects.filter(verb="training.miss").values_list("pathway_id", flat=True)) == [
        seats[1].pathway_id
    ]


def own_actor(seat):
    return Actor.of(seat.pathway.candidate.user)


def test_the_person_signs_her_own_presence_once_and_it_adds_no_hour(school):
    cohort, seats = school.running(4, with_account=True)
    session = school.session(cohort)
    assert actions.sign(session, actor=own_actor(seats[0]))
    assert not actions.sign(session, actor=own_actor(seats[0]))
    line = queries.ledger(seats)[0]
    assert (line.signed, line.by_both) == (0, 0)
    school.sign(session)
    line = queries.ledger(seats)[0]
    assert (line.signed, line.by_both) == (Decimal("3.5"), Decimal("3.5"))


def test_a_person_signs_neither_another_cohort_s_session_nor_against_a_noted_absence(school):
    cohort, seats = school.running(4, with_account=True)
    session = school.session(cohort)
    stranger = school.enrolled(school.cohort("Autre"), 1, with_account=True)[0]
    with pytest.raises(Refused, match="pas dans votre formation"):
        actions.sign(session, actor=own_actor(stranger))
    school.sign(session, seat_1=("absent", None))
    with pytest.raises(Refused, match="noté une absence"):
        actions.sign(session, actor=own_actor(seats[0]))


def test_a_presence_that_the_two_sides_tell_differently_is_shown(school):
    cohort, seats = school.running(4, with_account=True)
    session = school.session(cohort)
    actions.sign(session, actor=own_actor(seats[0]))
    school.sign(session, seat_1=("absent", None))
    assert [line.contested for line in queries.ledger(seats)] == [1, 0, 0, 0]


def test_the_ledger_counts_planned_signed_and_missed_by_seat(school):
    cohort, seats = school.running(12)
    for half in ("am", "pm"):
        school.sign(school.session(cohort, half=half), seat_1=("excused", None))
    school.session(cohort, day=date(2026, 3, 12))
    school.session(cohort, day=date(2026, 3, 13), group=2, module="sst")
    first, *_between, last = queries.ledger(seats)
    assert (first.signed, first.planned, first.missed, first.recorded) == (0, Decimal("3.5"), 2, 2)
    assert (last.signed, last.planned, last.missed) == (Decimal(7), Decimal(7), 0)
    assert first.lately.calls_for_action
    assert not last.lately.calls_for_action
    assert queries.hours_signed([seat.pathway_id for seat in seats])[last.seat.pathway_id] == 7
    assert queries.missed_lately([first.seat.pathway_id])[first.seat.pathway_id].missed == 2


def test_the_ledger_takes_three_queries_however_many_people(school, django_assert_num_queries):
    cohort, seats = school.running(12)
    school.sign(school.session(cohort))
    with django_assert_num_queries(3):
        queries.ledger(seats)


def test_training_ends_only_when_a_trainer_has_judged_every_module(school):
    cohort, seats = school.running(4, with_account=True)
    school.sign(school.session(cohort))
    seat = seats[0]
    actions.evaluate(seat, actor=own_actor(seat), module="core_safety", judgement="alone")
    with pytest.raises(Refused, match="Prévention et sécurité"):
        actions.complete(seat, actor=school.coordinator)
    actions.evaluate(seat, actor=Actor.of(school.trainer), module="core_safety", judgement="with_help", comment="Bien")
    actions.complete(seat, actor=school.coordinator)
    assert (seat.state, seat.pathway.stage, seat.pathway.next_step) == (
        "completed",
        "certification",
        "certification.open",
    )


def test_the_newest_judgement_counts_and_the_same_words_are_written_once(school):
    cohort, seats = school.running(4)
    school.sign(school.session(cohort))
    trainer = Actor.of(school.trainer)
    first = actions.evaluate(seats[0], actor=trainer, module="core_safety", judgement="not_yet", comment="À revoir")
    again = actions.evaluate(seats[0], actor=trainer, module="core_safety", judgement="not_yet", comment="À revoir")
    assert first == again
    with clock.at(date(2026, 3, 20)):
        actions.evaluate(seats[0], actor=trainer, module="core_safety", judgement="alone")
    assert queries.judgements(seats[0])[0].by_trainer.judgement == "alone"


def test_a_module_without_a_session_is_not_judged(school):
    _cohort, seats = school.running(4)
    with pytest.raises(Refused, match="pas encore eu de séance"):
        actions.evaluate(seats[0], actor=school.coordinator, module="citizenship", judgement="alone")
