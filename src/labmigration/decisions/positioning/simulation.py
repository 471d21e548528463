"""Invented people of known ability answer the tool: how wrong is it, how often right, how often undecided?

Every session runs through `Running`, the same code that asks real people; only the answers are drawn. Each chunk of
people meets its own draw of the experts' mistakes, so that one lucky or unlucky bank decides nothing.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from labmigration.decisions.positioning.estimate import Band, BandTable, Prior
from labmigration.decisions.positioning.items import Floats, Grid, Item, ItemTable
from labmigration.decisions.positioning.profile import level_bands, level_range
from labmigration.decisions.positioning.running import Running
from labmigration.decisions.positioning.selection import StopAt

LENGTHS: Final = (5, 10, 15, 20, 30)
_CHUNK: Final = 50

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Who is simulated and how they are asked.

    people: how many, abilities N(0, 1). lengths: after how many answers the estimate is judged. balanced: whether
    areas take turns. difficulty_error: standard deviation, in logits, of the experts' mistakes about difficulties;
    the engine is told of it as `b_sd` (0: difficulties are exact). bands: levels from the lowest to the highest, each
    beginning where the one before ends. stop_at: the rule of the tool, judged besides. target: the rank of a band, from
    1; then a person counts as decided once the run of bands told lies wholly at the target or above, or under it.
    """

    people: int = 500
    lengths: tuple[int, ...] = LENGTHS
    balanced: bool = True
    difficulty_error: float = 0.0
    bands: tuple[Band, ...] = field(default_factory=lambda: level_bands((-1.0, 0.0, 1.0)))
    stop_at: StopAt = StopAt()
    target: int | None = None
    top: int = 3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """How the estimate did over all people.

    items: answers it rests on (a mean, where people stopped at different times). rmse and bias in logits. right and
    undecided are shares of all people; the rest was decided wrongly. A band counts as decided from the probability
    of `stop_at`. range_levels is the mean length of the run of levels told (`profile.level_range`), range_right the
    share of people whose level lies in it.
    """

    items: float
    rmse: float
    bias: float
    right: float
    undecided: float
    range_levels: float
    range_right: float

    @property
    def wrong(self) -> float:
        """Share of people put into a band that is not theirs."""
        return max(0.0, 1.0 - self.right - self.undecided)

    @property
    def right_where_decided(self) -> float | None:
        """Share of right bands among the decided; None where nothing was decided."""
        decided = 1.0 - self.undecided
        return self.right / decided if decided > 0 else None


@dataclass(frozen=True, slots=True)
class Simulated:
    """By number of items, in the order of `lengths`, then under the tool's own rule for stopping."""

    conditions: Conditions
    by_length: tuple[Judged, ...]
    by_rule: Judged


def synthetic_bank(items: int = 500, areas: int = 5, seed: int = 0) -> tuple[tuple[Item, ...], dict[str, str]]:
    """Rasch items of difficulty N(0, 1), and their areas, evenly dealt."""
    difficulties = np.random.default_rng(seed).standard_normal(items)
    bank = tuple(Item(f"item-{rank:03}", float(b)) for rank, b in enumerate(difficulties))
    return bank, {item.id: f"area-{rank % areas}" for rank, item in enumerate(bank)}


