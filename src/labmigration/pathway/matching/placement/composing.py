"""Composing the weeks of a territory: asked for, searched as a job, stopped with the best; never applied by itself."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.decisions.contract.placement import ENGINE
from labmigration.decisions.placement import Plan, Progress, Unplaced, WrongProblem, refuse_wrong, solve
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.columns import columns_of
from labmigration.pathway.matching.placement.facts import facts_of
from labmigration.pathway.matching.placement.models import PlacementPlan, PlanRecord, ProposedPair
from labmigration.pathway.matching.placement.question import hash_of, problem_of, question_of
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event

SEED = 1
#: Needs left open that the page of a plan tells one by one; of the others it tells how many there are.
OPEN_TOLD = 40
#: How often, in seconds, the job writes how far it is and looks whether somebody asked to stop.
EVERY = 0.5
log = logging.getLogger(__name__)


@transaction.atomic
def compose(territory: Territory, *, actor: Actor, seconds: int) -> PlacementPlan:
    """Ask for the weeks of a territory; the search takes `seconds` at most, after the rows were read.

    Raises `Refused` where there is nobody to place or nothing to fill, `Conflict` while another search runs.
    """
    if actor.user is None or not visible(actor, "matching.compose").filter(pk=territory.pk).exists():
        raise Refused(_("Vous ne composez pas les semaines de ce territoire."))
    facts = columns_of(territory.pk).facts
    if not facts.may_compose:
        raise Refused(_("Il faut au moins une personne avec ses souhaits et un besoin à pourvoir."))
    plan = PlacementPlan(territory=territory, seconds=seconds, asked_at=clock.now(), asked_by=actor.user)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un calcul est déjà en cours pour ce territoire.")) from None
    Event.record(plan, "compose", actor, {"people": len(facts.worker), "needs": facts.needs_to_compose})
    enqueue("compose_weeks", key=_key(plan), plan_id=str(plan.pk), territory=territory.pk)
    return plan


@transaction.atomic
def stop(plan: PlacementPlan, *, actor: Actor) -> None:
    """End the search soon, with the best that was found; asking twice asks once."""
    claim(actor, "matching.stop_composing", plan, state=states.SEARCHING).update(stop_asked=True)


def has_stopped(plan: PlacementPlan) -> bool:
    """Whether the job was given up."""
    return plan.state == states.SEARCHING and has_failed(_key(plan))


def _key(plan: PlacementPlan) -> str:
    return f"compose_weeks:{plan.pk}"


def compose_weeks(plan_id: str, territory: str, renew: Callable[[], None]) -> None:
    """The job. Taken up again it asks the same question, and searches anew."""
    with Actor.system(territory).at_work():
        row = PlacementPlan.objects.get(pk=plan_id)
        if row.state == states.SEARCHING:
            run(row, renew=renew)


def run(row: PlacementPlan, *, renew: Callable[[], None] = lambda: None) -> None:
    """Search, have the answer checked independently, and keep it with the pairs that it proposes."""
    watch = _Watch(row.pk, renew)
    record = PlanRecord.objects.filter(plan=row).first() or question_asked(row)
    renew()
    try:
        problem = problem_of(record.question)
        renew()
        plan = solve(
            problem, seed=SEED, time_limit=row.seconds, on_progress=watch.hear, should_stop=watch.is_stop_asked
        )
    except WrongProblem as wrong:
        log.error("weeks of %s: %s", row.territory_id, wrong)
        PlacementPlan.objects.filter(pk=row.pk, state=states.SEARCHING).update(state=states.FAILED)
        return
    renew()
    refuse_wrong(problem, plan)
    renew()
    _keep(record, plan)


@transaction.atomic
def question_asked(row: PlacementPlan) -> PlanRecord:
    """What stands in the rows now, written as the question of a plan."""
    facts = facts_of(row.territory_id)
    problem = facts.to_compose
    question = question_of(problem)
    people = {one.id: facts.people[one.id].wishes_version for one in problem.workers}
    versions = people | facts.needs.versions([one.id for one in problem.households])
    PlacementPlan.objects.filter(pk=row.pk).update(
        question_hash=hash_of(question), needs_open=facts.needs_to_compose, needs_weighed=len(problem.households)
    )
    return PlanRecord.objects.create(territory_id=row.territory_id, plan=row, question=question, versions=versions)


@transaction.atomic
def _keep(record: PlanRecord, plan: Plan) -> None:
    row = record.plan
    earlier = PlacementPlan.objects.filter(territory=row.territory_id, state=states.READY)
    earlier.exclude(pk=row.pk).update(state=states.REPLACED)
    found = {
        "state": states.READY,
        "engine": f"{ENGINE.name} {ENGINE.version}",
        "answer": _told(plan),
        "progress": {},
        "found_at": clock.now(),
    }
    if PlacementPlan.objects.filter(pk=row.pk, state=states.SEARCHING).update(**found) != 1:
        return
    PlanRecord.objects.filter(pk=record.pk).update(unplaced=[asdict(one) for one in plan.unplaced])
    ProposedPair.objects.bulk_create(
        ProposedPair(
            territory_id=row.territory_id,
            pathway_id=UUID(one.worker),
            plan=row,
            need_id=UUID(one.household),
            need_version=record.versions[one.household],
            wishes_version=record.versions[one.worker],
            value=one.value,
        )
        for one in plan.placed
    )


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "unplaced": [asdict(one) for one in sorted(plan.unplaced, key=_nobody_first)[:OPEN_TOLD]],
        "left_open": Counter(one.reason for one in plan.unplaced),
        "weeks": [asdict(one) for one in plan.weeks if one.days],
        "impossible_pins": [asdict(one) for one in plan.impossible_pins],
    }


def _nobody_first(one: Unplaced) -> tuple[bool, str]:
    """Needs that nobody can fill as things stand come before those that lost to others."""
    return one.reason != "no_one_able", one.household


class _Watch:
    """Writes how far a search is, and looks whether it should stop, now and then."""

    def __init__(self, key: UUID, renew: Callable[[], None]) -> None:
        self._rows = PlacementPlan.objects.filter(pk=key, state=states.SEARCHING)
        self._renew = renew
        self._looked_at = self._written_at = float("-inf")
        self._stop = False

    def hear(self, progress: Progress) -> None:
        """The best so far and the bound; a number that is lost is followed by a better one."""
        if time.monotonic() - self._written_at >= EVERY:
            self._written_at = time.monotonic()
            self._rows.update(progress=asdict(progress))

    def is_stop_asked(self) -> bool:
        """Whether somebody asked to stop."""
        if not self._stop and time.monotonic() - self._looked_at >= EVERY:
            self._looked_at = time.monotonic()
            self._renew()
            self._stop = self._rows.filter(stop_asked=True).exists()
        return self._stop
