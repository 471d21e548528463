"""What moving one thing changes, by which rule a cohort starts, where the bottleneck is, and what it would take."""

import random

import pytest

from labmigration.decisions.forecast import WrongProblem, solve
from labmigration.decisions.forecast import problem as limits
from labmigration.decisions.forecast.sizing import people_a_cohort
from labmigration.decisions.tests.invented_territories import territory


def last(found, kind):
    return found.by_month[kind][-1].mean


def test_a_maximum_wait_starts_cohorts_that_would_not_fill():
    small = {"arrivals_a_month": 1.0, "rooms": 3}
    never, after_3 = (solve(territory(max_wait_months=longest, **small), seed=1) for longest in (None, 3.0))
    assert after_3.waits.cohort <= 3 < never.waits.cohort
    assert last(after_3, "started") > last(never, "started")


def test_a_maximum_wait_of_nothing_starts_people_one_by_one():
    alone = solve(territory(max_wait_months=0.0, rooms=1_000), seed=1)
    assert alone.waits.cohort == alone.waits.room == 0
    assert last(alone, "started") == pytest.approx(11.9 * 60, rel=0.02)


def test_starting_with_8_waits_less_for_a_group_and_uses_more_rooms():
    twelve, eight = (solve(territory(start_with=start, rooms=8), seed=1) for start in (12, 8))
    assert eight.waits.cohort == pytest.approx(7 / (2 * 11.9), rel=0.05)
    assert eight.waits.cohort < twelve.waits.cohort
    assert eight.utilisation.rooms > 1.3 * twelve.utilisation.rooms


def test_cohorts_that_start_with_8_fill_up_to_12_while_they_wait_for_a_room():
    """Rooms are never free: every cohort has 12, and as many people start either way."""
    found = [solve(territory(start_with=start, rooms=1, replications=40), seed=1) for start in (12, 8, 1)]
    assert last(found[0], "started") == 180
    assert [last(one, "started") for one in found[1:]] == pytest.approx([180, 180], abs=14)
    assert found[2].waits.cohort < found[1].waits.cohort < found[0].waits.cohort


def test_the_same_people_come_whatever_is_there_to_receive_them():
    """So a slider shows its effect, not noise: who came is the same to the last person."""
    for changes in ({"rooms": 5}, {"advisors": 3}, {"tracks": 3}, {"finish": 0.5}, {"max_wait_months": 2.0}):
        plain, moved = solve(territory(), seed=2), solve(territory(**changes), seed=2)
        for month in (11, 59):
            come = [one.by_month["waiting"][month].mean + one.by_month["started"][month].mean for one in (plain, moved)]
            assert come[0] == come[1]


@pytest.mark.parametrize("seed", range(6))
def test_more_rooms_never_start_fewer_and_more_advisors_never_see_fewer(seed):
    chance = random.Random(seed)
    changes = {"replications": 20, "arrivals_a_month": chance.choice((5.0, 20.0, 40.0)), "hours": 12.0}
    starts = [last(solve(territory(rooms=rooms, **changes), seed=seed), "started") for rooms in (1, 2, 4, 8)]
    assert starts == sorted(starts)
    waits = [solve(territory(advisors=count, **changes), seed=seed).waits.advisor for count in (1, 2, 3, 6)]
    assert waits == sorted(waits, reverse=True)


def test_better_chances_never_hire_fewer():
    for name in ("finish", "passes"):
        hired = [
            last(solve(territory(**{name: share}, replications=50), seed=3), "hired") for share in (0.2, 0.5, 0.8, 1.0)
        ]
        assert hired == sorted(hired) and hired[0] < hired[-1]


def test_counts_never_fall_and_nobody_is_counted_twice():
    found = solve(territory(rooms=4, tracks=2), seed=4).by_month
    for kind in ("started", "hired", "reached_6", "reached_18"):
        for name in ("mean", "p5", "p95"):
            values = [getattr(month, name) for month in found[kind]]
            assert values == sorted(values)
    for row in range(60):
        started, hired, employed, six, eighteen = (
            found[kind][row].mean for kind in ("started", "hired", "employed", "reached_6", "reached_18")
        )
        assert started >= hired >= six >= eighteen >= 0
        assert hired >= employed >= 0
    assert [month.month for month in found["started"]] == list(range(1, 61))
    assert found["hired"][3].mean == 0  # training takes four months


