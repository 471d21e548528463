"""What the pages of timetables ask."""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.decisions.timetable import check, cost_of
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Cohort, Session, Timetable
from labmigration.pathway.training.timetable.question import problem_of
from labmigration.pathway.training.timetable.standing import Kept, name_of
from labmigration.pathway.training.weekly_pattern import HALVES

#: How far around its place other half-days are looked for, and how many are shown.
AROUND, SHOWN = timedelta(days=21), 6


def under_way(actor: Actor, cohort: Cohort) -> Timetable | None:
    """The draft that is searched or changed at present."""
    found: Timetable | None = (
        visible(actor, "training.read_timetable").filter(cohort=cohort, state__in=states.TIMETABLE_UNDER_WAY).first()
    )
    return found


def published(actor: Actor, cohort: Cohort) -> "QuerySet[Timetable]":
    """Timetables that were published, the newest first."""
    rows: QuerySet[Timetable] = visible(actor, "training.read_timetable").filter(cohort=cohort, state=states.PUBLISHED)
    return rows.select_related("asked_by").order_by("-published_at")


def to_catch_up(actor: Actor, cohort: Cohort) -> "QuerySet[Session]":
    """Sessions that were cancelled and not caught up, the oldest first."""
    rows: QuerySet[Session] = visible(actor, "training.catch_up").filter(
        cohort=cohort, state=states.CANCELLED, to_catch_up=True
    )
    return rows.order_by("date", "half")


def free_places(timetable: Timetable, name: str) -> list[tuple[date, str, float]]:
    """Half-days around its own at which a session breaks nothing more than it does now, the cheapest first: day, half,
    what the timetable would then cost. With its trainer and its room; some hundred milliseconds.
    """
    problem = problem_of({**timetable.question, "fixed": []})
    calendar = problem.calendar
    planned = problem_of({**timetable.question, "fixed": [], "previous": timetable.sessions}).previous
    place = next(number for number, one in enumerate(timetable.sessions) if name_of(one) == name)
    broken = len(check(problem, planned))
    now = planned[place]
    found = []
    day = max(calendar.since, now.date - AROUND)
    while day <= min(calendar.until, now.date + AROUND):
        for half in HALVES:
            if day in calendar.closed or day.weekday() not in calendar.days or (day, half) == (now.date, now.half):
                continue
            moved = [*planned[:place], replace(now, date=day, half=half), *planned[place + 1 :]]
            if len(check(problem, moved)) <= broken:
                found.append((day, half, cost_of(problem, moved).total))
        day += timedelta(days=1)
    return sorted(found, key=lambda each: (each[2], abs(each[0] - now.date), each[0], each[1]))[:SHOWN]


def session_of(timetable: Timetable, name: str) -> Kept | None:
    """One session of a draft by its short name."""
    return next((one for one in timetable.sessions if name_of(one) == name), None)
