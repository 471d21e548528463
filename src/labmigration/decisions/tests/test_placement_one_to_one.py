"""One household a worker at most: against SciPy's dense assignment, from lists however short."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from labmigration.decisions.contract.placement import problem_of
from labmigration.decisions.contract.placement_shapes import Question
from labmigration.decisions.placement import Territory, match_one_to_one
from labmigration.decisions.tests.invented_placements import crowded, territory


def laid_out(question) -> Territory:
    return Territory(problem_of(Question.model_validate(question).root))


def dense_optimum(found: Territory) -> int:
    worth = np.zeros((len(found.workers), len(found.needs)), dtype=np.int64)
    for place, pairs in enumerate(found.able):
        worth[place, pairs.rows] = pairs.value
    return int(worth[linear_sum_assignment(-worth)].sum())


def assert_keeps_the_rules(found: Territory, matching) -> None:
    worth = {
        (found.workers[place].id, found.needs.ids[row]): value
        for place, pairs in enumerate(found.able)
        for row, value in zip(pairs.rows.tolist(), pairs.value.tolist(), strict=True)
    }
    assert len({one.worker for one in matching.placed}) == len({one.household for one in matching.placed})
    assert len({one.household for one in matching.placed}) == len(matching.placed)
    assert all(worth[one.worker, one.household] == one.value for one in matching.placed)
    assert matching.value == sum(one.value for one in matching.placed)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    workers=st.integers(0, 14),
    households=st.integers(1, 24),
    seed=st.integers(0, 10_000),
    first=st.integers(1, 6),
    near=st.booleans(),
)
def test_lists_however_short_end_at_the_dense_optimum_and_say_so(workers, households, seed, first, near):
    if near and workers:
        found = laid_out(crowded(workers, households, seed))
    else:
        question = territory(max(workers, 1), households, seed, spread=0.03)
        found = laid_out({**question, "workers": question["workers"][:workers], "preferences": []})
    best = dense_optimum(found)
    matching = match_one_to_one(found, first=first)
    assert (matching.status, matching.value, matching.bound) == ("optimal", best, best)
    assert_keeps_the_rules(found, matching)


@pytest.mark.parametrize("seed", range(5))
def test_a_run_cut_at_once_never_claims_more_than_it_proves(seed):
    found = laid_out(crowded(12, 20, seed))
    best = dense_optimum(found)
    cut = match_one_to_one(found, time_limit=0.0, first=1)
    assert cut.value <= best <= cut.bound
    assert (cut.status == "optimal") == (cut.value == cut.bound)
    assert cut.gap == pytest.approx((cut.bound - cut.value) / cut.bound)
    assert_keeps_the_rules(found, cut)
