"""Good weeks of one worker at given prices, guessed: many weeks are filled at once by chance, the best of them partly
emptied and filled again.

Nothing is proven. On long lists the best week found is within about 0.3 % of the dearest one in a twentieth of the
time that its proof takes (`week_proof`).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.case import WorkerCase
from labmigration.decisions.placement.master import Places
from labmigration.decisions.placement.needs import Floats, Rows

_AT_ONCE: Final = 48  # weeks filled together
_KEPT: Final = 6  # the best, from which the next ones start
_LONGEST: Final = 600  # households looked at in all
_GIVEN_UP: Final = 3  # households that a good week gives up at most before it is filled again


def good_weeks(
    worker: WorkerCase, profit: Floats, chance: np.random.Generator, rounds: int, known: Sequence[Places] = ()
) -> list[tuple[float, Places]]:
    """Profit and places of the best weeks found, the dearest first; none where no household brings anything.
    `known` are weeks to start from.
    """
    few = promising(worker, profit)
    if not len(few):
        return []
    hands = _Hands(worker, profit, few, chance)
    for places in known:
        hands.remember(places)
    hands.fill(np.full((_AT_ONCE, hands.width), len(few)))
    for _ in range(rounds):
        hands.fill(hands.partly_emptied())
    return [(worth, tuple(sorted(few[list(taken)].tolist()))) for taken, worth in hands.best]


def promising(worker: WorkerCase, profit: Floats) -> Rows:
    """The one that brings most among the households that ask for the same slots; where even these are too many, those
    that bring most a minute and those that bring most.
    """
    useful = np.flatnonzero((profit > 0) & (worker.minutes <= worker.cap))
    useful = useful[np.lexsort((-profit[useful], worker.shape[useful]))]
    few: Rows = useful[np.diff(worker.shape[useful], prepend=-1) != 0]
    if len(few) > _LONGEST:
        by_minute = np.argsort(-profit[few] / worker.minutes[few], kind="stable")[: _LONGEST // 2]
        in_all = np.argsort(-profit[few], kind="stable")[: _LONGEST // 2]
        few = few[np.union1d(by_minute, in_all)]
    return few


class _Hands:
    """Weeks side by side: a line holds places among the few, `len(few)` where it holds nothing more."""

    def __init__(self, worker: WorkerCase, profit: Floats, few: Rows, chance: np.random.Generator) -> None:
        self.chance, self.few, self.none = chance, few, len(few)
        self.profit = np.append(profit[few], 0.0)
        self.minutes = np.append(worker.minutes[few], 0)
        self.cap = worker.cap
        self.beside = np.ones((self.none + 1, self.none), dtype=np.bool_)
        self.beside[:-1] = ~worker.clash[np.ix_(few, few)]
        np.fill_diagonal(self.beside, False)
        self.width = max(1, min(self.none, int(worker.cap // max(1, self.minutes[:-1].min()))))
        clashes = self.none - self.beside[:-1].sum(axis=1)
        self.logs = np.log(self.profit[:-1]), np.log(self.minutes[:-1]), np.log(clashes)
        self.best: list[tuple[tuple[int, ...], float]] = []

    def remember(self, places: Places) -> None:
        """A week to start from, as far as its households are among the few."""
        at = {int(place): number for number, place in enumerate(self.few)}
        taken = tuple(at[place] for place in places if place in at)
        if taken:
            self._keep([(taken, float(self.profit[list(taken)].sum()))])

    def fill(self, taken: NDArray[np.intp]) -> None:
        """Each line takes one household after another until none fits: what brings much, lasts not long and stands in
        few others' way, weighed differently in each line.
        """
        lines = np.arange(len(taken))
        profit, left = self.profit[taken].sum(axis=1), self.cap - self.minutes[taken].sum(axis=1)
        score = self._inclinations(len(taken))
        open_ = self.minutes[None, :-1] <= left[:, None]
        for held in range(taken.shape[1]):
            open_ &= self.beside[taken[:, held]]
        score[~open_] = -np.inf
        while True:
            first = score.argmax(axis=1)
            live = np.flatnonzero(score[lines, first] > -np.inf)
            if not len(live):
                break
            chosen = first[live]
            taken[live, (taken[live] == self.none).argmax(axis=1)] = chosen
            profit[live] += self.profit[chosen]
            left[live] -= self.minutes[chosen]
            still = self.beside[chosen] & (self.minutes[None, :-1] <= left[live][:, None])
            score[live] = np.where(still, score[live], -np.inf)
        dearest = np.argsort(-profit, kind="stable")[:_KEPT].tolist()
        self._keep([(tuple(at for at in taken[line].tolist() if at != self.none), float(profit[line]))
                    for line in dearest])  # fmt: skip

    def partly_emptied(self) -> NDArray[np.intp]:
        """The best weeks, each several times over, without one to three of their households."""
        taken = np.full((_AT_ONCE, self.width), self.none)
        for line in range(_AT_ONCE):
            week = self.best[line % len(self.best)][0]
            taken[line, : len(week)] = week
        size = (taken != self.none).sum(axis=1)
        gone = np.minimum(self.chance.integers(1, _GIVEN_UP + 1, _AT_ONCE), size)
        lot = self.chance.random(taken.shape)
        lot[taken == self.none] = 2.0
        taken[lot.argsort(axis=1).argsort(axis=1) < gone[:, None]] = self.none
        return taken

    def _inclinations(self, lines: int) -> Floats:
        brings, lasts, hinders = self.logs
        chance = self.chance
        score: Floats = (
            brings[None, :]
            - chance.uniform(-0.3, 1.0, (lines, 1)) * lasts[None, :]
            - chance.uniform(0.0, 1.0, (lines, 1)) * hinders[None, :]
            + chance.uniform(0.0, 0.4, (lines, 1)) * chance.gumbel(size=(lines, self.none))
        )
        return score

    def _keep(self, weeks: list[tuple[tuple[int, ...], float]]) -> None:
        known = {tuple(sorted(taken)): worth for taken, worth in [*self.best, *weeks]}
        self.best = sorted(known.items(), key=lambda one: (-one[1], one[0]))[:_KEPT]
