"""Nobody who holds every table given can work a small group out of them."""

import numpy as np
import pytest
from scipy.optimize import linprog

from labmigration.decisions.disclosure import GivenTable, People, TableLayout, counts_of, mask
from labmigration.decisions.disclosure.tests.invented import LEAST, SIZES, everybody, given, known, layout, people


def stretch(groups, numbers, wanted):
    """The smallest and largest size of a group, as a linear programme that shares no code with ours."""
    ends = [linprog(sign * wanted, A_eq=groups.astype(float), b_eq=numbers, method="highs") for sign in (1, -1)]
    assert not [end for end in ends if end.status not in (0, 3)], "the numbers told contradict each other"
    return ends[0].fun, np.inf if ends[1].status == 3 else -ends[1].fun


def table(*counts):
    """People whose table by row and column holds these counts."""
    rows = [(r, c) for r, line in enumerate(counts) for c, count in enumerate(line) for _ in range(count)]
    return People(
        {"row": np.array([r for r, _ in rows]), "column": np.array([c for _, c in rows])},
        {"row": len(counts), "column": len(counts[0])},
    )


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # One small cell: the smallest way round it is hidden with it.
        (([20, 30, 40], [50, 4, 60], [70, 80, 90]), {(1, 1), (1, 0), (0, 1), (0, 0)}),
        # Nothing is small.
        (([20, 30], [40, 50]), set()),
        # Nobody at all is a small number too: it would say of the whole row where it is.
        (([20, 0], [40, 50]), {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_a_small_cell_takes_enough_others_with_it(counts, hidden):
    found = mask(table(*counts), TableLayout("row", "column"), [], LEAST)
    inner = {(int(r), int(c)) for r, c in np.argwhere(~found.shown[:-1, :-1])}
    assert inner == hidden
    assert {why for cell, why in found.why.items() if counts_of(found.layout, table(*counts))[cell] < LEAST} <= {
        "small"
    }


def test_a_table_of_too_few_shows_nothing():
    found = mask(table([3, 4], [1, 2]), TableLayout("row", "column"), [], LEAST)
    assert not found.shown.any() and set(found.why.values()) == {"small"}
    assert found.told() == [[None] * 3] * 3


def test_hidden_cells_cannot_be_recovered_from_the_margins():
    """Independent bounds (scipy, every kind of people that could exist) on each hidden cell of forty tables."""
    rng = np.random.default_rng(20261122)
    tried = 0
    for count in [40, 80, 150, 300] * 10:
        them = people(rng, count)
        tables = given(them, [layout(rng)])
        groups, numbers, hidden = known(them, tables)
        if not len(groups):
            continue
        for cell in hidden[hidden @ everybody(them)[1] < LEAST]:
            low, high = stretch(groups, numbers, cell)
            assert high - low >= LEAST - 1e-6
            tried += 1
    assert tried > 100


def test_three_tables_together_give_no_hidden_cell_away():
    rng = np.random.default_rng(7)
    tried = 0
    for count in (60, 75, 90, 110, 130, 160, 200, 260):
        them = people(rng, count)
        groups, numbers, hidden = known(them, given(them, [layout(rng) for _ in range(3)]))
        small = hidden[hidden @ everybody(them)[1] < LEAST]
        for cell in small:
            low, high = stretch(groups, numbers, cell)
            assert high - low >= LEAST - 1e-6
            tried += 1
    assert tried > 20


def test_a_second_table_that_leaves_out_but_a_few_hides_what_the_difference_would_tell():
    rng = np.random.default_rng(3)
    codes = {"sex": rng.integers(0, 2, 200), "age": rng.integers(0, 3, 200), "late": (np.arange(200) < 4).astype(int)}
    them = People(codes, {"sex": 2, "age": 3, "late": 2})
    first = mask(them, TableLayout("sex", "age"), [], LEAST)
    assert first.shown.all()
    second = TableLayout("sex", "age", (("late", frozenset({0})),))
    found = mask(them, second, [GivenTable(first.layout, first.shown)], LEAST)
    gaps = (first.counts - found.counts)[found.shown]
    assert not ((gaps > 0) & (gaps < LEAST)).any() and "before" in found.why.values()
    # Alone it would have been shown whole.
    assert mask(them, second, [], LEAST).shown.all()
    # The very same table again shows the same.
    assert (mask(them, first.layout, [GivenTable(first.layout, first.shown)], LEAST).shown == first.shown).all()


def test_what_was_told_on_an_earlier_day_does_not_name_who_was_hired_since():
    """The same fact on two days is tied: somebody hired in March is so in June."""
    hired = np.arange(100) < 40
    codes = {"sex": np.arange(100) % 2, "hired march": hired.astype(int)}
    codes["hired june"] = codes["hired march"].copy()
    codes["hired june"][40:44] = 1
    them = People(codes, {"sex": 2, "hired march": 2, "hired june": 2}, (frozenset({"hired march", "hired june"}),))
    march = mask(them, TableLayout("hired march"), [], LEAST)
    june = mask(them, TableLayout("hired june"), [GivenTable(march.layout, march.shown)], LEAST)
    assert march.shown.all() and not june.shown[0, 0] and not june.shown[1, 0]


def test_ten_thousand_random_pairs_of_filtered_tables_isolate_nobody():
    """Tables given one after another; each pair is looked at by itself, in one product of membership matrices.

    A cell shown in one table that lies inside a cell shown in another, or inside one shown by a sum of a row or of a
    column, leaves out nobody or enough people.
    """
    rng = np.random.default_rng(11)
    pairs, told, empty = 0, 0, 0
    for count in (110, 180, 260, 400, 700) * 2:
        them = people(rng, count)
        kinds, numbers = everybody(them)
        tables = given(them, [layout(rng) for _ in range(47)])
        sums = [_sums(each, kinds) for each in tables]
        groups = np.concatenate(sums).astype(np.float64)
        of = np.repeat(np.arange(len(tables)), [len(each) for each in sums])
        sizes = groups @ numbers
        outside = (groups * numbers) @ (1 - groups.T)  # people of one group who are not in the other
        # One inside the other as defined, whoever is there: no kind of people lies in the first and not in the second.
        inside = (groups @ (1 - groups.T)) == 0
        gap = np.where(inside.T, outside, 0)  # rows: the larger group; columns: the one inside
        assert not ((gap > 0) & (gap < LEAST)).any()
        assert (sizes >= LEAST).all()
        pairs += len(tables) * (len(tables) - 1) // 2
        told += len(np.unique(of))
        empty += len(tables) - len(np.unique(of))
    assert pairs >= 10_000 and told > 5 * empty


def _sums(each, kinds):
    """The groups whose number one table tells: its cells, and what is left of each row and column."""
    cells = each.layout.cells(kinds, SIZES).reshape(*each.shown.shape, -1)
    found = [cells[each.shown]]
    for shown, group in ((each.shown, cells), (each.shown.T, cells.swapaxes(0, 1))):
        for line, flags in zip(group, shown, strict=True):
            if flags[-1] and not flags[:-1].all():
                found.append((line[-1] & ~line[:-1][flags[:-1]].any(axis=0))[None])
    return np.concatenate(found)
