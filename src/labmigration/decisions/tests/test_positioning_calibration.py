"""How hard questions are, from answers: published values, and answers that say too little."""

import numpy as np
import pytest
from girth import rasch_mml

from labmigration.decisions.positioning.calibration import Pattern, Undetermined, calibrate
from labmigration.decisions.positioning.minimum import NoMinimum, minimum
from labmigration.decisions.tests.lsat6 import PATTERNS

LSAT6 = [Pattern(answers, count) for answers, count in PATTERNS]


def invented(people, difficulties, seed=0, seen=1.0):
    """Answers by the model itself; `seen` is the share of questions that each person got."""
    chance = np.random.default_rng(seed)
    z = chance.normal(size=(people, 1)) - np.asarray(difficulties)
    right = chance.random(z.shape) < 1 / (1 + np.exp(-z))
    asked = chance.random(z.shape) < seen
    return [
        Pattern(tuple(int(r) if a else None for r, a in zip(row, was, strict=True)))
        for row, was in zip(right, asked, strict=True)
    ]


def test_the_published_rasch_values_of_lsat6_are_reproduced():
    """Rizopoulos 2006 (ltm)."""
    found = calibrate(LSAT6, "rasch_common_slope")
    assert found.a == pytest.approx([0.7551] * 5, abs=6e-5)
    assert found.b == pytest.approx([-3.6153, -1.3224, -0.3176, -1.7301, -2.7802], abs=6e-5)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=1e-3)


def test_the_published_two_parameter_values_of_lsat6_are_reproduced():
    """ltm; R stops early, hence three thousandths."""
    found = calibrate(LSAT6, "2pl")
    assert found.b == pytest.approx([-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], abs=3e-3)
    assert found.a == pytest.approx([0.8254, 0.7229, 0.8905, 0.6886, 0.6575], abs=3e-3)
    assert found.b_se == pytest.approx([0.8669, 0.3073, 0.0997, 0.4341, 0.8700], abs=3e-3)
    assert found.log_likelihood == pytest.approx(-2466.653, abs=1e-3)


def test_standard_errors_are_those_of_repeated_samples():
    true = [-1.0, 0.0, 0.5, 1.0, -0.5, 0.2]
    runs = [calibrate(invented(300, true, seed), "rasch_common_slope") for seed in range(60)]
    spread = np.std([run.b for run in runs], axis=0)
    told = np.mean([run.b_se for run in runs], axis=0)
    assert told == pytest.approx(spread, rel=0.35)


def test_difficulties_agree_with_girth_on_invented_answers():
    patterns = invented(800, [-1.0, 0.0, 0.5, 1.0, -0.5])
    found = calibrate(patterns, "rasch_common_slope")
    theirs = rasch_mml(
        np.array([pattern.answers for pattern in patterns]).T,
        found.a[0],
        {"quadrature_n": 121, "quadrature_bounds": (-6, 6)},
    )["Difficulty"]
    assert found.b == pytest.approx(theirs, abs=2e-3)


def test_counting_the_same_people_twice_halves_the_variance_and_moves_nothing():
    twice = [Pattern(pattern.answers, 2 * pattern.count) for pattern in LSAT6]
    once, again = calibrate(LSAT6, "rasch_common_slope"), calibrate(twice, "rasch_common_slope")
    assert again.b == pytest.approx(once.b, abs=1e-6)
    assert np.array(again.b_se) == pytest.approx(np.array(once.b_se) / np.sqrt(2), rel=1e-5)


def test_a_penalty_draws_difficulties_to_their_centres_and_narrows_them():
    free = calibrate(LSAT6, "rasch_common_slope")
    held = calibrate(LSAT6, "rasch_common_slope", penalty=5.0)
    expert = calibrate(LSAT6, "rasch_common_slope", penalty=1e6, centres=[0.5] * 5)
    assert all(abs(b) < abs(other) for b, other in zip(held.b, free.b, strict=True))
    assert all(b < other for b, other in zip(held.b_se, free.b_se, strict=True))
    assert expert.b == pytest.approx([0.5] * 5, abs=1e-2)
    assert held.log_likelihood < free.log_likelihood


