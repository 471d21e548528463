"""What stands between a worker and a household, how long the journey is and what the pair is worth."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement.crowd import Crowd
from labmigration.decisions.placement.needs import Floats, Needs, Rows, chord_squared_of, kilometres, unit_vectors
from labmigration.decisions.placement.problem import NO_WISH, Household, Pair, Problem, Worker

Obstacle = Literal["occupation", "not_certified", "not_available", "too_far", "too_many_hours", "forbidden"]
OBSTACLES: Final[tuple[Obstacle, ...]] = get_args(Obstacle)  # in the order in which they are told

A_BREATH: Final = 1e-9  # minutes: a journey that is just in time is in time, whatever the last digit of a sine says


@dataclass(frozen=True, slots=True)
class Pairs:
    """The households of which one worker is able: their rows (rising), journeys from home in minutes, preferences and
    values.
    """

    rows: Rows
    minutes: Floats
    preference: Floats
    value: NDArray[np.int64]


class Territory:
    """A problem laid out for counting: households as columns, workers sorted by id."""

    def __init__(
        self,
        problem: Problem,
        needs: Needs | None = None,
        forbids: Iterable[Pair] | None = None,
        wish: Callable[[Worker, Rows], Floats] | None = None,
        crowd: Crowd | None = None,
    ) -> None:
        """`needs`: the households laid out already, when the problem lists none; then `forbids` are the pairs that may
        not be, and `wish` tells the preferences between a worker and some rows. `crowd`: the workers laid out already.
        """
        self.problem = problem
        self.needs = Needs.of(problem.household.values()) if needs is None else needs
        self.workers = list(problem.worker.values())
        self._forbids = problem.forbids if forbids is None else forbids
        self._wish = wish
        if crowd is not None:
            self.__dict__["crowd"] = crowd

    @cached_property
    def able(self) -> list[Pairs]:
        """The able pairs of every worker."""
        return [self.able_of(worker) for worker in self.workers]

    @cached_property
    def crowd(self) -> Crowd:
        """The workers as columns."""
        return Crowd(self.workers, [self.problem.minutes_max(worker) for worker in self.workers])

    @cached_property
    def _wishes(self) -> Mapping[str, tuple[Rows, Floats]]:
        """By worker: the rows of households with a preference, and the preferences."""
        found: dict[str, tuple[list[int], list[float]]] = {}
        for (worker, household), score in self.problem.preferences.items():
            rows, scores = found.setdefault(worker, ([], []))
            rows.append(self.needs.row[household])
            scores.append(score)
        return {worker: (np.array(rows, dtype=np.intp), np.array(scores)) for worker, (rows, scores) in found.items()}

    @cached_property
    def _forbidden(self) -> Mapping[str, Rows]:
        found: dict[str, list[int]] = {}
        for worker, household in self._forbids:
            found.setdefault(worker, []).append(self.needs.row[household])
        return {worker: np.array(rows, dtype=np.intp) for worker, rows in found.items()}

    def able_of(self, worker: Worker) -> Pairs:
        """The cheap conditions first, on all; the slots only of those that pass."""
        needs, rules, travel = self.needs, self.problem.rules, worker.travel
        here = unit_vectors([worker.at])[0]
        limit = max(travel.max_min - travel.fixed_min, 0.0) / 60 * travel.kmh / rules.detour
        within = chord_squared_of(limit) * (1 + 1e-9) + 1e-18  # a little more: judged below
        rows, chords = needs.asking_near(worker.occupations, here, within)
        passing = needs.minutes[rows] <= self.problem.minutes_max(worker)
        certified = needs.codes(worker.certified)
        if not certified.all():
            passing &= certified[needs.occupation[rows]] | ~needs.certified_only[rows]
        if worker.id in self._forbidden:
            passing &= ~np.isin(rows, self._forbidden[worker.id])
        rows, chords = rows[passing], chords[passing]
        minutes = self._journeys(worker, chords)
        able = (minutes <= travel.max_min + A_BREATH) & needs.fit_in(worker.available, rows)
        rows, minutes = rows[able], minutes[able]
        rising = np.argsort(rows)
        rows, minutes = rows[rising], minutes[rising]
        preference = self._preferences(worker, rows)
        return Pairs(rows, minutes, preference, self.values(rows, minutes, preference))

    def obstacles_of(self, worker: Worker, rows: Rows) -> NDArray[np.bool_]:
        """(rows, OBSTACLES): what keeps the worker from each household, the plan apart."""
        needs = self.needs
        has, certified = needs.codes(worker.occupations), needs.codes(worker.certified)
        found = np.zeros((len(rows), len(OBSTACLES)), dtype=np.bool_)
        found[:, 0] = ~has[needs.occupation[rows]]
        found[:, 1] = needs.certified_only[rows] & ~certified[needs.occupation[rows]]
        found[:, 2] = ~needs.fit_in(worker.available, rows)
        found[:, 3] = self.journeys_of(worker, rows) > worker.travel.max_min + A_BREATH
        found[:, 4] = needs.minutes[rows] > self.problem.minutes_max(worker)
        found[:, 5] = np.isin(rows, self._forbidden.get(worker.id, []))
        return found

    def journeys_of(self, worker: Worker, rows: Rows) -> Floats:
        """Minutes from the worker's home."""
        return self._journeys(worker, self.needs.chords_squared(unit_vectors([worker.at])[0])[rows])

    def between(self, worker: Worker, rows: Rows, others: Rows) -> Floats:
        """Minutes from each of `rows` to each of `others`, as this worker travels."""
        chords = np.zeros((len(rows), len(others)))
        for column in self.needs.at_columns:
            chords += np.square(column[rows][:, None] - column[others][None, :])
        return self._journeys(worker, chords)

    def obstacles_to(self, household: Household) -> NDArray[np.bool_]:
        """(workers, OBSTACLES): what keeps each worker from one household of the problem, the plan apart."""
        crowd = self.crowd
        seek, certified = crowd.seeking(household)
        journeys = crowd.journeys_to(household, self.problem.rules)
        apart = {worker for worker, other in self._forbids if other == household.id}
        return np.column_stack(
            (
                ~seek,
                ~certified & household.certified_only,
                ~crowd.available(household),
                journeys > crowd.max_min + A_BREATH,
                household.minutes > crowd.minutes_max,
                crowd.among(apart),
            )
        )

    def preference_of(self, worker: Worker, row: int) -> float:
        """From 0 to 1."""
        return self.problem.preferences.get((worker.id, self.needs.ids[row]), NO_WISH)

    def values(self, rows: Rows, minutes: Floats, preference: Floats) -> NDArray[np.int64]:
        """What the pairs are worth, whole numbers; the order of the operations is the contract's."""
        rules = self.problem.rules
        score = np.clip(rules.preference * preference + rules.nearness * (1 - minutes / 60), 0.0, 1.0)
        half_hours = self.needs.minutes[rows] / 30
        return np.asarray(np.floor(half_hours * (rules.half_hour + rules.score * score) + 0.5), dtype=np.int64)

    def _preferences(self, worker: Worker, rows: Rows) -> Floats:
        """Of these rows, which rise."""
        if self._wish is not None:
            return self._wish(worker, rows)
        found = np.full(len(rows), NO_WISH)
        if worker.id in self._wishes and len(rows):
            wished, scores = self._wishes[worker.id]
            at = np.minimum(np.searchsorted(rows, wished), len(rows) - 1)
            there = rows[at] == wished
            found[at[there]] = scores[there]
        return found

    def _journeys(self, worker: Worker, chords_squared: Floats) -> Floats:
        roads = kilometres(chords_squared) * self.problem.rules.detour
        return roads / worker.travel.kmh * 60 + worker.travel.fixed_min
