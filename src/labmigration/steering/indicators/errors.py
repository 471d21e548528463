"""Days that cannot be true: told, and counted out of what they touch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

BEFORE_BIRTH = "before_birth"
#: A step of the way lies before the referral, or a contract before the referral.
BEFORE_REFERRAL = "before_referral"
ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
#: Where the day stands in the lines of each table of people.
_DAY = {"milestones": 2, "seats": 2, "hours": 3, "blocks": 5, "sittings": 3, "contracts": 6}
#: And the day by which it ends.
_END = {"seats": (2, 3), "contracts": (6, 7), "tutorships": (1, 2)}
#: Blocks and juries of an earlier life are older than the referral: they are held from elsewhere.
_OF_THE_WAY = ("milestones", "seats", "hours", "contracts")


def found_in(
    births: Sequence[date], tables: Mapping[str, Iterable[tuple[Any, ...]]], on: date
) -> list[tuple[int, str, date]]:
    """(person, error, day), each error of a person once, in order.

    `births`: the birth date of each person; `tables`: lines whose first value is the person's place.
    """
    referred = [line[1] for line in tables["people"]]
    found: dict[tuple[int, str], date] = {}

    def tell(who: int, error: str, day: date) -> None:
        found.setdefault((who, error), day)

    for who, (born, day) in enumerate(zip(births, referred, strict=True)):
        if day < born:
            tell(who, BEFORE_BIRTH, day)
    for name, place in _DAY.items():
        for line in tables.get(name, ()):
            who, day = line[0], line[place]
            if day < births[who]:
                tell(who, BEFORE_BIRTH, day)
            elif name in _OF_THE_WAY and day < referred[who]:
                tell(who, BEFORE_REFERRAL, day)
    for name, (begins, ends) in _END.items():
        for line in tables.get(name, ()):
            if line[ends] is not None and line[ends] < line[begins]:
                tell(line[0], ENDS_BEFORE_IT_BEGINS, line[ends])
    return sorted((who, error, day) for (who, error), day in found.items() if day <= on)
