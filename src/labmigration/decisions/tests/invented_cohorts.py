"""Invented cohorts, trainers and rooms at the size of a real territory; the module plan is invented too, its hours are
not the Lab's: 14 modules of 269.5 hours in all that everyone follows, three options of which each trainee follows one.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Final

import holidays

from labmigration.decisions.timetable import Calendar, Cohort, Module, Problem, Room, Trainee, Trainer

FROM: Final = date(2023, 2, 6)
UNTIL: Final = date(2023, 6, 2)  # 17 weeks
HALVES: Final = {"am": (540, 750), "pm": (810, 1020)}
HOURS_OF_A_HALF: Final = 3.5
AWAY_SHARE: Final = 0.06  # of the halves of a trainee, a trainer, a room

_COMMON: Final = (
    ("accueil", 7.0, (), ()),
    ("employeurs", 28.0, ("accueil",), ()),
    ("sécurité", 28.0, ("accueil",), ()),
    ("gestes", 17.5, ("sécurité",), ("atelier",)),
    ("cuisine", 24.5, ("sécurité",), ("cuisine",)),
    ("ménage", 28.0, ("sécurité",), ("atelier",)),
    ("linge", 21.0, ("ménage",), ("atelier",)),
    ("français", 42.0, (), ()),
    ("numérique", 17.5, (), ("informatique",)),
    ("relation", 21.0, ("employeurs",), ()),
    ("sst", 14.0, ("sécurité",), ()),
    ("citoyenneté", 4.0, (), ()),
    ("projet", 10.5, ("relation",), ()),
    ("bilan", 6.5, ("projet",), ()),
)
_OPTIONS: Final = ("enfants", "dépendance", "famille")
_PROFILES: Final = (
    ("accueil", "projet", "bilan", "citoyenneté"),
    ("employeurs", "relation", "citoyenneté"),
    ("sécurité", "gestes", "sst"),
    ("cuisine", "ménage", "linge", "famille"),
    ("français", "numérique"),
    ("enfants", "sst"),
    ("dépendance", "gestes"),
)


def cohorts_sharing(count: int, seed: int, load: float = 0.75) -> Problem:
    """`count` cohorts of 12 over four months, with as many trainers and rooms as they need when each is busy for `load`
    of the halves at which it is free, rounded up.
    """
    chance = random.Random(seed)
    days = [FROM + timedelta(days) for days in range((UNTIL - FROM).days + 1)]
    public = holidays.country_holidays("FR", years=FROM.year)
    closed = tuple(day for day in days if day in public)
    open_days = [day for day in days if day.weekday() < 5 and day not in closed]

    def away() -> tuple[tuple[date, str], ...]:
        return tuple((day, half) for day in open_days for half in HALVES if chance.random() < AWAY_SHARE)

    modules = [
        Module(
            name,
            hours,
            requires,
            10 if name == "sst" else None,
            kinds,
            4 if name == "français" else None,
            name == "sst",
        )
        for name, hours, requires, kinds in _COMMON
    ]
    modules += [Module(name, 35.0, ("sécurité",), None, ()) for name in _OPTIONS]
    common = tuple(name for name, *_rest in _COMMON)
    cohorts = tuple(
        Cohort(
            f"c{rank:02}",
            (*common, *_OPTIONS),
            tuple(
                Trainee(f"c{rank:02}-{seat:02}", away(), (*common, _OPTIONS[chance.randrange(3)])) for seat in range(12)
            ),
        )
        for rank in range(count)
    )
    free = len(open_days) * len(HALVES) * (1 - AWAY_SHARE) * load
    halves = {one.id: ceil(one.hours / HOURS_OF_A_HALF) * (2 if one.group_max else 1) for one in modules}
    profiles = [profile for profile in _PROFILES for _ in range(ceil(count * _first_taught(profile, halves) / free))]
    needs: Counter[str] = Counter()
    for one in modules:
        needs[(one.room_kinds or ("salle",))[0]] += halves[one.id]
    kinds = [kind for kind in sorted(needs) for _ in range(ceil(count * needs[kind] / free))]
    return Problem(
        Calendar(FROM, UNTIL, HALVES, (0, 1, 2, 3, 4), closed),
        tuple(modules),
        cohorts,
        tuple(Trainer(f"t{rank:02}", profile, away()) for rank, profile in enumerate(profiles)),
        tuple(Room(f"s{rank:02}", kind, 12, away()) for rank, kind in enumerate(kinds)),
    )


def _first_taught(profile: Sequence[str], halves: Mapping[str, int]) -> int:
    """The halves of one cohort that fall to this profile, where each module falls to the first that teaches it."""
    before = {name for other in _PROFILES[: _PROFILES.index(tuple(profile))] for name in other}
    return sum(halves[name] for name in profile if name not in before)
