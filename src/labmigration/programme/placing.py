"""What composing weeks asks for besides occupations and working time: journeys, parts of the day, weekly rest, weights.

from labmigration.programme.placing import placing

placing().means_of("bus").kmh                 # 15, our assumption
placing().weekly_rest_on(date(2026, 11, 22))  # 35 hours on end
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from .consistency import refuse_bad_sources, refuse_duplicates
from .contents import decoded_file
from .reader import Programme, programme
from .values import Coded, ProgrammeError, Sourced, in_force, with_code

FILE = Path(__file__).parent / "placing.toml"
DAY_MINUTES: Final = 1_440


@dataclass(frozen=True, slots=True, kw_only=True)
class Means(Coded):
    """How one gets about: kilometres an hour from door to door, and minutes that every journey takes besides."""

    kmh: float
    fixed_min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfDay(Coded):
    """What a word such as "morning" means, in minutes after midnight."""

    start: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRest(Sourced):
    """Hours on end without work, once a week, over all employers."""

    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing(Sourced):
    """How wishes and nearness weigh, and what a half-hour placed is worth; see the contract of the engine."""

    detour: float
    preference: float
    nearness: float
    half_hour: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """The content of placing.toml."""

    means: tuple[Means, ...]
    part_of_day: tuple[PartOfDay, ...]
    weekly_rest: tuple[WeeklyRest, ...]
    weighing: tuple[Weighing, ...]

    def means_of(self, code: str) -> Means:
        """Raises ProgrammeError for unknown means."""
        return with_code(self.means, code, FILE.name)

    def part(self, code: str) -> PartOfDay:
        """Raises ProgrammeError for an unknown part of the day."""
        return with_code(self.part_of_day, code, FILE.name)

    def weekly_rest_on(self, day: date) -> int:
        """Hours; 0 where none is known for that day."""
        return next((rest.hours for rest in in_force(self.weekly_rest, day)), 0)

    def weighing_on(self, day: date) -> Weighing:
        """The weights in force; the first ones for a day before them."""
        return next(iter(in_force(self.weighing, day)), self.weighing[0])


@lru_cache(maxsize=1)
def placing() -> Placing:
    """What stands in the file, read once."""
    return read(FILE.read_bytes(), programme())


def read(content: bytes, of: Programme) -> Placing:
    """The values that the TOML `content` describes, for the sources of the programme `of`.

    Raises ProgrammeError for what `decode` refuses, codes given twice, no weights, speeds of nothing, and parts that do
    not make up a day.
    """
    found = decoded_file(Placing, FILE.name, {FILE.name: content})
    refuse_bad_sources(FILE.name, found, {source.code: source for source in of.sources})
    refuse_duplicates(FILE.name, "means", found.means)
    refuse_duplicates(FILE.name, "part_of_day", found.part_of_day)
    for means in found.means:
        if means.kmh <= 0:
            raise ProgrammeError(f"{FILE.name}, means '{means.code}', key 'kmh': is no speed.")
    reached = 0
    for part in sorted(found.part_of_day, key=lambda one: one.start):
        if part.start != reached or part.to <= part.start:
            raise ProgrammeError(f"{FILE.name}, part_of_day '{part.code}': leaves a hole in the day, or overlaps.")
        reached = part.to
    if reached != DAY_MINUTES:
        raise ProgrammeError(f"{FILE.name}, part_of_day: the parts end before the day does, or after.")
    if not found.weighing:
        raise ProgrammeError(f"{FILE.name}, weighing: is missing.")
    return found
