"""From an estimate to words: levels 1, 2, 3 … between cut points that are data of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from labmigration.decisions.positioning.estimate import Band

SURE = 0.8  # share of the posterior that an interval of levels must hold


@dataclass(frozen=True, slots=True)
class LevelRange:
    """`low`..`high` is the shortest run of levels that holds the share asked; `level` the likeliest single one.

    `decided` when the run is one level; otherwise the interview confirms it.
    """

    low: int
    high: int
    level: int

    @property
    def decided(self) -> bool:
        """Whether one level suffices."""
        return self.low == self.high


def level_bands(cuts: Sequence[float]) -> tuple[Band, ...]:
    """Bands named "1", "2", … between ascending cut points in logits: three cuts make levels 1 to 4.

    Raises ValueError when the cuts do not ascend.
    """
    edges = (None, *cuts, None)
    return tuple(Band(str(level), above, below) for level, (above, below) in enumerate(pairwise(edges), start=1))


def level_range(probabilities: Sequence[float], sure: float = SURE) -> LevelRange:
    """The levels that a person may have, from the probability of each, lowest level first.

    Among runs of the same length the likeliest wins, then the lower one; a level counts from 1.
    """
    count = len(probabilities)
    likeliest = max(range(count), key=lambda level: probabilities[level])
    for length in range(1, count + 1):
        runs = {low: float(sum(probabilities[low : low + length])) for low in range(count - length + 1)}
        low = max(runs, key=lambda start: runs[start])
        if runs[low] >= sure:
            return LevelRange(low + 1, low + length, likeliest + 1)
    return LevelRange(1, count, likeliest + 1)