def simulate(
    items: Sequence[Item],
    areas: Mapping[str, str],
    conditions: Conditions,
    *,
    progress: Progress | None = None,
) -> Simulated:
    """Ask everyone, and judge. `progress` is called with (people done, people in all) after each chunk.

    Lengths beyond the bank are judged at its end. Same arguments, same result.
    """
    said = items if conditions.difficulty_error == 0 else _doubted(items, conditions.difficulty_error)
    table = ItemTable(said, Grid(), areas if conditions.balanced else None)
    bands = BandTable(conditions.bands, table.grid)
    chance = np.random.default_rng(conditions.seed)
    by_length: list[list[_Outcome]] = [[] for _ in conditions.lengths]
    by_rule: list[_Outcome] = []
    for first in range(0, conditions.people, _CHUNK):
        last = min(first + _CHUNK, conditions.people)
        mistakes = conditions.difficulty_error * chance.standard_normal(len(items))
        # Questions behave as they are; the table holds what experts say of them.
        real = ItemTable(
            [replace(item, b=item.b + float(by), b_sd=0.0) for item, by in zip(items, mistakes, strict=True)]
        )
        for person in range(first, last):
            session = _Session(table, bands, conditions, person)
            session.run(float(chance.standard_normal()), real, chance)
            for outcomes, outcome in zip(by_length, session.by_length, strict=True):
                outcomes.append(outcome)
            by_rule.append(session.by_rule)
        if progress is not None:
            progress(last, conditions.people)
    return Simulated(conditions, tuple(_judged(outcomes) for outcomes in by_length), _judged(by_rule))


@dataclass(frozen=True, slots=True)
class _Outcome:
    items: int
    error: float
    decided: bool
    right: bool
    range_levels: int
    range_right: bool


class _Session:
    """One invented person, asked to the longest length; judged on the way."""

    def __init__(self, table: ItemTable, bands: BandTable, conditions: Conditions, person: int) -> None:
        self.table, self.bands, self.conditions = table, bands, conditions
        self.seed = conditions.seed + person
        self.by_length: list[_Outcome] = []

    def run(self, ability: float, real: ItemTable, chance: np.random.Generator) -> None:
        rights = real.chance(ability)
        draws = chance.random(len(real))  # the same person answers the same question the same way in every condition
        running, rule, at = Running.start(self.table, Prior()), None, self.conditions.stop_at
        for length in range(max((*self.conditions.lengths, at.items)) + 1):
            if length in self.conditions.lengths:
                self.by_length.append(self._outcome(running, ability))
            if rule is None and running.next(bands=self.bands, stop_at=at, top=1).stop is not None:
                rule = self._outcome(running, ability)
            chosen = running.next(seed=self.seed, top=self.conditions.top).item
            if chosen is None:
                break
            row = self.table.row[chosen]
            running = running.answer(chosen, int(draws[row] < rights[row]))
        end = self._outcome(running, ability)
        self.by_length += [end] * (len(self.conditions.lengths) - len(self.by_length))
        self.by_rule = rule or end

    def _outcome(self, running: Running, ability: float) -> _Outcome:
        shares = running.bands(self.bands).tolist()
        told = level_range(shares, sure := self.conditions.stop_at.probability)
        truth = [_holds(band, ability) for band in self.bands.bands].index(True) + 1
        decided = shares[told.level - 1] >= sure
        right = decided and told.level == truth
        if (target := self.conditions.target) is not None:
            decided = told.high < target or told.low >= target
            right = decided and (truth >= target) == (told.low >= target)
        return _Outcome(
            items=running.answers,
            error=running.estimate.theta - ability,
            decided=decided,
            right=right,
            range_levels=told.high - told.low + 1,
            range_right=told.low <= truth <= told.high,
        )


def _holds(band: Band, ability: float) -> bool:
    return (band.above is None or ability >= band.above) and (band.below is None or ability < band.below)


def _doubted(items: Sequence[Item], error: float) -> tuple[Item, ...]:
    return tuple(replace(item, b_sd=error) for item in items)


def _judged(outcomes: Sequence[_Outcome]) -> Judged:
    errors: Floats = np.array([outcome.error for outcome in outcomes])
    return Judged(
        items=float(np.mean([outcome.items for outcome in outcomes])),
        rmse=math.sqrt(float(np.mean(errors**2))),
        bias=float(errors.mean()),
        right=float(np.mean([outcome.right for outcome in outcomes])),
        undecided=float(np.mean([not outcome.decided for outcome in outcomes])),
        range_levels=float(np.mean([outcome.range_levels for outcome in outcomes])),
        range_right=float(np.mean([outcome.range_right for outcome in outcomes])),
    )
