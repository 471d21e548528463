"""The workers of a territory as columns, so that one household is compared with all of them at once."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.needs import Floats, kilometres, unit_vectors
from labmigration.decisions.placement.problem import Household, Rules, Worker

Marks = NDArray[np.bool_]


class Crowd:
    """Arrays of one row per worker, in the order given. Their windows lie one after another, each with the row of whom
    it belongs to (`owner`).
    """

    def __init__(self, workers: Sequence[Worker], minutes_max: Sequence[int]) -> None:
        self.workers = workers
        self._at = unit_vectors([one.at for one in workers]).T
        self._kmh = np.array([one.travel.kmh for one in workers])
        self._fixed_min = np.array([one.travel.fixed_min for one in workers])
        self.max_min = np.array([one.travel.max_min for one in workers])
        self.minutes_max = np.array(minutes_max, dtype=np.int64)
        self.waiting_days = np.array([one.waiting_days for one in workers], dtype=np.int64)
        windows = [(row, *window) for row, one in enumerate(workers) for window in one.available]
        owned = np.array(windows, dtype=np.int32).reshape(-1, 4).T
        self._owner, self._day, self._start, self._to = owned

    def __len__(self) -> int:
        return len(self.workers)

    def journeys_to(self, household: Household, rules: Rules) -> Floats:
        """Minutes from each worker's home."""
        x, y, z = (there - here for there, here in zip(unit_vectors([household.at])[0], self._at, strict=True))
        roads = kilometres(x * x + y * y + z * z) * rules.detour
        minutes: Floats = roads / self._kmh * 60 + self._fixed_min
        return minutes

    def seeking(self, household: Household) -> tuple[Marks, Marks]:
        """Who seeks its occupation, and who is certified in it."""
        name, count = household.occupation, len(self)
        seek = np.fromiter((name in one.occupations for one in self.workers), np.bool_, count)
        return seek, np.fromiter((name in one.certified for one in self.workers), np.bool_, count)

    def available(self, household: Household) -> Marks:
        """Of whom each slot of the household lies inside one window."""
        found = np.ones(len(self), dtype=np.bool_)
        for day, start, to in household.slots:
            inside = np.zeros(len(self), dtype=np.bool_)
            inside[self._owner[(self._day == day) & (self._start <= start) & (self._to >= to)]] = True
            found &= inside
        return found

    def among(self, names: Collection[str]) -> Marks:
        """Whose id is one of them."""
        return np.fromiter((one.id in names for one in self.workers), np.bool_, len(self))
