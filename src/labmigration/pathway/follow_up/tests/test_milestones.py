"""The days of follow-up: exact calendar months, windows of the programme."""

import calendar
from datetime import date, timedelta

import pytest

from labmigration.pathway.follow_up.milestones import milestones, months_later
from labmigration.programme import programme

TEN_YEARS = [date(2022, 1, 1) + timedelta(days=number) for number in range(3653)]


@pytest.mark.parametrize("months", [6, 18, 36])
def test_over_ten_years_of_start_dates_the_day_is_kept_or_is_the_last_of_its_month(months):
    for day in TEN_YEARS:
        later = months_later(day, months)
        assert (later.year - day.year) * 12 + later.month - day.month == months
        last = calendar.monthrange(later.year, later.month)[1]
        assert later.day == min(day.day, last)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 8, 29), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 6, date(2024, 8, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 12, 31), 18, date(2024, 6, 30)),
        (date(2023, 6, 15), 6, date(2023, 12, 15)),
    ],
)
def test_the_end_of_a_month_is_never_passed(day, months, later):
    assert months_later(day, months) == later


def test_the_windows_are_those_of_the_programme():
    planned = milestones(date(2025, 3, 3), programme().follow_ups_on(date(2025, 3, 3)))
    six = planned[0]
    assert (six.month, six.due_on) == (6, date(2025, 9, 3))
    assert (six.opens_on, six.closes_on) == (date(2025, 8, 19), date(2025, 10, 3))
    assert [milestone.month for milestone in planned][:2] == [6, 18]
