"""Two groups of equal size, one share compared: how many people it takes, and what so many can show.

The test pools the two shares under the null hypothesis (Fleiss, without continuity correction): 15 against 30 % at
80 % power asks for 120 people a group, and 48 a group show +27 points from 50 % (reference, section (e) and finding 4).
"""

from math import sqrt
from statistics import NormalDist

_BISECTIONS = 60


def people_per_arm(low: float, high: float, *, power: float = 0.8, significance: float = 0.05) -> float:
    """People in each group, not rounded, to tell two shares apart; both between 0 and 1, and different.

    Raises ValueError otherwise.
    """
    _check(low, high)
    bound, reach = NormalDist().inv_cdf(1 - significance / 2), NormalDist().inv_cdf(power)
    mean = (low + high) / 2
    apart = low * (1 - low) + high * (1 - high)
    return (bound * sqrt(2 * mean * (1 - mean)) + reach * sqrt(apart)) ** 2 / (high - low) ** 2


def detectable(base: float, people: int, *, power: float = 0.8, significance: float = 0.05) -> float | None:
    """The smallest gain over `base` that so many people in each group show; None where none does."""
    if not 0 < base < 1 or people < 1:
        raise ValueError("a share between 0 and 1 and at least one person")

    def enough(gain: float) -> bool:
        return people_per_arm(base, base + gain, power=power, significance=significance) <= people

    low, high = 0.0, 1 - base - 1e-9
    if not enough(high):
        return None
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (low, middle) if middle > 0 and enough(middle) else (middle, high)
    return high


def _check(low: float, high: float) -> None:
    if not (0 <= low <= 1 and 0 <= high <= 1) or low == high:
        raise ValueError("two different shares between 0 and 1")
