"""Part of the sweep: what is to be asked is planned, people and households whose window is open are written to."""

import logging

from labmigration.access.actor import Actor
from labmigration.pathway.questionnaires import asking
from labmigration.pathway.questionnaires.planning import plan
from labmigration.territories.models import Territory

log = logging.getLogger(__name__)


def ask_what_is_due() -> None:
    """In every territory. One that fails stops no other."""
    for code in Territory.objects.values_list("pk", flat=True):
        ask_in(Actor.system(code))


def ask_in(actor: Actor) -> None:
    """In one territory, whose system is the actor."""
    with actor.at_work():
        try:
            plan(actor)
        except Exception:  # anything may fail; the next sweep tries again
            log.exception("questionnaires of %s could not be planned", actor.territories)
        for row in asking.to_write_to():
            try:
                asking.write_to_her(row, actor=actor)
            except Exception:
                log.exception("questionnaire %s could not be written about", row.pk)
        for contract, wave, closes_on in asking.households_to_ask():
            try:
                asking.ask_household(contract, wave, closes_on, actor=actor)
            except Exception:
                log.exception("the household of contract %s could not be asked", contract.pk)
