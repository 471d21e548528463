"""A plan: who serves whom, what it is worth, what nothing can exceed, and who stays without."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["optimal", "feasible"]
Reason = Literal["no_one_able", "outbid"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A household with its worker, and what the pair is worth."""

    household: str
    worker: str
    value: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """`nearest_miss`: what stands between the household and the worker from whom least does."""

    household: str
    reason: Reason
    nearest_miss: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit, minutes after midnight."""

    household: str
    start: int
    to: int


@dataclass(frozen=True, slots=True)
class Day:
    """Visits in the order of the clock."""

    day: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Journeys are counted from home to the first visit, between visits to two households, and back home."""

    worker: str
    hours: float
    journey_minutes: float
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class ImpossiblePin:
    """A pin that can't be kept."""

    worker: str
    household: str
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every list is sorted by id. `bound` is proven: no plan that keeps the same pins is worth more."""

    status: Status
    value: int
    bound: int
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    weeks: tuple[Week, ...]
    impossible_pins: tuple[ImpossiblePin, ...]

    @property
    def gap(self) -> float:
        """Share of the bound that is missing."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0
