"""What rings before the milestone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from labmigration.pathway.follow_up.early_signs import Work, signs_of

TODAY = date(2026, 6, 1)


def days(number):
    return TODAY + timedelta(days=number)


def work(hours, *, first=-200, last=None, trial=None, before=()):
    return Work(
        days(first),
        None if last is None else days(last),
        Decimal(hours),
        None if trial is None else days(trial),
        tuple((days(day), Decimal(was)) for day, was in before),
    )


@pytest.mark.parametrize(
    ("contracts", "rings"),
    [
        # A trial that ends: fourteen days before, not earlier, not after.
        ([work(20, trial=14)], [("trial", 14)]),
        ([work(20, trial=15)], []),
        ([work(20, trial=0)], [("trial", 0)]),
        ([work(20, trial=-1)], []),
        # Hours: all households together, against two months ago.
        ([work(10), work(10, last=-5)], [("hours", 0)]),
        ([work(20), work(6, last=-5)], []),
        ([work(10), work(12, last=-5), work(8, first=-4)], []),
        ([work(10, before=[(-30, 20)])], [("hours", 0)]),
        ([work(10, before=[(-90, 20)])], []),
        ([work(12, before=[(-90, 30), (-30, 20)])], [("hours", 0)]),
        # Someone who began a month ago has nothing to be compared with.
        ([work(5, first=-30)], []),
        # Nobody to work for: until the day after which she counts as gone.
        ([work(20, last=-1)], [("no_household", 30)]),
        ([work(20, last=-31)], [("no_household", 0)]),
        ([work(20, last=-32)], []),
        ([work(20, last=-40), work(5, last=-10)], [("no_household", 21)]),
        ([], []),
    ],
)
def test_what_rings(contracts, rings):
    found = signs_of(contracts, TODAY, gap_days=31)
    assert [(sign.code, (sign.on - TODAY).days) for sign in found] == rings


def test_a_contract_that_ends_today_still_runs():
    assert signs_of([work(20, last=0)], TODAY, gap_days=31) == []
