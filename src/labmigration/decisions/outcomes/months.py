"""Calendar months of whole columns of days, as `months_between` counts them.

Many people share few days: what the calendar says of a day is worked out once for each day that lies between the first
and the last, and looked up for everybody.
"""

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes.life_table import Floats

Days = NDArray[np.datetime64]
_DAY = np.timedelta64(1, "D")


def months_after(days: Days, months: int) -> Days:
    """The same day so many months later; a 31st falls on the last day of a shorter month. NaT stays NaT."""
    known = ~np.isnat(days)
    if not known.any():
        return days.astype("datetime64[D]")
    numbers = days.astype("datetime64[D]").astype(np.int64)
    low, high = int(numbers[known].min()), int(numbers[known].max())
    every = np.arange(low, high + 1).astype("datetime64[D]")
    begun = every.astype("datetime64[M]")
    target = begun + np.timedelta64(months, "M")
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - target.astype("datetime64[D]")
    into = np.minimum(every - begun.astype("datetime64[D]"), length - _DAY)
    later = target.astype("datetime64[D]") + into
    found = later[np.where(known, numbers - low, 0)]
    found[~known] = np.datetime64("NaT", "D")
    return np.asarray(found)


def months_elapsed(first: Days, day: Days) -> Floats:
    """Calendar months from each first day to each day; every day is known. ValueError where one is earlier."""
    if (day < first).any():
        raise ValueError("counted backwards")
    if not first.size:
        return np.zeros(0)
    begun, seen = (each.astype("datetime64[D]").astype(np.int64) for each in (first, day))
    low = int(begun.min())
    every = np.arange(low, int(seen.max()) + 1)
    month = every.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    starts = np.arange(month[0], month[-1] + 3).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    length, month = np.diff(starts), month - month[0]
    into, since = (every - starts[month])[begun - low], month[begun - low]

    def after(months: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.asarray(starts[since + months] + np.minimum(into, length[since + months] - 1))

    whole = month[seen - low] - since
    whole = whole - (after(whole) > seen)
    start, end = after(whole), after(whole + 1)
    return np.asarray(whole + (seen - start) / (end - start))
