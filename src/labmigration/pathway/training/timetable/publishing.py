"""Publishing: a draft becomes sessions, everybody's groups follow, and everybody concerned is told.

A session that was published before keeps its row when it moves, so that agendas move it too.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.pathway.training import states
from labmigration.pathway.training.filling import messages
from labmigration.pathway.training.models import FIRST_OPTION_GROUP, Cohort, Enrolment, Room, Session, Timetable
from labmigration.pathway.training.timetable.actions import judged
from labmigration.pathway.training.timetable.standing import Kept
from labmigration.pathway.training.timetable.words import breaks, names_in
from labmigration.programme import programme
from labmigration.timeline.moves import move
from labmigration.ui import spoken

#: (date, half, module, group of `Session.group`, trainer, room, hours): a session as it is published.
Place = tuple[str, str, str, int, str, str, Decimal]


@transaction.atomic
def publish(timetable: Timetable, *, actor: Actor, version: int) -> int:
    """Make the sessions of a draft, tell everybody; returns how many sessions there are.

    Raises `Refused` with the first thing that it breaks, or where its people have changed; `Conflict` where someone
    was faster, or another cohort took a trainer meanwhile.
    """
    cohort = timetable.cohort
    # Held until the transaction ends, as for every planning: two people who plan at once see each other's sessions.
    if claim(actor, "training.plan_session", cohort).exclude(state=states.FINISHED).update(state=F("state")) != 1:
        raise Refused(_("Les séances de cette cohorte ne peuvent plus être changées."))
    if Timetable.objects.filter(pk=timetable.pk, version=version).update(version=F("version") + 1) != 1:
        raise Conflict(_("Quelqu’un a changé ce brouillon pendant ce temps : relisez-le, rien n’a été écrasé."))
    _refuse_outdated(timetable)
    groups = _groups(cohort, timetable.sessions)
    places = _places(cohort, timetable.sessions, groups)
    try:
        with transaction.atomic():
            first = _write(timetable, places)
    except IntegrityError:
        raise Conflict(
            _("Une autre cohorte vient de prendre une de ces demi-journées : cherchez de nouveau.")
        ) from None
    # Every hour that was agreed has its place now.
    Session.objects.filter(cohort=cohort, to_catch_up=True).update(to_catch_up=False)
    facts = {"count": len(places)}
    move(timetable, "publish_timetable", actor=actor, facts=facts, published_at=clock.now())
    _tell(timetable, first, actor)
    return len(places)


def _refuse_outdated(timetable: Timetable) -> None:
    broken, _cost = judged(timetable.question, timetable.sessions)
    if broken:
        raise Refused(breaks(broken, names_in(timetable.cohort))[0])
    if timetable.question["calendar"]["from"] <= clock.today().isoformat():
        passed = any(one["date"] <= clock.today().isoformat() for one in timetable.sessions)
        if passed:
            raise Refused(_("Une de ces demi-journées est passée : cherchez de nouveau."))
    seats = set(map(str, timetable.cohort.enrolments.filter(state=states.ENROLLED).values_list("pk", flat=True)))
    if seats != {one["id"] for one in timetable.question["cohorts"][0]["trainees"]}:
        raise Refused(_("Des places ont été données ou rendues depuis : cherchez de nouveau."))


def _groups(cohort: Cohort, sessions: Iterable[Kept]) -> dict[tuple[str, int], int]:
    """From (module, group of the engine) to `Session.group`; the seats learn their groups."""
    seats = {str(seat.pk): seat for seat in cohort.enrolments.filter(state=states.ENROLLED)}
    people: dict[tuple[str, int], frozenset[str]] = {}
    for one in sessions:
        people[one["module"], one["group"]] = frozenset(one["trainees"])
    followed: defaultdict[str, set[str]] = defaultdict(set)
    for (module, _group), those in people.items():
        followed[module] |= those
    found: dict[tuple[str, int], int] = {}
    numbers = _OptionNumbers(cohort)
    options: defaultdict[str, list[int]] = defaultdict(list)
    first_aid: dict[str, int] = {}
    for (module, group), those in sorted(people.items()):
        if those == frozenset(seats):
            found[module, group] = 0
        elif programme().module(module).kind == "sst" and followed[module] == set(seats):
            found[module, group] = group
            first_aid |= dict.fromkeys(those, group)
        else:
            found[module, group] = numbers.of(module, group)
            for seat in those:
                options[seat].append(found[module, group])
    for key, seat in seats.items():
        over = [number for number in seat.option_groups if number not in numbers.planned]
        groups = {"option_groups": sorted({*over, *options[key]}), "sst_group": first_aid.get(key, seat.sst_group)}
        Enrolment.objects.filter(pk=seat.pk).update(**groups)
    return found


class _OptionNumbers:
    """Numbers for groups of options: a module keeps those of its sessions before, since they may have been held.

    `planned`: the numbers of modules that this timetable plans.
    """

    def __init__(self, cohort: Cohort) -> None:
        rows = Session.objects.filter(cohort=cohort, group__gte=FIRST_OPTION_GROUP).order_by("group")
        self._known: defaultdict[str, list[int]] = defaultdict(list)
        for module, group in rows.values_list("module", "group").distinct():
            self._known[module].append(group)
        self.planned: set[int] = set()

    def of(self, module: str, group: int) -> int:
        """The number of one group of a module."""
        known = self._known[module]
        while len(known) < group:
            taken = [number for numbers in self._known.values() for number in numbers]
            known.append(max([FIRST_OPTION_GROUP - 1, *taken]) + 1)
        self.planned |= set(known)
        return known[group - 1]


def _places(cohort: Cohort, sessions: Iterable[Kept], groups: dict[tuple[str, int], int]) -> list[Place]:
    rooms = {str(room.pk): room.name for room in Room.objects.filter(provider=cohort.provider)}
    return [
        (
            one["date"],
            one["half"],
            one["module"],
            groups[one["module"], one["group"]],
            one["trainer"],
            rooms[one["room"]],
            Decimal(str(one["hours"])),
        )
        for one in sorted(sessions, key=lambda one: (one["date"], one["half"]))
    ]


def _write(timetable: Timetable, places: list[Place]) -> date | None:
    """Write the sessions over those of the timetable before; returns the first day on which anything is another."""
    cohort, now = timetable.cohort, clock.now()
    since = timetable.question["calendar"]["from"]
    rows = Session.objects.filter(
        cohort=cohort, timetable__isnull=False, state=states.PLANNED, date__gte=since
    ).order_by("date", "half")
    before = list(rows)
    left = list(places)
    kept = []
    for row in before:
        same = _place_of(row)
        if same in left:
            left.remove(same)
            kept.append(row.pk)
    free: defaultdict[tuple[str, int], list[Session]] = defaultdict(list)
    for row in before:
        if row.pk not in kept:
            free[row.module, row.group].append(row)
    others = [row for rows_ in free.values() for row in rows_]
    # Two sessions that change places would hinder each other: all leave their places first.
    Session.objects.filter(pk__in=[row.pk for row in others]).update(state=states.CANCELLED)
    days = [row.date for row in others]
    for day, half, module, group, trainer, room, hours in left:
        days.append(date.fromisoformat(day))
        place: dict[str, Any] = {"date": day, "half": half, "trainer_id": trainer, "room": room, "hours": hours}
        if free[module, group]:
            row = free[module, group].pop(0)
            Session.objects.filter(pk=row.pk).update(
                **place, state=states.PLANNED, version=F("version") + 1, changed_at=now, timetable=timetable
            )
        else:
            Session(
                territory_id=cohort.territory_id,
                cohort=cohort,
                module=module,
                group=group,
                timetable=timetable,
                changed_at=now,
                **place,
            ).save(force_insert=True)
    gone = [row.pk for rows_ in free.values() for row in rows_]
    Session.objects.filter(pk__in=gone).update(version=F("version") + 1, changed_at=now)
    return min(days, default=None)


def _place_of(row: Session) -> Place:
    return (row.date.isoformat(), row.half, row.module, row.group, str(row.trainer_id), row.room, row.hours)


def _tell(timetable: Timetable, first: date | None, actor: Actor) -> None:
    """Write to trainees and trainers, once a publication; nobody where nothing has changed."""
    if first is None:
        return
    key = f"timetable|{timetable.pk}|{timetable.version}"
    day = max(first, clock.today())
    seats = timetable.cohort.enrolments.filter(state=states.ENROLLED).select_related(
        "pathway__candidate", "pathway__lead_advisor"
    )
    for seat in seats:
        caller = seat.pathway.lead_advisor
        messages.write(seat.pathway, "timetable", day=day, key=f"{key}|{seat.pk}", caller=caller)
    for trainer in timetable.cohort.trainers.all():
        if not trainer.email:
            continue
        with override(trainer.language):
            body = _("L’emploi du temps de %(cohort)s est publié, à partir du %(day)s. Votre agenda le suit.") % {
                "cohort": timetable.cohort.name,
                "day": spoken.day(day),
            }
            subject = _("Emploi du temps publié")
        try:
            with transaction.atomic():
                put(
                    "email",
                    trainer.email,
                    subject=subject,
                    body=body,
                    key=f"{key}|{trainer.pk}",
                    invented=trainer.invented,
                )
        except AlreadyWritten:
            continue
