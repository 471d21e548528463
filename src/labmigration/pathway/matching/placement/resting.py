"""The windows in which somebody may work: parts of the day made minutes, what is held taken out, one long rest a week.

Pure functions. Windows and slots are (day 0..6, minutes from, to); nothing crosses midnight: a night is two of them.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from labmigration.programme.placing import placing

Slot = tuple[int, int, int]
DAY, WEEK = 24 * 60, 7 * 24 * 60
SUNDAY_STARTS = 6 * DAY


def windows_of(halves: Iterable[str]) -> tuple[Slot, ...]:
    """Codes such as "0-morning" as windows; neighbours of one day become one, so that a visit may span both."""
    marks = np.zeros(WEEK, dtype=np.bool_)
    for code in halves:
        day, _dash, part = code.partition("-")
        known = placing().part(part)
        marks[int(day) * DAY + known.start : int(day) * DAY + known.to] = True
    return _windows(marks)


def without(windows: Sequence[Slot], held: Iterable[tuple[Slot, float]]) -> tuple[Slot, ...]:
    """The windows less what is held; with each slot the minutes around it that the journey needs."""
    marks = _marks(windows)
    for (day, start, to), around in held:
        first = max(0, day * DAY + start - int(np.ceil(around)))
        marks[first : day * DAY + to + int(np.ceil(around))] = False
    return _windows(marks)


def rested(windows: Sequence[Slot], held: Sequence[Slot], hours: int) -> tuple[Slot, ...] | None:
    """The windows with `hours` on end free of work somewhere in the week; None where what is held leaves no such rest.

    Where the wishes leave none, the rest is put where it costs least, on the Sunday among equals.
    """
    rest = hours * 60
    may_work, works = _marks(windows), _marks(held)
    if rest == 0 or _longest_free(may_work | works) >= rest:
        return tuple(windows)
    lost = _sums(may_work, rest)
    possible = np.flatnonzero(_sums(works, rest) == 0)
    possible = possible[possible % 30 == 0]
    if not len(possible):
        return None
    # How far the rest begins from the last moment at which it still holds the whole Sunday.
    from_sunday = np.abs((possible - (SUNDAY_STARTS + DAY - rest) + WEEK // 2) % WEEK - WEEK // 2)
    start = int(possible[np.lexsort((from_sunday, lost[possible]))[0]])
    kept = may_work.copy()
    kept[(np.arange(start, start + rest)) % WEEK] = False
    return _windows(kept)


def _marks(slots: Iterable[Slot]) -> NDArray[np.bool_]:
    marks = np.zeros(WEEK, dtype=np.bool_)
    for day, start, to in slots:
        marks[day * DAY + start : day * DAY + to] = True
    return marks


def _windows(marks: NDArray[np.bool_]) -> tuple[Slot, ...]:
    found = []
    for day in range(7):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], marks[day * DAY : (day + 1) * DAY].astype(np.int8), [0]))))
        found += [(day, int(start), int(to)) for start, to in edges.reshape(-1, 2)]
    return tuple(found)


def _sums(marks: NDArray[np.bool_], length: int) -> NDArray[np.int64]:
    """For each minute, how many marks the next `length` minutes hold; the week begins again after Sunday."""
    whole = np.concatenate(([0], np.cumsum(np.concatenate((marks, marks)))))
    found: NDArray[np.int64] = whole[length : length + WEEK] - whole[:WEEK]
    return found


def _longest_free(marks: NDArray[np.bool_]) -> int:
    if not marks.any():
        return WEEK
    taken = np.flatnonzero(np.concatenate((marks, marks)))
    return int(np.diff(taken).max()) - 1