BOTTLENECKS = {
    "rooms": {"rooms": 2},
    "advisors": {"hours": 20.0, "rooms": 4},
    "cohort": {"rooms": 2, "arrivals_a_month": 5.0, "tracks": 4},
    "match": {"rooms": 8},
}


@pytest.mark.parametrize("name", BOTTLENECKS)
def test_the_bottleneck_is_what_holds_people_up(name):
    assert solve(territory(**BOTTLENECKS[name]), seed=1).bottleneck == name


NEEDED = {
    "as assumed": ({}, 1, 5),  # 0.595 of an advisor, 3.97 rooms
    "a month is no different": ({"months": 1}, 1, 5),
    "one advisor at 0.9 is not under it": ({"arrivals_a_month": 18.0, "eligible": 1.0, "attends": 1.0}, 2, 7),
    "one advisor just under": ({"arrivals_a_month": 17.9, "eligible": 1.0, "attends": 1.0}, 1, 7),
    "many": ({"arrivals_a_month": 80.0}, 3, 18),  # 2.38 and 15.87
    "starting with 8": ({"start_with": 8}, 1, 7),  # 5.95 rooms: cohorts start smaller where rooms are free
    "nobody": ({"finish": 0.0, "attends": 0.0}, 1, 1),
    "no time": ({"hours": 0.0}, 1, 5),
}


@pytest.mark.parametrize(("changes", "advisors", "rooms"), NEEDED.values(), ids=NEEDED)
def test_what_is_needed_follows_from_who_comes(changes, advisors, rooms):
    found = solve(territory(replications=2, **changes), seed=1).needed
    assert (found.advisors, found.rooms) == (advisors, rooms)


@pytest.mark.parametrize("arrivals", [5.0, 12.0, 20.0, 33.0])
def test_what_is_needed_keeps_use_under_9_in_10_and_one_less_does_not(arrivals):
    changes = {"arrivals_a_month": arrivals, "months": 1_200, "replications": 2, "hours": 15.0}
    found = solve(territory(**changes), seed=1).needed
    enough = solve(territory(advisors=found.advisors, rooms=found.rooms, **changes), seed=1).utilisation
    assert max(enough.advisors, enough.rooms) < 0.9
    if found.advisors > 1:
        assert solve(territory(advisors=found.advisors - 1, **changes), seed=1).utilisation.advisors >= 0.9
    if found.rooms > 1:
        short = territory(advisors=found.advisors, rooms=found.rooms - 1, **changes)
        assert solve(short, seed=1).utilisation.rooms >= 0.9


@pytest.mark.parametrize(
    ("arrivals", "longest", "tracks"), [(2.0, 3.0, 1), (6.0, 1.0, 2), (20.0, 0.5, 1), (1.0, 0.0, 1)]
)
def test_cohorts_that_a_maximum_wait_starts_have_the_size_that_is_reckoned_with(arrivals, longest, tracks):
    problem = territory(
        arrivals_a_month=arrivals, max_wait_months=longest, tracks=tracks, rooms=500, months=3_000, replications=2
    )
    used = solve(problem, seed=1).utilisation.rooms * 500
    assert used == pytest.approx(problem.comers_a_month * 4 / people_a_cohort(problem), rel=0.03)


def test_the_seed_decides_everything():
    problem = territory(replications=5, tracks=2)
    assert solve(problem, seed=9) == solve(problem, seed=9)
    assert solve(problem, seed=9) != solve(problem, seed=10)


def test_what_would_fill_the_memory_is_refused():
    with pytest.raises(WrongProblem) as wrong:
        territory(replications=100_000, months=60)
    assert wrong.value.path == "replications"
    with pytest.raises(WrongProblem) as wrong:
        territory(replications=1, arrivals_a_month=2.0 * limits.MOST_PEOPLE)
    assert wrong.value.path == "arrivals_a_month"
    with pytest.raises(WrongProblem) as wrong:
        territory(replications=10_000, months=limits.MOST_MONTHS // 1_000, arrivals_a_month=0.0)
    assert wrong.value.path == "replications"
