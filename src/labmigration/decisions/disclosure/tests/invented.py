"""Invented people, invented tables, and a reader who tries to work small groups out of them."""

import numpy as np

from labmigration.decisions.disclosure import GivenTable, MaskedTable, People, TableLayout, mask
from labmigration.decisions.disclosure.layouts import Flags

LEAST = 11
SIZES = {"sex": 2, "age": 3, "status": 2, "occupation": 3}


def people(rng: np.random.Generator, count: int) -> People:
    """Characteristics of which the last values are rare."""
    codes = {name: np.minimum(rng.geometric(0.5, count) - 1, size - 1) for name, size in SIZES.items()}
    return People(codes, SIZES)


def layout(rng: np.random.Generator) -> TableLayout:
    """Rows and columns by two characteristics, mostly among some values of a third."""
    row, column, other = (str(name) for name in rng.permutation(list(SIZES))[:3])
    if rng.random() < 0.3:
        return TableLayout(row, column)
    size = SIZES[other]
    values = rng.permutation(size)[: rng.integers(1, size)]
    return TableLayout(row, column, ((other, frozenset(int(value) for value in values)),))


def given(them: People, layouts: list[TableLayout]) -> list[MaskedTable]:
    """Tables made one after another, each beside those before."""
    found: list[MaskedTable] = []
    for each in layouts:
        found.append(mask(them, each, [GivenTable(one.layout, one.shown) for one in found], LEAST))
    return found


def everybody(them: People) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Every kind of people that could exist, and how many there are of each: nothing here is shared with the engine."""
    names = sorted(them.sizes)
    grid = np.stack(np.meshgrid(*(np.arange(them.sizes[name]) for name in names), indexing="ij"), -1)
    lines = grid.reshape(-1, len(names))
    mine = np.stack([them.codes[name] for name in names], axis=1)
    numbers = (mine[:, None, :] == lines[None, :, :]).all(axis=2).sum(axis=0)
    return {name: lines[:, place] for place, name in enumerate(names)}, numbers


def known(them: People, tables: list[MaskedTable]) -> tuple[Flags, np.ndarray, Flags]:
    """What a reader of the tables holds: the groups told, over every kind of people; their numbers; those hidden."""
    kinds, numbers = everybody(them)
    told, hidden = [], []
    for each in tables:
        cells = each.layout.cells(kinds, them.sizes)
        told.append(cells[each.shown.ravel()])
        hidden.append(cells[~each.shown.ravel()])
    groups = np.concatenate(told)
    return groups, groups @ numbers, np.concatenate(hidden)
