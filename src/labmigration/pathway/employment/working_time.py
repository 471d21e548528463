"""The person's week over all her contracts, beside what the branch agreement allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from labmigration.pathway.matching.slots import told
from labmigration.programme import programme
from labmigration.programme.home_employment import Rest, employing
from labmigration.programme.records import WeeklyLimit
from labmigration.ui.spoken import duration

Slot = Sequence[int]
DAY = 24 * 60


@dataclass(frozen=True)
class Week:
    """Weekly hours in all and the slots of all contracts; the limits in force, None where the programme knows none.

    shared: whether several contracts may hold the same hour, as a childminder's do, one for each child.
    """

    hours: Decimal
    limit: WeeklyLimit | None
    slots: tuple[Slot, ...] = ()
    rest: Rest | None = None
    shared: bool = False

    @property
    def over_average(self) -> bool:
        """Above what may be worked on average: said, not refused, because an average is made of several weeks."""
        return self.limit is not None and self.hours > self.limit.average_hours

    @property
    def over_peak(self) -> bool:
        """Above what may be worked in any one week."""
        return self.limit is not None and self.limit.peak_hours is not None and self.hours > self.limit.peak_hours

    @property
    def says(self) -> str:
        """What is wrong with the week, with its source; empty when nothing is."""
        return " ".join(filter(None, (self.says_hours, self.says_rest, self.says_overlap)))

    @property
    def says_rest(self) -> str:
        """That the week leaves too little rest in one go; empty when it leaves enough."""
        if self.rest is None or not self.slots or longest_rest(self.slots) >= self.rest.weekly_hours * 60:
            return ""
        return _("Ces jours et ces heures ne laissent pas %(hours)s de repos d’affilée dans la semaine.") % {
            "hours": duration(self.rest.weekly_hours)
        }

    @property
    def says_overlap(self) -> str:
        """That two contracts hold the same hour; empty when none do."""
        double = None if self.shared else first_overlap(self.slots)
        if double is None:
            return ""
        return _("Deux contrats ont la même heure : %(slot)s. Convenez d’autres jours avec l’un des foyers.") % {
            "slot": told(double)
        }

    @property
    def says_hours(self) -> str:
        """What is wrong with the number of hours, with its source; empty when nothing is."""
        if self.limit is None or not self.over_average:
            return ""
        facts = {"hours": duration(self.hours), "article": self.limit.article_fr}
        if self.over_peak:
            return _("%(hours)s par semaine en tout : une semaine a %(most)s au plus (%(article)s).") % {
                **facts,
                "most": duration(self.limit.peak_hours or 0),
            }
        return _(
            "%(hours)s par semaine en tout. La moyenne ne doit pas dépasser %(most)s sur %(over)s, tous employeurs "
            "réunis (%(article)s). C’est à la personne d’y veiller et de prévenir ses employeurs : aidez-la."
        ) % {**facts, "most": duration(self.limit.average_hours), "over": self.limit.average_over_fr}


def week_of(hours: Iterable[Decimal], *, occupation: str, on: date, slots: Iterable[Slot] = ()) -> Week:
    """The week made of those weekly hours and slots, judged by what holds for the occupation on that day.

    What a childminder's contracts share is worked once, however many children are there.
    """
    each, shared = tuple(slots), programme().occupation(occupation).workplace == "own_home"
    return Week(
        sum(hours, Decimal(0)) - (held_twice(each) if shared else 0),
        programme().weekly_limit_on(on, occupation),
        each,
        employing().rest_on(on, occupation),
        shared,
    )


def held_twice(slots: Iterable[Slot]) -> Decimal:
    """The hours by which slots that overlap are more than the time that they cover together."""
    twice, day, until = 0, -1, 0
    for number, start, end in sorted(slots):
        if number != day:
            day, until = number, 0
        twice += max(0, min(end, until) - start)
        until = max(until, end)
    return Decimal(twice) / 60


def hours_of(slots: Sequence[Slot]) -> Decimal:
    """The hours of a week, to the hundredth that a contract is written in."""
    minutes = sum(end - start for _day, start, end in slots)
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


def longest_rest(slots: Iterable[Slot]) -> int:
    """The longest time without work, in minutes; the week begins again after Sunday night."""
    taken = sorted((day * DAY + start, day * DAY + end) for day, start, end in slots)
    if not taken:
        return 7 * DAY
    longest, until = 0, taken[0][1]
    for start, end in [*taken[1:], (taken[0][0] + 7 * DAY, 0)]:
        longest, until = max(longest, start - until), max(until, end)
    return longest


def first_overlap(slots: Iterable[Slot]) -> Slot | None:
    """The first slot that begins before the one before it has ended, None when no two share an hour."""
    ordered = sorted(slots)
    for one, other in pairwise(ordered):
        if one[0] == other[0] and other[1] < one[2]:
            return other
    return None
