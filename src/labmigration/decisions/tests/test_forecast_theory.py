"""The forecast beside what is known without it: the reference's table, Erlang C, Little's law, group filling."""

import math
import statistics

import numpy as np
import pytest

from labmigration.decisions.forecast import Beta, Match, Retention, Uncertainty, solve
from labmigration.decisions.forecast import draws as drawing
from labmigration.decisions.forecast.hires import months_stayed
from labmigration.decisions.forecast.interviews import MANY, interviews
from labmigration.decisions.tests.invented_territories import territory

# Illustrative assumptions, not Lab data: started, hired, reached 18 months, waiting at month 60.
REFERENCE = {
    "2 rooms": ({"rooms": 2}, (360, 190, 76, 354)),
    "4 rooms, shared core": ({"rooms": 4}, (693, 361, 144, 21)),
    "4 rooms, four occupations": ({"rooms": 4, "tracks": 4}, (673, 349, 136, 41)),
    "5 referrals, shared": ({"rooms": 1, "arrivals_a_month": 5.0}, (164, 85, 33, 14)),
    "5 referrals, four occupations": ({"rooms": 1, "arrivals_a_month": 5.0, "tracks": 4}, (142, 73, 26, 35)),
}


@pytest.mark.parametrize(("changes", "expected"), REFERENCE.values(), ids=REFERENCE)
def test_the_table_of_the_reference_comes_out(changes, expected):
    found = solve(territory(replications=500, **changes), seed=1).by_month
    means = [found[kind][-1].mean for kind in ("started", "hired", "reached_18", "waiting")]
    assert means == pytest.approx(expected, rel=0.015, abs=1.5)


def test_separate_occupations_lift_the_wait_for_a_group_from_1_9_to_7_3_months():
    waits = [
        solve(territory(replications=400, rooms=1, arrivals_a_month=5.0, tracks=tracks), seed=1).waits.cohort
        for tracks in (1, 4)
    ]
    assert waits == pytest.approx((1.9, 7.3), abs=0.15)


@pytest.mark.parametrize(("tracks", "expected"), [(1, 0.462), (4, 1.849)])
def test_a_group_of_12_fills_in_eleven_arrivals(tracks, expected):
    """(12 − 1) / 2λ by track; advisors and rooms hold nobody up."""
    problem = territory(months=600, replications=20, hours=0.0, rooms=100, tracks=tracks)
    assert solve(problem, seed=2).waits.cohort == pytest.approx(expected, rel=0.01)


def erlang_c(load, servers):
    """Probability of waiting, and mean number in the queue."""
    idle = sum(load**k / math.factorial(k) for k in range(servers))
    busy = load**servers / math.factorial(servers) * servers / (servers - load)
    return busy / (idle + busy), busy / (idle + busy) * load / (servers - load)


def test_erlangs_formula_is_the_published_one():
    assert erlang_c(2.5, 3) == pytest.approx((0.70225, 3.51124), abs=5e-6)


@pytest.mark.parametrize(("load", "advisors", "expected"), [(2.5, 3, 1.40449), (0.8, 1, 4.0), (1.5, 2, 9 / 7)])
def test_the_advisors_queue_is_erlangs(load, advisors, expected):
    """Eight long runs, within three standard errors; one person a month is what an advisor does."""
    assert erlang_c(load, advisors)[1] / load == pytest.approx(expected, abs=5e-6)
    waits = [
        solve(
            territory(
                months=2_500,
                replications=1,
                arrivals_a_month=load,
                eligible=1.0,
                attends=1.0,
                advisors=advisors,
                hours=100.0,
                rooms=100,
            ),
            seed=seed,
        ).waits.advisor
        for seed in range(8)
    ]
    error = statistics.stdev(waits) / math.sqrt(len(waits))
    assert error < 0.1 * expected
    assert abs(statistics.mean(waits) - expected) < 3 * error


def test_littles_law_holds():
    """People waiting = arrivals a month × months from arrival to start."""
    problem = territory(months=1_200, replications=40, arrivals_a_month=5.0, tracks=2)
    found = solve(problem, seed=4)
    standing = statistics.mean(month.mean for month in found.by_month["waiting"][120:])
    waits = found.waits
    stay = waits.advisor + problem.advisors.months_a_person + waits.cohort + waits.room
    assert standing == pytest.approx(problem.comers_a_month * stay, rel=0.02)


def test_hired_are_the_started_times_their_chances_but_for_the_last_months():
    found = solve(territory(months=600, replications=50, rooms=5), seed=5).by_month
    share = found["hired"][-1].mean / found["started"][-1].mean
    assert share == pytest.approx(0.9 * 0.86 * 0.75 * (1 - 6 / 600), abs=0.005)


