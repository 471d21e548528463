"""Sessions: clashes are refused in a sentence, a series follows the pattern."""

from datetime import date
from decimal import Decimal

import pytest

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.training import actions
from labmigration.pathway.training.models import Session
from labmigration.pathway.training.tests.conftest import MONDAY
from labmigration.pathway.training.weekly_pattern import (
    HalfDay,
    ModuleHours,
    NotEnoughHalfDays,
    half_days,
    spread,
    touches_weekend,
)

pytestmark = pytest.mark.usefixtures("at_work")
MORNINGS = {(weekday, "am") for weekday in range(4)}


def test_one_trainer_is_not_in_two_places(school):
    school.session(school.cohort())
    with pytest.raises(Refused, match="a déjà une séance"):
        school.session(school.cohort("Cohorte 2"))


def test_the_whole_cohort_and_one_of_its_groups_exclude_each_other(school):
    cohort, _seats = school.running(12)
    other = school.world.user("trainer", another=True)
    actions.edit(cohort, actor=school.coordinator, version=1, trainers=[school.trainer, other])
    school.session(cohort, group=1, module="sst")
    with pytest.raises(Refused, match="groupe 1"):
        school.session(cohort, trainer=other)
    assert school.session(cohort, trainer=other, group=2, module="sst").group == 2


def test_first_aid_for_twelve_at_once_is_refused(school):
    cohort, _seats = school.running(12)
    with pytest.raises(Refused, match="groupes de 4 à 10"):
        school.session(cohort, module="sst")


def test_a_session_outside_the_cohort_s_dates_is_refused(school):
    with pytest.raises(Refused, match="se tient du"):
        school.session(school.cohort(), day=date(2026, 8, 1))


def test_a_trainer_of_another_cohort_is_refused(school):
    other = school.world.user("trainer", another=True)
    with pytest.raises(Refused, match="n’enseigne pas dans cette cohorte"):
        school.session(school.cohort(), trainer=other)


def test_a_cancelled_session_frees_its_half_day(school):
    cohort = school.cohort()
    session = school.session(cohort)
    actions.cancel_session(session, actor=school.coordinator)
    assert school.session(cohort).state == "planned"
    with pytest.raises(Conflict):
        actions.cancel_session(session, actor=school.coordinator)


def test_a_trainer_plans_nothing(school):
    from labmigration.access.actor import Actor

    cohort = school.cohort()
    with pytest.raises(Refused):
        actions.plan_session(
            cohort,
            actor=Actor.of(school.trainer),
            module="core_safety",
            date=MONDAY,
            half="am",
            hours=Decimal(3),
            trainer=school.trainer,
        )


def series(school, cohort, **fields):
    defaults = {
        "first": MONDAY,
        "last": date(2026, 3, 20),
        "pattern": MORNINGS,
        "lines": [ModuleHours("core_safety", Decimal(7)), ModuleHours("citizenship", Decimal(4))],
        "hours_a_half": Decimal("3.5"),
        "trainer": school.trainer,
    }
    return actions.plan_series(cohort, actor=school.coordinator, **{**defaults, **fields})


def test_a_series_gives_the_modules_in_order_and_loses_no_hour(school):
    cohort = school.cohort()
    planned = series(school, cohort)
    assert [(each.module, each.hours, each.date.day) for each in planned] == [
        ("core_safety", Decimal("3.5"), 9),
        ("core_safety", Decimal("3.5"), 10),
        ("citizenship", Decimal("3.5"), 11),
        ("citizenship", Decimal("0.5"), 12),
    ]


def test_a_series_passes_over_half_days_already_taken_and_days_named(school):
    cohort = school.cohort()
    school.session(cohort, day=date(2026, 3, 10))
    planned = series(school, cohort, without=[date(2026, 3, 12)])
    assert [each.date.day for each in planned] == [9, 11, 16, 17]


def test_a_series_that_does_not_fit_says_what_is_left_and_fixes_nothing(school):
    cohort = school.cohort()
    with pytest.raises(Refused, match="il reste"):
        series(school, cohort, last=date(2026, 3, 10))
    assert not Session.objects.filter(cohort=cohort).exists()


def test_what_is_missing_counts_the_modules_not_begun():
    halves = [HalfDay(MONDAY, "am")]
    with pytest.raises(NotEnoughHalfDays) as refused:
        spread([ModuleHours("a", Decimal(5)), ModuleHours("b", Decimal(4))], halves, longest=Decimal(3))
    assert refused.value.missing == Decimal(6)


def test_half_days_follow_the_pattern_and_the_calendar():
    found = half_days(MONDAY, date(2026, 3, 16), {(0, "pm"), (0, "am"), (4, "am")}, {date(2026, 3, 13)})
    assert [(at.day.day, at.half) for at in found] == [(9, "am"), (9, "pm"), (16, "am"), (16, "pm")]


def test_only_saturday_and_sunday_are_a_weekend():
    assert [touches_weekend({(weekday, "am")}) for weekday in range(7)] == [False] * 5 + [True] * 2
