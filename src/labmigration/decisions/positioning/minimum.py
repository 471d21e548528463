"""The lowest point of a smooth function, by BFGS with a backtracking search (Nocedal & Wright 2006, ch. 6)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[[Floats], tuple[float, Floats]]

_SUFFICIENT = 1e-4
_BLUR = 1e-13
_HALVINGS = 40


class NoMinimum(Exception):
    """The search found no point where the function is flat."""


def minimum(function: Function, start: Floats, curvature: Floats, *, flat: float, steps: int = 500) -> Floats:
    """Where `function`, which returns value and gradient, has no slope above `flat` in any direction.

    `curvature` is a guess of the second derivatives at `start`, all positive. Raises NoMinimum after `steps`.
    """
    at, inverse = start, np.diag(1 / curvature)
    value, slope = function(at)
    for _step in range(steps):
        if np.abs(slope).max() <= flat:
            return at
        way = -inverse @ slope
        descent = float(way @ slope)
        if descent >= 0:  # rounding spoiled the curvature: begin it afresh
            inverse = np.diag(1 / curvature)
            way = -inverse @ slope
            descent = float(way @ slope)
        length = min(1.0, 2.0 / float(np.abs(way).max()))  # two logits at a time at most
        for _halving in range(_HALVINGS):
            reached, new_slope = function(at + length * way)
            if reached <= value + _SUFFICIENT * length * descent:
                break
            # Near the bottom rounding blurs the value; the slope still tells one point from the next.
            if reached <= value + _BLUR * abs(value) and np.abs(new_slope).max() < np.abs(slope).max() / 2:
                break
            length /= 2
        else:
            raise NoMinimum
        inverse = _updated(inverse, length * way, new_slope - slope)
        at, value, slope = at + length * way, reached, new_slope
    raise NoMinimum


def curvature_of(function: Function, at: Floats, width: float = 1e-4) -> Floats:
    """Second derivatives by central differences of the gradient; shape (n, n), symmetric."""
    rows = [
        (function(at + shift)[1] - function(at - shift)[1]) / (2 * width)
        for shift in width * np.eye(at.size, dtype=np.float64)
    ]
    matrix: Floats = np.array(rows)
    return (matrix + matrix.T) / 2


def _updated(inverse: Floats, step: Floats, change: Floats) -> Floats:
    product = float(step @ change)
    if product <= 1e-12 * float(np.linalg.norm(step) * np.linalg.norm(change)):
        return inverse
    carried = inverse @ change
    return (
        inverse
        + (1 + float(change @ carried) / product) * np.outer(step, step) / product
        - (np.outer(carried, step) + np.outer(step, carried)) / product
    )
