"""The first spell of everybody at once: what `sector_spells` finds person by person, on columns.

Contracts are walked by rank (everybody's first, then everybody's second …), so that a million people take as many
steps as the person with the most contracts.
"""

from dataclasses import dataclass

import numpy as np

from labmigration.decisions.outcomes.life_table import Counts, Floats
from labmigration.decisions.outcomes.months import Days, months_elapsed
from labmigration.decisions.outcomes.sector_spells import GAP_DAYS


@dataclass(frozen=True, slots=True, eq=False)
class FirstSpells:
    """The first spell of each person, shapes (people,): last day (NaT without one), why it ended (0: it has not, or
    nobody was seen to leave), how many calendar months it lasted (NaN without one)."""

    last: Days
    cause: Counts
    months: Floats


def first_spells(
    person: Counts, first: Days, last: Days, cause: Counts, known_until: Days, gap_days: int = GAP_DAYS
) -> FirstSpells:
    """The first of each person's `sector_spells`, from one line a contract and one day a person.

    `person`: the row of `known_until`, the last day on which her status is known; `last` NaT while the contract runs.
    ValueError for a contract that ends before it begins and for a cause below 1.
    """
    if (last < first).any():
        raise ValueError("a contract ends before it begins")
    if (cause < 1).any():
        raise ValueError("a cause is 1 or more")
    until = known_until.astype("datetime64[D]").astype(np.int64)
    begins, people = first.astype("datetime64[D]").astype(np.int64), len(known_until)
    begun = np.flatnonzero(begins <= until[person])
    ended = (~np.isnat(last) & (last <= known_until[person]))[begun]
    order = np.lexsort((cause[begun], begins[begun], person[begun]))
    begun, ended = begun[order], ended[order]
    who, begins = person[begun], begins[begun]
    ends = np.where(ended, last[begun].astype("datetime64[D]").astype(np.int64), until[who])
    why = np.where(ended, cause[begun], 0)

    since, end = np.zeros(people, np.int64), np.zeros(people, np.int64)
    left, there, over = np.zeros(people, np.int64), np.zeros(people, np.bool_), np.zeros(people, np.bool_)
    for rows in _by_rank(who):
        mine = who[rows]
        fresh = ~there[mine]
        since[mine[fresh]] = begins[rows[fresh]]
        joins = ~fresh & ~over[mine] & (begins[rows] - end[mine] - 1 <= gap_days)
        over[mine[~fresh & ~joins]] = True
        later = (ends[rows] > end[mine]) | ((ends[rows] == end[mine]) & (_rank(why[rows]) > _rank(left[mine])))
        taken = fresh | (joins & later)
        end[mine[taken]], left[mine[taken]] = ends[rows[taken]], why[rows[taken]]
        there[mine] = True
    # With no later spell the gap after it may still close: last seen, not gone.
    left[there & ~over & (until - end <= gap_days)] = 0
    finished, started = end.astype("datetime64[D]"), since.astype("datetime64[D]")
    months = np.full(people, np.nan)
    months[there] = months_elapsed(started[there], (end[there] + 1).astype("datetime64[D]"))
    return FirstSpells(np.where(there, finished, np.datetime64("NaT", "D")), left, months)


def _by_rank(who: Counts) -> list[Counts]:
    """Rows of everybody's first contract, of everybody's second …; `who` ascending."""
    if not who.size:
        return []
    starts = np.flatnonzero(np.concatenate(([True], who[1:] != who[:-1])))
    rank = np.arange(who.size) - np.repeat(starts, np.diff(np.append(starts, who.size)))
    order = np.argsort(rank, kind="stable")
    return np.split(order, np.cumsum(np.bincount(rank))[:-1])


def _rank(cause: Counts) -> Counts:
    """Of two that end on one day: one that is not over stands before any that is, then the higher cause."""
    return np.where(cause == 0, np.iinfo(np.int64).max, cause)
