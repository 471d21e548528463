"""Ten thousand random pairs of filtered tables, each given beside the other, and whoever holds both.

For each pair the reader's numbers are solved again, by least squares over every kind of people that could exist: no
small group that a cell of one makes with a cell of the other may be a combination of the numbers told.
"""

import time
from typing import Final

import numpy as np

from bench.figures import Figure, percentile, say
from labmigration.decisions.disclosure.tests.invented import LEAST, SIZES, everybody, given, layout, people

PAIRS: Final = 10_000
CROWDS: Final = (80, 150, 300, 700)
ROUNDING: Final = 1e-7


def figures() -> list[Figure]:
    """How many groups of 1 to 10 people the pairs isolate, and how long a second table takes."""
    say(f"extracts: {PAIRS} pairs of filtered tables …")
    rng = np.random.default_rng(20261122)
    isolated, hidden, cells, took = 0, 0, 0, []
    for number in range(PAIRS):
        them = people(rng, CROWDS[number % len(CROWDS)])
        began = time.perf_counter()
        pair = given(them, [layout(rng), layout(rng)])
        took.append(1000 * (time.perf_counter() - began))
        isolated += _isolated(them, pair)
        hidden += sum(int((~each.shown).sum()) for each in pair)
        cells += sum(each.shown.size for each in pair)
    remark = f"{cells} cells, {100 * hidden / cells:.0f} % hidden; both tables of a pair known to the reader"
    return [
        Figure("extracts: small groups isolated by 10,000 pairs of tables", isolated, "", at_most=0, remark=remark),
        Figure("extracts: a pair of tables, 95th percentile", percentile(took, 0.95), "ms"),
    ]


def _isolated(them, pair) -> int:
    """How many small groups are a combination of the numbers that the two tables tell."""
    kinds, numbers = everybody(them)
    cells = [each.layout.cells(kinds, SIZES) for each in pair]
    told = np.concatenate([of[each.shown.ravel()] for of, each in zip(cells, pair, strict=True)]).astype(np.float64)
    if not len(told):
        return 0
    one, other = cells[0][:, None, :], cells[1][None, :, :]
    both = (one & other, one & ~other, ~one & other)
    groups = np.concatenate([*cells, *(group.reshape(-1, len(numbers)) for group in both)])
    sizes = groups @ numbers
    small = groups[(sizes > 0) & (sizes < LEAST)].astype(np.float64)
    if not len(small):
        return 0
    _left, strength, rows = np.linalg.svd(told, full_matrices=False)
    basis = rows[strength > ROUNDING]
    beside = small - small @ basis.T @ basis
    return int((np.abs(beside).max(axis=1) < ROUNDING).sum())
