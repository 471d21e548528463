"""Rates, retention, incidence and the log-rank test: published values, and small cases reasoned by hand."""

import math

import pytest

from labmigration.decisions.outcomes import incidence, log_rank, rate, retention
from labmigration.decisions.outcomes.intervals import normal_quantile, wilson
from labmigration.decisions.tests.freireich import PLACEBO, TREATED

NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("successes", "tried", "low", "high"), NEWCOMBE)
def test_wilson_intervals_are_those_that_newcombe_published(successes, tried, low, high):
    """Statistics in Medicine 17 (1998), table I, method 3."""
    assert wilson(successes, tried, 0.95) == pytest.approx((low, high), abs=5e-5)


def test_the_quantile_of_95_in_100_is_the_one_of_the_tables():
    assert normal_quantile(0.95) == pytest.approx(1.959963984540054, abs=1e-14)
    assert normal_quantile(1 - 2**-52) > 8


def test_a_share_of_twelve_people_is_told_with_its_width():
    found = rate(8, 12)
    assert (round(100 * found.low), round(100 * found.high)) == (39, 86)
    assert found.worst == found.rate == found.best == 8 / 12


def test_the_lost_stay_in_the_denominator_as_bounds():
    """7 yes, 2 no, 3 lost: 58–83 %, complete case 78 %."""
    found = rate(7, 12, lost=3)
    assert [round(100 * share) for share in (found.worst, found.best, found.rate)] == [58, 83, 78]
    assert (found.low, found.high) == wilson(7, 9, 0.95)


def test_where_everybody_is_lost_nothing_is_known_and_nothing_is_made_up():
    found = rate(0, 5, lost=5)
    assert (found.rate, found.low, found.high, found.worst, found.best) == (None, None, None, 0, 1)


def test_nobody_and_everybody_are_certain_on_one_side_only():
    assert rate(0, 4).low == 0 < rate(0, 4).high < 1
    assert rate(4, 4).high == 1 > rate(4, 4).low > 0
    assert 0 < rate(1, 1).low < 1


@pytest.mark.parametrize("counts", [(0, 0, 0), (-1, 3, 0), (2, 3, 2), (4, 3, 0), (0, 3, -1)])
def test_counts_that_contradict_each_other_are_refused(counts):
    with pytest.raises(ValueError):
        rate(*counts)


def test_freireichs_children_stay_as_published():
    times = (6, 7, 10, 13, 16, 22, 23)
    found = retention(*TREATED, times)
    assert [round(one.survival, 3) for one in found.at] == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert [one.at_risk for one in found.at] == [21, 17, 15, 12, 11, 7, 6]
    assert (found.median, retention(*PLACEBO, []).median) == (23, 8)


def test_freireichs_groups_differ_as_published():
    found = log_rank(TREATED, PLACEBO)
    assert found.statistic == pytest.approx(16.793, abs=5e-4)
    assert found.p == pytest.approx(4.17e-5, abs=5e-8)
    assert log_rank(PLACEBO, TREATED).statistic == pytest.approx(found.statistic, abs=1e-12)


def test_incidence_has_the_variances_of_sas():
    found = incidence((1, 2, 3, 4, 5, 6), (0, 1, 1, 2, 2, 0), 2, (3, 4, 5)).at
    assert [one.incidence for one in found] == pytest.approx([0, 0.2, 0.4])
    assert [one.variance for one in found] == pytest.approx([0, 0.032, 0.048])
    assert (found[1].low, found[1].high) == pytest.approx((0.00836904, 0.58185303), abs=5e-9)


def test_four_people_leave_one_after_the_other():
    """S = 3/4, 1/2, 1/4, 0: who leaves at a time is gone at it; the interval ends where the curve touches 0 or 1."""
    found = retention((1, 2, 3, 4), (True,) * 4, (0, 0.99, 1, 2.5, 4, 99))
    assert [one.survival for one in found.at] == pytest.approx([1, 1, 0.75, 0.5, 0, 0])
    assert [one.at_risk for one in found.at] == [4, 4, 4, 2, 1, 0]
    assert [(one.low, one.high) for one in (found.at[1], found.at[4])] == [(1, 1), (0, 0)]
    assert found.median == 2


