"""The rules of a problem by label, and the problem without some of them.

`cohort:C:hours` the sessions that a cohort must have · `cohort:C:week`, `module:M:week` weekly limits ·
`module:M:requires` what comes before · `module:M:full_days` · `module:M:trainers` nobody teaches it ·
`module:M:rooms` no room will do · `trainer:T` her absences, her weekly limit and that she is in one place · `room:R`
the same · `trainee:X` that she may miss her share only · `calendar:closed` the closed days · `fixed:C:M:G:N` a fixed
session.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from labmigration.decisions.timetable.case import Case
from labmigration.decisions.timetable.problem import Problem, Room, Trainer, fixed_label
from labmigration.decisions.timetable.sharing import sizes

ANYONE: Final = "\0anyone"  # no id, for it is blank to the eye; teaches what nobody teaches
ANYWHERE: Final = "\0anywhere"
UNBOUNDED: Final = 10**6


def labels(problem: Problem, cohorts: Collection[str]) -> list[str]:
    """Every rule that could be given up. Those that are kept when there is a choice come last: hours, then people."""
    case = Case(relaxing(problem, cohorts))
    modules = sorted({course.module for course in case.courses})
    module = problem.module
    away = [one.id for cohort in case.problem.cohorts for one in cohort.trainees if one.away]
    return [
        *(fixed_label(one) for one in case.problem.fixed),
        *(["calendar:closed"] if problem.calendar.closed else []),
        *(f"trainee:{name}" for name in sorted(away)),
        *(f"module:{name}:full_days" for name in modules if module[name].full_days),
        *(f"module:{name}:requires" for name in modules if module[name].requires),
        *(f"module:{name}:week" for name in modules if module[name].max_halves_a_week is not None),
        *(f"cohort:{name}:week" for name in case.cohorts),
        *(f"room:{one.id}" for one in sorted(problem.rooms, key=lambda one: one.id)),
        *(f"trainer:{one.id}" for one in sorted(problem.trainers, key=lambda one: one.id)),
        *(f"module:{name}:rooms" for name in modules if name in _without_room(case)),
        *(f"module:{name}:trainers" for name in modules if not case.teachers[name]),
        *(f"cohort:{name}:hours" for name in case.cohorts),
    ]


def relaxing(problem: Problem, cohorts: Collection[str]) -> Problem:
    """The same with these cohorts only, and without a timetable before."""
    return replace(
        problem,
        cohorts=tuple(one for one in problem.cohorts if one.id in cohorts),
        fixed=tuple(one for one in problem.fixed if one.cohort in cohorts),
        previous=(),
    )


def relaxed(problem: Problem, kept: Collection[str], cohorts: Collection[str]) -> Case:
    """The case of these cohorts in which only the `kept` rules hold."""
    rules = frozenset(kept)
    held = [name for name in cohorts if f"cohort:{name}:hours" in rules]
    whole = relaxing(problem, held)
    case = Case(whole)
    untaught = [name for name in sorted(case.teachers) if not case.teachers[name]]
    taught = [name for name in untaught if f"module:{name}:trainers" not in rules]
    housed = [name for name in _without_room(case) if f"module:{name}:rooms" not in rules]
    trainers, rooms = list(whole.trainers), list(whole.rooms)
    if taught:
        trainers.append(Trainer(ANYONE, tuple(taught)))
    seats = max((len(one.trainees) for one in whole.cohorts), default=0)
    for name in housed:
        kinds = whole.module[name].room_kinds
        rooms.append(Room(ANYWHERE + name, kinds[0] if kinds else ANYWHERE, seats))
    asked = replace(
        whole,
        calendar=whole.calendar if "calendar:closed" in rules else replace(whole.calendar, closed=()),
        modules=tuple(
            replace(
                one,
                requires=one.requires if f"module:{one.id}:requires" in rules else (),
                full_days=one.full_days and f"module:{one.id}:full_days" in rules,
                max_halves_a_week=one.max_halves_a_week if f"module:{one.id}:week" in rules else None,
            )
            for one in whole.modules
        ),
        cohorts=tuple(
            replace(
                one,
                max_halves_a_week=one.max_halves_a_week if f"cohort:{one.id}:week" in rules else UNBOUNDED,
                trainees=tuple(her if f"trainee:{her.id}" in rules else replace(her, away=()) for her in one.trainees),
            )
            for one in whole.cohorts
        ),
        trainers=tuple(
            one if f"trainer:{one.id}" in rules else replace(one, away=(), max_halves_a_week=None) for one in trainers
        ),
        rooms=tuple(rooms),
        fixed=tuple(one for one in whole.fixed if fixed_label(one) in rules),
    )
    return Case(
        asked,
        [one.id for one in trainers if f"trainer:{one.id}" not in rules],
        [one.id for one in rooms if f"room:{one.id}" not in rules],
    )


def _without_room(case: Case) -> list[str]:
    return sorted(
        {course.module for course in case.courses for size in sizes(course) if not case.rooms_for(course.module, size)}
    )
