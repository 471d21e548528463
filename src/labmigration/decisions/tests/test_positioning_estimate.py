"""Where someone stands: published values, other people's code, and what must hold whatever the answers."""

import math

import numpy as np
import pytest
from girth import ability_eap
from hypothesis import given
from hypothesis import strategies as st

from labmigration.decisions.positioning import Band, BandTable, Grid, Item, ItemTable, Prior, Running
from labmigration.decisions.positioning.estimate import density_of, estimate_from, log_posterior

#: catR's example, as the tests of the package adaptivetesting give it; 33 points on ±4.
CATR_ITEMS = (Item("1", -0.63, 1.32, 0.17, 0.87), Item("2", 0.18, 1.07, 0.10, 0.93), Item("3", -0.84, 0.84, 0.19, 1.0))
CATR_ANSWERS = {"1": 0, "2": 1, "3": 0}
CATR_THETA = -0.4565068

logits = st.floats(-4, 4)


@st.composite
def items(draw, most=8):
    """Any bank: guessing, slips, steep, flat and doubtful questions together."""
    count = draw(st.integers(1, most))
    return [
        Item(
            str(rank),
            b=draw(logits),
            a=draw(st.floats(0.1, 5)),
            c=draw(st.floats(0, 0.49)),
            d=draw(st.floats(0.5, 1)),
            b_sd=draw(st.floats(0, 2)),
        )
        for rank in range(count)
    ]


@st.composite
def sessions(draw):
    bank = draw(items())
    scores = draw(st.lists(st.integers(0, 1), min_size=len(bank), max_size=len(bank)))
    return bank, {item.id: score for item, score in zip(bank, scores, strict=True)}


def test_the_published_four_parameter_estimate_is_reproduced():
    table = ItemTable(CATR_ITEMS, Grid(33, 4.0))
    assert Running.after(table, CATR_ANSWERS).estimate.theta == pytest.approx(CATR_THETA, abs=1e-7)


@pytest.mark.parametrize("seed", range(20))
def test_estimates_agree_with_girth_to_a_millionth(seed):
    chance = np.random.default_rng(seed)
    count = int(chance.integers(3, 25))
    a, b = chance.uniform(0.5, 2, count), chance.normal(size=count)
    scores = chance.integers(0, 2, count)
    theirs = ability_eap(scores[:, None], b, a, {"quadrature_bounds": (-6, 6), "quadrature_n": 121})[0]
    table = ItemTable([Item(str(k), float(b[k]), float(a[k])) for k in range(count)])
    ours = Running.after(table, {str(k): int(score) for k, score in enumerate(scores)}).estimate.theta
    assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
def test_121_points_are_as_good_as_4001(seed):
    chance = np.random.default_rng(seed)
    bank = [Item(str(k), float(b)) for k, b in enumerate(chance.normal(size=12))]
    answers = {item.id: int(chance.integers(0, 2)) for item in bank}
    coarse, fine = (Running.after(ItemTable(bank, grid), answers).estimate for grid in (Grid(), Grid(points=4_001)))
    assert coarse.theta == pytest.approx(fine.theta, abs=1.5e-7)
    assert coarse.sd == pytest.approx(fine.sd, abs=1.5e-6)


def test_33_points_on_4_are_not():
    """catR's default grid: why the grid is fixed."""
    bank = [Item(str(k), 3.0, 2.0) for k in range(12)]
    answers = {item.id: 1 for item in bank}
    coarse, fine = (
        Running.after(ItemTable(bank, grid), answers).estimate for grid in (Grid(33, 4.0), Grid(points=4_001))
    )
    assert abs(coarse.theta - fine.theta) > 1e-3


def test_before_any_answer_the_estimate_is_the_prior():
    found = Running.start(ItemTable([]), Prior(1.0, 0.5)).estimate
    assert (found.theta, found.sd) == (pytest.approx(1.0), pytest.approx(0.5))


def test_an_uncertain_difficulty_flattens_the_curve_by_the_published_factor():
    factor = 1 / math.sqrt(1 + math.pi * 0.8**2 / 8)
    assert Item("x", 0.0, 1.0, b_sd=0.8).slope == pytest.approx(factor)
    assert Item("x", 0.0, 1.5, b_sd=0.8).slope == pytest.approx(1.5 * factor)


def test_a_right_answer_to_a_doubtful_question_moves_less_than_to_a_sure_one():
    sure, doubtful = (
        Running.after(ItemTable([Item("x", 0.5, b_sd=b_sd)]), {"x": 1}).estimate.theta for b_sd in (0.0, 0.8)
    )
    assert 0 < doubtful < sure


