"""A session under way: what is known after each answer, updated in microseconds. Nothing is ever changed in place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.positioning.estimate import (
    BandTable,
    Estimate,
    Prior,
    density_of,
    estimate_from,
    log_posterior,
    mean_of,
)
from labmigration.decisions.positioning.items import Floats, ItemTable
from labmigration.decisions.positioning.selection import Next, StopAt, chance_of, choose, why_stop


@dataclass(frozen=True, eq=False)
class Running:
    """The log posterior on the grid, the rows already asked, and how many were answered."""

    table: ItemTable
    log_weights: Floats
    asked: NDArray[np.bool_]
    answers: int = 0

    @classmethod
    def start(cls, table: ItemTable, prior: Prior | None = None) -> Self:
        """Before the first question."""
        return cls(table, (prior or Prior()).log_weights(table.grid), np.zeros(len(table), dtype=np.bool_))

    @classmethod
    def after(
        cls, table: ItemTable, answers: Mapping[str, int], prior: Prior | None = None, asked: Iterable[str] = ()
    ) -> Self:
        """After `answers` (item id → 0 or 1), with further items `asked` that got none. KeyError for unknown ones."""
        marks = np.zeros(len(table), dtype=np.bool_)
        marks[[table.row[item] for item in (*answers, *asked)]] = True
        return cls(table, log_posterior(table, answers, prior or Prior()), marks, len(answers))

    def answer(self, item: str, score: int) -> Self:
        """After one more answer, 0 or 1. KeyError for an unknown item, ValueError for one already asked."""
        row = self.table.row[item]
        said = self.table.right[row] if score else self.table.wrong[row]
        return type(self)(self.table, self.log_weights + said, self._asked_with(row), self.answers + 1)

    def skip(self, item: str) -> Self:
        """The item was shown and tells nothing: it is not shown again and counts for its area only."""
        return type(self)(self.table, self.log_weights, self._asked_with(self.table.row[item]), self.answers)

    @cached_property
    def density(self) -> Floats:
        """Posterior on the grid, its largest value being 1; shape (points,)."""
        return density_of(self.log_weights)

    @cached_property
    def theta(self) -> float:
        """Posterior mean alone, logits: what choosing needs."""
        return mean_of(self.density, self.table.grid)

    @cached_property
    def estimate(self) -> Estimate:
        """Posterior mean and standard deviation."""
        return estimate_from(self.density, self.table.grid)

    def bands(self, bands: BandTable) -> Floats:
        """Probability of each band; shape (bands,)."""
        return bands.probabilities(self.density)

    def next(
        self, *, seed: int = 0, top: int = 3, bands: BandTable | None = None, stop_at: StopAt | None = None
    ) -> Next:
        """The next question, or why to stop. Without `stop_at` it goes on until nothing is left."""
        if stop_at is not None:
            likeliest = float(self.bands(bands).max()) if bands is not None and bands.bands else None
            stop = why_stop(likeliest, self.answers, stop_at)
            if stop is not None:
                return Next(None, stop)
        chance = chance_of(seed, int(np.count_nonzero(self.asked)))
        row = choose(self.table, self.theta, self.asked, top, chance)
        return Next(None, "exhausted") if row is None else Next(self.table.items[row].id, None)

    def _asked_with(self, row: int) -> NDArray[np.bool_]:
        if self.asked[row]:
            raise ValueError(f"{self.table.items[row].id} was already asked")
        asked = self.asked.copy()
        asked[row] = True
        return asked
