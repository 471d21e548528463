"""The placement officer's desk: whose turn it is, and who has waited longest; a fixed number of queries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.roles import Role
from labmigration.pathway.employment.queries import trials_ending
from labmigration.pathway.matching.household_vetting import OfficerTask, tasks_of
from labmigration.pathway.matching.messages.queries import reports_to_handle
from labmigration.pathway.matching.placement.alarms import to_handle
from labmigration.pathway.matching.placement.columns import columns_of
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.people_list import Row, Waiting, as_row, longest_waiting, people
from labmigration.pathway.person import occupation
from labmigration.pathway.queries import next_step

#: People who are counted, and those of each list who are drawn.
AT_MOST, SHOWN = 1_000, 20
NEEDS_AT_MOST = 12
READY = "matching.introduce"
#: How long before its end a trial period is told, and of how many contracts.
TRIAL_NEAR, TRIALS_AT_MOST = timedelta(days=14), 30


@dataclass(frozen=True)
class Turn:
    """One person, with the step that is next and where the officer acts on it (empty when another acts)."""

    row: Row
    occupation: str
    icon: str
    href: str


@dataclass(frozen=True)
class NeedLine:
    """One open need of a household, as the engine's columns hold it."""

    need: Need
    occupation: str


@dataclass(frozen=True)
class Turns:
    """The first of some people, who waits longest first, and how many there are."""

    shown: list[Turn]
    count: int


@dataclass(frozen=True)
class PlacementDesk:
    """`alarms`, `reports` of messages: before everything else. `ready`: nobody proposed yet. `mine`: another step that
    is the officer's. `others`: someone else's turn.
    """

    alarms: list[Any]
    reports: list[Any]
    ready: Turns
    mine: Turns
    others: Turns
    needs: list[NeedLine]
    households: list[OfficerTask]
    trials: list[Any]


def desk_of(actor: Actor) -> PlacementDesk:
    """People on the way to a contract, alarms, and the needs that are hardest to fill, from the columns in memory."""
    waiting = longest_waiting(actor, (Stage.MATCHING.value, Stage.EMPLOYMENT.value), AT_MOST)
    hers = [one for one in waiting if one.next_role == Role.PLACEMENT_OFFICER]
    ready = [one for one in hers if one.next_step == READY]
    mine = [one for one in hers if one.next_step != READY]
    others = [one for one in waiting if one.next_role not in ("", Role.PLACEMENT_OFFICER)]
    drawn = people(actor, [one.pathway_id for some in (ready, mine, others) for one in some[:SHOWN]])

    def turns(some: list[Waiting]) -> Turns:
        first = (drawn[one.pathway_id] for one in some[:SHOWN] if one.pathway_id in drawn)
        return Turns([_turn(pathway) for pathway in first], len(some))

    territories = [columns_of(one.pk) for one in visible(actor, "matching.compose")]
    needs = [need for columns in territories for need, _able in columns.hardest(NEEDS_AT_MOST)]
    return PlacementDesk(
        alarms=list(to_handle(actor)),
        reports=reports_to_handle(actor),
        ready=turns(ready),
        mine=turns(mine),
        others=turns(others),
        needs=[NeedLine(need, occupation(need.occupation)) for need in needs[:NEEDS_AT_MOST]],
        households=tasks_of(actor),
        trials=list(trials_ending(actor, clock.today() + TRIAL_NEAR)[:TRIALS_AT_MOST]),
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
