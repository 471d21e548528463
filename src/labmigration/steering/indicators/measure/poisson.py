"""The exact interval of a count of events (Garwood 1936), without SciPy."""

import math

_STEPS = 100_000
_TINY = 1e-16


def exact_interval(events: int, confidence: float = 0.95) -> tuple[float, float]:
    """The expected counts for which `events`, or fewer, or more, are not too rare: by bisection, to 1e-10.

    The lower bound of no event is 0. ValueError for a negative count or a confidence outside 0 … 1.
    """
    if events < 0 or not 0 < confidence < 1:
        raise ValueError("a count is not negative, and confidence lies between 0 and 1")
    tail = (1 - confidence) / 2
    low = 0.0 if not events else _where(events, tail)
    return low, _where(events + 1, 1 - tail)


def _where(shape: int, chance: float) -> float:
    """The x at which the gamma law of that shape has `chance` below it: P(at least `shape` events | x) = chance."""
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 20
    while high - low > 1e-10 * max(1.0, high):
        middle = (low + high) / 2
        if below(shape, middle) < chance:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def below(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(shape, x): series, or Lentz's continued fraction."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    if x < shape + 1:
        term = total = 1 / shape
        for step in range(1, _STEPS):
            term *= x / (shape + step)
            total += term
            if term < total * _TINY:
                break
        return total * front
    b = x + 1 - shape
    c, d = 1 / 1e-300, 1 / b
    fraction = d
    for step in range(1, _STEPS):
        a = -step * (step - shape)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        change = c * d
        fraction *= change
        if abs(change - 1) < _TINY:
            break
    return 1 - front * fraction
