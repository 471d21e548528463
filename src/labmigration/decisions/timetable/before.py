"""What can be kept of the timetable before: cohorts that need no change, and of the others the weeks that do."""

from collections.abc import Mapping
from dataclasses import dataclass

from labmigration.decisions.timetable.case import Case, Draft, Group
from labmigration.decisions.timetable.check import Breach, check
from labmigration.decisions.timetable.rooms import Short, give_out
from labmigration.decisions.timetable.sessions import draft_before, sessions_of


@dataclass(frozen=True, slots=True)
class Before:
    """Drafts by cohort; of the broken ones with the weeks in which something doesn't hold any more."""

    kept: Mapping[str, Draft]
    broken: Mapping[str, tuple[Draft, frozenset[int]]]


def before(case: Case) -> Before:
    """Look at the timetable before with the rules of today."""
    drafts = {cohort: draft for cohort in case.cohorts if (draft := draft_before(case, cohort)) is not None}
    weeks: dict[str, set[int]] = {}
    without_room: set[str] = set()
    while True:
        whole = _together({cohort: draft for cohort, draft in drafts.items() if cohort not in without_room})
        rooms = give_out(case, whole)
        if not isinstance(rooms, Short):
            break
        last = rooms.groups[-1]
        without_room.add(last.cohort)
        weeks.setdefault(last.cohort, set()).add(case.slots[rooms.row].week)
    for breach in check(case.problem, sessions_of(case, whole, rooms)):
        for cohort, week in _blamed(case, breach):
            if cohort in drafts:
                weeks.setdefault(cohort, set()).add(week)
    return Before(
        {cohort: draft for cohort, draft in drafts.items() if cohort not in weeks},
        {cohort: (drafts[cohort], frozenset(weeks[cohort])) for cohort in sorted(weeks)},
    )


def _blamed(case: Case, breach: Breach) -> list[tuple[str, int]]:
    """Cohorts and weeks that must change; where several cohorts are in each other's way, the first may stay."""
    sessions = breach.sessions
    if breach.code == "fixed_moved":
        (fixed,) = sessions
        stood = case.previous.get(Group(fixed.cohort, fixed.module, fixed.group), ())
        sessions = (fixed, *(one for one in stood if one.number == fixed.number))
    cohorts = sorted({one.cohort for one in sessions})
    blamed = cohorts[1:] if len(cohorts) > 1 else cohorts
    rows = [(one.cohort, case.row.get((one.date, one.half))) for one in sessions if one.cohort in blamed]
    return [(cohort, case.slots[row].week) for cohort, row in rows if row is not None]


def _together(drafts: Mapping[str, Draft]) -> Draft:
    return Draft(
        {group: ones for draft in drafts.values() for group, ones in draft.sittings.items()},
        {group: ones for draft in drafts.values() for group, ones in draft.members.items()},
    )
