"""Which session of a group is which: what is fixed or stays keeps its number, the others are numbered in time."""

from collections.abc import Sequence

from labmigration.decisions.timetable.case import Case, Course, Draft, Group


def numbers(case: Case, course: Course, group: Group, rows: Sequence[int]) -> tuple[int, ...]:
    """The number of the session at each of the rows, which are in time."""
    found: dict[int, int] = {}
    for one in case.fixed.get(group, ()):
        found[case.row[one.date, one.half]] = one.number
    for one in case.previous.get(group, ()):
        row = case.row.get((one.date, one.half))
        free = row in rows and row not in found and one.number <= course.sessions and one.number not in found.values()
        if row is not None and free and (not course.ends_last or (row == rows[-1]) == (one.number == course.sessions)):
            found[row] = one.number
    if course.ends_last:
        found.setdefault(rows[-1], course.sessions)
    taken = set(found.values())
    left = iter([number for number in range(1, course.sessions + 1) if number not in taken])
    return tuple(found[row] if row in found else next(left) for row in rows)


def moved(case: Case, course: Course, group: Group, draft: Draft) -> int:
    """How many sessions of the timetable before stand elsewhere now."""
    before = {one.number: case.row.get((one.date, one.half)) for one in case.previous.get(group, ())}
    if not before:
        return 0
    rows = [sitting.slot for sitting in draft.sittings[group]]
    now = zip(numbers(case, course, group, rows), rows, strict=True)
    return sum(number in before and before[number] != row for number, row in now)
