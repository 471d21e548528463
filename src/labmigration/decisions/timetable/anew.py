"""Making the timetable of many cohorts better: each cohort anew with the trainers it has, two cohorts at a time.

Who teaches what is the harder half of the search; with it held, the other half is brought near its best within a second
or so, wherever the sessions stood before. Then others have changed, and it is worth trying again.
"""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future

from labmigration.decisions.timetable.pairs import deal, fits, trainers_of
from labmigration.decisions.timetable.replan import Found
from labmigration.decisions.timetable.search import Search
from labmigration.decisions.timetable.taken import Taken


class Anew:
    """Goes through the cohorts that cost more than they must; `accept` lets stand what is better. Raises TimeIsUp."""

    def __init__(self, search: Search, accept: Callable[[str, Found], None]) -> None:
        self.search, self.case, self._accept = search, search.case, accept

    def run(self, cohorts: Collection[str], *, spare: int, work: float, gap: float, floors: bool = True) -> int:
        """Once through them in this order; what that saves. `floors`: look for floors in a lane that stands idle."""
        before, waiting = self.search.cost, list(cohorts)
        late: set[str] = set()
        while waiting:
            cohort = waiting.pop(0)
            both = [cohort, *self._partner(cohort, waiting)]
            waiting = [one for one in waiting if one not in both]
            for name, found in self._found(both, spare, work, gap, floors):
                if found.draft is None or found.cost >= self.search.costs[name]:
                    continue
                taken = self.search.taken([name])
                if name == cohort or fits(self.case, found.draft, taken, self.search.planner.room_sets):
                    self._accept(name, found)
                elif name not in late:
                    late.add(name)
                    waiting.append(name)
        return before - self.search.cost

    def _partner(self, cohort: str, waiting: Collection[str]) -> list[str]:
        """Who of those waiting has the fewest trainers in common with this cohort."""
        hers = trainers_of(self.search.draft, cohort)
        shared = {other: len(hers & trainers_of(self.search.draft, other)) for other in waiting}
        return sorted(waiting, key=lambda other: shared[other])[:1]

    def _found(self, both: list[str], spare: int, work: float, gap: float, floors: bool) -> Iterator[tuple[str, Found]]:
        search = self.search
        taken = [search.taken(both)] if len(both) == 1 else deal(self.case, search.draft, (both[0], both[1]))

        def planned(cohort: str, beside: Taken) -> Found:
            floor, cost = search.floors[cohort], search.costs[cohort]
            return search.planner.anew(cohort, beside, search.draft, floor, cost, spare=spare, work=work, gap=gap)

        running: list[Future[Found]] = [search.lanes.submit(planned, *one) for one in zip(both, taken, strict=True)]
        if floors:
            search.floors_meanwhile(1)
        # Both are waited for before either is accepted: the second is planned beside what stands now.
        return zip(both, [one.result() for one in running], strict=True)
