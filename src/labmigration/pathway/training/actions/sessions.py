"""Sessions: fixed one by one or as a series, cancelled."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, claim
from labmigration.access.models import User
from labmigration.pathway.training import states
from labmigration.pathway.training.availability.days_off import days_off
from labmigration.pathway.training.models import Cohort, Half, Session
from labmigration.pathway.training.queries import module_name
from labmigration.pathway.training.weekly_pattern import ModuleHours, NotEnoughHalfDays, half_days, spread
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui import spoken


@transaction.atomic
def plan_session(
    cohort: Cohort,
    *,
    actor: Actor,
    module: str,
    date: date,
    half: str,
    hours: Decimal,
    trainer: User,
    room: str = "",
    group: int = 0,
) -> Session:
    """Fix one half-day of one module; `group` 0 is the whole cohort, 1, 2 … one of its first-aid groups.

    Raises `Refused` with what it clashes with: the trainer, the group, or the cohort's own dates.
    """
    _open_for_planning(cohort, actor, trainer)
    _refuse_whole_cohort_for_first_aid(cohort, module, group)
    if not cohort.starts_on <= date <= cohort.ends_on:
        first, last = spoken.day(cohort.starts_on), spoken.day(cohort.ends_on)
        raise Refused(_("La cohorte se tient du %(first)s au %(last)s.") % {"first": first, "last": last})
    clash = _clash(cohort, date, half, group, trainer)
    if clash:
        raise Refused(clash)
    session = Session(
        territory_id=cohort.territory_id,
        cohort=cohort,
        module=module,
        date=date,
        half=half,
        hours=hours,
        group=group,
        trainer=trainer,
        room=room,
    )
    _save(session)
    Event.record(session, "plan_session", actor, {"day": date.isoformat()})
    return session


@transaction.atomic
def plan_series(
    cohort: Cohort,
    *,
    actor: Actor,
    first: date,
    last: date,
    pattern: Collection[tuple[int, str]],
    lines: Sequence[ModuleHours],
    hours_a_half: Decimal,
    trainer: User,
    room: str = "",
    group: int = 0,
    without: Collection[date] = (),
) -> list[Session]:
    """Fix a whole series: the modules in order on the half-days of `pattern` (weekday from 0, half).

    Half-days on which the group or the trainer is already taken are passed over, and the days `without`, public
    holidays and closures of the provider; all sessions are fixed, or none.
    Raises `Refused` when the hours do not fit between the two days.
    """
    _open_for_planning(cohort, actor, trainer)
    for line in lines:
        _refuse_whole_cohort_for_first_aid(cohort, line.module, group)
    first, last = max(first, cohort.starts_on), min(last, cohort.ends_on)
    closed = {*without, *days_off(cohort.provider, first, last)}
    free = (at for at in half_days(first, last, pattern, closed) if not _clash(cohort, at.day, at.half, group, trainer))
    try:
        slots = spread(lines, free, longest=hours_a_half)
    except NotEnoughHalfDays as short:
        raise Refused(
            _("Ces demi-journées ne suffisent pas : il reste %(hours)s à placer. Aucune séance n’a été fixée.")
            % {"hours": spoken.duration(short.missing)}
        ) from None
    sessions = [
        Session(
            territory_id=cohort.territory_id,
            cohort=cohort,
            module=slot.module,
            date=slot.at.day,
            half=slot.at.half,
            hours=slot.hours,
            group=group,
            trainer=trainer,
            room=room,
        )
        for slot in slots
    ]
    for session in sessions:
        _save(session)
    if sessions:
        days = {"first": sessions[0].date.isoformat(), "last": sessions[-1].date.isoformat()}
        Event.record(cohort, "plan_series", actor, {"count": len(sessions), **days})
    return sessions


@transaction.atomic
def cancel_session(session: Session, *, actor: Actor) -> None:
    """Cancel a session that was not held: its half-day is free again, agendas say so, and it is to be caught up."""
    facts = {"day": session.date.isoformat()}
    move(session, "cancel_session", actor=actor, facts=facts, changed_at=clock.now(), to_catch_up=True)


def _open_for_planning(cohort: Cohort, actor: Actor, trainer: User) -> None:
    """Check right, state and trainer, and hold the cohort's row until the transaction ends.

    No constraint can say that a session of the whole cohort and one of a group exclude each other: so that two people
    who plan at once see each other's sessions, the second waits here for the first.
    """
    rows = claim(actor, "training.plan_session", cohort).exclude(state=states.FINISHED)
    if rows.update(state=F("state")) != 1:
        raise Refused(_("Les séances de cette cohorte ne peuvent plus être changées."))
    if not cohort.trainers.filter(pk=trainer.pk).exists():
        raise Refused(_("%(name)s n’enseigne pas dans cette cohorte.") % {"name": trainer.name})


def _refuse_whole_cohort_for_first_aid(cohort: Cohort, module: str, group: int) -> None:
    rules = programme().certifications.sst
    if programme().module(module).kind != "sst" or group:
        return
    people = cohort.enrolments.filter(state=states.ENROLLED).count()
    if people > rules.group_max:
        raise Refused(
            _("Le secourisme se fait en groupes de %(least)s à %(most)s personnes : choisissez un groupe.")
            % {"least": rules.group_min, "most": rules.group_max}
        )


def _clash(cohort: Cohort, day: date, half: str, group: int, trainer: User) -> str:
    """Why a half-day is taken, in a sentence; empty when it is free."""
    at = f"{spoken.day(day)}, {Half(half).label}"
    there = Session.objects.filter(date=day, half=half).exclude(state=states.CANCELLED)
    elsewhere = there.filter(trainer=trainer).select_related("cohort").first()
    if elsewhere is not None:
        told = {"name": trainer.name, "at": at, "cohort": elsewhere.cohort.name}
        return _("%(name)s a déjà une séance le %(at)s, avec %(cohort)s.") % told
    own = there.filter(cohort=cohort)
    same = own.filter(group__in=(0, group)).first() if group else own.first()
    if same is None:
        return ""
    who = _("le groupe %(group)s") % {"group": same.group} if same.group else _("toute la cohorte")
    return _("Le %(at)s est déjà pris : %(module)s, %(who)s.") % {
        "at": at,
        "module": module_name(same.module),
        "who": who,
    }


def _save(session: Session) -> None:
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Cette demi-journée vient d’être prise par une autre séance : rien n’a été fixé.")) from None
