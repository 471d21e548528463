"""Prices of the households where workers and households are too many for a proof at every turn: the weeks are guessed.

What the turns estimate is no bound. The prices they end with are good, and `large` proves its bound at these.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from labmigration.decisions.placement.case import Budget, Owners
from labmigration.decisions.placement.columns import Part
from labmigration.decisions.placement.master import Master, Places, Pool, Prices
from labmigration.decisions.placement.needs import Floats
from labmigration.decisions.placement.week_guess import good_weeks

_FIRST_ROUNDS: Final = 2  # how often guessed weeks are partly emptied and filled again, while prices are far from right
_ROUNDS: Final = 4
_SWEEPS: Final = 36
_FIRST_STEP: Final = 0.5  # by how much of a usual value a household asked for becomes dearer, in the first sweep
_LAST_STEP: Final = 0.006
_FORGET: Final = 0.5  # share of the last sweep in the mean of the prices
_LOOK: Final = 4  # sweeps after which the estimate is looked at
_BACK: Final = 0.5  # share of the best known prices in those that are tried


@dataclass(frozen=True, slots=True)
class Turn:
    """At the prices tried: what no plan would exceed if the weeks guessed were the dearest; how many of these ask for
    each household (by row); the weeks that were not known before.
    """

    estimate: float
    asked: Floats
    new: list[tuple[int, Places, int]]


@dataclass
class Guessing:
    """Guesses the weeks of a part, each worker's from the best that she had the turn before."""

    pool: Pool
    part: Part
    chance: np.random.Generator
    before: dict[int, list[Places]] = field(default_factory=dict)

    def weeks_of(self, place: int, profit: Floats, rounds: int) -> list[tuple[float, Places]]:
        """Of one worker, from those she had before; the dearest first."""
        weeks = good_weeks(self.pool.case.workers[place], profit, self.chance, rounds, self.before.get(place, ()))
        if weeks:
            self.before[place] = [places for _, places in weeks]
        return weeks

    def turn(self, tried: Floats, budget: Budget, rounds: int = _ROUNDS, against: Prices | None = None) -> Turn | None:
        """None where time ran out. Only weeks that would gain at the prices `against` are new."""
        case = self.pool.case
        total, asked = float(tried[~self.part.taken].sum()), np.zeros(case.rows)
        new: list[tuple[int, Places, int]] = []
        for place in self.part.workers:
            if budget.over:
                return None
            worker = case.workers[place]
            profit = self.part.profit(worker, tried)
            weeks = self.weeks_of(place, profit, rounds)
            if not weeks:
                continue
            total += weeks[0][0]
            asked[worker.rows[list(weeks[0][1])]] += 1
            for _, places in weeks:
                if against is not None:
                    chosen = list(places)
                    gain = worker.value[chosen].sum() - against.rows[worker.rows[chosen]].sum()
                    if gain <= against.workers[place] + 1e-6:
                        continue
                if self.pool.add(place, places):
                    new.append((place, places, self.pool.weeks[place][places]))
        return Turn(total, asked, new)


def descend(guessing: Guessing, budget: Budget) -> tuple[Floats, float]:
    """The best prices found, and the estimate at these. Each worker in turn asks for a week at the prices of the
    moment: what she asks for becomes dearer at once, so that not all rush to the same, and everything a little cheaper
    (incremental subgradients: Nedić and Bertsekas 2001, a component a worker). Steps shorten from sweep to sweep; what
    is tried is the mean of the prices of the last sweeps.
    """
    case, part = guessing.pool.case, guessing.part
    highest = np.zeros(case.rows)
    for worker in case.workers:
        np.maximum.at(highest, worker.rows, worker.value)
    usual = float(highest[highest > 0].mean()) if highest.any() else 0.0
    prices, mean = np.zeros(case.rows), np.zeros(case.rows)
    best, lowest = mean, np.inf
    share, time = 1 / max(len(part.workers), 1), budget.left()
    for sweep in range(_SWEEPS):
        gone = max(sweep / (_SWEEPS - 1), 1 - budget.left() / time) if time else 1.0
        step = usual * _FIRST_STEP * (_LAST_STEP / _FIRST_STEP) ** gone
        now = np.zeros(case.rows)
        for place in guessing.chance.permutation(part.workers).tolist():
            if budget.over:
                break
            worker = case.workers[place]
            weeks = guessing.weeks_of(place, part.profit(worker, prices), _FIRST_ROUNDS)
            if weeks:
                prices[worker.rows[list(weeks[0][1])]] += step
            prices = np.maximum(prices - step * share, 0.0)
            now += prices * share
        if budget.over and sweep:
            break
        mean = now if sweep == 0 else _FORGET * now + (1 - _FORGET) * mean
        if sweep % _LOOK == _LOOK - 1:
            turn = guessing.turn(mean, budget, _FIRST_ROUNDS)
            if turn is not None and turn.estimate < lowest:
                best, lowest = mean, turn.estimate
    return (best if lowest < np.inf else mean), lowest


def agree(
    guessing: Guessing, master: Master, best: Floats, lowest: float, budget: Budget, turns: int, share: float
) -> tuple[Prices, Floats, float]:
    """Column generation with guessed weeks. Prices of the programme, the best prices tried, and the estimate at these;
    ends where the estimate is within a `share` of the programme's value, after `turns`, or with the budget.
    """
    prices = master.prices()
    for _ in range(turns):
        turn = guessing.turn(_BACK * best + (1 - _BACK) * prices.rows, budget, against=prices)
        if turn is None:
            break
        if turn.estimate < lowest:
            best, lowest = _BACK * best + (1 - _BACK) * prices.rows, turn.estimate
        master.add(turn.new)
        prices = master.prices()
        if not turn.new or lowest - prices.value <= share * prices.value:
            break
    return prices, best, lowest


def one_after_another(guessing: Guessing, prices: Floats, budget: Budget) -> Owners:
    """A plan: each worker in turn takes the week that gains most at the prices, among what is left."""
    case = guessing.pool.case
    owners: Owners = {}
    left = Part(guessing.part.workers, guessing.part.taken.copy())
    for place in guessing.chance.permutation(left.workers).tolist():
        if budget.over:
            break
        worker = case.workers[place]
        weeks = guessing.weeks_of(place, left.profit(worker, prices), _ROUNDS)
        if weeks:
            rows = worker.rows[list(weeks[0][1])]
            left.taken[rows] = True
            owners |= dict.fromkeys(rows.tolist(), place)
    return owners
