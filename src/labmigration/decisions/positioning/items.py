"""Questions as curves: the chance of a right answer by ability, and the tables that make every look-up a row.

Four-parameter logistic: P(θ) = c + (d − c) · σ(slope · (θ − b)), in logits. It never decreases in θ, since slope > 0
and d > c: that is all that the engine's fairness needs (see `estimate`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Beyond this the logistic curve is 0 or 1 to the last bit of a double, and its tail would underflow.
_FLAT = 700.0


@dataclass(frozen=True, slots=True)
class Item:
    """A question. Difficulty `b` and its standard deviation `b_sd` in logits; `a` > 0; 0 ≤ `c` < `d` ≤ 1.

    Raises ValueError otherwise.
    """

    id: str
    b: float
    a: float = 1.0
    c: float = 0.0
    d: float = 1.0
    b_sd: float = 0.0

    def __post_init__(self) -> None:
        if not all(math.isfinite(value) for value in (self.a, self.b, self.b_sd)):
            raise ValueError(f"{self.id}: a, b and b_sd must be finite")
        if self.a <= 0 or self.b_sd < 0 or not 0 <= self.c < self.d <= 1:
            raise ValueError(f"{self.id}: needs a > 0, b_sd ≥ 0 and 0 ≤ c < d ≤ 1")

    @property
    def slope(self) -> float:
        """`a`, flattened by 1/√(1 + π·b_sd²/8) because nobody knows `b` exactly (MacKay 1992).

        The contract fixes this factor whatever `a`; MacKay's own argument would scale b_sd by `a` first, which is the
        same where it matters here, at a = 1 (expert difficulties).
        """
        return self.a / math.sqrt(1 + math.pi * self.b_sd**2 / 8)


@dataclass(frozen=True)
class Grid:
    """Abilities at which everything is computed: `points` ≥ 2 of them, evenly spread over ±`limit` logits."""

    points: int = 121
    limit: float = 6.0

    def __post_init__(self) -> None:
        if self.points < 2 or not (math.isfinite(self.limit) and self.limit > 0):
            raise ValueError("a grid needs two points and a limit above 0")

    @cached_property
    def x(self) -> Floats:
        """The abilities, ascending; shape (points,)."""
        return np.linspace(-self.limit, self.limit, self.points)

    @property
    def step(self) -> float:
        """Distance between two points, logits."""
        return 2 * self.limit / (self.points - 1)

    @cached_property
    def trapezoid(self) -> Floats:
        """Weights of the trapezoid rule; shape (points,)."""
        weights = np.full(self.points, self.step)
        weights[[0, -1]] /= 2
        return weights

    @cached_property
    def moments(self) -> Floats:
        """Rows that make of a density its area and its first moment, by that rule; shape (2, points)."""
        return np.array([self.trapezoid, self.trapezoid * self.x])


class ItemTable:
    """Items in a given order, each a row: `a` is the flattened slope. Tables are built at first use, then shared.

    `areas` names the area of an item; items that it leaves out form one area of their own. Ids must differ.
    """

    def __init__(self, items: Sequence[Item], grid: Grid | None = None, areas: Mapping[str, str] | None = None) -> None:
        self.items = tuple(items)
        self.grid = grid or Grid()
        self.row = {item.id: row for row, item in enumerate(self.items)}
        if len(self.row) != len(self.items):
            raise ValueError("two items have the same id")
        self.a = np.array([item.slope for item in self.items])
        self.b = np.array([item.b for item in self.items])
        self.c = np.array([item.c for item in self.items])
        self.d = np.array([item.d for item in self.items])
        named = [(areas or {}).get(item.id) for item in self.items]
        self.area_names = sorted(set(named), key=lambda name: (name is not None, name))
        codes = {name: code for code, name in enumerate(self.area_names)}
        self.area = np.array([codes[name] for name in named], dtype=np.intp)
        self._squared = self.a**2
        self._two_parameters = bool((self.c == 0).all() and (self.d == 1).all())

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def right(self) -> Floats:
        """log P of each item (row) at each ability of the grid (column)."""
        return self._logs(self.c, self.d)

    @cached_property
    def wrong(self) -> Floats:
        """log (1 − P), of the same shape."""
        return self._logs(1 - self.c, 1 - self.d)

    def chance(self, theta: float) -> Floats:
        """P of every item at one ability; shape (items,)."""
        high, low = self._both_sides(theta)
        return np.asarray(self.d * high + self.c * low)

    def information(self, theta: float) -> Floats:
        """Fisher information of every item at one ability, P′² / (P·(1 − P)): a²·P·(1 − P) where c = 0 and d = 1.

        Shape (items,).
        """
        if self._two_parameters:
            tail = np.exp(-np.abs(self.a * (theta - self.b)))  # P / (1 − P) on its smaller side: it never overflows
            return np.asarray(self._squared * tail / (1 + tail) ** 2)
        high, low = self._both_sides(theta)
        # Each tail is divided by its own probability before they meet: no product underflows to 0/0.
        high_side = high / (self.d * high + self.c * low)
        low_side = low / ((1 - self.d) * high + (1 - self.c) * low)
        return np.asarray(self._squared * (self.d - self.c) ** 2 * high_side * low_side * high * low)

    def _both_sides(self, theta: float) -> tuple[Floats, Floats]:
        """σ(z) and σ(−z), both exact in their tails."""
        z = np.minimum(np.maximum(self.a * (theta - self.b), -_FLAT), _FLAT)
        rising = np.exp(z)
        low = 1 / (1 + rising)
        return rising * low, low

    def _logs(self, floor: Floats, ceiling: Floats) -> Floats:
        """log(floor·σ(−z) + ceiling·σ(z)) without ever leaving the logarithms: certainty against the answer stays a
        large finite number.
        """
        z = self.a[:, None] * (self.grid.x[None, :] - self.b[:, None])
        with np.errstate(divide="ignore"):
            low = np.log(floor)[:, None] - np.logaddexp(0.0, z)
            high = np.log(ceiling)[:, None] - np.logaddexp(0.0, -z)
        return np.asarray(np.logaddexp(low, high))
