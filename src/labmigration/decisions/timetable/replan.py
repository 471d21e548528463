"""Planning one cohort beside the others: a relaxation shows the way, the model follows it as closely as it can.

Each search has an amount of work, in the solver's deterministic seconds; what is asked first is nearly always answered
well within it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from labmigration.decisions.timetable.bound import Relaxation
from labmigration.decisions.timetable.budget import Answer, Budget
from labmigration.decisions.timetable.case import Case, Draft
from labmigration.decisions.timetable.costs import cost_of
from labmigration.decisions.timetable.model import Model
from labmigration.decisions.timetable.pairs import choice
from labmigration.decisions.timetable.sittings import Held, Trainers
from labmigration.decisions.timetable.taken import Taken

GUIDE: Final = 0.8
CLOSELY: Final = 0.6
FREELY: Final = 2.0
UNTIL_FOUND: Final = 8.0
WINDOW: Final = 0.3
WAYS: Final[tuple[Trainers, ...]] = ("one", "any")


@dataclass(frozen=True, slots=True)
class Found:
    """A draft of some cohorts; None where nothing was found, `impossible` where there is nothing."""

    draft: Draft | None = None
    cost: int = 0
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A relaxation that was solved. `told` has no cost where nothing was found."""

    relaxation: Relaxation
    told: Answer


def guide(case: Case, cohort: str, taken: Taken, budget: Budget, *, patient: bool = False) -> Guide:
    """Which halves the cohort should use beside what is taken, and with which groups."""
    for for_each_a_trainer in (True, False):
        relaxation = Relaxation(case, cohort, taken, for_each_a_trainer=for_each_a_trainer)
        told = budget.solve(relaxation.board, work=GUIDE, patient=patient)
        if told.cost is not None:
            break
    return Guide(relaxation, told)


class Planner:
    """Plans cohorts of a case. `room_sets` grows when rooms turn out to be short (see `rooms`)."""

    def __init__(self, case: Case, room_sets: Sequence[frozenset[str]], budget: Budget) -> None:
        self.case, self.room_sets, self.budget = case, list(room_sets), budget

    def plan(self, cohort: str, taken: Taken, way: Guide, patient: bool) -> Found:
        """A first timetable of a cohort, near to what the guide says."""
        if way.told.cost is not None:
            for trainers in WAYS:
                found = self.closely(cohort, taken, way, trainers, patient)
                if found.draft is not None:
                    return found
        # The guide is no floor for changing trainers.
        for trainers, work, floor in zip(WAYS, (FREELY, UNTIL_FOUND), (way.told.floor, 0), strict=True):
            model = self._model([cohort], taken, trainers)
            if way.told.cost is not None:
                _follow(model, way, firmly=False)
            found = self._read(model, self.budget.solve(model.board, work=work, floor=floor, patient=patient))
            if found.draft is not None:
                break
        return found

    def closely(self, cohort: str, taken: Taken, way: Guide, trainers: Trainers, patient: bool) -> Found:
        """The best at the halves and with the groups of the guide."""
        model = self._model([cohort], taken, trainers, narrow=True)
        _follow(model, way, firmly=True)
        return self._read(model, self.budget.solve(model.board, work=CLOSELY, patient=patient))

    def together(self, cohorts: Collection[str], taken: Taken, work: float | None) -> Found:
        """Any timetable of these cohorts; the time limit doesn't matter, for without one there is nothing to give."""
        model = self._model(cohorts, taken, "any")
        return self._read(model, self.budget.solve(model.board, work=work, any_will_do=True, patient=True))

    def window(
        self,
        cohorts: Collection[str],
        taken: Taken,
        draft: Draft,
        weeks: Collection[int],
        floor: int,
        cost: int | None,
        work: float = WINDOW,
    ) -> Found:
        """The best that can be done by moving sittings within some weeks; better than `cost`, where it is given."""
        model = self._model(cohorts, taken, "any", Held(draft, weeks), narrow=True)
        model.hint(draft)
        ceiling = None if cost is None else cost - 1
        return self._read(model, self.budget.solve(model.board, work=work, floor=floor, ceiling=ceiling))

    def anew(
        self, cohort: str, taken: Taken, draft: Draft, floor: int, cost: int, *, spare: int, work: float, gap: float
    ) -> Found:
        """The whole cohort with the trainers that it has, and for each group `spare` others who are free the most;
        within `gap` of the best.
        """
        only = choice(self.case, cohort, taken, draft, spare)
        alone = all(len({one.trainer for one in draft.sittings[group]}) == 1 for group in only)
        model = Model(self.case, [cohort], taken, "one" if alone else "any", self.room_sets, only=only)
        model.hint(draft)
        return self._read(model, self.budget.solve(model.board, work=work, floor=floor, ceiling=cost, gap=gap))

    def freely(
        self,
        cohorts: Collection[str],
        taken: Taken,
        draft: Draft,
        floor: int,
        cost: int,
        trainers: Trainers,
        work: float | None,
    ) -> tuple[Found, Answer]:
        """Something better than a draft, wherever it is; the answer tells how good anything may be."""
        model = self._model(cohorts, taken, trainers)
        model.hint(draft)
        answer = self.budget.solve(model.board, work=work, floor=floor, ceiling=cost - 1)
        return self._read(model, answer), answer

    def _model(
        self,
        cohorts: Collection[str],
        taken: Taken,
        trainers: Trainers,
        held: Held | None = None,
        *,
        narrow: bool = False,
    ) -> Model:
        return Model(self.case, cohorts, taken, trainers, self.room_sets, held, narrow=narrow)

    def _read(self, model: Model, answer: Answer) -> Found:
        if answer.cost is None:
            return Found(impossible=answer.is_final)
        draft = model.draft(answer.is_true)
        return Found(draft, sum(cost_of(self.case, cohort, draft) for cohort in model.cohorts))


def _follow(model: Model, way: Guide, *, firmly: bool) -> None:
    """Begin the search at what the guide says; `firmly`: use its halves and its groups, seat whom it seats."""
    relaxation, is_true = way.relaxation, way.told.is_true
    pairs = [(var, relaxation.busy[row]) for row, var in model.busy[model.cohorts[0]].items() if row in relaxation.busy]
    for group, inside in model.members.inside.items():
        pairs += [(var, relaxation.members.inside[group][name]) for name, var in inside.items()]
    for group, sits in model.sittings.at.items():
        there = relaxation.sittings.at.get(group, {})
        pairs += [(var, there[row]) for row, var in sits.items() if row in there]
    for var, example in pairs:
        model.board.cp.add_hint(var, is_true(example))
        if firmly:
            model.board.cp.add(var == int(is_true(example)))