def test_advisors_and_rooms_are_used_as_much_as_is_asked_of_them():
    problem = territory(months=1_200, replications=20, rooms=5)
    used = solve(problem, seed=6).utilisation
    assert used.advisors == pytest.approx(11.9 * 0.05, rel=0.01)
    assert used.rooms == pytest.approx(11.9 / 12 * 4 / 5, rel=0.01)


def test_the_chance_to_stay_is_the_given_one_at_6_and_18_months():
    draw = np.random.default_rng(1).standard_exponential((100_000, 1))
    stays = months_stayed(draw, np.array([0.8]), np.array([0.6]))
    assert (stays >= 6).mean() == pytest.approx(0.8, abs=0.005)
    assert (stays >= 18).mean() == pytest.approx(0.6, abs=0.005)
    assert (stays >= 30).mean() == pytest.approx(0.6 * 0.6 / 0.8, abs=0.005)


def test_parameters_of_a_small_pilot_widen_what_chance_alone_gives():
    """The reference: 174–205 hires by Monte Carlo noise alone, 145–225 with Beta parameters of 48 people."""
    pilot = Uncertainty(finish=Beta(43, 5), passes=Beta(37, 6), match=Beta(28, 9))
    alone, unsure = (
        solve(territory(replications=800, uncertainty=doubt), seed=7).by_month["hired"][-1]
        for doubt in (Uncertainty(), pilot)
    )
    assert (alone.p5, alone.p95) == pytest.approx((174, 205), abs=4)
    assert (unsure.p5, unsure.p95) == pytest.approx((145, 225), abs=10)
    assert unsure.mean == pytest.approx(alone.mean, rel=0.03)


def test_what_is_known_of_very_many_people_is_the_point():
    sure = Uncertainty(finish=Beta(9e8, 1e8), after_6=Beta(8e8, 2e8), after_18=Beta(6e8, 4e8))
    points, drawn = (solve(territory(rooms=4, uncertainty=doubt), seed=8) for doubt in (Uncertainty(), sure))
    for kind in points.by_month:
        assert drawn.by_month[kind][-1].mean == pytest.approx(points.by_month[kind][-1].mean, rel=0.001)


def test_uncertain_arrivals_are_drawn_past_the_horizon_in_every_replication():
    problem = territory(replications=300, uncertainty=Uncertainty(Beta(0.5, 0.5), Beta(0.5, 0.5)))
    draws = drawing.draw(problem, 1, 0, 300)
    assert (draws.arrivals[-1] > 60).all()


def test_arrivals_go_on_until_everybody_is_past_the_horizon():
    stream = np.random.Generator(np.random.PCG64(1))
    parts = list(drawing._unit_arrivals(np.array([0.0, 2.0]), 10, 3, stream))
    moments = np.concatenate(parts)
    assert len(parts) > 3
    assert moments[-1, 1] > 20 >= moments[-4, 1]
    assert (np.diff(moments, axis=0) > 0).all()


@pytest.mark.parametrize("advisors", [2, MANY - 1, MANY, MANY + 1, 299, 300])
def test_every_way_to_queue_is_the_same_queue(advisors):
    chance = np.random.default_rng(advisors)
    arrivals = np.cumsum(chance.standard_exponential((300, 4)), axis=0)
    lengths = chance.standard_exponential((300, 4)) * 1.1 * advisors
    found = interviews(arrivals, lengths, advisors, 1e9)
    for column in range(4):
        free, ends, waited = [0.0] * advisors, [], 0.0
        for arrival, length in zip(arrivals[:, column], lengths[:, column], strict=True):
            free.sort()
            waited += max(0.0, free[0] - arrival)
            free[0] = max(arrival, free[0]) + length
            ends.append(free[0])
        assert found.ready[:, column].tolist() == pytest.approx(sorted(ends), rel=1e-12)


def test_nobody_stays_waits_or_starts_where_nobody_comes():
    found = solve(territory(arrivals_a_month=0.0, months=5, replications=3), seed=1)
    assert all(month.mean == month.p95 == 0 for kind in found.by_month.values() for month in kind)
    assert found.waits.advisor is found.waits.cohort is found.waits.room is found.waits.match is None
    assert (found.utilisation.advisors, found.utilisation.rooms, found.bottleneck) == (0, 0, None)
    assert (found.needed.advisors, found.needed.rooms) == (1, 1)


def test_no_job_at_all_leaves_the_match_untold():
    found = solve(territory(match=Match(0.0, 2.0), retention=Retention(0.0, 0.0)), seed=1)
    assert found.waits.match is None
    assert found.by_month["hired"][-1].p95 == 0
