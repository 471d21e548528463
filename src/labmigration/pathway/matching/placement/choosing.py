"""Which needs a plan weighs where there are more than one search can compose: for each person those worth most, at
different hours, and those that few people can take.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement import Territory
from labmigration.pathway.matching.placement.open_needs import Found, Ints

#: Needs of one search; beyond, what it holds in memory and its time grow with the square of them.
MOST_WEIGHED = 5_000
#: Of these, the share kept for the needs of which fewest people are able.
_HARD_SHARE = 0.25


def most_promising(territory: Territory, weeks: Ints, always: Collection[int], at_most: int) -> Found:
    """Rows of the territory's needs, rising. `weeks`: for each row a number that is the same for the same hours;
    `always`: rows that are taken whatever they are worth.

    Hours count first: a week is composed of households at different times, and the best twenty of a person may all ask
    for the same morning. Everybody's best need of each hour comes before anybody's second.
    """
    able = np.zeros(len(territory.needs), dtype=np.int64)
    turns, rows = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for worker in territory.workers:
        pairs = territory.able_of(worker)
        able[pairs.rows] += 1
        by_hours = np.lexsort((-pairs.value, weeks[pairs.rows]))
        rank = np.empty(len(by_hours), dtype=np.int64)
        rank[by_hours] = _place_in_run(weeks[pairs.rows[by_hours]])
        first = np.lexsort((pairs.rows, -pairs.value, rank))[:at_most]
        rows.append(pairs.rows[first])
        turns.append(np.arange(len(first)))
    hard = np.flatnonzero(able)
    hard = hard[np.lexsort((-territory.needs.minutes[hard], able[hard]))][: int(_HARD_SHARE * at_most)]
    wanted = np.concatenate(rows)[np.argsort(np.concatenate(turns), kind="stable")]
    asked = np.concatenate((np.array(sorted(always), dtype=np.intp), hard, wanted))
    _found, seen = np.unique(asked, return_index=True)
    return np.sort(asked[np.sort(seen)][:at_most])


def _place_in_run(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """0, 1, 2 … within each run of equal values."""
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))[: len(values)]
    length = np.diff(np.concatenate((begins, [len(values)])))
    return np.arange(len(values)) - np.repeat(begins, length)
