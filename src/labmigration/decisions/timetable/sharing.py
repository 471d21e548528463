"""What cohorts share: trainers, who are in one place at a time, and rooms.

As a room costs nothing and may change from one session to the next, rooms have no variables: it is enough that at every
half, of every set of rooms, no more sessions need one of them than it has (Hall's theorem). They are given out after.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course
from labmigration.decisions.timetable.people import Members
from labmigration.decisions.timetable.sittings import Sittings
from labmigration.decisions.timetable.taken import Taken

MOST_ROOM_SETS: Final = 64  # beyond, the sets that matter are found when rooms are given out


def share_trainers(board: Board, case: Case, taken: Taken, sittings: Sittings) -> None:
    """A trainer is with one group at a time, and so often a week."""
    at: dict[str, dict[int, list[Var]]] = {}
    for by in sittings.by.values():
        for (row, trainer), var in by.items():
            at.setdefault(trainer, {}).setdefault(row, []).append(var)
    for trainer, rows in at.items():
        if trainer in case.unlimited_trainers:
            continue
        for sits in rows.values():
            if len(sits) > 1:
                board.cp.add_at_most_one(sits)
        limit = case.trainer_limit[trainer]
        if limit is not None:
            for week, in_week in case.weeks.items():
                sits = [var for row in in_week for var in rows.get(row, ())]
                most = limit - taken.weeks[trainer, week]
                if len(sits) > most:
                    board.cp.add(cp_model.LinearExpr.sum(sits) <= most)


def room_sets(case: Case) -> list[frozenset[str]]:
    """Sets of rooms that sessions may be short of: those that groups ask for, and what they make together."""
    asked = {case.rooms_for(course.module, size) for course in case.courses for size in sizes(course)}
    found = sorted(asked, key=sorted)
    for one, other in combinations(found, 2):
        if len(asked) >= MOST_ROOM_SETS:
            break
        asked.add(one | other)
    asked.add(frozenset().union(*found))
    return sorted(asked, key=sorted)


def sizes(course: Course) -> tuple[int, ...]:
    """The sizes that groups of the course have."""
    return (course.least, course.least + 1) if course.larger else (course.least,)


def share_rooms(
    board: Board,
    case: Case,
    taken: Taken,
    courses: Sequence[Course],
    sittings: Sittings,
    members: Members,
    sets: Iterable[frozenset[str]],
) -> None:
    """At every row, for every set of rooms, no more sessions ask for one of them than are free."""
    needs = [need for course in courses for need in _needs(board, case, course, sittings, members)]
    for rooms in sets:
        inside = [sits for wanted, sits in needs if wanted <= rooms]
        if not inside:
            continue
        for row in range(len(case.slots)):
            most = taken.rooms_left(case, rooms, row)
            sits = [one[row] for one in inside if row in one]
            if len(sits) > most:
                board.cp.add(cp_model.LinearExpr.sum(sits) <= max(most, 0))


def _needs(
    board: Board, case: Case, course: Course, sittings: Sittings, members: Members
) -> Iterable[tuple[frozenset[str], Mapping[int, Var]]]:
    small, large = (case.rooms_for(course.module, size) for size in (course.least, course.least + 1))
    for group in course.groups:
        fixed = {case.row.get((one.date, one.half)) for one in case.fixed.get(group, ())}
        sits = {row: var for row, var in sittings.at[group].items() if row not in fixed}
        larger = members.larger.get(group, False)
        rooms = large if larger is True else small
        if not rooms & case.unlimited_rooms:
            yield rooms, sits
        if not isinstance(larger, bool) and large != small and not large & case.unlimited_rooms:
            yield large, {row: board.both(var, larger) for row, var in sits.items()}
