"""The forecast beside SimPy, which plays the same territory with the same draws, person by person; and beside Erlang.

SimPy is given the draws ready made (its own drawing is not timed), and its people are those of the first replications;
a person is one who comes before the horizon. The two are timed in turn, and their rates are per second of computing,
so that other load counts on neither side; the 200 replications are also timed by the clock, as a coordinator waits.
"""

import math
import statistics
import time
from typing import Final

from bench.figures import Figure, say
from labmigration.decisions.forecast import Advisors, Cohorts, Match, Problem, Retention, solve
from labmigration.decisions.forecast.draws import draw
from labmigration.decisions.tests.forecast_oracle import Territory, up_to

TURNS: Final = 9
LONG_RUNS: Final = 20
LONG_MONTHS: Final = 12_000


def figures() -> list[Figure]:
    """Every measure of the forecast engine."""
    say(f"forecast: 200 replications of five years, ours and SimPy in turn, {TURNS} times …")
    problem = _territory(200)
    draws = draw(problem, 0, 0, 200)
    people = (draws.arrivals <= problem.months).sum(axis=0).tolist()
    ours, computing, theirs, apart = [], [], [], 0.0
    for turn in range(TURNS):
        began, worked = time.perf_counter(), time.process_time()
        found = solve(problem, seed=0)
        ours.append(time.perf_counter() - began)
        computing.append(time.process_time() - worked)
        columns = (2 * turn, 2 * turn + 1)
        played = [Territory(problem, draws, column) for column in columns]
        worked = time.process_time()
        for one in played:
            one.play()
        theirs.append(sum(people[column] for column in columns) / (time.process_time() - worked))
    few = _territory(6)
    same = draw(few, 1, 0, 6)
    runs = [Territory(few, same, column).play() for column in range(6)]
    counted = solve(few, seed=1).by_month
    for kind in ("started", "hired", "reached_6", "reached_18"):
        means = [statistics.fmean(at) for at in zip(*(up_to(getattr(run, kind), 60) for run in runs), strict=True)]
        apart = max(apart, *(abs(mean - month.mean) for mean, month in zip(means, counted[kind], strict=True)))
    rate, peer = sum(people) / statistics.median(computing), statistics.median(theirs)
    took = f"of which computing {1_000 * statistics.median(computing):.0f} ms; {sum(people):,} people".replace(",", " ")
    hired = found.by_month["hired"][-1]
    return [
        Figure("forecast: 200 replications of five years", 1_000 * statistics.median(ours), "ms", None, 150, took),
        Figure("forecast: people, ours", rate, "people/s", remark=f"hired {hired.p5:.0f}–{hired.p95:.0f}"),
        Figure("forecast: people, SimPy", peer, "people/s", remark="the same draws"),
        Figure("forecast: ours against SimPy", rate / peer, "×", at_least=50),
        Figure("forecast: largest difference to SimPy, any month", apart, "people", at_most=1e-9, remark="means of 6"),
        *_against_erlang(),
    ]


def _territory(replications: int) -> Problem:
    """The illustrative assumptions of the reference, not Lab data."""
    return Problem(
        months=60,
        replications=replications,
        arrivals_a_month=20.0,
        eligible=0.7,
        attends=0.85,
        advisors=Advisors(1, 100.0, 5.0),
        cohorts=Cohorts(12, 12, None, 1, 2, 4.0),
        finish=0.9,
        passes=0.86,
        match=Match(0.75, 2.0),
        retention=Retention(0.8, 0.6),
    )


def _against_erlang() -> list[Figure]:
    """M/M/3 with 2.5 arrivals a month, long enough for the empty start not to count."""
    exact, waits = _erlang_wait(2.5, 3), []
    for seed in range(LONG_RUNS):
        asked = Problem(
            months=LONG_MONTHS,
            replications=16,
            arrivals_a_month=2.5,
            eligible=1.0,
            attends=1.0,
            advisors=Advisors(3, 100.0, 100.0),
            cohorts=Cohorts(1_000, 1_000, None, 1, 10, 4.0),
            finish=1.0,
            passes=1.0,
            match=Match(1.0, 0.0),
            retention=Retention(1.0, 1.0),
        )
        found = solve(asked, seed=seed).waits.advisor
        if found is None:
            raise SystemExit("nobody was seen by an advisor")
        waits.append(found)
    mean, error = statistics.fmean(waits), statistics.stdev(waits) / math.sqrt(LONG_RUNS)
    remark = f"{mean:.4f} for {exact:.4f} months, standard error {error:.4f}"
    return [Figure("forecast: error against Erlang C", abs(mean - exact) / error, "standard errors", None, 2, remark)]


def _erlang_wait(load: float, servers: int) -> float:
    """Mean wait in the queue, in services."""
    idle = sum(load**k / math.factorial(k) for k in range(servers))
    busy = load**servers / math.factorial(servers) * servers / (servers - load)
    return busy / (idle + busy) / (servers - load)
