"""Sessions of a timetable as they are kept: in the shape of the engine's contract, found again by a short name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from labmigration.decisions.timetable import Session as Planned
from labmigration.pathway.training import states
from labmigration.pathway.training.models import FIRST_OPTION_GROUP, Cohort, Room, Session
from labmigration.pathway.training.queries import expected

Kept = dict[str, Any]


def name_of(one: Kept) -> str:
    """A session's short name, as in an address: module, group and number."""
    return f"{one['module']}.{one['group']}.{one['number']}"


def kept(sessions: Iterable[Planned]) -> list[Kept]:
    """As JSON keeps them."""
    return [asdict(one) | {"date": one.date.isoformat(), "trainees": list(one.trainees)} for one in sessions]


def published_before(cohort: Cohort, question: Kept) -> list[Kept]:
    """The sessions of an earlier timetable that are still to come, as `previous` of the question: so few move."""
    rows = Session.objects.filter(
        cohort=cohort, timetable__isnull=False, state=states.PLANNED, date__gte=question["calendar"]["from"]
    )
    modules = {module["id"]: module for module in question["modules"]}
    trainees = {one["id"] for one in question["cohorts"][0]["trainees"]}
    rooms = {room.name: str(room.pk) for room in Room.objects.filter(provider=cohort.provider)}
    numbers: defaultdict[tuple[str, int], int] = defaultdict(int)
    found = []
    for row in rows.order_by("date", "half"):
        group = row.group if 0 < row.group < FIRST_OPTION_GROUP else 1
        room = rooms.get(row.room)
        if row.module not in modules or room is None:
            continue
        numbers[row.module, group] += 1
        found.append(
            {
                "cohort": str(cohort.pk),
                "module": row.module,
                "group": group,
                "number": numbers[row.module, group],
                "date": row.date.isoformat(),
                "half": row.half,
                "hours": float(row.hours),
                "trainer": str(row.trainer_id),
                "room": room,
                "trainees": sorted({str(seat.pk) for seat in expected(row)} & trainees),
            }
        )
    known = {one["id"] for one in question["trainers"]} & {each["trainer"] for each in found}
    in_use = {one["id"] for one in question["rooms"]}
    return [one for one in found if one["trainer"] in known and one["room"] in in_use]


def moved_between(before: Iterable[Kept], after: Iterable[Kept]) -> list[str]:
    """Names of the sessions that stand at another half-day than before, sorted; new ones are not moved."""
    stood = {name_of(one): (one["date"], one["half"]) for one in before}
    return sorted(
        name_of(one)
        for one in after
        if stood.get(name_of(one), (one["date"], one["half"])) != (one["date"], one["half"])
    )
