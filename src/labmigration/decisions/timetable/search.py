"""The steps of the search, and where it stands."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import Final

from labmigration.decisions.timetable.before import Before, before
from labmigration.decisions.timetable.bound import Relaxation
from labmigration.decisions.timetable.budget import Budget, TimeIsUp
from labmigration.decisions.timetable.case import Case, Draft
from labmigration.decisions.timetable.costs import cost_of
from labmigration.decisions.timetable.greedy import dash
from labmigration.decisions.timetable.plan import Progress
from labmigration.decisions.timetable.problem import Session
from labmigration.decisions.timetable.replan import Found, Guide, Planner, guide
from labmigration.decisions.timetable.rooms import Short, give_out
from labmigration.decisions.timetable.sessions import sessions_of
from labmigration.decisions.timetable.sharing import room_sets
from labmigration.decisions.timetable.taken import Taken
from labmigration.decisions.timetable.watching import Stopped

#: Amounts of work, in the solver's deterministic seconds.
FLOOR: Final = 0.4
SHARP_FLOOR: Final = 6.0
MENDING: Final = 1.0
TOGETHER: Final = 8.0

SHARE: Final = 0.35  # of the time limit, for the first timetable of many cohorts
PUSHES: Final = 2  # how often each cohort, on average, may push others away
PUSHED: Final = 3
FEW: Final = 2  # cohorts, of which the floors are worth the work of sharpening
MANY: Final = 12  # cohorts; of more, a dash comes first, and what is held of it makes the rest quick


class Impossible(Exception):
    """There is no timetable of these cohorts, whatever the others do."""

    def __init__(self, cohorts: Collection[str]) -> None:
        super().__init__()
        self.cohorts = tuple(cohorts)


class Search:
    """What is planned so far. `cost` and `floor` are in the whole numbers of the case."""

    def __init__(
        self, case: Case, budget: Budget, lanes: Executor, on_progress: Callable[[Progress], None] | None = None
    ) -> None:
        self.case, self.budget, self.lanes, self._on_progress = case, budget, lanes, on_progress
        self.planner = Planner(case, room_sets(case), budget)
        self.draft = Draft({}, {})
        self.costs: dict[str, int] = {}
        self.floors = dict.fromkeys(case.cohorts, 0)
        self.floor_of_all = 0
        #: What each would do if it were alone, until it is planned.
        self.wishes: dict[str, Guide] = {}
        self.is_many = len(case.cohorts) > MANY
        #: Cohorts that stand as they stood before, and why they should change nobody asked.
        self.kept: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self._told: dict[str, Future[Guide]] = {}

    @property
    def cost(self) -> int:
        """Of what is planned."""
        return sum(self.costs.values())

    @property
    def floor(self) -> int:
        """What everything costs at least."""
        return max(self.floor_of_all, sum(self.floors.values()))

    @property
    def waiting(self) -> list[str]:
        """Cohorts not planned yet."""
        return [cohort for cohort in self.case.cohorts if cohort not in self.costs]

    def begin(self) -> None:
        """Plan every cohort. Raises Impossible, TimeIsUp."""
        found = before(self.case) if self.case.previous else Before({}, {})
        self.kept = frozenset(found.kept)
        for cohort, draft in found.kept.items():
            self.accept([cohort], draft)
        for cohort, (draft, weeks) in found.broken.items():
            self._mend(cohort, draft, weeks)
        if self.is_many:
            self.floors_meanwhile(MANY)
            self._dash()
            self.plan(self.waiting)
            return
        floors = {cohort: self.lanes.submit(self.find_floor, cohort) for cohort in self.case.cohorts}
        if len(floors) > FEW:
            self._many(floors)
        self.plan(self.waiting)
        for floor in floors.values():
            if not floor.cancelled():
                floor.result()
                self.tell()

    def _many(self, floors: Mapping[str, Future[None]]) -> None:
        """Each as if it were alone, where nobody is in its way; otherwise, and when time flies, in a dash."""
        for cohort in self.waiting:
            if not self.budget.is_past(SHARE):
                floors[cohort].result()
                way = self.wishes.pop(cohort, None)
                if way is not None and way.told.cost is not None:
                    found = self.planner.closely(cohort, self.taken([cohort]), way, "one", False)
                    if found.draft is not None:
                        self.accept([cohort], found.draft)
                        continue
            self._dashes(cohort)
        self._dash()
        if self.budget.is_past(SHARE):
            for floor in floors.values():
                floor.cancel()

    def finish(self) -> tuple[Session, ...]:
        """Plan what the time limit left, whatever it takes, and give out the rooms. Raises Impossible, Stopped."""
        if self.waiting and self.budget.stopped:
            raise Stopped
        self._dash()
        self.plan(self.waiting, patient=True)
        while isinstance(rooms := give_out(self.case, self.draft), Short):
            self.planner.room_sets.append(rooms.rooms)
            self._forget(rooms.groups[-1].cohort)
            self.plan(self.waiting, patient=True)
        return sessions_of(self.case, self.draft, rooms)

    def accept(self, cohorts: Iterable[str], draft: Draft) -> None:
        """Let this draft stand for these cohorts."""
        self.draft = Draft({**self.draft.sittings, **draft.sittings}, {**self.draft.members, **draft.members})
        for cohort in cohorts:
            self.costs[cohort] = cost_of(self.case, cohort, self.draft)
        self.tell()

    def tell(self) -> None:
        """Say how far the search is, to whoever listens."""
        if self._on_progress is not None:
            cost = None if self.waiting else float(self.case.unit * self.cost)
            self._on_progress(Progress(cost, float(self.case.unit * self.floor)))

    def find_floor(self, cohort: str, *, patient: bool = False) -> None:
        """What the cohort costs at least, however the others are planned. Raises Impossible, TimeIsUp."""
        self._hear(cohort, self._alone(cohort, patient=patient))

    def floors_meanwhile(self, count: int) -> None:
        """Look for the floors of so many more cohorts in lanes that would stand idle."""
        left = [one for one in self.case.cohorts if one not in self._asked and one not in self.kept]
        for cohort in left[:count]:
            self._asked.add(cohort)
            self._told[cohort] = self.lanes.submit(self._alone, cohort)

    def hear_floors(self, *, at_last: bool = False) -> None:
        """Take what was found meanwhile; `at_last`: when time is up, what there is of it. Raises Impossible."""
        for cohort, found in tuple(self._told.items()):
            if not at_last or (found.done() and not found.cancelled() and found.exception() is None):
                self._hear(cohort, found.result())
            self.wishes.pop(cohort, None)
            del self._told[cohort]
        self.tell()

    def _alone(self, cohort: str, *, patient: bool = False) -> Guide:
        if self.budget.is_up() and not patient:  # many may be waiting, and writing the model takes time too
            raise TimeIsUp
        work = SHARP_FLOOR if len(self.case.cohorts) <= FEW else FLOOR
        relaxation = Relaxation(self.case, cohort, Taken())
        return Guide(relaxation, self.budget.solve(relaxation.board, work=work, patient=patient))

    def _hear(self, cohort: str, found: Guide) -> None:
        if found.told.is_final and found.told.cost is None:
            raise Impossible([cohort])
        self.floors[cohort] = max(self.floors[cohort], found.told.floor)
        self.wishes[cohort] = found

    def taken(self, cohorts: Collection[str]) -> Taken:
        """What stands for whoever plans these cohorts."""
        return Taken.beside(self.case, cohorts, self.draft)

    def plan(self, cohorts: Sequence[str], *, patient: bool = False) -> None:
        """Plan cohorts one after the other. Raises Impossible, TimeIsUp."""
        for cohort in cohorts:
            if cohort in self.costs:  # planned with another by now
                continue
            taken = self.taken([cohort])
            way = guide(self.case, cohort, taken, self.budget, patient=patient)
            found = self.planner.plan(cohort, taken, way, patient)
            if found.draft is not None:
                self.accept([cohort], found.draft)
            else:
                self.find_floor(cohort, patient=patient)
                self._plan_with_others(cohort, found)

    def _dash(self) -> None:
        """Some timetable of whoever finds a place at once; who finds none makes others look again, for a while."""
        waiting = self.waiting
        pushes = PUSHES * len(waiting)
        while waiting:
            cohort = waiting.pop(0)
            if self._dashes(cohort):
                continue
            before, pushed = (self.draft, dict(self.costs)), self._rivals(cohort)[pushes % PUSHED :][:PUSHED]
            pushes -= 1
            if pushes < 0 or not pushed:
                continue
            for other in pushed:
                self._forget(other)
            if self._dashes(cohort):
                waiting += pushed
            else:
                self.draft, self.costs = before

    def _dashes(self, cohort: str) -> bool:
        taken, sets = self.taken([cohort]), self.planner.room_sets
        draft = dash(self.case, cohort, taken, sets, self.budget.seed, hasty=self.is_many)
        if draft is not None:
            self.accept([cohort], draft)
        return draft is not None

    def _plan_with_others(self, cohort: str, found: Found) -> None:
        """Nothing is left for the cohort: plan it anew with those who take what it needs, more and more of them."""
        others = self._rivals(cohort)
        count = 0
        while True:
            if count >= len(others) and found.impossible:
                raise Impossible(self.case.cohorts)
            count = min(max(1, 2 * count), len(others))
            cohorts = sorted([cohort, *others[:count]])
            is_last = count == len(others)
            allowed = None if is_last else TOGETHER * len(cohorts)
            found = self.planner.together(cohorts, self.taken(cohorts), allowed)
            if found.draft is not None:
                self.accept(cohorts, found.draft)
                return

    def _rivals(self, cohort: str) -> list[str]:
        """Those who are planned, first who sits most with trainers whom the cohort may want."""
        wanted = {name for course in self.case.of_cohort[cohort] for name in self.case.teachers[course.module]}
        met = dict.fromkeys((other for other in self.costs if other != cohort), 0)
        for group, sittings in self.draft.sittings.items():
            if group.cohort in met:
                met[group.cohort] += sum(sitting.trainer in wanted for sitting in sittings)
        return sorted(met, key=lambda other: (-met[other], other))

    def _mend(self, cohort: str, draft: Draft, weeks: Collection[int]) -> None:
        """Change as few weeks as will do of a timetable that holds no more."""
        every, taken = sorted(self.case.weeks), self.taken([cohort])
        for spread in (0, 1, 3, len(every)):
            near = [week for week in every if any(abs(week - other) <= spread for other in weeks)]
            found = self.planner.window([cohort], taken, draft, near, 0, None, MENDING)
            if found.draft is not None:
                self.accept([cohort], found.draft)
                return

    def _forget(self, cohort: str) -> None:
        del self.costs[cohort]
        sittings = {group: ones for group, ones in self.draft.sittings.items() if group.cohort != cohort}
        self.draft = Draft(sittings, {group: self.draft.members[group] for group in sittings})
