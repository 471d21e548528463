"""What a placement is decided from: workers, whole household needs, wishes, pins and bans. Validated when it is made.

Places are WGS-84 degrees (latitude, longitude), days 0 = Monday … 6 = Sunday, clock times whole minutes after midnight,
hours decimal. Legal limits come in as windows and as `weekly_hours_max`: the stage sets them from dated rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

Slot = tuple[int, int, int]  # day, from, to
Pair = tuple[str, str]  # worker, household

DAYS: Final = 7
MIDNIGHT: Final = 1_440  # the end of a day, as the end of a slot
NO_WISH: Final = 0.5  # the preference of a pair of which nobody said anything

_A_MINUTE_OF_ROUNDING: Final = 1e-6  # 0.1 h is 6 minutes, whatever binary fractions make of it


class WrongProblem(ValueError):
    """The problem makes no sense. `path` points at the place, as `households[2].slots[0][1]`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Rules:
    """Straight lines times `detour` are roads; the score weighs wishes and nearness; a half-hour placed is worth
    `half_hour`, and up to `score` more; nobody works more than `weekly_hours_max` in all.
    """

    detour: float = 1.3
    preference: float = 0.6
    nearness: float = 0.4
    half_hour: float = 50.0
    score: float = 15.0
    weekly_hours_max: float = 40.0


@dataclass(frozen=True, slots=True)
class Travel:
    """Kilometres an hour, minutes that every journey takes besides, and the longest journey from home, minutes."""

    kmh: float
    fixed_min: float
    max_min: float


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who seeks hours. `waiting_days` only decides among equals."""

    id: str
    at: tuple[float, float]
    occupations: frozenset[str]
    certified: frozenset[str]
    hours_max: float
    available: tuple[Slot, ...]
    travel: Travel
    waiting_days: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """A whole need: all its slots go to one worker, or to nobody."""

    id: str
    at: tuple[float, float]
    occupation: str
    certified_only: bool
    slots: tuple[Slot, ...]

    @property
    def minutes(self) -> int:
        """Weekly minutes."""
        return sum(to - start for _, start, to in self.slots)


@dataclass(frozen=True)
class Problem:
    """One territory. `preferences` go from 0 to 1, by (worker, household); a pair not listed has 0.5."""

    workers: tuple[Worker, ...]
    households: tuple[Household, ...]
    rules: Rules = Rules()
    preferences: Mapping[Pair, float] = field(default_factory=dict)
    pins: tuple[Pair, ...] = ()
    forbids: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        _refuse_repeated((one.id for one in self.workers), "workers")
        _refuse_repeated((one.id for one in self.households), "households")
        for rank, worker in enumerate(self.workers):
            _check_place(worker.at, f"workers[{rank}].at")
            check_slots(worker.available, f"workers[{rank}].available")
        for rank, household in enumerate(self.households):
            _check_place(household.at, f"households[{rank}].at")
            if not household.slots:
                raise WrongProblem(f"households[{rank}].slots", "must hold at least one slot")
            check_slots(household.slots, f"households[{rank}].slots")
        for name, pairs in (("pins", self.pins), ("forbids", self.forbids)):
            for rank, pair in enumerate(pairs):
                self.check_pair(pair, f"{name}[{rank}][0]", f"{name}[{rank}][1]")
        for pair in self.preferences:
            self.check_pair(pair, "preferences", "preferences")

    def check_pair(self, pair: Pair, worker_path: str, household_path: str) -> None:
        """Raise WrongProblem, at the path given, where the worker or the household does not exist."""
        worker, household = pair
        if worker not in self.worker:
            raise WrongProblem(worker_path, f'no worker "{worker}"')
        if household not in self.household:
            raise WrongProblem(household_path, f'no household "{household}"')

    @cached_property
    def worker(self) -> Mapping[str, Worker]:
        """By id, sorted by id: the order in which things were given changes nothing."""
        return {one.id: one for one in sorted(self.workers, key=lambda one: one.id)}

    @cached_property
    def household(self) -> Mapping[str, Household]:
        """By id, sorted by id."""
        return {one.id: one for one in sorted(self.households, key=lambda one: one.id)}

    @cached_property
    def forbidden(self) -> frozenset[Pair]:
        """The pairs that may not be."""
        return frozenset(self.forbids)

    def preferring(self, preferences: Mapping[Pair, float]) -> "Problem":
        """The same with these preferences, of pairs that exist."""
        made = object.__new__(Problem)
        made.__dict__.update(self.__dict__, preferences=preferences)
        return made

    def minutes_max(self, worker: Worker) -> int:
        """Weekly minutes that the worker's own wish and the rules both allow."""
        return int(min(worker.hours_max, self.rules.weekly_hours_max) * 60 + _A_MINUTE_OF_ROUNDING)


def check_slots(slots: Sequence[Slot], path: str) -> None:
    """Raise WrongProblem at the first slot that is none: a night is two slots, one before and one after midnight."""
    for rank, (day, start, to) in enumerate(slots):
        if not 0 <= day < DAYS:
            raise WrongProblem(f"{path}[{rank}][0]", "must be a day from 0 (Monday) to 6 (Sunday)")
        if not 0 <= start < MIDNIGHT:
            raise WrongProblem(f"{path}[{rank}][1]", f"must be from 0 to {MIDNIGHT - 1} minutes after midnight")
        if not start < to <= MIDNIGHT:
            raise WrongProblem(
                f"{path}[{rank}][2]",
                f"must be after the start and at most {MIDNIGHT}; what crosses midnight is two slots",
            )


def _check_place(at: tuple[float, float], path: str) -> None:
    latitude, longitude = at
    if not -90 <= latitude <= 90:
        raise WrongProblem(f"{path}[0]", "must be a latitude from -90 to 90")
    if not -180 <= longitude <= 180:
        raise WrongProblem(f"{path}[1]", "must be a longitude from -180 to 180")


def _refuse_repeated(names: Iterable[str], path: str) -> None:
    seen: set[str] = set()
    for rank, name in enumerate(names):
        if name in seen:
            raise WrongProblem(f"{path}[{rank}].id", f'"{name}" is given twice')
        seen.add(name)
