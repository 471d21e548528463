"""Groups and rooms: who starts when. One step of the loop starts one cohort in every replication at once.

People of a track wait in one line. A cohort is complete when `start_with` of the line's people are there, or when the
first has waited long enough; it starts once a room is free too, and takes whoever is there by then, up to its size.
Rooms are shared by all tracks: the cohort that was complete first starts first.
"""

from dataclasses import dataclass

import numpy as np

from labmigration.decisions.forecast.draws import NEVER, Counts, Floats, Marks
from labmigration.decisions.forecast.interviews import Interviews
from labmigration.decisions.forecast.problem import Cohorts

_WIDTH = 16  # places of a cohort looked at together: most are of 12


@dataclass(frozen=True, slots=True, eq=False)
class Started:
    """`at`: when each person of `Interviews.ready` starts, NEVER where not before the horizon; same shape.

    Sums over all replications: months that people waited for their cohort to be complete and how many saw that,
    months then waited for a room and how many started, months that rooms were used.
    """

    at: Floats
    waited_cohort: float
    completed: int
    waited_room: float
    started: int
    busy: float


def start_cohorts(seen: Interviews, tracks: Counts, rules: Cohorts, horizon: float) -> Started:
    """Let everybody who left an advisor wait for a cohort of her track; `tracks` by order of leaving the advisor."""
    run = _Run(seen, tracks, rules, horizon)
    while run.start_next():
        pass
    return run.result()


class _Run:
    def __init__(self, seen: Interviews, tracks: Counts, rules: Cohorts, horizon: float) -> None:
        self.rules, self.horizon = rules, horizon
        people, replications = seen.ready.shape
        self.columns = np.arange(replications)
        self.order: Counts | None = None
        self.ready = seen.ready
        ends = seen.counts[None, :]
        if rules.tracks > 1:
            # Behind one another, each line in order of leaving the advisor; who did not come last of all.
            line = np.where(np.arange(people)[:, None] < seen.counts, tracks[:people], rules.tracks)
            self.order = np.argsort(line, axis=0, kind="stable")
            self.ready = np.take_along_axis(seen.ready, self.order, axis=0)
            ends = np.cumsum([(line == track).sum(axis=0) for track in range(rules.tracks)], axis=0)
        self.ends: Counts = ends
        self.heads: Counts = np.concatenate((np.zeros((1, replications), dtype=np.int64), ends[:-1]))
        self.complete_at = self._complete(self.heads, self.ends)
        self.at = np.full(self.ready.shape, NEVER)
        self.starts: list[Floats] = []
        self.waited_cohort = self.waited_room = self.busy = 0.0
        self.completed = self.started = 0

    def start_next(self) -> bool:
        """Start the cohort that is complete first, in each replication; False where none is any more."""
        track = self.complete_at.argmin(axis=0)
        complete = self.complete_at[track, self.columns]
        alive = complete <= self.horizon
        if not alive.any():
            return False
        rooms, number = self.rules.rooms, len(self.starts)
        free = self.starts[number - rooms] + self.rules.months if number >= rooms else np.zeros(complete.size)
        start = np.where(alive, np.maximum(complete, free), NEVER)
        self.starts.append(start)
        opens = start <= self.horizon
        self.busy += float(np.minimum(self.horizon - start, self.rules.months).sum(where=opens))
        head, end = self.heads[track, self.columns], self.ends[track, self.columns]
        head = head + self._admit(head, end, complete, start, alive, opens)
        self.heads[track, self.columns] = head
        self.complete_at[track, self.columns] = self._complete(head, end)
        return True

    def result(self) -> Started:
        """Everybody's start, in the order in which they left their advisor."""
        at = self.at
        if self.order is not None:
            at = np.empty_like(self.at)
            np.put_along_axis(at, self.order, self.at, axis=0)
        return Started(at, self.waited_cohort, self.completed, self.waited_room, self.started, self.busy)

    def _complete(self, head: Counts, end: Counts) -> Floats:
        complete = self._ready_at(head + (self.rules.start_with - 1), end)
        if self.rules.max_wait_months is None:
            return complete
        return np.minimum(complete, self._ready_at(head, end) + self.rules.max_wait_months)

    def _ready_at(self, place: Counts, end: Counts) -> Floats:
        """When the person at `place` of the lines left her advisor, NEVER where nobody stands there."""
        if not self.ready.size:
            return np.full(place.shape, NEVER)
        return np.where(place < end, self.ready.take(place * self.columns.size + self.columns, mode="clip"), NEVER)

    def _admit(self, head: Counts, end: Counts, complete: Floats, start: Floats, alive: Marks, opens: Marks) -> Counts:
        """Fill the cohort from the line; how many it takes, by replication."""
        taken = np.zeros_like(head)
        last = np.where(alive, end, 0)
        for first in range(0, self.rules.size, _WIDTH):
            place = head + np.arange(first, min(first + _WIDTH, self.rules.size))[:, None]
            flat = place * self.columns.size + self.columns
            ready = self.ready.take(flat, mode="clip")
            inside = (place < last) & (ready <= start)
            starting = inside & opens
            self.waited_cohort += float((np.maximum(complete - ready, 0.0) * inside).sum())
            self.waited_room += float(((start - np.maximum(ready, complete)) * starting).sum())
            self.at.put(flat[starting], np.broadcast_to(start, flat.shape)[starting])
            taken += inside.sum(axis=0)
            if not inside[-1].any():
                break
        self.completed += int(taken.sum())
        self.started += int(taken.sum(where=opens))
        return taken