def test_who_is_last_seen_at_a_time_was_still_there_when_another_left():
    found = retention((5, 5, 5, 8), (True, False, False, False), (5,))
    assert found.at[0].survival == 0.75
    assert found.median is None


@pytest.mark.parametrize("people", [10, 30, 48, 1_000, 99_998])
def test_half_that_left_in_many_ties_is_half(people):
    """The product of many fractions must not miss 1/2 by its last bit."""
    times = [1 + rank // 3 for rank in range(people)]
    left = [rank < people // 2 for rank in range(people)]
    assert retention(times, left, ()).median == times[people // 2 - 1]
    causes = [1 if gone else 0 for gone in left]
    assert incidence(times, causes, 1, ()).median == times[people // 2 - 1]


def test_a_cohort_of_one_is_answered():
    assert retention((3,), (False,), (2,)).at[0].survival == 1
    assert retention((3,), (True,), (3,)).at[0].survival == 0
    gone = incidence((3,), (1,), 1, (3,)).at[0]
    assert (gone.incidence, gone.variance, gone.low, gone.high) == (1, 0, 1, 1)


def test_causes_share_what_was_lost_and_the_naive_way_overstates_each():
    times = (1, 1, 2, 3, 3, 3, 4, 5, 6, 6)
    causes = (1, 2, 0, 1, 1, 2, 2, 1, 2, 0)
    by_cause = [incidence(times, causes, cause, (6,)).at[0].incidence for cause in (1, 2)]
    staying = retention(times, [cause > 0 for cause in causes], (6,)).at[0].survival
    assert sum(by_cause) + staying == pytest.approx(1)
    for cause, share in zip((1, 2), by_cause, strict=True):
        naive = 1 - retention(times, [one == cause for one in causes], (6,)).at[0].survival
        assert naive > share + 0.05


def test_ties_count_at_their_time_whatever_their_order():
    """At time 1: 2 of 4 by cause 1 and 1 by cause 2, so 1/2 and 1/4 at once, always."""
    for order in ((1, 1, 2, 0), (2, 1, 1, 0), (1, 2, 1, 0)):
        assert incidence((1, 1, 1, 9), order, 1, (1,)).at[0].incidence == 0.5
        assert incidence((1, 1, 1, 9), order, 2, (1,)).at[0].incidence == 0.25


def test_a_cause_by_which_nobody_left_has_no_incidence():
    found = incidence((1, 2), (1, 0), 7, (2,)).at[0]
    assert (found.incidence, found.variance, found.low, found.high) == (0, 0, 0, 0)


def test_the_wider_the_confidence_the_wider_the_interval():
    narrow, wide = (retention(*TREATED, (10,), level).at[0] for level in (0.8, 0.99))
    assert wide.low < narrow.low < narrow.survival < narrow.high < wide.high


def test_groups_that_nothing_tells_apart_say_so():
    nobody_leaves = ((1, 2), (False, False)), ((1, 2), (False, False))
    all_at_once = ((4, 4), (True, True)), ((4,), (True,))
    never_while_both_are_there = ((1, 1), (False, False)), ((5, 6), (True, True))
    for groups in (nobody_leaves, all_at_once, never_while_both_are_there):
        found = log_rank(*groups)
        assert (found.statistic, found.p) == (0, 1)


def test_log_rank_by_hand():
    """At 1, one of 2 + 2 leaves from the first group: expected 1/2, variance 1/4; at 2, one of 1 + 2: 1/3 and 2/9."""
    found = log_rank(((1, 2), (True, True)), ((3, 3), (False, False)))
    assert found.statistic == pytest.approx((2 - 5 / 6) ** 2 / (1 / 4 + 2 / 9))
    assert found.p == pytest.approx(math.erfc(math.sqrt(found.statistic / 2)))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: retention((), (), (6,)),
        lambda: retention((1, 2), (True,), (6,)),
        lambda: retention((-1,), (True,), (6,)),
        lambda: retention((math.nan,), (True,), (6,)),
        lambda: retention((1,), (True,), (1,), 1.0),
        lambda: incidence((1,), (0,), 0, (1,)),
        lambda: log_rank(((1,), (True,)), ((), ())),
    ],
)
def test_what_can_not_be_followed_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
