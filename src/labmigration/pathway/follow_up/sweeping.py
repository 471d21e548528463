"""Who is asked when: everybody whose milestone opens, and once more a week later. Part of the sweep."""

import logging

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.asking import ask
from labmigration.pathway.follow_up.models import FollowUp
from labmigration.territories.models import Territory

log = logging.getLogger(__name__)


def ask_at_milestones() -> None:
    """In every territory: write to those whose window is open. One that fails stops no other."""
    for code in Territory.objects.values_list("pk", flat=True):
        actor = Actor.system(code)
        with actor.at_work():
            for follow_up in open_now():
                try:
                    ask(follow_up, actor=actor)
                except Exception:  # anything may fail; the next sweep tries again
                    log.exception("milestone %s could not be asked about", follow_up.pk)


def open_now() -> list[FollowUp]:
    """Milestones to be done, today within their window, of pathways that are open; one query."""
    today = clock.today()
    rows = FollowUp.objects.filter(state=states.PLANNED, opens_on__lte=today, closes_on__gte=today)
    return list(rows.filter(pathway__state="open").select_related("pathway__candidate", "pathway__lead_advisor"))
