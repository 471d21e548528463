"""A timetable drawn in weeks: days, halves, sessions with colour, icon and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from labmigration.pathway.training.models import Timetable
from labmigration.pathway.training.queries import module_name
from labmigration.pathway.training.timetable.standing import Kept, name_of
from labmigration.pathway.training.timetable.words import Names
from labmigration.pathway.training.weekly_pattern import HALVES
from labmigration.programme import programme

#: An icon for each module: a colour alone says nothing to who does not see it.
ICONS = {
    "core_employers": "briefcase",
    "core_safety": "shield-check",
    "core_home_and_laundry": "house",
    "sst": "heart-handshake",
    "citizenship": "landmark",
    "option_dependency": "hand-heart",
    "option_childcare": "sprout",
    "option_family_management": "wallet",
    "option_french_oral": "message-square",
    "option_french_written": "pencil",
    "option_digital": "smartphone",
}
COLOURS = 6
FRIDAY = 4


@dataclass(frozen=True)
class Drawn:
    """One session: `name` of `standing.name_of`; `part`: the group, empty for the whole cohort."""

    name: str
    module: str
    icon: str
    colour: str
    hours: float
    part: int
    people: int
    trainer: str
    room: str
    pinned: bool
    moved: bool


@dataclass(frozen=True)
class Day:
    """One day: `off` says why nothing can be there."""

    date: date
    am: list[Drawn]
    pm: list[Drawn]
    off: str

    @property
    def empty(self) -> bool:
        """Nothing is there."""
        return not self.am and not self.pm


@dataclass(frozen=True)
class Week:
    """One week, from its Monday; `halves` in use."""

    monday: date
    days: list[Day]
    halves: int


@dataclass(frozen=True)
class Legend:
    """A module, as its sessions are drawn; hours of one group."""

    name: str
    icon: str
    colour: str
    hours: float


def weeks(timetable: Timetable, names: Names, days_off: dict[date, str]) -> list[Week]:
    """From the first week with a session to the last, every week; Saturday and Sunday where something is there."""
    by_day: dict[date, dict[str, list[Drawn]]] = {}
    groups = _groups(timetable.sessions)
    colours = _colours(timetable.sessions)
    for one in sorted(timetable.sessions, key=lambda each: (each["module"], each["group"])):
        halves = by_day.setdefault(date.fromisoformat(one["date"]), {half: [] for half in HALVES})
        halves[one["half"]].append(_drawn(one, timetable, names, colours, groups))
    if not by_day:
        return []
    monday, last, found = _monday(min(by_day)), max(by_day), []
    while monday <= last:
        days = [monday + timedelta(days=number) for number in range(7)]
        days = [day for day in days if day.weekday() <= FRIDAY or day in by_day]
        drawn = [_day(day, by_day.get(day, {}), days_off.get(day, "")) for day in days]
        found.append(Week(monday, drawn, sum(bool(day.am) + bool(day.pm) for day in drawn)))
        monday += timedelta(days=7)
    return found


def legend(timetable: Timetable) -> list[Legend]:
    """Every module of a timetable, in the order of its first session."""
    hours: dict[str, float] = {}
    for one in sorted(timetable.sessions, key=lambda each: (each["date"], each["half"])):
        hours[one["module"]] = hours.get(one["module"], 0) + (one["hours"] if one["group"] == 1 else 0)
    colours = _colours(timetable.sessions)
    return [Legend(module_name(code), ICONS.get(code, "star"), colours[code], total) for code, total in hours.items()]


def _drawn(one: Kept, timetable: Timetable, names: Names, colours: dict[str, str], groups: dict[str, int]) -> Drawn:
    name = name_of(one)
    return Drawn(
        name=name,
        module=names(one["module"]),
        icon=ICONS.get(one["module"], "star"),
        colour=colours[one["module"]],
        hours=one["hours"],
        part=one["group"] if groups[one["module"]] > 1 else 0,
        people=len(one["trainees"]),
        trainer=names(one["trainer"]),
        room=names(one["room"]),
        pinned=name in timetable.pins,
        moved=name in timetable.moved,
    )


def _day(day: date, halves: dict[str, list[Drawn]], off: str) -> Day:
    return Day(day, halves.get("am", []), halves.get("pm", []), off)


def _groups(sessions: Iterable[Kept]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in sessions:
        found[one["module"]] = max(one["group"], found.get(one["module"], 0))
    return found


def _colours(sessions: Iterable[Kept]) -> dict[str, str]:
    """Classes by module, in the order of the programme, so that the common modules have colours of their own."""
    planned = {one["module"] for one in sessions}
    codes = [module.code for module in programme().modules if module.code in planned]
    return {
        code: f"tt-{number % COLOURS + 1}" + (" tt-again" if number >= COLOURS else "")
        for number, code in enumerate(codes)
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def cost_lines(cost: dict[str, Any]) -> list[tuple[str, float]]:
    """The parts of a cost that are not nothing, by their code."""
    return [(code, cost[code]) for code in ("missed", "half_day", "trainer_change", "week", "moved") if cost.get(code)]
