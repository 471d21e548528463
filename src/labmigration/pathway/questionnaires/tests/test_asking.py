"""Who is asked what and when: from the first day, from leaving, from the first paid day; once, and within windows."""

from datetime import date, timedelta

import pytest

from labmigration import clock
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.questionnaires import actions, states
from labmigration.pathway.questionnaires.models import AskedWave
from labmigration.pathway.questionnaires.planning import plan, windows
from labmigration.pathway.questionnaires.sweeping import ask_in
from labmigration.pathway.questionnaires.tests.conftest import BEGAN, LEFT
from labmigration.pathway.training import states as training
from labmigration.pathway.training.models import Enrolment
from labmigration.programme.codebook import codebook


def asked(pathway):
    return {row.wave: row for row in AskedWave.objects.filter(pathway=pathway)}


def test_windows_are_counted_in_calendar_months_from_the_day_of_their_clock():
    later = codebook().wave("leaving_6")
    assert windows(later, date(2026, 8, 31)) == (date(2027, 2, 13), date(2027, 2, 28), date(2027, 4, 14))
    assert windows(codebook().wave("entry"), BEGAN)[1] == BEGAN


def test_the_first_day_of_training_asks_the_questions_of_entry_once(world, system, seat):
    with system.at_work():
        with clock.at(BEGAN - timedelta(days=1)):
            assert plan(system) == 0
        with clock.at(BEGAN):
            assert (plan(system), plan(system)) == (1, 0)
        assert {wave: row.counted_from for wave, row in asked(seat.pathway).items()} == {"entry": BEGAN}


def test_leaving_asks_three_waves_and_coming_back_sets_them_aside_until_she_leaves_again(world, system, seat, entry):
    with system.at_work():
        gone = date(2026, 4, 10)
        Enrolment.objects.filter(pk=seat.pk).update(state=training.WITHDRAWN, left_on=gone)
        with clock.at(gone):
            assert plan(system) == 3
            assert {row.counted_from for wave, row in asked(seat.pathway).items() if wave != "entry"} == {gone}
        again = Enrolment.objects.create(
            pathway=seat.pathway, cohort=seat.cohort, seat=2, enrolled_on=date(2026, 4, 20)
        )
        with clock.at(date(2026, 4, 20)):
            assert plan(system) == 0
            assert asked(seat.pathway)["exit"].state == states.ENDED
        Enrolment.objects.filter(pk=again.pk).update(state=training.COMPLETED)
        with clock.at(LEFT):
            assert plan(system) == 3
        later = asked(seat.pathway)["leaving_6"]
        assert (later.state, later.counted_from, later.due_on) == (states.WAITING, LEFT, date(2026, 12, 30))


def test_somebody_who_never_began_or_was_erased_is_asked_nothing(world, system, seat):
    with system.at_work(), clock.at(LEFT):
        Enrolment.objects.filter(pk=seat.pk).update(state=training.WITHDRAWN, left_on=BEGAN - timedelta(days=3))
        assert plan(system) == 0
        Enrolment.objects.filter(pk=seat.pk).update(state=training.COMPLETED, left_on=None)
        person = seat.pathway.candidate
        person.birth_date = date(1900, 1, 1)
        person.save()
        assert plan(system) == 0


@pytest.mark.parametrize("refuses", [False, True])
def test_she_is_written_to_twice_at_most_a_week_apart_and_never_after_a_no(world, system, seat, entry, refuses):
    for days in (-1, 0, 1, 7, 14, 40):
        with clock.at(BEGAN + timedelta(days=days)):
            ask_in(system)
            if refuses and days == 1:
                with world.advisor.at_work():
                    actions.refuse(entry, actor=world.advisor)
    bodies = [each.body for each in OutboxMessage.objects.filter(pathway_id=seat.pathway_id)]
    assert len(bodies) == (1 if refuses else 2)
    assert all("Lab" not in body and "formation" not in body for body in bodies)