@given(sessions(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_not_even_the_last_bit(session, shuffled):
    bank, answers = session
    other = list(answers.items())
    shuffled.shuffle(other)
    table = ItemTable(bank)
    assert log_posterior(table, answers, Prior()).tobytes() == log_posterior(table, dict(other), Prior()).tobytes()


@given(sessions())
def test_answers_one_by_one_are_answers_together(session):
    bank, answers = session
    table = ItemTable(bank)
    running = Running.start(table)
    for item, score in reversed(answers.items()):
        running = running.answer(item, score)
    together = Running.after(table, answers)
    assert running.estimate.theta == pytest.approx(together.estimate.theta, abs=1e-9)
    assert running.asked.tolist() == together.asked.tolist()
    assert running.answers == together.answers == len(bank)


@given(sessions(), items(most=1))
def test_a_right_answer_never_lowers_the_estimate_and_a_wrong_one_never_raises_it(session, more):
    """Whatever a > 0 and c < d: see the proof in `estimate`."""
    bank, answers = session
    asked = Item("more", more[0].b, more[0].a, more[0].c, more[0].d, more[0].b_sd)
    before = Running.after(ItemTable([*bank, asked]), answers)
    wrong, right = (before.answer("more", score).estimate.theta for score in (0, 1))
    assert wrong <= before.estimate.theta + 1e-9
    assert right >= before.estimate.theta - 1e-9


@given(sessions(), items(most=1))
def test_an_answer_narrows_the_posterior_on_average(session, more):
    bank, answers = session
    asked = Item("more", more[0].b, more[0].a, more[0].c, more[0].d, more[0].b_sd)
    table = ItemTable([*bank, asked])
    before = Running.after(table, answers)
    weights = before.density * table.grid.trapezoid
    right = float(weights @ np.exp(table.right[-1]) / weights.sum())
    expected = sum(
        share * before.answer("more", score).estimate.sd ** 2 for score, share in ((1, right), (0, 1 - right))
    )
    assert expected <= before.estimate.sd**2 + 1e-9


@given(sessions(), st.lists(logits, max_size=5, unique=True))
def test_the_bands_of_a_partition_sum_to_1(session, edges):
    bank, answers = session
    cuts = [None, *sorted(edges), None]
    bands = [Band(str(k), above, below) for k, (above, below) in enumerate(zip(cuts, cuts[1:], strict=False))]
    running = Running.after(ItemTable(bank), answers)
    shares = running.bands(BandTable(bands, running.table.grid))
    assert shares.sum() == pytest.approx(1.0, abs=1e-12)
    assert (shares >= 0).all()


@given(st.floats(-6.5, 6.5))
def test_a_band_moves_without_a_jump_when_its_edge_does(edge):
    grid = Grid()
    density = density_of(Prior().log_weights(grid))
    near, far = (BandTable([Band("x", None, at)], grid).probabilities(density)[0] for at in (edge, edge + 1e-6))
    assert 0 <= far - near < 1e-6


def test_the_bands_of_the_prior_are_those_of_the_normal_law():
    running = Running.start(ItemTable([]))
    bands = [Band("low", None, -0.53), Band("middle", -0.53, 1.27), Band("none", 6.0, None)]
    expected = [0.2980559, 0.8979577 - 0.2980559, 0.0]
    # The straight line between two points costs up to step²/12 of the density's curvature.
    assert running.bands(BandTable(bands, Grid())).tolist() == pytest.approx(expected, abs=1e-3)
    fine = BandTable(bands, Grid(4_001))
    shares = fine.probabilities(density_of(Prior().log_weights(fine.grid)))
    assert shares.tolist() == pytest.approx(expected, abs=1e-6)


def test_answers_that_contradict_each_other_still_give_a_place():
    """In plain probabilities all these products are 0."""
    bank = [Item(str(k), 5.0 if k % 2 else -5.0, 500.0) for k in range(40)]
    answers = {item.id: int(item.b > 0) for item in bank}
    found = Running.after(ItemTable(bank), answers).estimate
    assert math.isfinite(found.theta) and math.isfinite(found.sd)


def test_a_density_at_a_single_point_has_no_spread():
    density = np.zeros(121)
    density[60] = 1.0
    assert estimate_from(density, Grid()).sd == 0.0


WRONG_ITEMS = {
    "no slope": {"a": 0.0},
    "falling curve": {"a": -1.0},
    "c above d": {"c": 0.6, "d": 0.5},
    "c at d": {"c": 0.5, "d": 0.5},
    "c below 0": {"c": -0.1},
    "d above 1": {"d": 1.1},
    "negative doubt": {"b_sd": -0.1},
    "no number": {"b": math.nan},
}


@pytest.mark.parametrize("wrong", WRONG_ITEMS.values(), ids=WRONG_ITEMS)
def test_a_curve_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError):
        Item(**({"id": "x", "b": 0.0} | wrong))


def test_other_impossible_shapes_are_refused():
    for impossible in (
        lambda: Grid(points=1),
        lambda: Grid(limit=0),
        lambda: Prior(sd=0),
        lambda: Band("x", 1.0, 1.0),
        lambda: ItemTable([Item("x", 0.0), Item("x", 1.0)]),
    ):
        with pytest.raises(ValueError):
            impossible()
