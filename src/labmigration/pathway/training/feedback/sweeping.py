"""Who is asked when: everybody of a cohort or of its group after the last session of a module. Part of the sweep."""

import logging
from datetime import timedelta

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.training import states
from labmigration.pathway.training.feedback.actions import ask
from labmigration.pathway.training.feedback.models import ModuleFeedback
from labmigration.pathway.training.models import Enrolment, Session
from labmigration.pathway.training.queries.people import expected
from labmigration.territories.models import Territory

#: A module that ended longer ago is no longer asked about: memories fade, and nobody wants ten messages at once.
LATELY = timedelta(days=7)
log = logging.getLogger(__name__)


def ask_after_modules() -> None:
    """In every territory: ask those whose module is over. One module that fails stops no other."""
    for code in Territory.objects.values_list("pk", flat=True):
        actor = Actor.system(code)
        with actor.at_work():
            for session in last_sessions():
                try:
                    ask(_seats(session), session.module, actor=actor)
                except Exception:  # anything may fail; the next sweep tries again
                    log.exception("opinions after session %s could not be asked", session.pk)


def last_sessions() -> list[Session]:
    """The last session of each module of a cohort or group, held within `LATELY`, none being to come; two queries."""
    held = Session.objects.filter(state=states.HELD, date__gte=clock.today() - LATELY).order_by("date", "half")
    last = {(session.cohort_id, session.group, session.module): session for session in held}
    if not last:
        return []
    ahead = Session.objects.filter(state=states.PLANNED, cohort__in={cohort for cohort, *_rest in last}).order_by()
    coming = set(ahead.values_list("cohort", "group", "module").distinct())
    return [session for key, session in last.items() if key not in coming]


def _seats(session: Session) -> list[Enrolment]:
    """Those who were expected there, are still in training, and were not asked yet."""
    asked = ModuleFeedback.objects.filter(module=session.module, enrolment__cohort=session.cohort_id).order_by()
    seats = expected(session).exclude(state=states.WITHDRAWN).exclude(pk__in=asked.values("enrolment"))
    return list(seats.select_related("pathway__candidate", "pathway__lead_advisor"))
