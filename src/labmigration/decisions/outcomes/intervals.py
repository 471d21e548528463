"""Confidence intervals that never leave 0 … 1: Wilson for a share, log(−log) for a curve."""

import math
from statistics import NormalDist

import numpy as np

from labmigration.decisions.outcomes.life_table import Floats


def normal_quantile(confidence: float) -> float:
    """How many standard deviations on either side hold `confidence` of a normal law: 1.96 for 0.95.

    Raises ValueError unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence must be above 0 and below 1")
    return -NormalDist().inv_cdf((1 - confidence) / 2)  # from the tail: 1 − 1e-15 keeps its digits


def wilson(successes: int, tried: int, confidence: float) -> tuple[float, float]:
    """Wilson's score interval (1927), without correction for continuity; `tried` > 0.

    Exactly 0 below where nobody succeeded, exactly 1 above where everybody did.
    """
    z = normal_quantile(confidence)
    share, spread = successes / tried, z * z / tried
    centre = share + spread / 2
    half = z * math.sqrt((share * (1 - share) + spread / 4) / tried)
    low = 0.0 if successes == 0 else (centre - half) / (1 + spread)
    high = 1.0 if successes == tried else (centre + half) / (1 + spread)
    return low, high


def log_log(curve: Floats, relative_error: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Interval of each value of a curve, by the standard error of log(−log) (Kalbfleisch & Prentice 1980).

    `relative_error` is the standard deviation of each value divided by the value. At 0 and at 1 the scale has no
    place: the interval is the value itself, as lifelines and scikit-survival have it. Shapes (n,) all through.
    """
    inside = (curve > 0) & (curve < 1)
    logs = np.log(np.where(inside, curve, 0.5))
    shift = np.where(inside, normal_quantile(confidence) * relative_error / logs, 0.0)
    # Beyond the exponents of a double the bound is 0 or 1 to the last bit.
    stretch = np.exp(np.clip(shift, -700.0, 700.0))
    low = np.where(inside, np.exp(logs / stretch), curve)
    high = np.where(inside, np.exp(logs * stretch), curve)
    return np.asarray(low), np.asarray(high)
