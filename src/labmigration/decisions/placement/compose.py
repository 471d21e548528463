"""Choose for all that is open, by the way that suits the size.

Few pairs: the plain model. Otherwise column generation, which gives prices and a bound; a choice among the weeks
found; then every week that could still better it, told by its reduced cost, and the choice among these, which is a
proof. Where these are too many: neighbourhoods of workers, planned again one after another. A large territory
(`large`): weeks are guessed, and only the bound is proven.
"""

from collections.abc import Callable, Iterable
from typing import Final

from labmigration.decisions.placement.case import Budget, Case, Owners, fill, greedy
from labmigration.decisions.placement.columns import Part, Relaxed, generate
from labmigration.decisions.placement.diving import dive
from labmigration.decisions.placement.exact import Found, simple_bound, solve_plainly
from labmigration.decisions.placement.large import compose_large
from labmigration.decisions.placement.master import Places, Pool, single_weeks, weeks_of_owners
from labmigration.decisions.placement.neighbourhoods import improve
from labmigration.decisions.placement.packing import pack
from labmigration.decisions.placement.week_search import dearest_weeks

Hear = Callable[[int, int], None]
_PLAIN_PAIRS: Final = 250  # able pairs up to which the plain model is the quickest
_LARGE_PAIRS: Final = (
    8_000  # able pairs from which weeks are taken one after another, and bounds need not be told to the unit
)
_HUGE_PAIRS: Final = 50_000  # able pairs from which the weeks are guessed and only the bound is proven
_CLOSE_ENOUGH: Final = 0.0003  # share of the value that the bound may then exceed the programme by
_PLAIN_WORK: Final = 60.0  # deterministic seconds of CP-SAT
_PACK_WORK: Final = 12.0
_PROOF_WORK: Final = 60.0
_TURNS: Final = 80
_PATIENCE: Final = 3_000  # partial weeks looked at, a worker and turn
_WEEKS_FOR_PROOF: Final = 40_000
_FOUND_BEFORE: Final = 12_000  # the weeks among which a first choice is made


def compose(case: Case, budget: Budget, seed: int, start: Owners | None = None, hear: Hear | None = None) -> Found:
    """The same for a whole territory and for a part of one. `start` is a plan to better; greedy without. `hear` is told
    the value of the best plan so far and what none can exceed.
    """
    first = greedy(case) if start is None else start
    if hear is not None:
        hear(case.value_of(first), simple_bound(case))
    if case.pairs <= _PLAIN_PAIRS:
        return _filled(case, solve_plainly(case, first, budget, seed, _PLAIN_WORK))
    if case.pairs > _HUGE_PAIRS:
        return _filled(case, compose_large(case, budget, seed, first, hear))
    pool = Pool(case)
    for place, places in (*single_weeks(case), *weeks_of_owners(case, first)):
        pool.add(place, places)
    large = case.pairs > _LARGE_PAIRS
    relaxed = generate(pool, Part.whole(case), budget.part(0.6), _TURNS, share=_CLOSE_ENOUGH if large else 0.0)
    bound = min(int(relaxed.bound + 1e-6), simple_bound(case))  # where time ran out, the simpler one is the better
    found = _first_choice(pool, relaxed, first, large, budget, seed)
    found = Found(found.owners, found.value, max(bound, found.value), found.proven and found.value >= bound)
    if hear is not None:
        hear(found.value, found.bound)
    found = found if budget.over else _proved(case, relaxed, found, budget, seed)
    if not found.proven and found.bound > found.value:
        owners = improve(pool, found.owners, found.bound, budget, seed, hear)
        found = Found(owners, case.value_of(owners), found.bound, False)
        found = _proved(case, relaxed, found, budget, seed)
    return _filled(case, found)


def _first_choice(pool: Pool, relaxed: Relaxed, first: Owners, large: bool, budget: Budget, seed: int) -> Found:
    """Among the weeks found by then: by proof where they are few, else one after another."""
    case = pool.case
    if not large:
        weeks = relaxed.likeliest(pool, Part.whole(case), _FOUND_BEFORE)
        return pack(pool, weeks, first, budget.part(0.3), seed, _PACK_WORK)
    owners = dive(pool, relaxed, _FOUND_BEFORE, budget)
    owners = max(first, fill(case, owners, _offers(case, owners)), key=case.value_of)
    value = case.value_of(owners)
    return Found(owners, value, value, False)


def _proved(case: Case, relaxed: Relaxed, found: Found, budget: Budget, seed: int) -> Found:
    """A plan of at least the same value leaves at most bound − value on the table: it is made of weeks whose reduced
    cost is at most that. Where all of these can be told, the choice among them is the choice among all.
    """
    room = relaxed.bound - found.value
    weeks: list[tuple[int, Places]] = []
    for place, worker in enumerate(case.workers):
        if budget.over or len(weeks) > _WEEKS_FOR_PROOF:
            return found
        profit = worker.value - relaxed.rows[worker.rows]
        floor = relaxed.workers[place] - room - 1e-6
        told = dearest_weeks(worker, profit, floor, _WEEKS_FOR_PROOF, 4 * _PATIENCE, loss=room + 1e-6)
        if not told.all_told:
            return found
        weeks += [(place, places) for places in told.weeks]
    if len(weeks) > _WEEKS_FOR_PROOF:
        return found
    pool = Pool(case)
    for place, places in weeks:
        pool.add(place, places)
    packed = pack(pool, weeks, found.owners, budget, seed, _PROOF_WORK)
    return Found(packed.owners, packed.value, max(packed.value, min(found.bound, packed.bound)), packed.proven)


def _filled(case: Case, found: Found) -> Found:
    """What still fits is placed, even where it is worth nothing: nobody is left out who is outbid by no one."""
    owners = fill(case, found.owners, _offers(case, found.owners))
    value = case.value_of(owners)
    return Found(owners, value, max(found.bound, value), found.proven)


def _offers(case: Case, owners: Owners) -> Iterable[tuple[int, int]]:
    offers = sorted(
        (-value, -tie, place, row)
        for place, worker in enumerate(case.workers)
        for row, value, tie in zip(worker.rows.tolist(), worker.value.tolist(), worker.tie.tolist(), strict=True)
        if row not in owners
    )
    return ((place, row) for _, _, place, row in offers)
