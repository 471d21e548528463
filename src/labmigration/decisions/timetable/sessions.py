"""From a draft to the sessions that people read, and back from those of the timetable before."""

from collections.abc import Mapping

from labmigration.decisions.timetable.case import Case, Course, Draft, Group, Sitting
from labmigration.decisions.timetable.numbering import numbers
from labmigration.decisions.timetable.problem import Session


def sessions_of(case: Case, draft: Draft, rooms: Mapping[tuple[Group, int], str]) -> tuple[Session, ...]:
    """Sorted by cohort, module, group and number."""
    found = []
    for group, sittings in draft.sittings.items():
        course, module = case.group[group], case.problem.module[group.module]
        rows = [sitting.slot for sitting in sittings]
        for sitting, number in zip(sittings, numbers(case, course, group, rows), strict=True):
            slot = case.slots[sitting.slot]
            found.append(
                Session(
                    group.cohort,
                    group.module,
                    group.number,
                    number,
                    case.dates[slot.day],
                    slot.half,
                    case.problem.hours_of(module, number),
                    sitting.trainer,
                    rooms[group, sitting.slot],
                    tuple(sorted(draft.members[group])),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.cohort, one.module, one.group, one.number)))


def draft_before(case: Case, cohort: str) -> Draft | None:
    """What the timetable before says of a cohort, with the people of today; None where it doesn't say all."""
    sittings: dict[Group, tuple[Sitting, ...]] = {}
    members: dict[Group, tuple[str, ...]] = {}
    for course in case.of_cohort[cohort]:
        told = {group: case.previous.get(group, ()) for group in course.groups}
        for group, sessions in told.items():
            rows = {case.row.get((one.date, one.half)): one.trainer for one in sessions}
            if len(rows) != course.sessions or None in rows:
                return None
            sittings[group] = tuple(sorted(Sitting(row, one) for row, one in rows.items() if row is not None))
        members.update(_members(course, {group: told[group][0].trainees for group in told}))
    return Draft(sittings, members)


def _members(course: Course, before: Mapping[Group, tuple[str, ...]]) -> dict[Group, tuple[str, ...]]:
    """The groups of before, evened out where people have come or gone."""
    found: dict[Group, list[str]] = {}
    left = set(course.followers)
    for group in course.groups:
        found[group] = sorted(left.intersection(before[group]))
        left.difference_update(before[group])
    for name in sorted(left):
        min(found.values(), key=len).append(name)
    while True:
        least, most = min(found.values(), key=len), max(found.values(), key=len)
        if len(most) - len(least) <= 1:
            return {group: tuple(sorted(names)) for group, names in found.items()}
        least.append(most.pop())
