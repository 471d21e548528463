"""Why there is no timetable: a smallest set of rules that can't hold together.

Rules are given up a few at a time, fewer and fewer, as long as what is left is still proven impossible. What the solver
can't decide within its work counts as possible, so that the set is always a true reason. The solver's own cores are not
used: or-tools issues 5141 and 5295 tell of wrong ones.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from labmigration.decisions.timetable.budget import Budget
from labmigration.decisions.timetable.counting import is_overfull
from labmigration.decisions.timetable.greedy import dash_all
from labmigration.decisions.timetable.model import Model
from labmigration.decisions.timetable.plan import Conflict
from labmigration.decisions.timetable.problem import Problem
from labmigration.decisions.timetable.relaxed import labels, relaxed
from labmigration.decisions.timetable.rooms import Short, give_out
from labmigration.decisions.timetable.sharing import room_sets
from labmigration.decisions.timetable.taken import Taken
from labmigration.decisions.timetable.words import why_impossible

WORK: Final = 4.0  # of each question, in the solver's deterministic seconds
TOGETHER: Final = 6  # cohorts; of more, only what counting proves is known


def conflict(problem: Problem, budget: Budget, cohorts: Collection[str]) -> Conflict:
    """Explain a problem that has no timetable; the `cohorts` have none, whatever the others do."""
    asked = _Asked(problem, budget, cohorts)
    kept = labels(problem, cohorts)
    if asked.is_overfull(kept):  # what counting proves needs no search
        kept = _fewer(kept, asked.is_overfull)
    minimal = tuple(sorted(_fewer(kept, asked.is_impossible)))
    return Conflict(minimal, " ".join(str(one) for one in why_impossible(problem, minimal)))


def _fewer(kept: list[str], is_impossible: Callable[[list[str]], bool]) -> list[str]:
    """As few of the rules as are impossible still."""
    size = len(kept)
    while size > 1:
        size = -(-size // 2)
        at = 0
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if is_impossible(fewer):
                kept = fewer
            else:
                at += size
    return kept


class _Asked:
    def __init__(self, problem: Problem, budget: Budget, cohorts: Collection[str]) -> None:
        self.problem, self.budget, self.cohorts = problem, budget, cohorts

    def is_overfull(self, kept: Sequence[str]) -> bool:
        """Whether counting alone proves it."""
        return is_overfull(relaxed(self.problem, kept, self.cohorts))

    def is_impossible(self, kept: Sequence[str]) -> bool:
        """Whether it is proven that no timetable keeps these rules."""
        case = relaxed(self.problem, kept, self.cohorts)
        if not case.courses:
            return False
        if is_overfull(case):
            return True
        if len(case.cohorts) > TOGETHER:
            return False
        sets = room_sets(case)
        dashed = dash_all(case, sets, self.budget.seed)
        if dashed is not None and not isinstance(give_out(case, dashed), Short):
            return False
        while True:
            model = Model(case, case.cohorts, Taken(), "any", sets)
            answer = self.budget.solve(model.board, work=WORK, any_will_do=True, patient=True)
            if answer.cost is None:
                return answer.is_final
            rooms = give_out(case, model.draft(answer.is_true))
            if not isinstance(rooms, Short):
                return False
            sets = [*sets, rooms.rooms]
