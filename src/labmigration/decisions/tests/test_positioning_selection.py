"""What comes next, when to stop, and levels in words."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmigration.decisions.positioning import (
    Band,
    BandTable,
    Grid,
    Item,
    ItemTable,
    LevelRange,
    Prior,
    Running,
    StopAt,
    level_bands,
    level_range,
)
from labmigration.decisions.positioning.selection import chance_of


def bank_of(count, seed=0):
    return [Item(f"{k:03}", float(b)) for k, b in enumerate(np.random.default_rng(seed).normal(size=count))]


def played(running, seed, **how):
    """The items asked, the person answering right every other time, until nothing is left."""
    asked = []
    while (chosen := running.next(seed=seed, **how)).item is not None:
        asked.append(chosen.item)
        running = running.answer(chosen.item, len(asked) % 2)
    return asked


@given(
    st.integers(0, 2**31 - 1),
    st.lists(st.sampled_from("ABCD"), min_size=1, max_size=30),
    st.integers(1, 5),
)
def test_areas_are_covered_evenly_while_they_last(seed, areas, top):
    bank = bank_of(len(areas))
    area = {item.id: name for item, name in zip(bank, areas, strict=True)}
    asked = played(Running.start(ItemTable(bank, areas=area)), seed, top=top)
    assert sorted(asked) == sorted(area)
    left, counts = Counter(areas), Counter(dict.fromkeys(areas, 0))
    for item in asked:
        counts[area[item]] += 1
        left[area[item]] -= 1
        lasting = [counts[name] for name in counts if left[name] > 0]
        if lasting:
            assert max(lasting) - min(lasting) <= 1
            assert counts[area[item]] <= min(lasting) + 1


@given(st.integers(0, 1_000), st.integers(1, 5), st.floats(-2, 2))
def test_the_item_is_one_of_the_most_informative(seed, top, mean):
    table = ItemTable(bank_of(40))
    running = Running.start(table, Prior(mean, 0.7))
    information = table.information(running.estimate.theta)
    chosen = table.row[running.next(seed=seed, top=top).item]
    assert np.count_nonzero(information > information[chosen]) < top


def test_each_of_the_best_is_chosen_about_as_often_as_the_others():
    running = Running.start(ItemTable(bank_of(50)))
    chosen = Counter(running.next(seed=seed, top=3).item for seed in range(3_000))
    assert len(chosen) == 3
    assert min(chosen.values()) > 900


def test_the_same_seed_asks_the_same_and_another_asks_otherwise():
    running = Running.start(ItemTable(bank_of(60)))
    assert played(running, 7) == played(running, 7)
    assert played(running, 7) != played(running, 8)


def test_chances_stay_below_1_and_do_not_repeat():
    drawn = {chance_of(seed, step) for seed in range(100) for step in range(100)}
    assert len(drawn) == 10_000
    assert 0 <= min(drawn) < 0.01 and 0.99 < max(drawn) < 1


def test_information_is_the_rasch_formula_where_the_curve_is_plain():
    table = ItemTable([Item("x", 0.4, 1.7), Item("y", -1.0, b_sd=0.8)])
    chance, slopes = table.chance(0.3), np.array([item.slope for item in table.items])
    assert table.information(0.3) == pytest.approx(slopes**2 * chance * (1 - chance))


def test_information_is_the_slope_squared_over_the_variance_for_any_curve():
    table = ItemTable([Item("x", 0.4, 1.7, 0.2, 0.9), Item("y", -1.0, 0.6, 0.0, 0.95), Item("z", 2.0, 3.0, 0.3)])
    slope = (table.chance(0.3 + 1e-6) - table.chance(0.3 - 1e-6)) / 2e-6
    chance = table.chance(0.3)
    assert table.information(0.3) == pytest.approx(slope**2 / (chance * (1 - chance)), rel=1e-6)


@pytest.mark.parametrize("theta", [-6.0, 6.0])
def test_information_is_a_number_where_the_curve_is_flat(theta):
    table = ItemTable([Item("x", 0.0, 1e6), Item("y", 0.0, 1e6, 0.0, 0.9), Item("z", 0.0, 1e6, 0.2)])
    assert np.isfinite(table.information(theta)).all()


def test_an_item_that_was_skipped_does_not_come_back_and_tells_nothing():
    running = Running.start(ItemTable(bank_of(2)))
    after = running.skip("000")
    assert after.next().item == "001"
    assert after.estimate == running.estimate
    assert after.skip("001").next().stop == "exhausted"


def test_an_item_answered_twice_is_refused():
    running = Running.start(ItemTable(bank_of(2))).answer("000", 1)
    with pytest.raises(ValueError):
        running.answer("000", 1)


BANDS = BandTable([Band("below", None, 0.0), Band("above", 0.0, None)], Grid())


def test_it_stops_when_a_band_is_likely_enough():
    table = ItemTable([Item(str(k), 0.0, 2.0) for k in range(20)])
    running = Running.start(table)
    assert running.next(bands=BANDS, stop_at=StopAt(0.8, 12)).stop is None
    running = running.answer("0", 1).answer("1", 1)
    assert running.next(bands=BANDS, stop_at=StopAt(0.8, 12)).stop == "decided"
    assert running.next(bands=BANDS, stop_at=StopAt(0.9999, 12)).item is not None


def test_it_stops_at_the_limit_and_when_nothing_is_left():
    table = ItemTable([Item("x", 0.0), Item("y", 0.0), Item("z", 0.0)])
    running = Running.after(table, {"x": 1, "y": 0})
    assert running.next(bands=BANDS, stop_at=StopAt(0.8, 2)).stop == "limit"
    assert running.next(bands=BANDS, stop_at=StopAt(0.8, 3)).item == "z"
    assert running.answer("z", 1).next(stop_at=StopAt(0.8, 12)).stop == "exhausted"


def test_nothing_is_decided_before_the_least_number_of_answers():
    table = ItemTable([Item(str(k), 0.0) for k in range(9)])
    wide = BandTable([Band("nearly all", -3.0, None)], Grid())
    running = Running.start(table)
    assert running.next(bands=wide, stop_at=StopAt()).stop == "decided"
    assert running.next(bands=wide, stop_at=StopAt(least=1)).stop is None
    assert running.answer("0", 1).next(bands=wide, stop_at=StopAt(least=1)).stop == "decided"


def test_without_bands_nothing_is_ever_decided():
    table = ItemTable([Item(str(k), 0.0, 5.0) for k in range(20)])
    running = Running.after(table, {str(k): 1 for k in range(15)})
    assert running.next(stop_at=StopAt(0.1, 99)).item is not None


def test_three_cuts_make_four_levels():
    assert level_bands((-1.0, 0.0, 1.5)) == (
        Band("1", None, -1.0),
        Band("2", -1.0, 0.0),
        Band("3", 0.0, 1.5),
        Band("4", 1.5, None),
    )
    with pytest.raises(ValueError):
        level_bands((0.0, 0.0, 1.0))


RANGES = {
    "one level": ((0.05, 0.85, 0.10, 0.0), LevelRange(2, 2, 2), True),
    "exactly enough": ((0.0, 0.0, 0.8, 0.2), LevelRange(3, 3, 3), True),
    "two levels": ((0.1, 0.5, 0.4, 0.0), LevelRange(2, 3, 2), False),
    "the likelier of two runs": ((0.39, 0.46, 0.1, 0.05), LevelRange(1, 2, 2), False),
    "two ends": ((0.45, 0.05, 0.05, 0.45), LevelRange(1, 4, 1), False),
    "nothing known": ((0.25, 0.25, 0.25, 0.25), LevelRange(1, 4, 1), False),
}


@pytest.mark.parametrize(("shares", "expected", "decided"), RANGES.values(), ids=RANGES)
def test_the_range_is_the_shortest_run_of_levels_that_is_likely_enough(shares, expected, decided):
    found = level_range(shares)
    assert (found, found.decided) == (expected, decided)
