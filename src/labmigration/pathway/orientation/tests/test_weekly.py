"""A weekly series of hours."""

from datetime import date, time

import pytest

from labmigration.pathway.orientation.days_off import days_off
from labmigration.pathway.orientation.weekly import weekly

MONDAY = date(2026, 3, 30)


def test_hours_stand_one_after_the_other_on_the_days_asked_for():
    series = weekly(MONDAY, 2, {0, 3}, time(9), time(11), 45, {})
    first = [moment.isoformat(" ", "minutes") for moment in series.starts[:3]]
    assert first == ["2026-03-30 09:00", "2026-03-30 09:45", "2026-04-02 09:00"]
    assert len(series.starts) == 8


def test_a_public_holiday_is_left_out_and_named():
    off = days_off(MONDAY, date(2026, 4, 30))
    series = weekly(MONDAY, 2, {0}, time(9), time(10), 60, off)
    assert [moment.date() for moment in series.starts] == [MONDAY]
    assert series.left_out == ((date(2026, 4, 6), "Lundi de Pâques"),)


@pytest.mark.parametrize(
    ("weeks", "begins", "ends", "minutes"),
    [(0, 9, 12, 45), (27, 9, 12, 45), (1, 12, 9, 45), (1, 9, 9, 45), (1, 9, 10, 90), (26, 0, 23, 30)],
)
def test_what_fits_nowhere_or_has_no_end_is_refused(weeks, begins, ends, minutes):
    with pytest.raises(ValueError):
        weekly(MONDAY, weeks, range(7), time(begins), time(ends), minutes, {})
