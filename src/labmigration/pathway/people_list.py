"""The list of people: filters and pages that walk an index, however many people there are.

Nothing is counted and no page is reached by an offset: each page begins after the last person of the one before, in
the order of the day by which something is due (indexes ``pathways_of_advisor``, ``pathways_nobody_follows``,
``pathways_of_territory``, ``pathways_by_who_acts`` and ``pathways_by_due_day``). People without such a day (closed
pathways) come last.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible, visible_parts
from labmigration.access.roles import Role
from labmigration.pathway import states
from labmigration.pathway.models import Pathway
from labmigration.pathway.person import who_acts
from labmigration.pathway.queries import PAGE, named, next_step
from labmigration.pathway.whereabouts import without_whereabouts

ACTION = "pathway.list"
MINE, NOBODY, ALL = "me", "nobody", "all"


@dataclass(frozen=True)
class Place:
    """Where a page begins: after this person. `due_on` is None among those for whom nothing is due."""

    due_on: date | None
    pathway_id: UUID

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place written in an address, or None where it says nothing readable (the list then begins anew)."""
        day, _, pathway_id = text.partition("_")
        try:
            return cls(date.fromisoformat(day) if day else None, UUID(pathway_id))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on.isoformat() if self.due_on else ''}_{self.pathway_id}"


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; empty means "whichever"."""

    text: str = ""
    stage: str = ""
    role: str = ""
    advisor: str = ALL
    state: str = states.OPEN
    late: bool = False
    after: Place | None = None


@dataclass(frozen=True)
class Row:
    """One person as the list draws her."""

    pathway: Pathway
    name: str
    stage: str
    step: str
    who: str
    advisor: str
    late: bool
    href: str


@dataclass(frozen=True)
class Waiting:
    """Someone who waits, and for what: too little to be drawn, enough to be counted."""

    pathway_id: UUID
    next_step: str
    next_role: str


@dataclass(frozen=True)
class Page:
    """At most `PAGE` people, and where the next page begins (None at the end)."""

    people: list[Row]
    next_place: Place | None


def as_row(pathway: Pathway) -> Row:
    """What a list says of one person, from the columns that the list has read; no query."""
    step = next_step(pathway)
    return Row(
        pathway=pathway,
        name=pathway.candidate.full_name,
        stage=pathway.get_stage_display(),
        step=str(step.says) if step else "",
        # The row already bears her name.
        who=_("la personne") if pathway.next_role == Role.CANDIDATE else who_acts(pathway),
        advisor=pathway.lead_advisor.name if pathway.lead_advisor else "",
        late=pathway.state == states.OPEN and pathway.due_on is not None and pathway.due_on < clock.today(),
        href=reverse("pathway:thread", args=[pathway.pk]),
    )


def page(actor: Actor, wanted: Wanted) -> Page:
    """The people asked for whom the actor may list. Queries: one or two for each part of the rights, however many."""
    found = _walk(actor, wanted, PAGE + 1)
    shown = found[:PAGE]
    more = Place(shown[-1].due_on, shown[-1].pk) if len(found) > PAGE else None
    without_whereabouts(actor, shown)
    return Page([as_row(pathway) for pathway in shown], more)


def without_advisor(actor: Actor, at_most: int) -> list[Pathway]:
    """The people of the actor's territory whom nobody follows yet, those due first."""
    return _walk(actor, Wanted(advisor=NOBODY), at_most)


def of_advisor(actor: Actor, at_most: int) -> list[Pathway]:
    """The actor's own people whose pathway is open, what is due first; one query."""
    return _walk(actor, Wanted(advisor=MINE), at_most)


def longest_waiting(actor: Actor, stages: Collection[str], at_most: int) -> list[Waiting]:
    """People at those stages, open, who have been there longest first; one query."""
    rows = visible(actor, ACTION).filter(state=states.OPEN, stage__in=stages).order_by("stage_since", "id")
    return [Waiting(*row) for row in rows.values_list("id", "next_step", "next_role")[:at_most]]


def people(actor: Actor, ids: Collection[UUID]) -> dict[UUID, Pathway]:
    """Some people whom the actor may list, by id; one query."""
    found = list(_shown(visible(actor, ACTION).filter(pk__in=ids), Wanted()))
    without_whereabouts(actor, found)
    return {pathway.pk: pathway for pathway in found}


def _walk(actor: Actor, wanted: Wanted, at_most: int) -> list[Pathway]:
    """The first `at_most` people after the place where the page begins, each part of the rights read in its order."""
    asked = _asked(actor, wanted)
    # One's own people stand in one index whatever else one may see; for the others, each right has its own.
    own = wanted.advisor == MINE
    parts = [visible(actor, ACTION).filter(asked)] if own else visible_parts(actor, ACTION, asked)
    found: dict[UUID, Pathway] = {}
    for part in parts:
        for pathway in _read(_shown(part, wanted), wanted.after, at_most):
            found[pathway.pk] = pathway
    return sorted(found.values(), key=_order)[:at_most]


def _order(pathway: Pathway) -> tuple[bool, date, UUID]:
    return pathway.due_on is None, pathway.due_on or date.max, pathway.pk


def _read(rows: "QuerySet[Pathway]", after: Place | None, at_most: int) -> list[Pathway]:
    # What is due first, then people for whom nothing is: PostgreSQL keeps them so in the index.
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "id")
    if after is None:
        return list(rows[:at_most])
    undated = rows.filter(due_on__isnull=True)
    if after.due_on is None:
        return list(undated.filter(id__gt=after.pathway_id)[:at_most])
    # `>=` is what the index can begin from; the other condition only drops people of that same day.
    later = Q(due_on__gt=after.due_on) | Q(id__gt=after.pathway_id)
    found = list(rows.filter(later, due_on__gte=after.due_on)[:at_most])
    return found + list(undated[: at_most - len(found)]) if len(found) < at_most else found


def _asked(actor: Actor, wanted: Wanted) -> Q:
    """The filters as one condition on pathways."""
    asked = Q(state=wanted.state)
    if wanted.advisor == MINE:
        asked &= Q(lead_advisor=actor.user)
    elif wanted.advisor == NOBODY:
        asked &= Q(lead_advisor__isnull=True)
    if wanted.stage:
        asked &= Q(stage=wanted.stage)
    if wanted.role:
        asked &= Q(next_role=wanted.role)
    if wanted.late:
        asked &= Q(due_on__lt=clock.today())
    return asked


def _shown(rows: "QuerySet[Pathway]", wanted: Wanted) -> "QuerySet[Pathway]":
    rows = rows.select_related("candidate", "lead_advisor").only(*_SHOWN)
    return named(rows, wanted.text) if wanted.text else rows


_SHOWN = (
    *("territory_id", "stage", "state", "next_step", "next_role", "due_on", "occupation", "opened_on", "stage_since"),
    *(
        "last_contact_on",
        "closing_reason",
        "candidate__first_name",
        "candidate__surname",
        "candidate__safety",
        "candidate__user",
        "lead_advisor__name",
    ),
)
