"""Retention, incidence and log-rank beside lifelines and scikit-survival on the same invented people.

lifelines jitters ties at random in its Aalen-Johansen estimate: there it gets people without ties; ties are compared
with scikit-survival.
"""

import random
import time
import warnings
from typing import Final

import numpy as np

from bench.figures import Figure, say
from labmigration.decisions.outcomes import incidence, log_rank, retention

GROUPS: Final = 100
CROWD: Final = 1_000_000


def figures() -> list[Figure]:
    """Every measure of the outcomes engine."""
    say(f"outcomes: {GROUPS} invented groups, ours, lifelines and scikit-survival …")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        apart = _apart()
        crowd = _crowd()
    over = f"largest of {GROUPS} groups of 5 to 200 people"
    return [
        *(Figure(f"outcomes: {name}", value, "", at_most=1e-9, remark=over) for name, value in apart.items()),
        *crowd,
    ]


def _apart() -> dict[str, float]:
    from lifelines import AalenJohansenFitter, KaplanMeierFitter
    from lifelines.statistics import logrank_test
    from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator

    found = dict.fromkeys(
        (
            "retention and interval against lifelines",
            "retention and interval against scikit-survival",
            "incidence by cause, ties, against scikit-survival",
            "incidence, variance, interval, no ties, against lifelines",
            "log-rank statistic and p against lifelines",
        ),
        0.0,
    )

    def compare(name: str, ours: list[float], theirs: list[float]) -> None:
        found[name] = max(found[name], float(np.abs(np.array(ours) - np.array(theirs)).max()))

    for seed in range(GROUPS):
        times, causes = _people(seed, ties=True)
        left = causes > 0
        fitted = KaplanMeierFitter().fit(times, left)
        ours = retention(times, left, fitted.timeline.tolist()).at
        bounds = fitted.confidence_interval_survival_function_.to_numpy()
        curve = np.column_stack((fitted.survival_function_.to_numpy(), bounds))
        told = [value for one in ours for value in (one.survival, one.low, one.high)]
        compare("retention and interval against lifelines", told, curve.ravel().tolist())
        moments, shares, ends = kaplan_meier_estimator(left, times, conf_type="log-log")
        ours = retention(times, left, moments.tolist()).at
        told = [value for one in ours for value in (one.survival, one.low, one.high)]
        compare("retention and interval against scikit-survival", told, np.vstack((shares, ends)).T.ravel().tolist())
        moments, curves = cumulative_incidence_competing_risks(causes, times)
        told = [one.incidence for one in incidence(times, causes, 2, moments.tolist()).at]
        compare("incidence by cause, ties, against scikit-survival", told, curves[2].tolist())
        others, marks = _people(seed + GROUPS, ties=True)
        peer = logrank_test(times, others, left, marks > 0)
        test = log_rank((times, left), (others, marks > 0))
        told, theirs = [test.statistic, test.p], [peer.test_statistic, peer.p_value]
        compare("log-rank statistic and p against lifelines", told, theirs)
        times, causes = _people(seed, ties=False)
        causes[times.argmax()] = 0  # lifelines divides 0 by 0 where everybody has left
        fitted = AalenJohansenFitter().fit(times, causes, event_of_interest=2)
        begun = fitted.cumulative_density_.iloc[:, 0].to_numpy() > 0  # before, it has no interval
        peers = np.column_stack(
            (
                fitted.cumulative_density_.to_numpy(),
                fitted.variance_.to_numpy(),
                np.sort(fitted.confidence_interval_.to_numpy(), axis=1),
            )
        )[begun]
        points = incidence(times, causes, 2, fitted.cumulative_density_.index[begun].tolist()).at
        told = [value for one in points for value in (one.incidence, one.variance, one.low, one.high)]
        compare("incidence, variance, interval, no ties, against lifelines", told, peers.ravel().tolist())
    return found


def _people(seed: int, *, ties: bool) -> tuple[np.ndarray, np.ndarray]:
    """Months followed, whole where `ties`, and causes 0 to 2; both causes occur."""
    chance = random.Random(seed)
    people = chance.randint(5, 200)
    times = [float(chance.randint(1, 36)) if ties else 36 * chance.random() for _ in range(people)]
    causes = [chance.choice((0, 0, 1, 1, 2)) for _ in range(people)]
    causes[:3] = (1, 2, 2)
    return np.array(times), np.array(causes)


def _crowd() -> list[Figure]:
    """A million people in months: everything is tied, as real exits are."""
    from lifelines import KaplanMeierFitter

    chance = np.random.default_rng(1)
    times, causes = chance.integers(1, 37, CROWD).astype(float), chance.integers(0, 4, CROWD)
    began = time.perf_counter()
    retention(times, causes > 0, (6, 18, 36))
    ours = time.perf_counter() - began
    began = time.perf_counter()
    incidence(times, causes, 1, (6, 18, 36))
    caused = time.perf_counter() - began
    began = time.perf_counter()
    KaplanMeierFitter().fit(times, causes > 0)
    peer = time.perf_counter() - began
    title = "outcomes, 1 000 000 people"
    return [
        Figure(f"{title}: retention, ours", 1_000 * ours, "ms", remark=f"lifelines {1_000 * peer:.0f} ms"),
        Figure(f"{title}: incidence by cause, ours", 1_000 * caused, "ms"),
    ]
