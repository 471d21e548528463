"""A weekly series of hours: pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKS_AT_MOST = 26
SLOTS_AT_MOST = 400


@dataclass(frozen=True)
class Series:
    """When the hours begin (naive, local), in order; and the days left out, with the reason."""

    starts: tuple[datetime, ...]
    left_out: tuple[tuple[date, str], ...]


def weekly(
    first: date,
    weeks: int,
    weekdays: Collection[int],
    begins: time,
    ends: time,
    minutes: int,
    days_off: Mapping[date, str],
) -> Series:
    """Hours of `minutes` one after the other between `begins` and `ends`, on the `weekdays` (0 is Monday).

    From `first`, for so many weeks counted from it. ValueError for a span in which no hour fits, or too many.
    """
    if not 1 <= weeks <= WEEKS_AT_MOST:
        raise ValueError(f"{weeks} weeks: 1 to {WEEKS_AT_MOST}")
    a_day = _hours(begins, ends, minutes)
    days = [first + timedelta(days=number) for number in range(7 * weeks)]
    wanted = [day for day in days if day.weekday() in weekdays]
    starts = tuple(datetime.combine(day, hour) for day in wanted if day not in days_off for hour in a_day)
    if len(starts) > SLOTS_AT_MOST:
        raise ValueError(f"{len(starts)} hours: {SLOTS_AT_MOST} at most")
    return Series(starts, tuple((day, days_off[day]) for day in wanted if day in days_off))


def _hours(begins: time, ends: time, minutes: int) -> list[time]:
    at, until = datetime.combine(date.min, begins), datetime.combine(date.min, ends)
    step = timedelta(minutes=minutes)
    found = []
    while at + step <= until:
        found.append(at.time())
        at += step
    if not found:
        raise ValueError("no hour fits between begin and end")
    return found
