"""Keep a scenario, or take it off the list."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.steering.forecasting.assumptions import Supposed
from labmigration.steering.forecasting.levers import Levers
from labmigration.steering.forecasting.models import Scenario
from labmigration.steering.forecasting.own_figures import OwnFigures
from labmigration.steering.forecasting.playing import VERSION, all_supposed, question_of
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def keep(territory: str, *, actor: Actor, name: str, levers: Levers, own: OwnFigures) -> Scenario:
    """Keep the setting and what it supposes today. Raises `Refused` outside the actor's territory."""
    if not visible(actor, "forecasting.keep").filter(pk=territory).exists():
        raise Refused(_("Vous ne gardez pas de scénario dans ce territoire."))
    if not name.strip():
        raise Refused(_("Donnez un nom à ce scénario."))
    today = clock.today()
    chances = all_supposed(own, levers)
    row = Scenario(
        territory_id=territory,
        name=name.strip(),
        levers=levers.asked(),
        question=question_of(levers, chances, own.match_months, today),
        sources=[_source(each) for each in chances],
        seed=levers.seed,
        engine=VERSION,
        on=today,
        kept_by=actor.user,
        kept_at=clock.now(),
    )
    row.save(force_insert=True)
    Event.record(row, "keep", actor, {"engine": VERSION, "seed": levers.seed})
    return row


@transaction.atomic
def drop(scenario: Scenario, *, actor: Actor) -> None:
    """Take a scenario off the list; it stays in the journal."""
    move(scenario, "drop", actor=actor)


def _source(each: Supposed) -> dict[str, Any]:
    told: dict[str, Any] = {"code": each.chance.code, "share": round(each.share, 6), "own": each.own}
    if each.own and each.counted is not None:
        told |= {"people": each.counted.people, "since": _day(each.counted.since), "until": _day(each.counted.until)}
    return told


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
