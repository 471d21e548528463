"""Retention, incidence and log-rank beside lifelines, scikit-survival and sums of fractions, on invented people.

lifelines jitters ties at random in its Aalen-Johansen estimate: it is asked about people without ties only.
"""

import random
import warnings
from fractions import Fraction

import numpy as np
import pytest

from labmigration.decisions.outcomes import incidence, log_rank, retention


def invented(seed, *, ties):
    """Times and causes 0 … 2 of 5 to 60 people; monthly where `ties`."""
    chance = random.Random(seed)
    people = chance.randint(5, 60)
    times = [float(chance.randint(0, 24)) if ties else chance.random() * 24 for _ in range(people)]
    return times, [chance.choice((0, 0, 1, 1, 2)) for _ in range(people)]


def by_fractions(times, causes, cause, at):
    """Share staying and share left by `cause` at `at`, and the delta variance of the latter, exactly."""
    rows, staying, gone = [], Fraction(1), Fraction(0)
    for time in sorted({t for t in times if t <= at}):
        n = sum(t >= time for t in times)
        d = sum(t == time and c > 0 for t, c in zip(times, causes, strict=True))
        e = sum(t == time and c == cause for t, c in zip(times, causes, strict=True))
        gone += staying * Fraction(e, n)
        rows.append((n, d, e, staying, gone))
        staying *= 1 - Fraction(d, n)
    variance = Fraction(0)
    for n, d, e, before, then in rows:
        rest = gone - then
        if n > d:
            variance += rest**2 * Fraction(d, n * (n - d))
        variance += before**2 * Fraction(e * (n - e), n**3) - 2 * rest * before * Fraction(e, n * n)
    return staying, gone, variance


@pytest.mark.parametrize("seed", range(60))
def test_curves_and_variances_are_those_of_exact_fractions(seed):
    times, causes = invented(seed, ties=seed % 2 == 0)
    moments = sorted({0.0, 6.0, 11.5, 18.0, max(times), 30.0})
    staying = retention(times, [cause > 0 for cause in causes], moments)
    leaving = incidence(times, causes, 2, moments)
    for at, there, left in zip(moments, staying.at, leaving.at, strict=True):
        survival, share, variance = by_fractions(times, causes, 2, at)
        assert there.survival == pytest.approx(float(survival), abs=1e-12)
        assert left.incidence == pytest.approx(float(share), abs=1e-12)
        assert left.variance == pytest.approx(float(variance), abs=1e-12)
        assert there.at_risk == left.at_risk == sum(time >= at for time in times)
        assert 0 <= there.low <= there.survival <= there.high <= 1
        assert 0 <= left.low <= left.incidence <= left.high <= 1
    halves = [time for time in sorted(set(times)) if by_fractions(times, causes, 2, time)[0] <= Fraction(1, 2)]
    assert staying.median == (halves[0] if halves else None)


@pytest.mark.parametrize("seed", range(12))
def test_order_changes_no_bit(seed):
    times, causes = invented(seed, ties=True)
    order = list(range(len(times)))
    random.Random(seed).shuffle(order)
    turned = [times[row] for row in order], [causes[row] for row in order]
    assert incidence(times, causes, 1, (6, 18)) == incidence(*turned, 1, (6, 18))
    left = [cause > 0 for cause in causes]
    assert retention(times, left, (6, 18)) == retention(turned[0], [left[row] for row in order], (6, 18))


@pytest.fixture(scope="module")
def lifelines():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import lifelines.datasets
        import lifelines.statistics
    return lifelines


@pytest.mark.parametrize("seed", range(8))
def test_retention_is_that_of_lifelines(lifelines, seed):
    times, causes = invented(seed, ties=True)
    left = [cause > 0 for cause in causes]
    fitted = lifelines.KaplanMeierFitter(alpha=0.1).fit(times, left)
    found = retention(times, left, fitted.timeline.tolist(), 0.9)
    with np.errstate(all="ignore"):
        bounds = fitted.confidence_interval_survival_function_
    assert [one.survival for one in found.at] == pytest.approx(fitted.survival_function_.iloc[:, 0].tolist(), abs=1e-9)
    assert [one.low for one in found.at] == pytest.approx(bounds.iloc[:, 0].tolist(), abs=1e-9)
    assert [one.high for one in found.at] == pytest.approx(bounds.iloc[:, 1].tolist(), abs=1e-9)
    assert found.median == (fitted.median_survival_time_ if np.isfinite(fitted.median_survival_time_) else None)


@pytest.mark.parametrize("seed", range(4))
def test_incidence_without_ties_is_that_of_lifelines(lifelines, seed):
    times, causes = invented(seed, ties=False)
    last = times.index(max(times))
    causes[last] = 0  # lifelines divides 0 by 0 where everybody has left
    fitted = lifelines.AalenJohansenFitter().fit(times, causes, event_of_interest=1)
    found = incidence(times, causes, 1, fitted.cumulative_density_.index.tolist())
    assert [one.incidence for one in found.at] == pytest.approx(
        fitted.cumulative_density_.iloc[:, 0].tolist(), abs=1e-9
    )
    assert [one.variance for one in found.at] == pytest.approx(fitted.variance_.tolist(), abs=1e-9)
    upper, lower = (fitted.confidence_interval_.iloc[:, column].tolist() for column in (0, 1))
    for one, ends in zip(found.at, zip(upper, lower, strict=True), strict=True):
        if one.incidence > 0:  # lifelines has no interval before the first departure, and names its bounds backwards
            assert (one.low, one.high) == pytest.approx(sorted(ends), abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_log_rank_is_that_of_lifelines(lifelines, seed):
    groups = []
    for one in (seed, seed + 100):
        times, causes = invented(one, ties=True)
        groups.append((times, [cause > 0 for cause in causes]))
    peer = lifelines.statistics.logrank_test(groups[0][0], groups[1][0], groups[0][1], groups[1][1])
    found = log_rank(*groups)
    assert (found.statistic, found.p) == pytest.approx((peer.test_statistic, peer.p_value), abs=1e-9)


def test_rossis_convicts_stay_free_as_published(lifelines):
    rossi = lifelines.datasets.load_rossi()
    left = rossi["arrest"].astype(bool).tolist()
    assert (len(left), sum(left)) == (432, 114)
    one = retention(rossi["week"].tolist(), left, (52,)).at[0]
    assert (one.survival, one.low, one.high) == pytest.approx((0.736111, 0.691860, 0.775063), abs=5e-7)


@pytest.mark.parametrize("seed", range(8))
def test_ties_are_those_of_scikit_survival(seed):
    from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

    times, causes = invented(seed, ties=True)
    left = np.array(causes) > 0
    moments, curve, bounds = kaplan_meier_estimator(left, np.array(times), conf_type="log-log")
    found = retention(times, left, moments.tolist())
    assert [one.survival for one in found.at] == pytest.approx(curve.tolist(), abs=1e-9)
    assert [(one.low, one.high) for one in found.at] == [pytest.approx(pair, abs=1e-9) for pair in bounds.T.tolist()]
    moments, curves = cumulative_incidence_competing_risks(np.array(causes), np.array(times))
    for cause in (1, 2):
        shares = [one.incidence for one in incidence(times, causes, cause, moments.tolist()).at]
        assert shares == pytest.approx(curves[cause].tolist(), abs=1e-9)
