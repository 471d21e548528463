"""A reference document that the invented coordination printed for its partners: who made it and when is written."""

from datetime import date, timedelta

from labmigration import clock
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage
from labmigration.replication.actions import make_copy
from labmigration.replication.states import REFERENCE

PRINTED_BEFORE = timedelta(days=9)


def play(stage: Stage, today: date) -> None:
    """One copy, through the action of the page; the paper itself is not kept."""
    with clock.at(today - PRINTED_BEFORE):
        make_copy(TERRITORY, REFERENCE, "fr", actor=stage.company.actor("territory_coordinator"))
