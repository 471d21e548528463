"""The kernel beside SimPy with the same draws: every moment, every wait, in every kind of territory."""

import random

import numpy as np
import pytest

from labmigration.decisions.forecast import Beta, Match, Retention, Uncertainty, solve
from labmigration.decisions.forecast import draws as drawing
from labmigration.decisions.tests.forecast_oracle import Territory, up_to
from labmigration.decisions.tests.invented_territories import territory

COUNTED = ("started", "hired", "reached_6", "reached_18")


def invented(seed):
    """A small territory of any kind: rules of starting, tracks, advisors and rooms at random."""
    chance = random.Random(seed)
    size = chance.choice((1, 3, 8, 12, 20))
    return territory(
        months=chance.randint(1, 40),
        replications=3,
        arrivals_a_month=chance.choice((0.0, 2.0, 8.0, 20.0)),
        advisors=chance.choice((1, 1, 2, 3, 70)),
        hours=chance.choice((0.0, 5.0, 40.0)),
        size=size,
        start_with=chance.randint(1, size),
        max_wait_months=chance.choice((None, None, 0.0, 0.7, 3.0)),
        tracks=chance.randint(1, 4),
        rooms=chance.randint(1, 4),
        training=chance.choice((0.5, 4.0, 11.0)),
    )


@pytest.mark.parametrize("seed", range(60))
def test_every_moment_is_that_of_simpy(seed):
    problem = invented(seed)
    draws = drawing.draw(problem, seed, 0, problem.replications)
    runs = [Territory(problem, draws, column).play() for column in range(problem.replications)]
    found = solve(problem, seed=seed)

    def mean_at(month, name):
        return sum(up_to(getattr(run, name), problem.months)[month] for run in runs) / len(runs)

    for month in range(problem.months):
        for kind in COUNTED:
            assert found.by_month[kind][month].mean == pytest.approx(mean_at(month, kind), abs=1e-12)
        employed = mean_at(month, "hired") - mean_at(month, "left")
        assert found.by_month["employed"][month].mean == pytest.approx(employed, abs=1e-12)
        waiting = mean_at(month, "arrived") - mean_at(month, "started")
        assert found.by_month["waiting"][month].mean == pytest.approx(waiting, abs=1e-12)
    for step in ("advisor", "cohort", "room", "match"):
        waits = [wait for run in runs for wait in getattr(run, f"{step}_waits")]
        expected = pytest.approx(np.mean(waits), abs=1e-9) if waits else None
        assert getattr(found.waits, step) == expected
    capacity = problem.months * problem.replications
    busy = sum(run.advisors_busy for run in runs) / (problem.advisors.count * capacity)
    assert found.utilisation.advisors == pytest.approx(busy, abs=1e-9)
    busy = sum(run.rooms_busy for run in runs) / (problem.cohorts.rooms * capacity)
    assert found.utilisation.rooms == pytest.approx(busy, abs=1e-9)


@pytest.mark.parametrize("retention", [(1, 1), (1, 0), (0.5, 0.5), (0, 0), (0.9, 0.2)])
def test_stays_are_those_of_simpy_to_the_ends_of_the_scale(retention):
    problem = territory(replications=4, rooms=4, retention=Retention(*retention), match=Match(1.0, 0.0))
    draws = drawing.draw(problem, 7, 0, 4)
    runs = [Territory(problem, draws, column).play() for column in range(4)]
    found = solve(problem, seed=7).by_month
    for month in (20, 40, 59):
        for kind in ("reached_6", "reached_18"):
            expected = sum(up_to(getattr(run, kind), 60)[month] for run in runs) / 4
            assert found[kind][month].mean == expected
        employed = sum(up_to(run.hired, 60)[month] - up_to(run.left, 60)[month] for run in runs) / 4
        assert found["employed"][month].mean == employed


def test_drawn_chances_reach_every_person_of_the_replication():
    doubt = Uncertainty(
        Beta(7, 3), Beta(8, 2), Beta(9, 1), Beta(8, 2), Beta(3, 1), after_6=Beta(8, 2), after_18=Beta(6, 4)
    )
    problem = territory(replications=6, months=30, rooms=4, uncertainty=doubt)
    draws = drawing.draw(problem, 3, 0, 6)
    assert len(set(draws.chance)) == len(set(draws.after_6)) == 6
    assert (draws.after_18 <= draws.after_6).all()
    runs = [Territory(problem, draws, column).play() for column in range(6)]
    found = solve(problem, seed=3).by_month
    for kind in COUNTED:
        expected = [up_to(getattr(run, kind), 30)[-1] for run in runs]
        assert found[kind][-1].mean == pytest.approx(np.mean(expected), abs=1e-12)
        assert found[kind][-1].p5 == pytest.approx(np.percentile(expected, 5), abs=1e-12)
        assert found[kind][-1].p95 == pytest.approx(np.percentile(expected, 95), abs=1e-12)


def test_many_replications_are_cut_into_blocks_of_which_none_is_lost(monkeypatch):
    problem = territory(replications=7, months=24, rooms=3, arrivals_a_month=10.0)
    monkeypatch.setattr(drawing, "BLOCK", 450)
    sizes = drawing.blocks(problem)
    assert sizes == [3, 3, 1]
    runs = []
    for block, size in enumerate(sizes):
        draws = drawing.draw(problem, 5, block, size)
        runs += [Territory(problem, draws, column).play() for column in range(size)]
    assert len({run.arrived[0] for run in runs}) == 7
    found = solve(problem, seed=5)
    expected = [up_to(run.hired, 24)[-1] for run in runs]
    assert found.by_month["hired"][-1].mean == pytest.approx(np.mean(expected), abs=1e-12)
    assert found.by_month["hired"][-1].p95 == pytest.approx(np.percentile(expected, 95), abs=1e-12)
    assert found.waits.advisor == pytest.approx(np.mean([wait for run in runs for wait in run.advisor_waits]), abs=1e-9)
    busy = sum(run.rooms_busy for run in runs) / (3 * 24 * 7)
    assert found.utilisation.rooms == pytest.approx(busy, abs=1e-9)
