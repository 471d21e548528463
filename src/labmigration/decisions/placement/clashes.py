"""Which households one worker can't both serve: their slots meet, or leave too little time for the journey between."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.needs import Needs, Rows
from labmigration.decisions.placement.pairs import A_BREATH, Territory
from labmigration.decisions.placement.problem import DAYS, MIDNIGHT, Worker

Gaps = NDArray[np.int16]

_FREE = 2 * MIDNIGHT  # the gap of two households that never share a day
_KEPT_WHOLE = 8_000  # households; beyond it a table of all gaps would take more than 128 MB


class Clashes:
    """Gaps between the slots of households are the same for every worker; the journeys between them are not."""

    def __init__(self, territory: Territory) -> None:
        self.territory = territory

    @cached_property
    def _all(self) -> Gaps:
        return gaps(self.territory.needs, np.arange(len(self.territory.needs), dtype=np.intp))

    def among(self, worker: Worker, rows: Rows) -> NDArray[np.bool_]:
        """(rows, rows): True where the worker can't serve both; a household never clashes with itself."""
        needs = self.territory.needs
        found = self._all[np.ix_(rows, rows)] if len(needs) <= _KEPT_WHOLE else gaps(needs, rows)
        clash: NDArray[np.bool_] = found < self.territory.between(worker, rows, rows) - A_BREATH
        np.fill_diagonal(clash, False)
        return clash


def gaps(needs: Needs, rows: Rows) -> Gaps:
    """(rows, rows): the shortest time, minutes, between a slot of one and a slot of the other on the same day; below 0
    where two slots meet.
    """
    found, weeks = np.full((len(rows), len(rows)), _FREE, dtype=np.int16), needs.weeks
    by_day: list[list[list[tuple[int, int, int]]]] = [[] for _ in range(DAYS)]
    for place, row in enumerate(rows):
        seen = [0] * DAYS
        for slot in range(*weeks.first[needs.week[row] : needs.week[row] + 2]):
            day, start = divmod(int(weeks.key[slot]), MIDNIGHT)
            if seen[day] == len(by_day[day]):
                by_day[day].append([])
            by_day[day][seen[day]].append((place, start, int(weeks.to[slot])))
            seen[day] += 1
    for layers in by_day:
        arrays = [np.array(layer, dtype=np.int32) for layer in layers]
        for one in arrays:
            for other in arrays:
                _lower(found, one, other)
    return found


def _lower(found: Gaps, one: NDArray[np.int32], other: NDArray[np.int32]) -> None:
    """Each array has one slot a household at most: (place, from, to)."""
    cells = np.ix_(one[:, 0], other[:, 0])
    start, to = one[:, 1].astype(np.int16), one[:, 2].astype(np.int16)
    other_start, other_to = other[:, 1].astype(np.int16), other[:, 2].astype(np.int16)
    gap = np.maximum(other_start[None, :] - to[:, None], start[:, None] - other_to[None, :])
    found[cells] = np.minimum(found[cells], gap)
