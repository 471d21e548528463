"""The search as a job: it tells how far it is, may be stopped, and keeps the best that it found."""

import logging
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import F

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.decisions.timetable import Plan, Progress, Stopped, WrongProblem, solve
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Timetable
from labmigration.pathway.training.timetable.question import problem_of
from labmigration.pathway.training.timetable.standing import kept, moved_between, name_of

SEED = 1
log = logging.getLogger(__name__)
#: How often, in seconds, the job writes how far it is and looks whether somebody asked to stop.
EVERY = 0.5


def ask(timetable: Timetable) -> None:
    """Ask for the job of the present round, once."""
    enqueue(
        "search_timetable",
        key=_key(timetable),
        timetable_id=str(timetable.pk),
        territory=timetable.territory_id,
        round=timetable.round,
    )


def has_stopped(timetable: Timetable) -> bool:
    """Whether the job was given up."""
    return timetable.state == states.SEARCHING and has_failed(_key(timetable))


def _key(timetable: Timetable) -> str:
    return f"timetable:{timetable.pk}:{timetable.round}"


def search_timetable(timetable_id: str, territory: str, round: int, renew: Callable[[], None]) -> None:
    """The job. Taken up again it begins anew: nothing was written but how far it was."""
    with Actor.system(territory).at_work():
        row = Timetable.objects.select_related("cohort__provider").get(pk=timetable_id)
        if row.state == states.SEARCHING and row.round == round:
            run(row, renew=renew)


def run(row: Timetable, *, renew: Callable[[], None] = lambda: None) -> None:
    """Search and write what was found; nothing where the draft was given up meanwhile."""
    watch = _Watch(row.pk, row.round, renew)
    try:
        problem = problem_of(row.question)
        plan = solve(
            problem, seed=SEED, time_limit=row.seconds, on_progress=watch.hear, should_stop=watch.is_stop_asked
        )
    except Stopped:
        # What stood before is still there; without one, there is nothing to give.
        watch.write(state=states.DRAFT if row.sessions else states.FAILED)
        return
    except WrongProblem as wrong:
        log.error("timetable %s: %s", row.pk, wrong)
        watch.write(state=states.FAILED)
        return
    if plan.conflict is not None:
        # A draft that was there before is kept as it was.
        state = states.DRAFT if row.sessions else states.IMPOSSIBLE
        watch.write(state=state, conflict=list(plan.conflict.minimal))
        return
    watch.write(state=states.DRAFT, conflict=[], **_found(row, plan))


def _found(row: Timetable, plan: Plan) -> dict[str, Any]:
    sessions = kept(plan.sessions)
    there = {name_of(one) for one in sessions}
    return {
        "status": plan.status,
        "sessions": sessions,
        "pins": [pin for pin in row.pins if pin in there],
        "moved": moved_between(row.question.get("previous") or [], sessions),
        "cost": asdict(plan.cost),
        "bound": plan.bound,
        "found_at": clock.now(),
    }


class _Watch:
    """Writes how far a search is, and looks whether it should stop, now and then."""

    def __init__(self, key: UUID, round: int, renew: Callable[[], None]) -> None:
        self._rows = Timetable.objects.filter(pk=key, round=round, state=states.SEARCHING)
        self._renew = renew
        self._looked_at = self._written_at = float("-inf")
        self._found = self._stop = False

    def hear(self, progress: Progress) -> None:
        """The best so far and the bound; a number that is lost is followed by a better one, the first is never lost."""
        first = progress.cost is not None and not self._found
        if first or time.monotonic() - self._written_at >= EVERY:
            self._written_at, self._found = time.monotonic(), self._found or first
            self._rows.update(progress=asdict(progress))

    def is_stop_asked(self) -> bool:
        """Whether somebody asked to stop, or gave the draft up."""
        if not self._stop and time.monotonic() - self._looked_at >= EVERY:
            self._looked_at = time.monotonic()
            self._renew()
            self._stop = not self._rows.filter(stop_asked=False).exists()
        return self._stop

    def write(self, **told: Any) -> None:
        """Say how it ended; nothing where the draft was given up meanwhile."""
        self._rows.update(version=F("version") + 1, progress={}, stop_asked=False, **told)
