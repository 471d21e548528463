"""Which question comes next, and when to stop.

The area least covered first, then one at random among the `top` most informative at the present estimate (Kingsbury
& Zara 1989): the content stays balanced and neighbours do not all get the same questions. Areas that tie are taken
together; an area with no question left no longer counts; questions that tie go by their place in the table.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.positioning.items import ItemTable

Stop = Literal["decided", "limit", "exhausted"]

_MASK = 2**64 - 1


@dataclass(frozen=True, slots=True)
class StopAt:
    """Stop when a band has at least `probability`, or after `items` answers.

    `least`: answers below which nothing counts as decided, since a wide band may be likely before the first question.
    """

    probability: float = 0.8
    items: int = 12
    least: int = 0


@dataclass(frozen=True, slots=True)
class Next:
    """The id of the next question, or None and the reason to stop."""

    item: str | None
    stop: Stop | None


def why_stop(likeliest: float | None, answers: int, at: StopAt) -> Stop | None:
    """`likeliest` is the probability of the likeliest band; None without bands, where nothing is ever decided."""
    if likeliest is not None and likeliest >= at.probability and answers >= at.least:
        return "decided"
    return "limit" if answers >= at.items else None


def choose(table: ItemTable, theta: float, asked: NDArray[np.bool_], top: int, chance: float) -> int | None:
    """The row of the next question; None when all are asked.

    `asked` has one mark per row, `top` ≥ 1, and `chance` in [0, 1) picks among the best (see `chance_of`).
    """
    closed = asked
    if len(table.area_names) > 1:
        covered = np.bincount(table.area[asked], minlength=len(table.area_names))[table.area]
        covered[asked] = len(table)
        closed = asked | (covered > covered.min())
    left = len(table) - int(np.count_nonzero(closed))
    if left == 0:
        return None
    information = table.information(theta)
    information[closed] = -1.0
    best = int(information.argmax())
    for _better in range(int(chance * min(top, left))):  # a full sort would cost more than a few looks
        information[best] = -1.0
        best = int(information.argmax())
    return best


def chance_of(seed: int, step: int) -> float:
    """A number in [0, 1), the same on every machine for the same seed and step (splitmix64, Steele et al. 2014)."""
    mixed = (seed * 0x9E3779B97F4A7C15 + (step + 1) * 0xD1B54A32D192ED03) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return ((mixed ^ (mixed >> 31)) >> 11) / 2**53
