"""Checks of the right to work as pages show them, and the one answer that others get: yes or no, for a day."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import right_to_work_states as states
from labmigration.pathway.reception.models import RightToWorkCheck


def verified_for(pathways: Collection[UUID], day: date) -> set[UUID]:
    """Of these people, those whose last check found a right to work that covers the day; one query.

    Of the check nothing else is told: neither paper, nor end, nor outcome. Nothing checked is no.
    """
    done = RightToWorkCheck.objects.filter(pathway__in=pathways, state=states.DONE)
    last: dict[UUID, tuple[str, date | None]] = {}
    for pathway_id, outcome, until in done.order_by("done_at", "id").values_list("pathway", "outcome", "valid_until"):
        last[pathway_id] = outcome, until
    return {
        key
        for key, (outcome, until) in last.items()
        if outcome in states.OPEN_TO_WORK and (until is None or day <= until)
    }


def due(actor: Actor) -> "QuerySet[RightToWorkCheck]":
    """Checks that the actor has to do today or is late with, the oldest first; one that is the next step anyway is
    left to that step."""
    rows = _to_do(actor).filter(due_on__lte=clock.today(), pathway__state="open")
    same_step = Q(reason=RightToWorkCheck.Reason.CONTRACT, pathway__next_step="employment.check_right_to_work")
    return rows.exclude(same_step).select_related("pathway__candidate")


def ends_soon(pathway: Pathway) -> bool:
    """Whether the person's paper is near its end, or past it, and is to be looked at again by now."""
    rows = RightToWorkCheck.objects.filter(pathway=pathway, state=states.DUE, due_on__lte=clock.today())
    return rows.filter(reason=RightToWorkCheck.Reason.EXPIRY).exists()


def of_pathway(actor: Actor, pathway: Pathway) -> "QuerySet[RightToWorkCheck]":
    """The checks of one person that the actor may do or has done: those to do first, then the last done."""
    rows: QuerySet[RightToWorkCheck] = visible(actor, "reception.check_right_to_work").filter(pathway=pathway)
    rows = rows.exclude(state=states.DROPPED).select_related("done_by")
    return rows.order_by(F("done_at").desc(nulls_first=True), "due_on")


def check_for(actor: Actor, check_id: Any) -> RightToWorkCheck:
    """One check still to do, or 404."""
    found: RightToWorkCheck = fetch(actor, "reception.check_right_to_work", pk=check_id, state=states.DUE)
    return found


def _to_do(actor: Actor) -> "QuerySet[RightToWorkCheck]":
    rows: QuerySet[RightToWorkCheck] = visible(actor, "reception.check_right_to_work").filter(state=states.DUE)
    return rows.order_by("due_on", "id")
