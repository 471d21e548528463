"""What no week of a worker with a long list exceeds at given prices, by CP-SAT on the households that can matter."""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.case import Budget, WorkerCase
from labmigration.decisions.placement.master import Places
from labmigration.decisions.placement.needs import Floats, Rows
from labmigration.decisions.placement.week_by_cp_sat import week_by_cp_sat
from labmigration.decisions.placement.week_exact import filled_with_parts
from labmigration.decisions.placement.week_prices import WeekProgramme

_FINE: Final = 2**10  # profits are whole multiples of its inverse, rounded up: the bound holds
_MANY: Final = 250  # households from which on those that the linear programme rules out are left aside
_WORK: Final = 4.0  # deterministic seconds; a bound cut by it holds as well


def proven_week(
    worker: WorkerCase, profit: Floats, known: Places, slack: float, budget: Budget
) -> tuple[Places, float]:
    """Places of a week at least as dear as `known`, and what no week exceeds: at most `slack` more where the search
    came to its end.
    """
    simple = filled_with_parts(worker, profit)
    useful = np.flatnonzero((profit > 0) & (worker.minutes <= worker.cap))
    if not len(useful) or budget.over:
        return known, simple
    useful = undominated(worker, profit, useful)
    groups = list(groups_by_bits(worker.clash[np.ix_(useful, useful)]))
    aside = 0.0  # what no week with a household left aside exceeds
    if len(useful) > _MANY:
        prices = WeekProgramme(worker.minutes[useful], worker.cap, groups).at(profit[useful])
        simple = min(simple, prices.bound)
        aside = float(profit[list(known)].sum()) + slack
        useful = useful[(prices.bound - prices.loss > aside) | np.isin(useful, known)]
        if not len(useful):
            return known, min(simple, aside)
        groups = list(groups_by_bits(worker.clash[np.ix_(useful, useful)]))
    found = week_by_cp_sat(
        worker, profit, useful, groups, fine=_FINE, work=_WORK, slack=slack, budget=budget, known=known
    )
    if found is None:
        return known, simple
    places, dearest = tuple(sorted(found[0])), min(simple, max(found[1], aside))
    return (places if profit[list(places)].sum() > profit[list(known)].sum() else known), dearest


def undominated(worker: WorkerCase, profit: Floats, useful: Rows) -> Rows:
    """Without the households in whose place another could always stand: one that asks for the same slots, brings at
    least as much and clashes with no other household of these.
    """
    order = np.lexsort((-profit[useful], worker.shape[useful]))
    useful = useful[order]
    clash = worker.clash[np.ix_(useful, useful)]
    against = _words(clash)
    itself = _words(clash | np.eye(len(useful), dtype=np.bool_))
    kept = np.ones(len(useful), dtype=np.bool_)
    begins = np.flatnonzero(np.diff(worker.shape[useful], prepend=-1))
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(useful)], strict=True):
        if end - begin > 1:
            same = slice(begin, end)
            beyond = (against[same][:, None, :] & ~itself[same][None, :, :]).any(axis=2)  # (better, worse)
            kept[same] = ~np.triu(~beyond, 1).any(axis=0)
    return useful[kept]


def groups_by_bits(clash: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Groups of which at most one can be taken, that together tell every clash, as `groups.cliques` but quicker and a
    little less thrifty: the first household that still tells something new joins.
    """
    lines = [int.from_bytes(line.tobytes(), "little") for line in np.packbits(clash, axis=1, bitorder="little")]
    untold = list(lines)
    for one in range(len(lines)):
        while untold[one]:
            other = _lowest(untold[one])
            group, common, new = [one, other], lines[one] & lines[other], untold[one] | untold[other]
            while common:
                best = _lowest(common & new or common)
                group.append(best)
                common &= lines[best]
                new |= untold[best]
            told = ~sum(1 << at for at in group)
            for at in group:
                untold[at] &= told
            yield group


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _words(marks: NDArray[np.bool_]) -> NDArray[np.uint64]:
    width = max(8, -(-marks.shape[1] // 64) * 8)
    bits = np.zeros((len(marks), width), dtype=np.uint8)
    packed = np.packbits(marks, axis=1)
    bits[:, : packed.shape[1]] = packed
    return bits.view(np.uint64)
