"""Two cohorts planned anew at a time, neither of which knows what the other will do.

Where they have a trainer in common, the halves at which she is free are dealt out between them beforehand; for rooms it
is looked at afterwards.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from labmigration.decisions.timetable.case import Case, Draft, Group
from labmigration.decisions.timetable.taken import Taken

AWAY: Final = 9.0  # what it takes from the worth of a half that somebody is away


def trainers_of(draft: Draft, cohort: str) -> frozenset[str]:
    """Who teaches the cohort."""
    every = (sittings for group, sittings in draft.sittings.items() if group.cohort == cohort)
    return frozenset(one.trainer for sittings in every for one in sittings)


def choice(case: Case, cohort: str, taken: Taken, draft: Draft, spare: int) -> Mapping[Group, Collection[str]]:
    """The trainers of each group, and as many others, first who is free when those who follow are there."""
    found: dict[Group, Collection[str]] = {}
    for course in case.of_cohort[cohort]:
        able = case.teachers[course.module] if spare else ()
        worth = [
            1 / (1 + AWAY * sum(row in case.trainee_away[name] for name in course.followers))
            for row in range(len(case.slots) if spare else 0)
        ]
        free = {
            one: sum(
                value
                for row, value in enumerate(worth)
                if row not in case.trainer_away[one] and row not in taken.trainers.get(one, ())
            )
            for one in able
        }
        for group in course.groups:
            hers = {one.trainer for one in draft.sittings[group]}
            others = sorted((one for one in able if one not in hers), key=lambda one: (-free[one], one))
            found[group] = hers.union(others[:spare])
    return found


def deal(case: Case, draft: Draft, cohorts: tuple[str, str]) -> tuple[Taken, Taken]:
    """What stands for each of the two; of the halves of a trainer whom both have, every other one is for each."""
    one, other = (Taken.beside(case, [cohort], draft) for cohort in cohorts)
    for name in sorted(trainers_of(draft, cohorts[0]) & trainers_of(draft, cohorts[1])):
        hers, theirs = (taken.trainers.setdefault(name, set()) for taken in (one, other))
        free = [row for row in range(len(case.slots)) if row not in hers and row not in theirs]
        hers.update(free[1::2])
        theirs.update(free[::2])
    return one, other


def fits(case: Case, draft: Draft, taken: Taken, room_sets: Collection[frozenset[str]]) -> bool:
    """Whether this draft has place beside what is taken."""
    weeks: Counter[tuple[str, int]] = Counter()
    needs: dict[int, list[frozenset[str]]] = {}
    for group, sittings in draft.sittings.items():
        fixed = {case.row.get((one.date, one.half)) for one in case.fixed.get(group, ())}
        rooms = case.rooms_for(group.module, len(draft.members[group]))
        for sitting in sittings:
            if sitting.slot in taken.trainers.get(sitting.trainer, ()):
                return False
            weeks[sitting.trainer, case.slots[sitting.slot].week] += 1
            if sitting.slot not in fixed:
                needs.setdefault(sitting.slot, []).append(rooms)
    limits = case.trainer_limit
    if any(
        (most := limits[name]) is not None and taken.weeks[name, week] + n > most for (name, week), n in weeks.items()
    ):
        return False
    return all(
        sum(wanted <= rooms for wanted in here) <= max(taken.rooms_left(case, rooms, row), 0)
        for row, here in needs.items()
        for rooms in room_sets
    )
