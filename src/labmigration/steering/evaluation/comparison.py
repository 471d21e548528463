"""People who got a seat beside people who were eligible and waited, followed from the same days. Pure.

On the day on which the first seat of a cohort is given, everybody who is eligible, follows no training and has no job
in a private home stands in one of two groups: she gets a seat of that cohort, or she waits. Both are followed on.
Whoever waits and later gets a seat is followed until then. Somebody may wait on several days: lines and people are told
apart. Everybody stays in the group of her offer, whether she followed the training or not (intention to treat); how
many did stands beside. Nobody was drawn by lot unless somebody says so: what differs may be who they are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes import retention
from labmigration.steering.indicators.columns import Days, Mask
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.measure.ways import Ways

MONTH_DAYS: Final = 365.25 / 12
#: The months at which the groups are looked at, and those that are told in words.
AT: Final = tuple(range(1, 19))
TOLD: Final = (6, 12, 18)
ELIGIBLE: Final = "eligible"

#: (person, months followed, hired then), one entry a line.
Lines = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Hired:
    """Share hired by `months`, with its interval; None where nobody was followed so long."""

    months: float
    share: float | None
    low: float | None
    high: float | None
    at_risk: int


@dataclass(frozen=True, slots=True)
class Group:
    """`lines` followed, of so many `people`; `hired` of them while they were followed."""

    lines: int
    people: int
    hired: int
    at: tuple[Hired, ...]

    @property
    def told(self) -> list[Hired]:
        """At the months that are told in words."""
        return [each for each in self.at if each.months in TOLD]


@dataclass(frozen=True, slots=True)
class Compared:
    """`days`: on which a cohort began to be filled. `started`, `completed`: of the offered, who took it up."""

    days: int
    offered: Group
    waiting: Group
    started: int
    completed: int


def compare(facts: Facts) -> Compared | None:
    """The two groups; None where nobody got a seat, or nobody waited meanwhile."""
    ways = Ways(facts)
    seat_of, seat_on, cohorts = _first_seats(facts)
    offered: list[Lines] = []
    waiting: list[Lines] = []
    days = 0
    for number in range(len(cohorts)):
        mine = seat_of == number
        if not mine.any():
            continue
        day = seat_on[mine].min()
        ready = _ready(facts, ways, day) & ~(seat_on < day)
        here = (ready | mine) & ~(ways.hired_on < day)
        days += 1
        offered.append(_followed(here & mine, day, ways, None))
        waiting.append(_followed(ready & ~mine, day, ways, seat_on))
    if not days:
        return None
    with_seat, without = _joined(offered), _joined(waiting)
    if not len(with_seat[0]) or not len(without[0]):
        return None
    got = np.unique(with_seat[0])
    return Compared(
        days,
        _group(with_seat),
        _group(without),
        int(ways.started[got].sum()),
        int(ways.completed[got].sum()),
    )


def _first_seats(facts: Facts) -> tuple[NDArray[np.int64], Days, tuple[str, ...]]:
    """By person: the cohort of her first seat (−1: none) and its day (NaT)."""
    person, since = facts.values("seats", "person"), facts.days("seats", "enrolled_on")
    cohort = facts.words("seats", "cohort")
    order = np.lexsort((since.astype(np.int64), person))[::-1]
    first = np.full(facts.people, -1, dtype=np.int64)
    first[person[order]] = order
    has = first >= 0
    of, on = np.full(facts.people, -1, dtype=np.int64), np.full(facts.people, np.datetime64("NaT", "D"))
    of[has], on[has] = cohort.codes[first[has]], since[first[has]]
    return of, on, cohort.names


def _ready(facts: Facts, ways: Ways, day: np.datetime64) -> Mask:
    """Eligible by that day, not yet in training, without a job in a private home, the file open."""
    closed = facts.days("people", "closed_on")
    eligible = facts.words("people", "verdict").are(ELIGIBLE) & (facts.days("people", "assessed_on") <= day)
    return np.asarray(eligible & ~(ways.started_on < day) & ~(ways.hired_on < day) & ~(closed <= day))


def _followed(who: Mask, day: np.datetime64, ways: Ways, until: Days | None) -> Lines:
    """Each from that day on, until she is hired, gets a seat of her own (`until`), or the facts end."""
    rows = np.flatnonzero(who)
    end = np.full(len(rows), ways.on)
    if until is not None:
        end = np.fmin(until[rows], end)
    hired_on = ways.hired_on[rows]
    hired = hired_on <= end
    months = (np.where(hired, hired_on, end) - day).astype(np.float64) / MONTH_DAYS
    seen = months >= 0
    return rows[seen], months[seen], hired[seen]


def _joined(lines: list[Lines]) -> Lines:
    persons, months, hired = zip(*lines, strict=True)
    return np.concatenate(persons), np.concatenate(months), np.concatenate(hired)


def _group(lines: Lines) -> Group:
    person, months, hired = lines
    points = [
        Hired(
            each.time,
            *((1 - each.survival, 1 - each.high, 1 - each.low) if each.at_risk else (None, None, None)),
            each.at_risk,
        )
        for each in retention(months, hired, AT).at
    ]
    return Group(len(person), len(np.unique(person)), int(hired.sum()), tuple(points))
