"""Somebody who has begun to work, for the tests of follow-up."""

from datetime import date
from types import SimpleNamespace

from labmigration.pathway.employment.models import Contract
from labmigration.timeline.moves import moved

FIRST_PAID = date(2025, 8, 31)
SIX, EIGHTEEN = date(2026, 2, 28), date(2027, 2, 28)


def start(pathway, actor, day):
    """What `timeline.moves.move` tells everybody when a contract starts."""
    contract = SimpleNamespace(pathway=pathway, first_paid_on=day)
    moved.send(
        sender=Contract, subject=contract, verb="start", actor=actor, event=SimpleNamespace(verb="employment.start")
    )
