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
from labmigration.pathway.people_list import Row, as_row, longest_waiting
from labmigration.pathway.person import occupation
from labmigration.pathway.queries import next_step

AT_MOST = 300
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
class PlacementDesk:
    """`alarms`, `reports` of messages: before everything else. `ready`: nobody proposed yet. `mine`: another step that
    is the officer's. `others`: someone else's turn.
    """

    alarms: list[Any]
    reports: list[Any]
    ready: list[Turn]
    mine: list[Turn]
    others: list[Turn]
    needs: list[NeedLine]
    households: list[OfficerTask]
    trials: list[Any]


def desk_of(actor: Actor) -> PlacementDesk:
    """People on the way to a contract, alarms, and the needs that are hardest to fill, from the columns in memory."""
    turns = [
        (pathway, _turn(pathway))
        for pathway in longest_waiting(actor, (Stage.MATCHING.value, Stage.EMPLOYMENT.value), AT_MOST)
    ]
    hers = [(pathway, turn) for pathway, turn in turns if pathway.next_role == Role.PLACEMENT_OFFICER]
    mine = [columns_of(one.pk) for one in visible(actor, "matching.compose")]
    needs = [need for columns in mine for need, _able in columns.hardest(NEEDS_AT_MOST)]
    return PlacementDesk(
        alarms=list(to_handle(actor)),
        reports=reports_to_handle(actor),
        ready=[turn for pathway, turn in hers if pathway.next_step == READY],
        mine=[turn for pathway, turn in hers if pathway.next_step != READY],
        others=[turn for pathway, turn in turns if pathway.next_role not in ("", Role.PLACEMENT_OFFICER)],
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
