"""Who is asked what, from what happened: the only writer of what is to be asked. Part of the sweep.

Each part asks for what is missing only, in a constant number of queries; run again it writes nothing twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, visible
from labmigration.links import actions as links
from labmigration.pathway import states as pathway_states
from labmigration.pathway.employment.queries import contracts_begun
from labmigration.pathway.follow_up.milestones import months_later
from labmigration.pathway.questionnaires import states
from labmigration.pathway.questionnaires.models import AskedWave
from labmigration.pathway.training.queries import seats_begun, seats_held, seats_in_class
from labmigration.programme.codebook import PERSON, Wave, codebook
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

TRAINING, LEAVING, FIRST_PAID_DAY = "training", "leaving", "first_paid_day"
#: Written over the birth date of somebody who was erased: nothing is planned for her any more.
ERASED_BORN = date(1900, 1, 1)


def windows(wave: Wave, counted_from: date) -> tuple[date, date, date]:
    """The days on which a wave opens, is due and closes, counted from a day of its clock."""
    due_on = months_later(counted_from, wave.month)
    return due_on - timedelta(days=wave.opens_days_before), due_on, due_on + timedelta(days=wave.closes_days_after)


def plan(actor: Actor) -> int:
    """Plan everything that has become to be asked in the open territory; returns how many questionnaires."""
    set_aside_who_came_back(actor)
    planned = _plan_clock(TRAINING, _training_begun(), actor)
    planned += _plan_clock(LEAVING, leavings(missing=True), actor)
    return planned + _plan_clock(FIRST_PAID_DAY, _first_paid(), actor)


def set_aside_who_came_back(actor: Actor) -> None:
    """End what was asked after leaving of people who train again: they are asked anew when they leave again."""
    back = seats_in_class().order_by()
    rows = visible(actor, "questionnaires.set_aside").filter(
        wave__in=[wave.code for wave in _waves(LEAVING)],
        state__in=(states.WAITING, states.REFUSED),
        pathway__in=back.values("pathway"),
    )
    for row in rows:
        try:
            move(row, "set_aside", actor=actor)
            links.withdraw(row, "questionnaire")
        except Conflict:  # she has just answered: what she said stays
            continue


def leavings(*, missing: bool = False) -> dict[UUID, date]:
    """The day on which each person left the operation: those who hold no seat any more and had begun.

    missing: only those who are not asked about it yet. The end of a training that was completed is the day on which it
    was noted (the journal), never after the last day planned for the cohort.
    """
    seats = _standing(seats_begun()).exclude(pathway__in=seats_held().order_by().values("pathway"))
    if missing:
        seats = seats.exclude(pathway__in=_asked("exit"))
    rows = list(seats.order_by().values_list("pathway", "finished", "left_on", "cohort__ends_on"))
    completed = [pathway for pathway, finished, *_days in rows if finished]
    noted: dict[UUID, date] = {}
    events = Event.objects.filter(verb="training.complete", pathway_id__in=completed).order_by("at")
    for pathway, at in events.values_list("pathway_id", "at"):
        noted[pathway] = timezone.localtime(at).date()
    found: dict[UUID, date] = {}
    for pathway, finished, left_on, ends_on in rows:
        day = left_on or ends_on
        if finished:
            day = min(noted.get(pathway, ends_on), ends_on)
        found[pathway] = max(found.get(pathway, day), day)
    return {pathway: day for pathway, day in found.items() if day <= clock.today()}


def _standing(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Without those who were erased, and files joined to another: what happened there is asked in the other."""
    rows = rows.exclude(pathway__candidate__birth_date=ERASED_BORN)
    return rows.exclude(pathway__state=pathway_states.MERGED)


def _training_begun() -> dict[UUID, date]:
    """The first day of training of those who are not asked about it yet."""
    found: dict[UUID, date] = {}
    rows = _standing(seats_begun()).exclude(pathway__in=_asked("entry")).order_by()
    for pathway, starts_on, enrolled_on in rows.values_list("pathway", "cohort__starts_on", "enrolled_on"):
        day = max(starts_on, enrolled_on)
        found[pathway] = min(found.get(pathway, day), day)
    return found


def _first_paid() -> dict[UUID, date]:
    """The first paid day of those who are not asked about it yet."""
    begun = _standing(contracts_begun().exclude(pathway__in=_asked("work_6")))
    return dict(begun.order_by().values_list("pathway").annotate(first=Min("first_paid_on")))


def _asked(wave: str) -> "QuerySet[AskedWave]":
    standing = AskedWave.objects.filter(wave=wave).exclude(state=states.ENDED)
    return standing.order_by().values("pathway")


def _waves(which: str) -> list[Wave]:
    return [wave for wave in codebook().waves if wave.clock == which and wave.asked == PERSON]


def _plan_clock(which: str, days: Mapping[UUID, date], actor: Actor) -> int:
    if not days:
        return 0
    ended: dict[UUID, list[AskedWave]] = defaultdict(list)
    for row in AskedWave.objects.filter(pathway__in=days, state=states.ENDED):
        ended[row.pathway_id].append(row)
    return sum(
        _plan_one(pathway, day, _waves(which), ended[pathway], actor) for pathway, day in sorted(days.items(), key=str)
    )


@transaction.atomic
def _plan_one(pathway: UUID, day: date, waves: Iterable[Wave], ended: Iterable[AskedWave], actor: Actor) -> int:
    again = {row.wave: row for row in ended}
    first: AskedWave | None = None
    count = 0
    for wave in waves:
        opens_on, due_on, closes_on = windows(wave, day)
        told = {"counted_from": day, "opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
        if row := again.get(wave.code):
            renewed = AskedWave.objects.filter(pk=row.pk, state=states.ENDED)
            if renewed.update(state=states.WAITING, messages=0, written_on=None, **told):
                Event.record(row, "plan_again", actor, {"wave": wave.code})
                count += 1
            continue
        row = AskedWave(pathway_id=pathway, territory_id=actor.territories[0], wave=wave.code, **told)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # another sweep was faster, or she answered this wave when she left the first time
            continue
        first = first or row
        count += 1
    if first is not None:
        Event.record(first, "plan", actor, {"waves": [wave.code for wave in waves]})
    return count
