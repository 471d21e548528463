"""The week of a need as it is typed, the same hours on several days at once, and as it is kept, one slot a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from labmigration.pathway.matching.slots import MIDNIGHT, Slot

WEEK = 7


@dataclass(frozen=True)
class WeekRow:
    """The same hours on some days, in minutes since midnight; `overnight`: until so late the next morning."""

    days: tuple[int, ...]
    start: int
    end: int
    overnight: bool = False

    def slots(self) -> list[list[int]]:
        """One slot a day; a night is one until midnight and one from midnight the day after, Sunday's on Monday."""
        if not self.overnight:
            return [[day, self.start, self.end or MIDNIGHT] for day in self.days]
        evenings = [[day, self.start, MIDNIGHT] for day in self.days]
        mornings = [[(day + 1) % WEEK, 0, self.end] for day in self.days if self.end]
        return evenings + mornings


def rows_of(slots: Sequence[Slot]) -> list[WeekRow]:
    """The rows that give back those slots: the fewest, nights whole, the first of the week first."""
    left = {tuple(slot) for slot in slots}
    shared: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for day, start, end in sorted(left):
        morning = next(
            (slot for slot in left if end == MIDNIGHT and slot[0] == (day + 1) % WEEK and slot[1] == 0), None
        )
        # A night is shorter than a day: until noon and later, two slots that touch stay two.
        if morning is not None and morning[2] < start and (day, start, end) in left:
            left -= {(day, start, end), morning}
            shared[start, morning[2], True].append(day)
    for day, start, end in sorted(left):
        shared[start, end, False].append(day)
    rows = [WeekRow(tuple(days), start, end, overnight) for (start, end, overnight), days in shared.items()]
    return sorted(rows, key=lambda row: (row.days, row.start))


def hours_in_week(slots: Sequence[Slot], monday: date) -> float:
    """The hours that really pass in the week of `monday`: the night on which the clocks change is shorter or longer."""
    zone = timezone.get_default_timezone()

    def at(day: int, minutes: int) -> datetime:
        days, rest = divmod(minutes, MIDNIGHT)
        clock_time = time(rest // 60, rest % 60)
        return datetime.combine(monday + timedelta(days=day + days), clock_time, tzinfo=zone)

    # Two times of one zone are subtracted as they stand on the wall: what passes is told in universal time.
    return sum((at(day, end).timestamp() - at(day, start).timestamp()) / 3600 for day, start, end in slots)


def meets_clock_change(slots: Sequence[Slot]) -> bool:
    """Whether some slot covers Sunday between two and three in the morning, when the clocks change."""
    return any(day == WEEK - 1 and start < 3 * 60 and end > 2 * 60 for day, start, end in slots)
