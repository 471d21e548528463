"""A quick proof that there is no timetable: more sessions than the trainers, or the rooms, that may hold them can."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Final

from labmigration.decisions.timetable.case import Case

MOST_SETS: Final = 200


def is_overfull(case: Case) -> bool:
    """Whether some trainers, or some rooms, would have to hold more sessions than they can."""
    teachers = [(frozenset(case.teachers[one.module]), one.sessions * len(one.groups)) for one in case.courses]
    rooms = [(case.rooms_for(one.module, one.least), one.sessions * len(one.groups)) for one in case.courses]
    free_rooms = {one.id: len(case.slots) - len(case.room_away[one.id]) for one in case.problem.rooms}
    return _is_too_much(
        teachers, {one.id: _halves_of(case, one.id) for one in case.problem.trainers}, case.unlimited_trainers
    ) or (_is_too_much(rooms, free_rooms, case.unlimited_rooms))


def _halves_of(case: Case, trainer: str) -> int:
    limit, away = case.trainer_limit[trainer], case.trainer_away[trainer]
    weeks = (sum(row not in away for row in rows) for rows in case.weeks.values())
    return sum(free if limit is None else min(free, limit) for free in weeks)


def _is_too_much(
    asked: Iterable[tuple[frozenset[str], int]], free: Mapping[str, int], unlimited: frozenset[str]
) -> bool:
    """Of every set that is asked for, and of every two together, what is asked of nobody else."""
    needs: dict[frozenset[str], int] = {}
    for able, count in asked:
        if not able & unlimited:
            needs[able] = needs.get(able, 0) + count
    sets = sorted(needs, key=sorted)
    wider = sorted({one | other for one, other in combinations(sets, 2)} - set(sets), key=sorted)[:MOST_SETS]
    return any(
        sum(count for able, count in needs.items() if able <= those) > sum(free[one] for one in those)
        for those in [*sets, *wider]
    )
