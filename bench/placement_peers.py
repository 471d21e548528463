"""Other ways to compose the same weeks on the same case: annealing, one choice among generated weeks by two masters.

Each gives owners (household row → worker), which the checker reads: no peer is trusted for its own value.
"""

import math
import random
import time
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from labmigration.decisions.placement.case import Budget, Case, Owners
from labmigration.decisions.placement.columns import Part, Relaxed
from labmigration.decisions.placement.master import Pool
from labmigration.decisions.placement.packing import pack

WEEKS: Final = 12_000  # among which a master chooses
_HOT: Final = 60.0  # value that annealing may lose at first; a half-hour is worth 50 to 65


def annealed(case: Case, start: Owners, seconds: float, seed: int) -> Owners:
    """Households moved one at a time to somebody able, who gives up what clashes; it cools for `seconds`."""
    chance = random.Random(seed)
    pairs = [(place, at) for place, worker in enumerate(case.workers) for at in range(len(worker.rows))]
    rows = [worker.rows.tolist() for worker in case.workers]
    values = [worker.value.tolist() for worker in case.workers]
    minutes = [worker.minutes.tolist() for worker in case.workers]
    clashes = [[set(np.flatnonzero(line).tolist()) for line in worker.clash] for worker in case.workers]
    weeks: list[set[int]] = [set() for _ in case.workers]
    owner: dict[int, tuple[int, int]] = {}
    left = [worker.cap for worker in case.workers]
    value = 0

    def put(place: int, at: int, sign: int) -> None:
        nonlocal value
        value += sign * values[place][at]
        left[place] -= sign * minutes[place][at]
        if sign > 0:
            weeks[place].add(at)
            owner[rows[place][at]] = (place, at)
        else:
            weeks[place].discard(at)
            del owner[rows[place][at]]

    for row, place in start.items():
        put(place, rows[place].index(row), 1)
    best, best_value = dict(owner), value
    began = time.process_time()
    while (passed := time.process_time() - began) < seconds:
        heat = _HOT * (1 - passed / seconds) ** 2 + 1e-9
        for _ in range(1_000):
            place, at = pairs[chance.randrange(len(pairs))]
            if at in weeks[place]:
                continue
            out = weeks[place] & clashes[place][at]
            need = minutes[place][at] - left[place] - sum(minutes[place][one] for one in out)
            for one in sorted(weeks[place] - out, key=values[place].__getitem__):
                if need <= 0:
                    break
                out = {*out, one}
                need -= minutes[place][one]
            elsewhere = owner.get(rows[place][at])
            lost = sum(values[place][one] for one in out) + (values[elsewhere[0]][elsewhere[1]] if elsewhere else 0)
            change = values[place][at] - lost
            if change >= 0 or chance.random() < math.exp(change / heat):
                if elsewhere:
                    put(*elsewhere, -1)
                for one in out:
                    put(place, one, -1)
                put(place, at, 1)
                if value > best_value:
                    best, best_value = dict(owner), value
    return {row: place for row, (place, _) in best.items()}


def chosen_by_cp_sat(pool: Pool, relaxed: Relaxed, start: Owners, seconds: float) -> Owners:
    """CP-SAT as the master that chooses whole weeks."""
    weeks = relaxed.likeliest(pool, Part.whole(pool.case), WEEKS)
    return pack(pool, weeks, start, Budget(seconds), 0, 1e6).owners


def chosen_by_highs(pool: Pool, relaxed: Relaxed, seconds: float) -> Owners:
    """HiGHS through SciPy as the master that chooses whole weeks; nobody where it finds nothing in time."""
    case, weeks = pool.case, relaxed.likeliest(pool, Part.whole(pool.case), WEEKS)
    lines, columns = [], []
    for column, (place, places) in enumerate(weeks):
        held = [place, *(len(case.workers) + case.workers[place].rows[list(places)]).tolist()]
        lines += held
        columns += [column] * len(held)
    shape = (len(case.workers) + case.rows, len(weeks))
    once = csr_array((np.ones(len(lines)), (lines, columns)), shape=shape)
    found = milp(
        -np.array([pool.weeks[place][places] for place, places in weeks], dtype=np.float64),
        constraints=LinearConstraint(once, ub=1.0),
        integrality=np.ones(len(weeks)),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    if found.x is None:
        return {}
    return {
        row: weeks[at][0]
        for at in np.flatnonzero(found.x > 0.5).tolist()
        for row in case.workers[weeks[at][0]].rows[list(weeks[at][1])].tolist()
    }
