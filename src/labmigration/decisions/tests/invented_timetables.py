"""Tiny invented problems, of every kind that the contract knows."""

import random
from dataclasses import replace
from datetime import date, timedelta
from math import comb

from labmigration.decisions.timetable import (
    Calendar,
    Cohort,
    Module,
    Problem,
    Room,
    Session,
    Trainee,
    Trainer,
    Weights,
)

HALVES = {"am": (540, 750), "pm": (810, 1020)}


def tiny_problem(seed: int) -> Problem:
    """Two weeks of two or three open days; small enough to try everything."""
    chance = random.Random(seed)
    since = date(2023, 2, 2)  # a Thursday
    days = tuple(sorted(chance.sample(range(5), chance.choice((1, 2, 2)))))
    until = since + timedelta(days=chance.choice((8, 11, 12)))
    halves = HALVES if chance.random() < 0.85 else {"am": HALVES["am"]}
    open_days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    closed = tuple(day for day in open_days if chance.random() < 0.05)

    def away(share: float) -> tuple[tuple[date, str], ...]:
        return tuple((day, half) for day in open_days for half in halves if chance.random() < share)

    names = ("A", "B", "C")[: chance.choice((1, 2, 2, 3))]
    modules = tuple(
        Module(
            name,
            chance.choice((3.5, 5.0, 7.0, 7.0) if rank < 2 else (2.0, 3.5)),
            (names[0],) if rank and chance.random() < 0.3 else (),
            chance.choice((None, None, None, 1, 2)),
            chance.choice(((), (), ("k",))),
            chance.choice((None, None, 1, 2)),
            chance.random() < 0.2,
        )
        for rank, name in enumerate(names)
    )
    cohorts = []
    for rank in range(chance.choice((1, 1, 2))):
        hers = names if not rank else names[:1]
        trainees = tuple(
            Trainee(
                f"c{rank}-{seat}",
                away(0.15),
                None if chance.random() < 0.7 else tuple(name for name in hers if chance.random() < 0.6),
            )
            for seat in range(chance.choice((1, 2, 2, 3)) if not rank else 1)
        )
        cohorts.append(Cohort(f"c{rank}", hers, trainees, chance.choice((8, 4, 3))))
    trainers = tuple(
        Trainer(
            f"t{rank}",
            names if not rank else tuple(name for name in names if chance.random() < 0.6),
            away(0.15),
            chance.choice((None, None, 2)),
        )
        for rank in range(chance.choice((1, 2)))
    )
    rooms = tuple(
        Room(f"r{rank}", "k" if not rank else "l", 3 if not rank else chance.choice((1, 2)), away(0.1))
        for rank in range(chance.choice((1, 2)))
    )
    return Problem(
        Calendar(since, until, halves, days, closed),
        modules,
        tuple(cohorts),
        trainers,
        rooms,
        chance.choice((0.1, 0.5, 1.0)),
        Weights(*(chance.choice((0, 1, 2.5, 7)) for _ in range(5))),
    )


def ways(problem: Problem) -> int:
    """About how many timetables there are to try."""
    calendar, found = problem.calendar, 1
    days = [calendar.since + timedelta(days=n) for n in range((calendar.until - calendar.since).days + 1)]
    slots = len(calendar.halves) * sum(day.weekday() in calendar.days and day not in calendar.closed for day in days)
    for (cohort, name), followers in problem.followers.items():
        module = problem.module[name]
        sessions, groups = problem.sessions_of(module), problem.groups_of(cohort, name)
        teachers = sum(name in one.teaches for one in problem.trainers)
        found *= groups ** len(followers) * (comb(slots, sessions) * teachers**sessions) ** groups
    return found


def after_a_change(problem: Problem, sessions: tuple[Session, ...], seed: int) -> Problem:
    """The same after somebody falls ill, with the timetable before, and perhaps one session pinned."""
    chance = random.Random(seed)
    lost = chance.choice(sessions)
    trainers = tuple(
        replace(one, away=(*one.away, (lost.date, lost.half))) if one.id == lost.trainer else one
        for one in problem.trainers
    )
    fixed = [one for one in sessions if one != lost and chance.random() < 0.15]
    return replace(problem, trainers=trainers, previous=sessions, fixed=tuple(fixed))
