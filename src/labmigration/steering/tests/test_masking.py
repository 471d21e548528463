"""No number, and no difference of two numbers, speaks of fewer than eleven people."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmigration.steering.masking import THRESHOLD, mask_beside, mask_parts, mask_row


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([60, 49, 38], [60, 49, 38]),
        ([60, 59, 49], [60, None, 49]),
        ([60, 60, 0], [60, 60, None]),
        ([11, 10, 5], [11, None, None]),
        ([10, 9], [None, None]),
        ([48, 45, 44, 30], [48, None, None, 30]),
        ([], []),
    ],
)
def test_a_funnel_hides_small_numbers_and_small_differences(counts, shown):
    assert mask_row(counts) == shown


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({"a": 40, "b": 12, "c": 30}, {"a": 40, "b": 12, "c": 30}),
        ({"a": 40, "b": 3, "c": 30}, {"a": 40, "b": None, "c": None}),
        ({"a": 4, "b": 3, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 4}, {"a": None}),
        ({}, {}),
    ],
)
def test_a_part_that_could_be_had_by_subtraction_is_hidden_with_another(parts, shown):
    assert mask_parts(parts, whole=200) == shown


def test_a_part_that_leaves_out_but_a_few_of_the_whole_is_hidden():
    assert mask_parts({"a": 50, "b": 30, "c": 25}, whole=58) == {"a": None, "b": 30, "c": None}


@pytest.mark.parametrize(
    ("count", "beside", "shown"),
    [(10, [], None), (11, [], 11), (0, [], None), (38, [46], None), (38, [58, 49], 38), (38, [38], 38)],
)
def test_a_number_is_shown_from_eleven_and_far_from_those_beside_it(count, beside, shown):
    assert mask_beside(count, beside) == shown


@given(st.lists(st.integers(0, 80), max_size=14))
def test_no_two_numbers_shown_isolate_a_small_group(counts):
    shown = [count for count in mask_row(sorted(counts, reverse=True)) if count is not None]
    assert all(count >= THRESHOLD for count in shown)
    assert all(first == second or abs(first - second) >= THRESHOLD for first, second in combinations(shown, 2))


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 60), min_size=1, max_size=8))
def test_the_sum_of_all_parts_gives_no_single_hidden_part_away(parts):
    hidden = [name for name, count in mask_parts(parts, whole=1000).items() if count is None]
    assert len(hidden) != 1 or len(parts) == 1
