"""Do coders of the same interviews agree beyond chance? Krippendorff's alpha and Cohen's kappa."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes.life_table import Counts, Floats

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Rating = float | str | None

# The ratio metric compares each value with each other: the square of this many still takes seconds only.
MOST_RATIO_VALUES = 10_000


def alpha(ratings: Sequence[Sequence[Rating]], level: Level) -> float | None:
    """Krippendorff's alpha (2011), `ratings` one row per coder and one column per unit, None where not coded.

    α = 1 − observed / expected disagreement over the units coded at least twice. None where it can't be told: no such
    unit, or one value throughout. Texts are codes of the nominal level; the others want numbers, and `ratio` numbers
    from 0 on. ValueError otherwise, for rows of unequal length, and for more than MOST_RATIO_VALUES different ratios.
    """
    values, unit = _pairable(ratings, level)
    distinct, codes, counts = np.unique(values, return_inverse=True, return_counts=True)
    if distinct.size < 2:
        return None
    m = np.bincount(unit)[unit].astype(np.float64)  # ratings of the unit, beside each rating
    n = float(values.size)
    if level == "nominal":
        _, where, alike = np.unique(unit * distinct.size + codes, return_index=True, return_counts=True)
        same = alike.astype(np.float64)
        observed = float((same * (m[where] - same) / (m[where] - 1)).sum())
        expected = n * n - float((counts.astype(np.float64) ** 2).sum())
    elif level == "ratio":
        observed = _ratio_within(values, unit)
        expected = _ratio_spread(distinct, counts)
    else:
        scale = _middle_ranks(counts)[codes] if level == "ordinal" else values
        means = np.bincount(unit, scale)[unit] / m
        observed = float((2 * m / (m - 1) * (scale - means) ** 2).sum())
        expected = 2 * n * float(((scale - scale.mean()) ** 2).sum())
    return 1 - (n - 1) * observed / expected


def kappa(one: Sequence[Rating], other: Sequence[Rating]) -> float | None:
    """Cohen's kappa (1960) of two coders, over the units that both coded, by whole numbers up to one division.

    None where it can't be told: no such unit, or both gave one and the same code throughout. ValueError for rows of
    unequal length.
    """
    pairs = [pair for pair in zip(one, other, strict=True) if None not in pair]
    agreed = sum(first == second for first, second in pairs)
    codes = {code for pair in pairs for code in pair}
    firsts, seconds = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    for first, second in pairs:
        firsts[first] += 1
        seconds[second] += 1
    by_chance = sum(firsts[code] * seconds[code] for code in codes)
    possible = len(pairs) ** 2 - by_chance
    return (len(pairs) * agreed - by_chance) / possible if possible else None


def _pairable(ratings: Sequence[Sequence[Rating]], level: Level) -> tuple[Floats, Counts]:
    """Ratings of units coded at least twice: their values (codes as numbers where nominal) and their units."""
    units = len(ratings[0]) if ratings else 0
    if any(len(row) != units for row in ratings):
        raise ValueError("every coder needs one rating, or None, per unit")
    given = [(rating, column) for row in ratings for column, rating in enumerate(row) if rating is not None]
    if level == "nominal":
        numbers = {code: float(rank) for rank, code in enumerate(dict.fromkeys(rating for rating, _ in given))}
        found = [numbers[rating] for rating, _ in given]
    else:
        found = [rating for rating, _ in given if not isinstance(rating, str)]
        if len(found) != len(given) or (level == "ratio" and any(value < 0 for value in found)):
            raise ValueError(f"the {level} level wants numbers, and ratio numbers from 0 on")
    values, unit = np.array(found, dtype=np.float64), np.array([column for _, column in given], dtype=np.int64)
    twice: NDArray[np.bool_] = (np.bincount(unit, minlength=1) > 1)[unit]
    return values[twice], unit[twice]


def _middle_ranks(counts: Counts) -> Floats:
    """Rank of each value in the middle of its ties: the ordinal metric is the square of their differences."""
    return np.asarray(np.cumsum(counts) - counts / 2)


def _ratio_within(values: Floats, unit: Counts) -> float:
    order = np.argsort(unit, kind="stable")
    ends = np.flatnonzero(np.diff(unit[order])) + 1
    total = 0.0
    for together in np.split(values[order], ends):
        distinct, counts = np.unique(together, return_counts=True)
        if distinct.size > 1:
            total += _ratio_spread(distinct, counts) / (together.size - 1)
    return total


def _ratio_spread(distinct: Floats, counts: Counts) -> float:
    """Sum over all ordered pairs of ((a − b) / (a + b))², `distinct` ascending from 0 on."""
    if distinct.size > MOST_RATIO_VALUES:
        raise ValueError(f"more than {MOST_RATIO_VALUES} different values at the ratio level")
    total = 0.0
    for row in range(distinct.size - 1):
        value, larger = distinct[row], distinct[row + 1 :]
        total += 2 * float(counts[row]) * float(counts[row + 1 :] @ ((larger - value) / (larger + value)) ** 2)
    return total
