"""What others may ask of pathways. The only reader of `Pathway` outside this folder's actions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, visible
from labmigration.pathway import states
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NEXT_STEPS, NextStep
from labmigration.people.names import searchable

PAGE = 50


def people(actor: Actor, action: str = "pathway.list") -> "QuerySet[Pathway]":
    """Pathways on which the actor may do `action`, with the person and the advisor."""
    found: QuerySet[Pathway] = visible(actor, action).select_related("candidate", "lead_advisor", "referrer")
    return found


def named(rows: "QuerySet[Pathway]", words: str) -> "QuerySet[Pathway]":
    """Those whose name has every one of the words, accents and case forgiven."""
    for word in searchable(words).split():
        rows = rows.filter(candidate__search_name__contains=word)
    return rows


def pathway_for(actor: Actor, action: str, pathway_id: Any) -> Pathway:
    """One pathway with its person, or 404."""
    pathway: Pathway = fetch(actor, action, pk=pathway_id)
    return pathway


def own_pathway(actor: Actor, action: str = "pathway.follow_own") -> Pathway | None:
    """The person's own pathway: the one that is open, else the last one; joined files are left out."""
    hers = people(actor, action).filter(candidate__user=actor.user).exclude(state=states.MERGED)
    found = list(hers.order_by("-opened_on"))
    return next((pathway for pathway in found if pathway.state == states.OPEN), found[0] if found else None)


def of_pathway(rows: "QuerySet[Any]", pathway: Pathway, *related: str) -> list[Any]:
    """Those of the rows that belong to a pathway already read, with `related`; each is given that very pathway.

    Joining each of them to the pathway and the person again would cost half of the query.
    """
    found = rows.filter(pathway=pathway.pk).select_related(None)
    read = list(found.select_related(*related) if related else found)
    for row in read:
        row.pathway = pathway
    return read


def next_step(pathway: Pathway) -> NextStep | None:
    """The next step of the catalogue, or None when nothing is next."""
    return NEXT_STEPS.get(pathway.next_step)


@dataclass(frozen=True)
class StageOnLine:
    """One stage as the line of stages draws it."""

    label: Any
    state: str
    href: str | None = None


def stage_line(pathway: Pathway, hrefs: dict[str, str] | None = None) -> list[StageOnLine]:
    """The nine stages with the present one lit; a closed pathway has no present stage."""
    line = []
    for number, (value, label) in enumerate(Stage.choices):
        if number < pathway.stage_number:
            state = "done"
        elif number == pathway.stage_number:
            state = "present" if pathway.state == "open" else "done"
        else:
            state = "ahead"
        line.append(StageOnLine(label, state, (hrefs or {}).get(value)))
    return line
