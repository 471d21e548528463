"""Lines of people in which each resembles at least k − 1 others, on the characteristics by which one could be known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Step:
    """One characteristic made coarser: to which level of its ladder, and how many people stood in small classes."""

    column: str
    level: int
    small_before: int
    small_after: int


@dataclass(frozen=True, eq=False)
class Anonymous:
    """What was done. `levels`: the level of each characteristic; `kept`: who stays, one flag a person."""

    levels: Mapping[str, int]
    kept: NDArray[np.bool_]
    steps: tuple[Step, ...]
    #: How many people were left out because their class stayed too small.
    left_out: int
    #: The number of people in the smallest class that leaves; 0 where nobody does.
    smallest: int


def anonymous(ladders: Mapping[str, Sequence[Codes]], people: int, k: int, most_left_out: float) -> Anonymous:
    """Coarser values until at most `most_left_out` of the people stand in classes under `k`; those are left out.

    ladders: for each characteristic its codes (people,) from the finest level to the coarsest. At each step the
    characteristic whose next level leaves the fewest people in small classes goes one up, the first of those at a tie.
    ValueError for a k under 2, or codes of another length.
    """
    if k < 2:
        raise ValueError(f"k is at least 2, not {k}")
    if any(codes.shape != (people,) for ladder in ladders.values() for codes in ladder):
        raise ValueError(f"a characteristic has not one code for each of {people} people")
    levels = dict.fromkeys(ladders, 0)
    sizes = _sizes(ladders, levels, people)
    steps: list[Step] = []
    while int((sizes < k).sum()) > most_left_out * people:
        found = None
        for column, level in levels.items():
            if level + 1 < len(ladders[column]):
                tried = _sizes(ladders, {**levels, column: level + 1}, people)
                small = int((tried < k).sum())
                if found is None or small < found[0]:
                    found = small, column, tried
        if found is None:
            break
        small, column, tried = found
        levels[column] += 1
        steps.append(Step(column, levels[column], int((sizes < k).sum()), small))
        sizes = tried
    kept = sizes >= k
    smallest = int(sizes[kept].min()) if kept.any() else 0
    return Anonymous(levels, kept, tuple(steps), int(people - kept.sum()), smallest)


def _sizes(ladders: Mapping[str, Sequence[Codes]], levels: Mapping[str, int], people: int) -> Codes:
    """How many people, each counted, share the values of each."""
    if not ladders or not people:
        return np.full(people, people, dtype=np.int64)
    lines = np.stack([ladders[column][level] for column, level in levels.items()], axis=1)
    _classes, of, size = np.unique(lines, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(size[of.ravel()], dtype=np.int64)
