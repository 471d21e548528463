"""Rows → the question to the timetable engine, in the shape of its contract, and the question as the engine reads it.

Only what is left to do is asked: hours of sessions that were held, or fixed by hand, are taken off and their half-days
are not free. Other cohorts are not moved: their sessions make their trainers and rooms busy.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from labmigration import clock
from labmigration.decisions.timetable import Problem
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training import states
from labmigration.pathway.training.availability.days_off import days_off
from labmigration.pathway.training.half_days import HALVES_IN_MINUTES
from labmigration.pathway.training.models import Cohort, Enrolment, Room, Session, TraineeWeek, TrainerWeek
from labmigration.pathway.training.weekly_pattern import HALVES, halves_of_week
from labmigration.programme import programme
from labmigration.programme.prescribing import prescribing

Question = dict[str, Any]
Away = set[tuple[str, str]]
#: Why nothing can be asked yet; the page says each in a sentence, with where to mend it.
NO_SEATS, NO_MODULES, NO_TRAINERS, NO_ROOMS, NO_DAYS = "seats", "modules", "trainers", "rooms", "days"


@dataclass(frozen=True)
class Asked:
    """The question, or what is missing before it can be asked. `without_plan`: seats without a signed plan."""

    question: Question = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    without_plan: int = 0
    #: Modules for which people agreed on different hours: the longest count.
    uneven: tuple[str, ...] = ()


def question_of(cohort: Cohort) -> Asked:
    """What the engine is asked for one cohort, from tomorrow (or its first day) to its last; about ten queries."""
    since, until = max(cohort.starts_on, clock.today() + timedelta(days=1)), cohort.ends_on
    seats = list(cohort.enrolments.filter(state=states.ENROLLED).order_by("seat"))
    plans = _plans(seats)
    standing = _standing(cohort, since)
    hours = _left(plans.values(), standing)
    trainers = list(cohort.trainers.order_by("name"))
    rooms = list(Room.objects.filter(provider=cohort.provider, in_use=True))
    missing = {
        NO_SEATS: not seats,
        NO_MODULES: bool(seats) and not hours,
        NO_TRAINERS: not trainers,
        NO_ROOMS: not rooms,
        NO_DAYS: since > until,
    }
    if any(missing.values()):
        return Asked(missing=tuple(code for code, holds in missing.items() if holds))
    week = halves_of_week(cohort.week)
    closed = days_off(cohort.provider, since, until)
    busy = _busy(cohort, since, until)
    own = {(session.date.isoformat(), session.half) for session in standing if session.date >= since}
    shut = own | {half for half in _halves(since, until) if (_weekday(half[0]), half[1]) not in week}
    question = {
        "calendar": {
            "from": since.isoformat(),
            "to": until.isoformat(),
            "closed": [day.isoformat() for day in closed],
            "days": sorted({weekday for weekday, _half in week}),
            "halves": {half: list(HALVES_IN_MINUTES[half]) for half in HALVES},
        },
        "modules": [_module(code, left, hours) for code, left in sorted(hours.items())],
        "cohorts": [
            {
                "id": str(cohort.pk),
                "modules": sorted(hours),
                "max_halves_a_week": cohort.halves_a_week,
                "trainees": _trainees(seats, plans, hours, since, until),
            }
        ],
        "trainers": _trainers(cohort, trainers, hours, busy, since, until),
        "rooms": [
            {
                "id": str(room.pk),
                "kind": "room",
                "seats": room.seats,
                "away": _told(expanded(room, since, until) | busy[room.name] | shut),
            }
            for room in rooms
        ],
    }
    uneven = tuple(code for code in hours if len({plan[code] for plan in plans.values() if code in plan}) > 1)
    return Asked(question, without_plan=sum(seat.pk not in plans for seat in seats), uneven=uneven)


def problem_of(question: Question) -> Problem:
    """The question as the engine reads it. Raises what the contract raises for a question that makes no sense."""
    from labmigration.decisions.contract import timetable as contract
    from labmigration.decisions.contract.timetable_shapes import Question as Shape

    return contract.problem_of(Shape.model_validate_json(json.dumps(question)))


def _plans(seats: Iterable[Enrolment]) -> dict[UUID, dict[str, Decimal]]:
    by_pathway = signed_hours([seat.pathway_id for seat in seats])
    return {seat.pk: by_pathway[seat.pathway_id] for seat in seats if seat.pathway_id in by_pathway}


def _standing(cohort: Cohort, since: date) -> list[Session]:
    """Sessions of the cohort that stay as they are: held, of the past, or fixed by hand."""
    rows = Session.objects.filter(cohort=cohort).exclude(state=states.CANCELLED)
    return list(rows.exclude(timetable__isnull=False, state=states.PLANNED, date__gte=since))


def _left(plans: Iterable[Mapping[str, Decimal]], standing: Iterable[Session]) -> dict[str, Decimal]:
    """Hours of each module that are agreed and not in a session yet; of a module with groups, the longest count."""
    agreed: dict[str, Decimal] = {}
    for plan in plans:
        for module, hours in plan.items():
            agreed[module] = max(hours, agreed.get(module, Decimal()))
    done: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for session in standing:
        done[session.module][session.group] += session.hours
    left = {}
    for module, hours in agreed.items():
        groups = done[module]
        together = groups.pop(0, Decimal())
        left[module] = hours - together - max(groups.values(), default=Decimal())
    return {module: hours for module, hours in left.items() if hours > 0}


def _module(code: str, left: Decimal, hours: Mapping[str, Decimal]) -> Question:
    known = programme().module(code)
    return {
        "id": code,
        "hours": float(left),
        "requires": sorted(set(prescribing().parts(code).requires) & hours.keys()),
        "group_max": known.group_max,
    }


def _trainees(
    seats: Iterable[Enrolment],
    plans: Mapping[UUID, Mapping[str, Decimal]],
    hours: Mapping[str, Decimal],
    since: date,
    until: date,
) -> list[Question]:
    """Each follows the modules of her plan; whoever has none yet, what all the plans have in common."""
    seats = list(seats)
    weeks = {
        week.pathway_id: week for week in TraineeWeek.objects.filter(pathway__in=[seat.pathway_id for seat in seats])
    }
    common = set(hours).intersection(*plans.values())
    told = []
    for seat in seats:
        modules = sorted(set(hours) & (plans[seat.pk].keys() if seat.pk in plans else common))
        week = weeks.get(seat.pathway_id)
        away = _told(expanded(week, since, until)) if week else []
        told.append({"id": str(seat.pk), "away": away, "modules": modules})
    return told


def _trainers(
    cohort: Cohort,
    trainers: Iterable[Any],
    hours: Mapping[str, Decimal],
    busy: Mapping[str, Away],
    since: date,
    until: date,
) -> list[Question]:
    weeks = {week.trainer_id: week for week in TrainerWeek.objects.filter(provider=cohort.provider)}
    told = []
    for trainer in trainers:
        week = weeks.get(trainer.pk)
        away = busy[str(trainer.pk)] | (expanded(week, since, until) if week else set())
        teaches = sorted(set(hours) & set(week.teaches)) if week and week.teaches else sorted(hours)
        most = week.max_halves if week else None
        told.append({"id": str(trainer.pk), "teaches": teaches, "away": _told(away), "max_halves_a_week": most})
    return told


def _busy(cohort: Cohort, since: date, until: date) -> dict[str, Away]:
    """Half-days on which trainers (by key) and rooms (by name) are taken by sessions that this question moves not."""
    rows = Session.objects.filter(date__range=(since, until)).exclude(state=states.CANCELLED)
    # The cohort's own sessions of an earlier timetable are what is asked about.
    rows = rows.exclude(Q(cohort=cohort) & Q(timetable__isnull=False) & Q(state=states.PLANNED))
    busy: dict[str, Away] = defaultdict(set)
    for trainer, room, provider, day, half in rows.values_list("trainer", "room", "cohort__provider", "date", "half"):
        busy[str(trainer)].add((day.isoformat(), half))
        if room and provider == cohort.provider_id:
            busy[room].add((day.isoformat(), half))
    return busy


def expanded(row: Any, since: date, until: date) -> Away:
    """The half-days of a row's week and of its exceptions, between two days."""
    weekly = halves_of_week(row.weekly)
    days = {(day, half) for day, half in row.days if since.isoformat() <= day <= until.isoformat()}
    return days | {half for half in _halves(since, until) if (_weekday(half[0]), half[1]) in weekly}


def _halves(since: date, until: date) -> list[tuple[str, str]]:
    days = [(since + timedelta(days=number)).isoformat() for number in range((until - since).days + 1)]
    return [(day, half) for day in days for half in HALVES]


def _weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


def _told(away: Away) -> list[list[str]]:
    return [list(half) for half in sorted(away)]