def test_experts_difficulties_hold_what_nobody_answered():
    """One item seen by none, its belief stays as it was: value and uncertainty."""
    patterns = [Pattern((*pattern.answers, None), pattern.count) for pattern in LSAT6]
    found = calibrate(patterns, "rasch_common_slope", penalty=1 / 0.8**2, centres=[0.0] * 5 + [1.2])
    assert (found.b[5], found.b_se[5]) == (pytest.approx(1.2, abs=1e-6), pytest.approx(0.8, abs=1e-4))


def test_answers_with_gaps_bring_expert_difficulties_nearer_to_the_truth():
    chance = np.random.default_rng(5)
    true = chance.normal(size=40)
    expert = true + 0.8 * chance.normal(size=40)
    found = calibrate(
        invented(120, true, seed=6, seen=0.4), "rasch_common_slope", penalty=1 / 0.8**2, centres=expert.tolist()
    )
    before, after = (np.sqrt(np.mean((guess - true) ** 2)) for guess in (expert, np.array(found.b)))
    assert after < 0.6 * before


UNDETERMINED = {
    "everyone right": ([((1, 1), 3), ((1, 0), 3)], "2pl", 0),
    "everyone wrong": ([((1, 0), 3), ((0, 0), 3)], "rasch_common_slope", 1),
    "a single item": ([((1,), 5), ((0,), 5)], "rasch_common_slope", None),
    "two slopes from two items": ([((1, 1), 9), ((0, 0), 9), ((1, 0), 5), ((0, 1), 4)], "2pl", None),
    "items that have nothing in common": (
        [((1, 0), 9), ((0, 1), 9), ((1, 1), 2), ((0, 0), 2)],
        "rasch_common_slope",
        None,
    ),
}


@pytest.mark.parametrize(("counted", "model", "row"), UNDETERMINED.values(), ids=UNDETERMINED)
def test_answers_that_determine_nothing_say_so(counted, model, row):
    with pytest.raises(Undetermined) as told:
        calibrate([Pattern(answers, count) for answers, count in counted], model)
    assert told.value.row == row


def test_a_penalty_settles_what_everyone_answered_the_same_way():
    counted = [((1, 1, 1), 4), ((1, 0, 1), 5), ((1, 1, 0), 3), ((1, 0, 0), 6)]
    found = calibrate([Pattern(*one) for one in counted], "rasch_common_slope", penalty=1.0)
    assert found.b[0] < -0.5


def test_no_answers_at_all_are_refused():
    for patterns in ([], [Pattern((1, 0), 0)], [Pattern((), 3)], [Pattern((1,)), Pattern((1, 0))]):
        with pytest.raises(ValueError):
            calibrate(patterns, "2pl")


def test_a_function_without_a_floor_has_no_minimum():
    with pytest.raises(NoMinimum):
        minimum(lambda x: (-float(x.sum()), -np.ones(2)), np.zeros(2), np.ones(2), flat=1e-6, steps=20)


def test_the_minimum_of_a_curved_valley_is_found():
    """Rosenbrock's."""

    def valley(x):
        off = x[1] - x[0] ** 2
        slope = np.array([-2 * (1 - x[0]) - 400 * x[0] * off, 200 * off])
        return float((1 - x[0]) ** 2 + 100 * off**2), slope

    assert minimum(valley, np.array([-1.2, 1.0]), np.ones(2), flat=1e-8) == pytest.approx([1.0, 1.0], abs=1e-6)


def test_with_slope_one_few_answers_suffice_and_many_agree_with_the_common_slope():
    two = [Pattern((1, 0, None, 1)), Pattern((0, None, 1, 1))]
    found = calibrate(two, "rasch", penalty=1 / 0.8**2, centres=[0.5, -0.5, 1.0, 0.0])
    assert found.a == (1.0,) * 4
    assert all(abs(b - expert) < 0.5 for b, expert in zip(found.b, [0.5, -0.5, 1.0, 0.0], strict=True))
    many = invented(4_000, np.linspace(-1.5, 1.5, 8), seed=3)
    assert np.allclose(calibrate(many, "rasch").b, calibrate(many, "rasch_common_slope").b, atol=0.15)
