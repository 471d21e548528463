"""Birth dates that are one careless copy apart: day and month exchanged, or one wrong key."""

from datetime import date
from functools import lru_cache
from operator import ne


@lru_cache(maxsize=65_536)
def day_and_month_swapped(day: date) -> date | None:
    """3 May → 5 March; None where that is no date or the same one."""
    if day.day > 12 or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)


@lru_cache(maxsize=65_536)
def one_keystroke_from(day: date) -> tuple[date, ...]:
    """Every date of which one of the eight digits differs, or two neighbouring digits changed places."""
    digits = _digits(day)
    variants = {digits[:place] + digit + digits[place + 1 :] for place in range(len(digits)) for digit in "0123456789"}
    variants |= {
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :] for place in range(len(digits) - 1)
    }
    found = (_date(variant) for variant in variants)
    return tuple(sorted(other for other in found if other is not None and other != day))


def is_one_keystroke_from(day: date, other: date) -> bool:
    """Whether `other` is among `one_keystroke_from(day)`; a hundred times faster than drawing up the list."""
    one, two = _digits(day), _digits(other)
    wrong: int = sum(map(ne, one, two))
    if wrong != 2:
        return wrong == 1
    place = next(place for place in range(len(one)) if one[place] != two[place])
    return one[place] == two[place + 1] and one[place + 1] == two[place]


@lru_cache(maxsize=65_536)
def _digits(day: date) -> str:
    return f"{day.day:02}{day.month:02}{day.year:04}"


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
