"""One open need of a vetted household, as the desk speaks of it. What the engine cannot read stays, with why."""

from dataclasses import dataclass
from datetime import date

from labmigration.pathway.matching.placement.resting import Slot

#: Why a need is not in the calculation, besides an unknown place; `words.LEFT_OUT` says each.
SECOND_LOOK, ALARM = "second_look", "alarm"


@dataclass(frozen=True, slots=True)
class Need:
    """An open need of a vetted household. `asked` of how many people an answer is awaited."""

    id: str
    household_id: str
    household: str
    occupation: str
    slots: tuple[Slot, ...]
    starts_on: date
    version: int
    postcode: str
    place: str
    at: tuple[float, float] | None
    tasks: frozenset[str]
    languages: frozenset[str]
    home_asks: frozenset[str]
    asked: int = 0
    left_out: str = ""

    @property
    def readable(self) -> bool:
        """Whether the engine can read it."""
        return self.at is not None and not self.left_out

    @property
    def hours(self) -> float:
        """A week."""
        return sum(to - start for _day, start, to in self.slots) / 60
