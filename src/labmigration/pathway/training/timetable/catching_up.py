"""A session was cancelled: the half-days on which it could be caught up, the best first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.pathway.training import states
from labmigration.pathway.training.actions.sessions import plan_session
from labmigration.pathway.training.availability.days_off import days_off
from labmigration.pathway.training.models import FIRST_OPTION_GROUP, Room, Session, TraineeWeek, TrainerWeek
from labmigration.pathway.training.queries import expected
from labmigration.pathway.training.weekly_pattern import HALVES, halves_of_week

SHOWN = 5


@dataclass(frozen=True)
class CatchUp:
    """A half-day on which all is free; `away` of `people` can't come; `full`: the week has its halves already."""

    day: date
    half: str
    trainer: User
    room: str
    away: int
    people: int
    full: bool


def proposals(session: Session) -> list[CatchUp]:
    """Half-days after its own, and from tomorrow, to the end of the cohort: first where everybody can come and the
    week is not full, the same trainer before another, then the soonest. Empty where nothing is free; as many
    queries, however many the days.
    """
    cohort = session.cohort
    first = max(clock.today() + timedelta(days=1), session.date)
    if first > cohort.ends_on:
        return []
    closed = days_off(cohort.provider, first, cohort.ends_on)
    rows = Session.objects.filter(date__range=(first, cohort.ends_on)).exclude(state=states.CANCELLED)
    taken = list(rows.values_list("date", "half", "cohort", "group", "trainer", "room"))
    sits = {(day, half) for day, half, of, group, _t, _r in taken if of == cohort.pk and _meets(group, session.group)}
    teaching = Counter((trainer, day, half) for day, half, _c, _g, trainer, _r in taken)
    used = {(room, day, half) for day, half, _c, _g, _t, room in taken}
    weeks = Counter(_monday(day) for day, _half in {(day, half) for day, half, of, *_ in taken if of == cohort.pk})
    seats = list(expected(session))
    trainees = list(TraineeWeek.objects.filter(pathway__in=[seat.pathway_id for seat in seats]))
    trainers = _trainers(session)
    rooms = list(Room.objects.filter(provider=cohort.provider, in_use=True, seats__gte=len(seats)))
    week = halves_of_week(cohort.week)
    itself = session.date, session.half
    found = []
    day = first
    while day <= cohort.ends_on:
        for half in HALVES:
            if day in closed or (day.weekday(), half) not in week or (day, half) in sits or (day, half) <= itself:
                continue
            trainer = next(
                (each for each, row in trainers if not teaching[each.pk, day, half] and not _away(row, day, half)), None
            )
            room = next(
                (
                    each.name
                    for each in sorted(rooms, key=lambda each: each.name != session.room)
                    if (each.name, day, half) not in used and not _away(each, day, half)
                ),
                None if rooms else session.room,
            )
            if trainer is not None and room is not None:
                away = sum(_away(row, day, half) for row in trainees)
                full = weeks[_monday(day)] >= cohort.halves_a_week
                found.append(CatchUp(day, half, trainer, room, away, len(seats), full))
        day += timedelta(days=1)
    return sorted(found, key=lambda each: (each.away, each.full, each.trainer != session.trainer, each.day, each.half))[
        :SHOWN
    ]


@transaction.atomic
def catch_up(session: Session, *, actor: Actor, day: date, half: str) -> Session:
    """Fix a cancelled session at one of its `proposals`. Raises `Refused` where it is none of them any more, `Conflict`
    where somebody was faster.
    """
    if not visible(actor, "training.catch_up").filter(pk=session.pk, state=states.CANCELLED).exists():
        raise Refused(_("Cette séance n’est pas annulée : il n’y a rien à rattraper."))
    chosen = next((each for each in proposals(session) if (each.day, each.half) == (day, half)), None)
    if chosen is None:
        raise Refused(_("Cette demi-journée n’est plus libre : choisissez-en une autre."))
    if claim(actor, "training.catch_up", session, to_catch_up=True).update(to_catch_up=False) != 1:
        raise Conflict(_("Quelqu’un vient de fixer ce rattrapage : rien n’a été changé."))
    return plan_session(
        session.cohort,
        actor=actor,
        module=session.module,
        date=day,
        half=half,
        hours=session.hours,
        trainer=chosen.trainer,
        room=chosen.room,
        group=session.group,
    )


def _trainers(session: Session) -> list[tuple[User, TrainerWeek | None]]:
    """Who teaches the module in the cohort, whoever was to teach it first."""
    weeks = {week.trainer_id: week for week in TrainerWeek.objects.filter(provider=session.cohort.provider)}
    people = sorted(session.cohort.trainers.all(), key=lambda each: (each.pk != session.trainer_id, each.name))
    rows = [(each, weeks.get(each.pk)) for each in people]
    return [(each, row) for each, row in rows if row is None or not row.teaches or session.module in row.teaches]


def _meets(group: int, other: int) -> bool:
    """Whether two groups may have people in common: parts of different kinds may, so they count as meeting."""
    return group == 0 or other == 0 or group == other or max(group, other) >= FIRST_OPTION_GROUP


def _away(row: Room | TrainerWeek | TraineeWeek | None, day: date, half: str) -> bool:
    if row is None:
        return False
    return (day.weekday(), half) in halves_of_week(row.weekly) or [day.isoformat(), half] in row.days


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
