"""Titles held: every block known, or before her jury, of somebody's title is acquired."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from labmigration.pathway.certification.counted import ACQUIRED, blocks_of_title
from labmigration.steering.indicators.columns import Words
from labmigration.steering.indicators.facts import Table, table_of
from labmigration.steering.indicators.lines import Lines


def titles_held(blocks: Table, sittings: Lines) -> Table:
    """(person, title, day) from the table of blocks and from rows of `certification.counted.sittings`.

    Each (person, title) is one number, and so is each block of it: what is asked is then looked up in what is held.
    """
    block, title, sat = _words(blocks, "block"), _words(blocks, "title"), sittings[3]
    titles = _numbers([*title.names, *sittings[1]])
    asked_by_title = {name: blocks_of_title(name) for name in titles}
    codes = _numbers([*block.names, *(each for known in asked_by_title.values() for each in known), *_each(sat)])

    gained = _words(blocks, "outcome").are(ACQUIRED)
    numbers = np.array([titles[name] for name in title.names], np.int64)
    holding = np.asarray(blocks["person"])[gained] * len(titles) + numbers[title.codes[gained]]
    held = holding * len(codes) + np.array([codes[name] for name in block.names], np.int64)[block.codes[gained]]
    held, days = _earliest(held, np.asarray(blocks["on"])[gained])

    holders = np.unique(holding)
    asked = [holders[:0]]
    for name, known in asked_by_title.items():
        asked += _asked(holders[holders % len(titles) == titles[name]], known, codes)
    before_jury = sittings.person * len(titles) + np.array([titles[name] for name in sittings[1]], np.int64)
    kinds = {blocks_of: number for number, blocks_of in enumerate(dict.fromkeys(sat))}
    kind = np.array([kinds[blocks_of] for blocks_of in sat], np.int64)
    for blocks_of, number in kinds.items():
        asked += _asked(before_jury[kind == number], blocks_of, codes)

    wanted = np.unique(np.concatenate(asked))
    place = np.minimum(np.searchsorted(held, wanted), max(len(held) - 1, 0))
    has = held[place] == wanted if len(held) else np.zeros(len(wanted), np.bool_)
    return _whole(wanted // max(len(codes), 1), has, days[place] if len(held) else days, titles)


def _whole(
    holding: NDArray[np.int64], has: NDArray[np.bool_], days: NDArray[np.datetime64], titles: dict[str, int]
) -> Table:
    """Those of whom all that is asked is held, since the last of it. `holding` ascends."""
    if not has.any():
        return table_of("titles", np.zeros(0, np.int64), (), ())
    first = np.flatnonzero(np.concatenate(([True], holding[1:] != holding[:-1])))
    whole = np.logical_and.reduceat(has, first)
    since = np.maximum.reduceat(days.astype(np.int64), first).astype("datetime64[D]")
    names = list(titles)
    who, title = np.divmod(holding[first][whole], len(titles))
    return table_of("titles", who, [names[number] for number in title.tolist()], since[whole])


def _asked(holding: NDArray[np.int64], blocks: Iterable[str], codes: dict[str, int]) -> list[NDArray[np.int64]]:
    return [holding * len(codes) + codes[block] for block in blocks]


def _earliest(
    keys: NDArray[np.int64], days: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], NDArray[np.datetime64]]:
    """Each key once, ascending, with its first day."""
    order = np.lexsort((days.astype(np.int64), keys))
    keys, days = keys[order], days[order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    return keys[first], days[first]


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _each(sets: Iterable[Iterable[str]]) -> set[str]:
    return {each for blocks in set(sets) for each in blocks}


def _words(table: Table, name: str) -> Words:
    found = table[name]
    assert isinstance(found, Words)
    return found
