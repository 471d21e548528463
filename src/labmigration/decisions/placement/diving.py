"""A plan from the linear programme: weeks that it takes almost whole are taken, new ones are sought for the others at
the prices that follow, again, until everybody has hers.
"""

from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Owners
from labmigration.decisions.placement.columns import LONG_LIST, SHORT_LIST, Part, Relaxed
from labmigration.decisions.placement.master import Master, Pool
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.week_exact import good_week
from labmigration.decisions.placement.week_search import dearest_weeks

_ALMOST_WHOLE: Final = 0.85
_PATIENCE: Final = 200  # partial weeks looked at, a worker and turn
_WEEKS_A_TURN: Final = 4


def dive(pool: Pool, relaxed: Relaxed, weeks_at_most: int, budget: Budget) -> Owners:
    """Owners of households, by row; `pool` gains the weeks found on the way."""
    case = pool.case
    master = Master(case)
    likeliest = relaxed.likeliest(pool, Part.whole(case), weeks_at_most)
    master.add((place, places, pool.weeks[place][places]) for place, places in likeliest)
    owners: Owners = {}
    rest = Part.whole(case)
    while rest.workers and not budget.over:
        shares, prices = master.shares()
        rest = _settle(master, shares, rest, owners)
        for place in rest.workers:
            if budget.over:
                break
            worker = case.workers[place]
            profit = rest.profit(worker, prices.rows)
            if len(worker.rows) > LONG_LIST:
                weeks = [good_week(worker, profit, SHORT_LIST, budget)[0]]
            else:
                floor = float(prices.workers[place])
                weeks = [*dearest_weeks(worker, profit, floor, _WEEKS_A_TURN, _PATIENCE).weeks]
            new = [places for places in weeks if pool.add(place, places)]
            master.add((place, places, pool.weeks[place][places]) for places in new)
    return owners


def _settle(master: Master, shares: Floats, rest: Part, owners: Owners) -> Part:
    """Take the weeks that are almost whole, or the one that is most; who is left, with what is taken by then."""
    seeking = set(rest.workers)
    open_ = [at for at in np.flatnonzero(shares > 1e-6).tolist() if master.weeks[at][0] in seeking]
    if not open_:
        return Part((), rest.taken)
    most = max(open_, key=lambda at: float(shares[at]))
    taken = rest.taken.copy()
    for at in open_:
        if at == most or shares[at] >= _ALMOST_WHOLE:
            place, places = master.weeks[at]
            master.fix(at)
            seeking.discard(place)
            rows = master.case.workers[place].rows[list(places)]
            taken[rows] = True
            owners |= dict.fromkeys(rows.tolist(), place)
    return Part(sorted(seeking), taken)
