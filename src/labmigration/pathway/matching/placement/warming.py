"""Columns of large territories read outside of requests: soon after the server began, and as they change."""

import logging
import time
from threading import Thread

from django.db import connections

from labmigration.access.actor import Actor
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.placement.columns import columns_of
from labmigration.territories.models import Territory

#: Open needs from which on the first page would be waited for; fewer are read in a tenth of a second.
MANY = 5_000
#: Seconds: the first answers of a server come before, and a page finds little that it would have to follow.
EVERY = 30
log = logging.getLogger(__name__)


def keep_warm() -> None:
    """Begin, in a thread that ends with the process."""
    Thread(target=_for_ever, name="placement-columns", daemon=True).start()


def warm() -> list[str]:
    """Read what changed of every large territory; which ones they are."""
    found = []
    for territory in Territory.objects.order_by("pk").values_list("pk", flat=True):
        with Actor.system(territory).at_work():
            needs = HouseholdNeed.objects.filter(territory=territory, state=matching_states.OPEN)
            if needs.count() >= MANY:
                columns_of(territory).hardest(1)
                found.append(territory)
    return found


def _for_ever() -> None:
    while True:
        time.sleep(EVERY)
        try:
            warm()
        except Exception:  # whatever the database says: the pages read by themselves
            log.exception("the columns of placement were not read")
        finally:
            connections.close_all()
