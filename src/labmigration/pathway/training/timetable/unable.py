"""Who cannot come to what, beside a timetable: what people noted of their half-days, before and since the search."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from labmigration.pathway.training import states
from labmigration.pathway.training.models import Half, Timetable, TraineeWeek
from labmigration.pathway.training.timetable.question import expanded
from labmigration.pathway.training.timetable.standing import Kept
from labmigration.pathway.training.timetable.words import Names, half_day

HalfDays = AbstractSet[tuple[str, str]]


@dataclass(frozen=True)
class Unable:
    """One seat whose person noted half-days: those of its sessions that she would miss, in order; whether what she
    noted has changed since the search was asked.
    """

    seat: str
    missed: list[tuple[date, str]]
    changed: bool


@dataclass(frozen=True)
class Told:
    """The same in words: her name, when she cannot come, who noted it and when, what she would miss."""

    name: str
    when: str
    noted: TraineeWeek | None
    missed: list[str]
    changed: bool


def unable_in(question: Mapping[str, Any], sessions: Iterable[Kept], away: Mapping[str, HalfDays]) -> list[Unable]:
    """Everybody who noted something, or had when the search was asked; pure. `away`: half-days now, by seat."""
    asked = {
        one["id"]: {tuple(half) for half in one["away"]} for each in question["cohorts"] for one in each["trainees"]
    }
    held: dict[str, set[tuple[str, str]]] = {seat: set() for seat in asked}
    for one in sessions:
        for seat in one["trainees"]:
            held.setdefault(seat, set()).add((one["date"], one["half"]))
    found = []
    for seat, before in asked.items():
        now = away.get(seat, frozenset())
        missed = sorted((date.fromisoformat(day), half) for day, half in held[seat] & now)
        if now or before:
            found.append(Unable(seat, missed, now != before))
    return found


def unable(timetable: Timetable, names: Names) -> list[Told]:
    """Who cannot come to what of a draft or a published timetable, by name; two queries."""
    calendar = timetable.question["calendar"]
    since, until = date.fromisoformat(calendar["from"]), date.fromisoformat(calendar["to"])
    seats = {
        pathway: str(pk)
        for pk, pathway in timetable.cohort.enrolments.filter(state=states.ENROLLED).values_list("pk", "pathway")
    }
    rows = TraineeWeek.objects.filter(pathway__in=seats).select_related("noted_by")
    weeks = {seats[week.pathway_id]: week for week in rows}
    away = {seat: expanded(week, since, until) for seat, week in weeks.items()}
    found = [
        Told(
            names(each.seat),
            _in_words(weeks.get(each.seat)),
            weeks.get(each.seat),
            [half_day(day, half) for day, half in each.missed],
            each.changed,
        )
        for each in unable_in(timetable.question, timetable.sessions, away)
    ]
    return sorted(found, key=lambda told: (not told.missed, told.name))


def _in_words(week: TraineeWeek | None) -> str:
    """Chaque semaine : mercredi après-midi ; 3 demi-journées à part."""
    told = []
    if week is not None and week.weekly:
        weekly = ", ".join(f"{WEEKDAYS[int(each[0])]} {Half(each[2:]).label}" for each in sorted(week.weekly))
        told.append(_("chaque semaine : %(weekly)s") % {"weekly": weekly})
    if week is not None and week.days:
        told.append(_("demi-journées à part : %(count)s") % {"count": len(week.days)})
    return " ; ".join(told) or _("peut venir à toutes les demi-journées")
