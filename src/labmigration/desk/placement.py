"""The placement officer's desk: whose turn it is, and who has waited longest; a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.pathway.matching.queries import open_needs
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.people_list import Row, as_row, longest_waiting
from labmigration.pathway.person import occupation
from labmigration.pathway.queries import next_step

AT_MOST = 300
NEEDS_AT_MOST = 60
READY = "matching.introduce"


@dataclass(frozen=True)
class Turn:
    """One person, with the step that is next and where the officer acts on it (empty when another acts)."""

    row: Row
    occupation: str
    icon: str
    href: str


@dataclass(frozen=True)
class NeedLine:
    """One open need of a household."""

    need: Any
    occupation: str


@dataclass(frozen=True)
class PlacementDesk:
    """`ready`: nobody proposed yet. `mine`: another step that is the officer's. `others`: someone else's turn."""

    ready: list[Turn]
    mine: list[Turn]
    others: list[Turn]
    needs: list[NeedLine]


def desk_of(actor: Actor) -> PlacementDesk:
    """People on the way to a contract and needs not yet met; two queries."""
    turns = [
        (pathway, _turn(pathway))
        for pathway in longest_waiting(actor, (Stage.MATCHING.value, Stage.EMPLOYMENT.value), AT_MOST)
    ]
    hers = [(pathway, turn) for pathway, turn in turns if pathway.next_role == Role.PLACEMENT_OFFICER]
    needs = open_needs(actor).order_by("starts_on", "pk")[:NEEDS_AT_MOST]
    return PlacementDesk(
        ready=[turn for pathway, turn in hers if pathway.next_step == READY],
        mine=[turn for pathway, turn in hers if pathway.next_step != READY],
        others=[turn for pathway, turn in turns if pathway.next_role not in ("", Role.PLACEMENT_OFFICER)],
        needs=[NeedLine(need, occupation(need.occupation)) for need in needs],
    )


def _turn(pathway: Pathway) -> Turn:
    step = next_step(pathway)
    hers = pathway.next_role == Role.PLACEMENT_OFFICER
    return Turn(
        row=as_row(pathway),
        occupation=occupation(pathway.occupation),
        icon=step.icon if step else "flag",
        href=step.href(pathway.pk) if step and hers else "",
    )
