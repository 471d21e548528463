"""The only writer of opinions, observations and of who lifts a constraint."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.results.models import BlockOpinion, ConstraintAction, Observation
from labmigration.pathway.positioning.results.queries import Result, result_of
from labmigration.timeline.models import Event


@dataclass(frozen=True)
class Said:
    """What the advisor says of one group: a value of `Readiness`, and words."""

    readiness: int
    words: str = ""


@dataclass(frozen=True)
class Lift:
    """Who lifts a constraint and by when; `version` as the page showed it, 0 where nothing stood there."""

    constraint: str
    who: str
    by_day: date
    done: bool = False
    version: int = 0


@transaction.atomic
def judge(positioning: Positioning, said: Mapping[str, Said], *, actor: Actor) -> None:
    """Keep the advisor's opinion of every group that has none yet; what the tool says at this moment is kept beside.

    Raises `Refused` when a group is left out, `Conflict` when it was given meanwhile or is not hers to give.
    """
    result = _worked_on(positioning, "positioning.judge", actor)
    waiting = {group.code: group for group in result.unjudged}
    if not waiting:
        raise Conflict(_("Votre avis est déjà écrit : le profil est ouvert."))
    if set(said) != set(waiting):
        raise Refused(_("Donnez votre avis sur chaque ligne : le profil s’ouvre après."))
    for code, group in waiting.items():
        _kept(
            BlockOpinion(
                territory_id=positioning.territory_id,
                positioning=positioning,
                group=code,
                readiness=said[code].readiness,
                words=said[code].words,
                tool_low=group.tool.low if group.tool else None,
                tool_high=group.tool.high if group.tool else None,
                by=actor.user,
                at=clock.now(),
            )
        )
    Event.record(positioning, "judge", actor, {"groups": len(waiting)})


@transaction.atomic
def change_opinion(
    positioning: Positioning, group: str, *, actor: Actor, readiness: int, reason: str, known: int
) -> BlockOpinion:
    """A new opinion of a group after the tool's was read; the earlier ones stay. `known`: the last rank seen.

    Raises `Refused` without a reason or an opinion to change, `Conflict` when another was written meanwhile.
    """
    result = _worked_on(positioning, "positioning.judge", actor)
    if group not in result.opinions:
        raise Refused(_("Il n’y a pas encore d’avis à changer sur cette ligne."))
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi votre avis change."))
    last = result.opinions[group][-1]
    if last.readiness == readiness:
        raise Refused(_("C’est le même avis : il n’y a rien à changer."))
    if last.rank != known:
        raise Conflict(_("Un autre avis a été écrit pendant ce temps."))
    opinion = BlockOpinion(
        territory_id=positioning.territory_id,
        positioning=positioning,
        group=group,
        rank=known + 1,
        readiness=readiness,
        reason=reason,
        tool_low=last.tool_low,
        tool_high=last.tool_high,
        by=actor.user,
        at=clock.now(),
    )
    _kept(opinion)
    Event.record(positioning, "change_opinion", actor, {"group": group})
    return opinion


@transaction.atomic
def observe(
    positioning: Positioning, skill: str, *, actor: Actor, level: int, words: str = "", known: int = 0
) -> Observation:
    """Write the level (1 to 4) that was seen or heard; what the questions said is kept. `known`: the last rank seen.

    Raises `Refused` for a skill that the profile does not hold, `Conflict` when it was observed again meanwhile.
    """
    result = _worked_on(positioning, "positioning.observe", actor)
    if skill not in {held.skill for held in result.profile.skills}:
        raise Refused(_("Cette compétence n’est pas dans le profil."))
    last = result.observations.get(skill)
    if (last.rank if last else 0) != known:
        raise Conflict(_("Une autre observation a été écrite pendant ce temps."))
    seen = Observation(
        territory_id=positioning.territory_id,
        positioning=positioning,
        skill=skill,
        rank=known + 1,
        level=level,
        words=words,
        by=actor.user,
        at=clock.now(),
    )
    _kept(seen)
    Event.record(positioning, "observe", actor, {"skill": skill})
    return seen


@transaction.atomic
def plan_lifting(positioning: Positioning, lifts: Iterable[Lift], *, actor: Actor) -> None:
    """Write who lifts which constraint, by when, and what is done. Raises `Conflict` when a line changed meanwhile."""
    result = _worked_on(positioning, "positioning.plan_lifting", actor)
    hindering = {told.code for told in result.profile.constraints if told.hindering}
    written = [lift for lift in lifts if _write_lift(positioning, lift, hindering, actor)]
    if written:
        Event.record(positioning, "plan_lifting", actor, {"constraints": len(written)})


def _write_lift(positioning: Positioning, lift: Lift, hindering: set[str], actor: Actor) -> bool:
    if lift.constraint not in hindering:
        raise Refused(_("Cette ligne n’est pas dans la liste."))
    now = ConstraintAction.objects.filter(positioning=positioning, constraint=lift.constraint).first()
    done_on = clock.today() if lift.done else None
    if now is None and lift.version == 0:
        _kept(
            ConstraintAction(
                territory_id=positioning.territory_id,
                positioning=positioning,
                constraint=lift.constraint,
                who=lift.who,
                by_day=lift.by_day,
                done_on=done_on,
            )
        )
        return True
    if now is None or now.version != lift.version:
        raise Conflict(_("Quelqu’un a changé cette liste pendant ce temps."))
    if lift.done and now.done_on:
        done_on = now.done_on
    if (now.who, now.by_day, now.done_on) == (lift.who, lift.by_day, done_on):
        return False
    rows = claim(actor, "positioning.correct_lifting", now, version=lift.version)
    if rows.update(who=lift.who, by_day=lift.by_day, done_on=done_on, version=F("version") + 1) != 1:
        raise Conflict(_("Quelqu’un a changé cette liste pendant ce temps."))
    return True


def _worked_on(positioning: Positioning, action: str, actor: Actor) -> Result:
    allowed = visible(actor, action).filter(pk=positioning.pk, state__in=(states.DRAFT, states.DONE))
    if actor.user is None or not allowed.exists():
        raise Conflict(_("Ce positionnement a été remplacé, ou ne vous est pas confié."))
    return result_of(positioning)


def _kept(row: models.Model) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un l’a écrit au même moment : relisez la page.")) from None
