"""Contracts become time in the sector: cases reasoned by hand, one per rule."""

import random
from datetime import date, timedelta

import pytest

from labmigration.decisions.outcomes import Contract, SectorSpell, months_between, sector_spells

NEW_YEAR = date(2023, 1, 1)


def day(number):
    return NEW_YEAR + timedelta(days=number)


def spells(contracts, known_until, **options):
    """As (first day, last day, cause), in days after the new year."""
    asked = [Contract(day(first), None if last is None else day(last), cause) for first, last, cause in contracts]
    found = sector_spells(asked, day(known_until), **options)
    return [((one.first - NEW_YEAR).days, (one.last - NEW_YEAR).days, one.cause) for one in found]


CASES = {
    "nothing yet": ([], 100, []),
    "one that runs is cut where knowledge ends": ([(0, None, 1)], 100, [(0, 100, 0)]),
    "one that will end later is cut too": ([(0, 150, 2)], 100, [(0, 100, 0)]),
    "one that ended long ago is an exit by its cause": ([(0, 50, 2)], 100, [(0, 50, 2)]),
    "an end within the gap is no exit yet": ([(0, 69, 2)], 100, [(0, 69, 0)]),
    "the gap must have passed entirely": ([(0, 68, 2)], 100, [(0, 68, 2)]),
    "changing household is not leaving": ([(0, 50, 2), (51, None, 1)], 100, [(0, 100, 0)]),
    "31 days between two are one spell": ([(0, 9, 2), (41, None, 1)], 100, [(0, 100, 0)]),
    "32 days between two are two": ([(0, 9, 2), (42, None, 1)], 100, [(0, 9, 2), (42, 100, 0)]),
    "households at the same time": ([(0, 50, 3), (10, 30, 2)], 100, [(0, 50, 3)]),
    "the last to end says why": ([(0, 30, 3), (10, 50, 2)], 100, [(0, 50, 2)]),
    "one runs beside one that ended": ([(0, None, 1), (10, 50, 2)], 100, [(0, 100, 0)]),
    "what begins after knowledge ends does not count": ([(0, 50, 2), (101, None, 1)], 100, [(0, 50, 2)]),
    "one day": ([(5, 5, 1)], 100, [(5, 5, 1)]),
    "ends on the last known day": ([(0, 100, 1)], 100, [(0, 100, 0)]),
}


@pytest.mark.parametrize(("contracts", "known_until", "expected"), CASES.values(), ids=CASES)
def test_spells_are_as_reasoned(contracts, known_until, expected):
    assert spells(contracts, known_until) == expected


def test_the_gap_is_configurable():
    contracts = [(0, 9, 2), (20, 30, 1)]
    assert spells(contracts, 100, gap_days=9) == [(0, 9, 2), (20, 30, 1)]
    assert spells(contracts, 100, gap_days=10) == [(0, 30, 1)]


@pytest.mark.parametrize("seed", range(40))
def test_spells_cover_the_days_worked_and_no_longer_gap(seed):
    """Day by day: worked days are inside, spells lie further apart than the gap, and order does not matter."""
    chance = random.Random(seed)
    contracts = []
    for _ in range(chance.randint(1, 6)):
        first = chance.randint(0, 200)
        contracts.append((first, chance.choice([None, first + chance.randint(0, 60)]), chance.randint(1, 3)))
    known = chance.randint(100, 260)
    found = spells(contracts, known)
    worked = {
        number
        for first, last, _ in contracts
        for number in range(first, min(known if last is None else last, known) + 1)
    }
    inside = {number for first, last, _ in found for number in range(first, last + 1)}
    assert worked <= inside
    assert all(first in worked and last in worked for first, last, _ in found)
    assert all(then[0] - one[1] - 1 > 31 for one, then in zip(found, found[1:], strict=False))
    free = sorted(inside - worked)
    assert all(any(number - back in worked for back in range(1, 32)) for number in free)
    assert spells(contracts[::-1], known) == found


MONTHS = [
    ("2023-01-15", "2023-07-15", 6),
    ("2023-01-15", "2023-01-15", 0),
    ("2023-01-31", "2023-02-28", 1),
    ("2023-01-31", "2023-03-31", 2),
    ("2024-02-29", "2025-08-29", 18),
    ("2023-02-01", "2023-02-15", 0.5),
    ("2023-01-15", "2023-07-14", 5 + 29 / 30),
    ("2022-12-20", "2023-01-04", 15 / 31),
]


@pytest.mark.parametrize(("first", "last", "months"), MONTHS)
def test_months_are_those_of_the_calendar(first, last, months):
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == pytest.approx(months)


def test_months_never_go_back():
    counted = [months_between(date(2023, 1, 31), date(2023, 1, 31) + timedelta(days=number)) for number in range(800)]
    assert counted == sorted(counted)


def test_a_spell_that_fills_six_months_lasts_six():
    assert SectorSpell(date(2023, 2, 1), date(2023, 7, 31), 1).months == 6


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Contract(day(5), day(4)),
        lambda: Contract(day(5), day(6), 0),
        lambda: months_between(day(5), day(4)),
    ],
)
def test_what_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
