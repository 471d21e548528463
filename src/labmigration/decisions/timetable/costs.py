"""What one cohort costs in a draft, in the whole numbers of the case."""

from labmigration.decisions.timetable.case import Case, Draft
from labmigration.decisions.timetable.numbering import moved


def cost_of(case: Case, cohort: str, draft: Draft) -> int:
    """The same as the solver's objective."""
    weights = case.weights
    total = 0
    used: set[int] = set()
    for course in case.of_cohort[cohort]:
        for group in course.groups:
            sittings = draft.sittings[group]
            rows = {sitting.slot for sitting in sittings}
            used |= rows
            absences = sum(len(rows & case.trainee_away[name]) for name in draft.members[group])
            total += weights["missed"] * absences
            total += weights["trainer_change"] * (len({sitting.trainer for sitting in sittings}) - 1)
            total += weights["moved"] * moved(case, course, group, draft)
    total += weights["half_day"] * sum(len(used.intersection(rows)) == 1 for rows in case.days)
    return total + weights["week"] * max((case.slots[row].week for row in used), default=0)
