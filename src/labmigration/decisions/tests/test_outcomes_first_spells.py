"""Everybody's first spell at once is the first of each one's spells; months of columns are those of each pair."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from labmigration.decisions.outcomes import (
    Contract,
    first_spells,
    months_after,
    months_between,
    months_elapsed,
    sector_spells,
)

START = date(2023, 11, 1)


def days(values):
    return np.array([np.datetime64("NaT") if each is None else each for each in values], dtype="datetime64[D]")


@pytest.mark.parametrize("gap", [0, 10, 31])
def test_first_spells_are_the_first_of_each_one_s_spells(gap):
    chance = random.Random(gap)
    known = [START + timedelta(days=chance.randint(0, 500)) for _ in range(300)]
    contracts = []
    for who in range(len(known)):
        for _ in range(chance.randint(0, 5)):
            first = START + timedelta(days=chance.randint(0, 300))
            last = chance.choice([None, first + timedelta(days=chance.randint(0, 120))])
            contracts.append((who, Contract(first, last, chance.randint(1, 3))))
    chance.shuffle(contracts)
    found = first_spells(
        np.array([who for who, _ in contracts]),
        days(each.first for _, each in contracts),
        days(each.last for _, each in contracts),
        np.array([each.cause for _, each in contracts]),
        days(known),
        gap_days=gap,
    )
    spells = [
        sector_spells((each for mine, each in contracts if mine == who), day, gap) for who, day in enumerate(known)
    ]
    assert sum(len(each) > 1 for each in spells) > 10
    one_by_one = [(each[0].last, each[0].cause, each[0].months) if each else (None, 0, None) for each in spells]
    months = [None if np.isnan(each) else each for each in found.months.tolist()]
    assert list(zip(found.last.tolist(), found.cause.tolist(), months, strict=True)) == one_by_one


def test_months_of_columns_are_those_of_each_pair():
    chance = random.Random(1)
    firsts = [START + timedelta(days=chance.randint(0, 900)) for _ in range(2000)]
    firsts += [date(2024, 1, 31), date(2023, 10, 31), date(2024, 2, 29)]
    seen = [first + timedelta(days=chance.choice([0, 1, 28, 29, chance.randint(0, 800)])) for first in firsts]
    expected = [months_between(first, day) for first, day in zip(firsts, seen, strict=True)]
    assert months_elapsed(days(firsts), days(seen)).tolist() == expected
    later = months_after(days([*firsts, None]), 6).tolist()
    assert later[-1] is None and later[-4:-1] == [date(2024, 7, 31), date(2024, 4, 30), date(2024, 8, 29)]
    assert all(months_between(first, day) == 6 for first, day in zip(firsts, later, strict=False))
    with pytest.raises(ValueError, match="backwards"):
        months_elapsed(days([START]), days([START - timedelta(days=1)]))


def test_nobody_and_nothing_are_no_errors_and_a_contract_that_ends_before_it_begins_is_one():
    nothing = np.zeros(0, dtype=np.int64)
    assert np.isnan(first_spells(nothing, days([]), days([]), nothing, days([START])).months).all()
    assert months_elapsed(days([]), days([])).size == 0 and np.isnat(months_after(days([None]), 3)).all()
    one = np.array([0])
    with pytest.raises(ValueError, match="before it begins"):
        first_spells(one, days([START]), days([START - timedelta(days=1)]), np.array([1]), days([START]))
    with pytest.raises(ValueError, match="cause"):
        first_spells(one, days([START]), days([None]), np.array([0]), days([START]))
