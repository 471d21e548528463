"""How much a design can show: the reference's numbers, closed form against least squares, lots drawn again."""

import random

import pytest
from scipy import stats

from labmigration.decisions.evaluation import (
    Wedge,
    detectable,
    draw_order,
    people_per_arm,
    power,
    smallest_difference,
    variance,
    variance_by_gls,
)


def pilot(territories, **changes):
    told = {"people": 12, "base": 0.5, "gain": 0.15, "icc": 0.05} | changes
    return Wedge.one_by_one(territories, **told)


@pytest.mark.parametrize(("territories", "expected"), [(4, 0.30), (8, 0.79)])
def test_the_power_of_the_reference_comes_out(territories, expected):
    assert power(pilot(territories)) == pytest.approx(expected, abs=0.005)


def test_the_closed_form_is_least_squares_written_out():
    chance = random.Random(6)
    for _ in range(60):
        periods = chance.randint(2, 9)
        opens = tuple(chance.randint(1, periods) for _ in range(chance.randint(2, 12)))
        if len(set(opens)) < 2 or not any(opened < periods for opened in opens):
            continue
        wedge = Wedge(
            opens, periods, chance.randint(1, 40), 0.4, chance.uniform(0.02, 0.3), chance.choice((0, 0.01, 0.3))
        )
        assert variance(wedge) == pytest.approx(variance_by_gls(wedge), rel=1e-9)


def test_the_power_is_that_of_the_estimate_simulated_from_the_model():
    import numpy as np

    wedge = pilot(8)
    between, within = wedge.variances
    chance = np.random.default_rng(3)
    exposed = wedge.exposure
    clusters, periods = exposed.shape
    inverse = np.linalg.inv(within * np.eye(periods) + between * np.ones((periods, periods)))
    columns = [np.column_stack((np.eye(periods), row)) for row in exposed]
    information = sum(each.T @ inverse @ each for each in columns)
    error, found = variance(wedge) ** 0.5, 0
    for _ in range(2_000):
        means = wedge.gain * exposed + chance.normal(0, between**0.5, (clusters, 1))
        means = means + chance.normal(0, within**0.5, exposed.shape)
        told = sum(each.T @ inverse @ row for each, row in zip(columns, means, strict=True))
        found += abs(np.linalg.solve(information, told)[-1]) > 1.959964 * error
    assert found / 2_000 == pytest.approx(power(wedge), abs=0.03)


def test_more_territories_or_people_never_show_less_and_likeness_within_territories_shows_less_of_two_groups():
    assert power(pilot(4)) < power(pilot(6)) < power(pilot(8))
    assert power(pilot(4)) < power(pilot(4, people=24))
    assert power(pilot(4, gain=0.05)) < power(pilot(4, gain=0.25))


def test_what_a_design_can_show_has_exactly_the_power_asked():
    gain = smallest_difference(pilot(4))
    assert 0.25 < gain < 0.32
    assert power(pilot(4, gain=gain)) == pytest.approx(0.8, abs=1e-6)
    assert smallest_difference(pilot(2, people=1)) is None


def test_two_groups_ask_for_120_people_each_and_48_show_27_points():
    assert round(people_per_arm(0.15, 0.30)) == 120
    assert round(100 * detectable(0.5, 48)) == 27
    assert detectable(0.5, 4) is None
    bound, reach = stats.norm.ppf(0.975), stats.norm.ppf(0.8)
    pooled = (bound * (2 * 0.225 * 0.775) ** 0.5 + reach * (0.15 * 0.85 + 0.3 * 0.7) ** 0.5) ** 2 / 0.15**2
    assert people_per_arm(0.15, 0.30) == pytest.approx(pooled)


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens": (1,), "periods": 3},
        {"opens": (1, 1), "periods": 3},
        {"opens": (0, 1), "periods": 3},
        {"opens": (1, 4), "periods": 3},
        {"opens": (1, 2), "periods": 3, "gain": 0.6},
        {"opens": (1, 2), "periods": 3, "icc": 1.0},
        {"opens": (1, 2), "periods": 3, "people": 0},
    ],
)
def test_a_design_that_compares_nothing_is_refused(wrong):
    with pytest.raises(ValueError):
        Wedge(**{"people": 12, "base": 0.5, "gain": 0.15, "icc": 0.05} | wrong)


def test_an_order_is_drawn_again_from_its_seed_whatever_the_order_of_the_list():
    names = [f"P{number:02d}" for number in range(30)]
    drawn = draw_order(names, "2026-11-22")
    assert [each.name for each in drawn] == [each.name for each in draw_order(reversed(names), "2026-11-22")]
    assert [each.place for each in drawn] == list(range(1, 31))
    assert [each.name for each in drawn] != [each.name for each in draw_order(names, "another")] != names
    without = [each.name for each in draw_order(names[1:], "2026-11-22")]
    assert without == [each.name for each in drawn if each.name != "P00"]
    with pytest.raises(ValueError):
        draw_order(["a", "a"], "x")


def test_every_name_is_as_likely_to_come_first():
    firsts = [draw_order("abcd", str(seed))[0].name for seed in range(4_000)]
    assert all(850 < firsts.count(name) < 1_150 for name in "abcd")
