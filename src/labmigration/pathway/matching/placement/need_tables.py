"""What many needs share: households, places, weeks, what is asked for. Kept once, and only ever added to."""

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement import Weeks, unit_vectors
from labmigration.pathway.matching.placement.codes import Codes
from labmigration.pathway.matching.placement.resting import Slot


class Home(NamedTuple):
    """A household as a need speaks of it."""

    id: str
    name: str
    postcode: str
    town: str


class Place(NamedTuple):
    """Where the work is done: its postcode and town as they were written, and what is known of that postcode."""

    postcode: str
    town: str
    commune: str
    at: tuple[float, float] | None


class Asks(NamedTuple):
    """What a home asks for, or speaks."""

    tasks: frozenset[str]
    languages: frozenset[str]
    home_asks: frozenset[str]


class AsksIndex:
    """In which sets of `Asks` a task, a language or a wish of the home stands: codes that rise. `sizes`: how many tasks
    each set has. What is found is never beyond `sizes`, when `sizes` is looked at afterwards.
    """

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.with_task: defaultdict[str, list[int]] = defaultdict(list)
        self.with_language: defaultdict[str, list[int]] = defaultdict(list)
        self.with_home_ask: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, asks: Asks) -> None:
        """One more set, the next code."""
        code = len(self.sizes)
        self.sizes.append(len(asks.tasks))
        for names, where in zip(asks, (self.with_task, self.with_language, self.with_home_ask), strict=True):
            for name in names:
                where[name].append(code)


@dataclass
class Tables:
    """Those of one territory. `weeks_laid_out`, `points` and `asks_index` follow what was added, when asked for."""

    homes: Codes[Home] = field(default_factory=Codes)
    trades: Codes[str] = field(default_factory=Codes)
    weeks: Codes[tuple[Slot, ...]] = field(default_factory=Codes)
    places: Codes[Place] = field(default_factory=Codes)
    asks: Codes[Asks] = field(default_factory=Codes)
    _laid_out: Weeks = field(default_factory=lambda: Weeks([]))
    _index: AsksIndex = field(default_factory=AsksIndex)
    _adding: Lock = field(default_factory=Lock)

    def weeks_laid_out(self) -> Weeks:
        """The slots of all weeks."""
        kept = self._laid_out
        if len(kept) < len(self.weeks):
            kept = self._laid_out = kept.and_more(self.weeks.values[len(kept) :])
        return kept

    def asks_index(self) -> AsksIndex:
        """Where each task, language and wish stands."""
        with self._adding:
            for asks in self.asks.values[len(self._index.sizes) :]:
                self._index.add(asks)
        return self._index

    def points(self) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """(3, places) unit vectors, and whether the place is known at all."""
        places = [one.at for one in self.places.values]
        known = np.array([at is not None for at in places], dtype=np.bool_)
        return unit_vectors([at or (0.0, 0.0) for at in places]).T, known
