"""Rows → what the engine reads for one territory: people ready for a household, open needs, wishes, decisions.

About ten queries whatever the numbers. Nobody is dropped in silence: whoever the engine cannot read stays in `people`
or `needs` with the code of why (`left_out`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from labmigration import clock
from labmigration.decisions.placement import NO_WISH, Pair, Problem, Rules, Territory, Worker
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement import resting, states
from labmigration.pathway.matching.placement.choosing import MOST_WEIGHED, most_promising
from labmigration.pathway.matching.placement.models import Alarm
from labmigration.pathway.matching.placement.need_rows import rows_of
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.open_needs import ASKS, WEEK, Found, Ints, OpenNeeds, Step
from labmigration.pathway.matching.placement.others import Others, others_of
from labmigration.pathway.matching.placement.persons import Person, hours_allowed
from labmigration.pathway.matching.placement.preferring import wish_scores
from labmigration.programme import programme
from labmigration.programme.placing import placing


@dataclass(frozen=True)
class Facts:
    """One territory today. Ids are those of pathways and needs; the engine reads those who are left out by nothing."""

    territory: str
    others: Others
    needs: OpenNeeds
    engine_rules: Rules

    @property
    def people(self) -> dict[str, Person]:
        """Everybody who is ready, also whom the engine can't read."""
        return self.others.people

    @property
    def worker(self) -> Mapping[str, Worker]:
        """Those whom the engine reads."""
        return self.others.worker

    @cached_property
    def under_way(self) -> dict[Pair, str]:
        """Pairs that wait for an answer or a meeting, of each need the most advanced."""
        return {pair: state for pair, state in _under_way(self.others.introductions).items() if pair[1] in self.needs}

    @cached_property
    def rules(self) -> dict[Pair, str]:
        """Officers' decisions about people and needs that the engine reads."""
        kept = self.others.kept
        return {(one, need): kind for one, need, kind in kept if one in self.worker and self.needs.is_readable(need)}

    @cached_property
    def pins(self) -> tuple[Pair, ...]:
        """Pairs kept together by decision."""
        return tuple(sorted(pair for pair, kind in self.rules.items() if kind == states.KEEP_TOGETHER))

    @cached_property
    def forbids(self) -> tuple[Pair, ...]:
        """Pairs kept apart: by decision, or since one of both said no."""
        apart = {pair for pair, kind in self.rules.items() if kind == states.KEEP_APART}
        for row in self.others.introductions.values():
            pair = str(row.pathway_id), str(row.need_id)
            no = row.declined_by in (matching_states.BY_CANDIDATE, matching_states.BY_HOUSEHOLD)
            if no and pair[0] in self.worker and self.needs.is_readable(pair[1]):
                apart.add(pair)
        return tuple(sorted(apart - {*self.pins}))

    @cached_property
    def laid_out(self) -> Territory:
        """For counting, without an object for each need."""
        problem = Problem(self.others.workers, (), self.engine_rules)
        return Territory(problem, self.needs.laid_out, self.forbids, self._wish)

    def _wish(self, worker: Worker, rows: Found) -> NDArray[np.float64]:
        return wish_scores(self.people[worker.id], self.needs.tables, self.needs.asks_of(rows))

    def among(self, people: Iterable[str], needs: Iterable[str]) -> Problem:
        """Some people and needs alone, nothing pinned: what is said of one pair reads nothing of the others."""
        workers, households = [self.worker[one] for one in sorted({*people})], sorted({*needs})
        inside = {*households}
        codes = self.needs.numbers[ASKS, [self.needs.row(need) for need in households]]
        preferences: dict[Pair, float] = {}
        for one in workers:
            preferences |= self._preferences(one, households, codes)
        return Problem(
            tuple(workers),
            tuple(map(self.needs.household, households)),
            self.engine_rules,
            preferences,
            (),
            tuple(pair for pair in self.forbids if pair[0] in {one.id for one in workers} and pair[1] in inside),
        )

    def _preferences(self, worker: Worker, needs: Sequence[str], codes: Ints) -> dict[Pair, float]:
        """Of pairs of which one of both sides said something; of others it decides nothing. `codes`: what each of the
        needs asks.
        """
        scores = wish_scores(self.people[worker.id], self.needs.tables, codes)
        said = np.flatnonzero(scores != NO_WISH)
        return {(worker.id, needs[at]): score for at, score in zip(said.tolist(), scores[said].tolist(), strict=True)}

    @cached_property
    def weighed(self) -> Found:
        """Rows of `needs.laid_out` that a plan is made of: all that are read, or the most promising of too many."""
        count = len(self.needs.read_rows)
        if count <= MOST_WEIGHED:
            return np.arange(count)
        row = self.needs.laid_out.row
        always = {row[need] for _person, need in self.pins} | {row[need] for need in self._asked if need in row}
        weeks = self.needs.numbers[WEEK, self.needs.read_rows]
        return most_promising(self.laid_out, weeks, always, MOST_WEIGHED)

    @cached_property
    def problem(self) -> Problem:
        """What is weighed as objects, with the wishes of able pairs: what is kept of a plan to compute it again."""
        ids, laid_out, weighed = self.needs.laid_out.ids, self.laid_out, self.weighed
        preferences: dict[Pair, float] = {}
        for one in laid_out.workers:
            rows = np.intersect1d(laid_out.able_of(one).rows, weighed)
            preferences |= self._preferences(one, [ids[row] for row in rows.tolist()], self.needs.asks_of(rows))
        chosen = [ids[row] for row in weighed.tolist()]
        among = frozenset(chosen)
        return Problem(
            self.others.workers,
            tuple(map(self.needs.household, chosen)),
            self.engine_rules,
            preferences,
            self.pins,
            tuple(pair for pair in self.forbids if pair[1] in among),
        )

    def is_to_compose(self, need: str) -> bool:
        """Whether the engine reads a need of which no answer is awaited."""
        return need not in self._asked and self.needs.is_readable(need)

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(need for _person, need in self.under_way)

    @property
    def needs_to_compose(self) -> int:
        """How many needs a plan could be made of."""
        return len(self.needs.read_rows) - sum(map(self.needs.is_readable, self._asked))

    @property
    def may_compose(self) -> bool:
        """Whether there is anybody, and anything, in `to_compose`."""
        return bool(self.others.workers) and self.needs_to_compose > 0

    @cached_property
    def to_compose(self) -> Problem:
        """What a plan is made of."""
        return self.without_asked(self.problem)

    def without_asked(self, problem: Problem) -> Problem:
        """Needs that are being asked about are out, and their hours are kept for whom they were proposed to, whatever
        her wishes say.
        """
        asked = self._asked
        reserved: dict[str, list[Need]] = defaultdict(list)
        for person, need in self.under_way:
            reserved[person].append(self.needs[need])
        return Problem(
            tuple(_less(worker, reserved.get(worker.id, [])) for worker in problem.workers),
            tuple(one for one in problem.households if one.id not in asked),
            problem.rules,
            {pair: score for pair, score in problem.preferences.items() if pair[1] not in asked},
            tuple(pair for pair in problem.pins if pair[1] not in asked),
            tuple(pair for pair in problem.forbids if pair[1] not in asked),
        )


def _less(worker: Worker, reserved: list[Need]) -> Worker:
    """The worker without the time of needs that wait for an answer."""
    if not reserved:
        return worker
    slots = [(slot, worker.travel.fixed_min) for need in reserved for slot in need.slots]
    hours = max(0.0, worker.hours_max - sum(need.hours for need in reserved))
    return replace(worker, hours_max=hours, available=resting.without(worker.available, slots))


def facts_of(territory: str) -> Facts:
    """What stands in the rows of one territory today; inside an open scope."""
    others = others_of(territory)
    needs = OpenNeeds.read(territory, _alarmed(territory), _asked(others.introductions))
    return Facts(territory, others, needs, engine_rules(clock.today()))


def facts_again(old: Facts, others: Others, touched: Collection[str]) -> tuple[Facts, Step]:
    """As `facts_of`, with these other facts and only the needs that were `touched` read again; and the way from the old
    rows of needs to the new ones.
    """
    needs, step = old.needs, Step([], [])
    needs = needs.waiting(_alarmed(old.territory), _asked(others.introductions))
    if touched:
        needs, step = needs.changed(touched, rows_of(old.territory, needs.tables, touched))
    return Facts(old.territory, others, needs, engine_rules(clock.today())), step


def moved(old: Facts, new: Facts) -> set[str]:
    """People who came, left, or are able of something else. How long somebody waits only decides among equals."""
    kept_apart = {one for one, _need in {*old.forbids} ^ {*new.forbids}}
    before, now = old.others.worker, new.others.worker
    return kept_apart | {one for one in {*before} | {*now} if _able(before.get(one)) != _able(now.get(one))}


def _able(worker: Worker | None) -> Worker | None:
    return worker and replace(worker, waiting_days=0)


def engine_rules(today: date) -> Rules:
    """The weights and limits of that day."""
    weighing = placing().weighing_on(today)
    limits = [hours_allowed(one.code, today) for one in programme().occupations]
    return Rules(
        weighing.detour, weighing.preference, weighing.nearness, weighing.half_hour, weighing.score, max(limits)
    )


def _alarmed(territory: str) -> frozenset[str]:
    rows = Alarm.objects.filter(territory=territory, state=states.RAISED).values_list("household", flat=True)
    return frozenset(map(str, rows))


def _asked(introductions: Mapping[str, Introduction]) -> Counter[str]:
    return Counter(str(row.need_id) for row in introductions.values() if row.state in matching_states.UNDER_WAY)


def _under_way(introductions: Mapping[str, Introduction]) -> dict[Pair, str]:
    """Of a need and of a pair, the most advanced introduction alone: others wait for it."""
    order = matching_states.UNDER_WAY
    found: dict[Pair, str] = {}
    taken = set()
    rows = (one for one in introductions.values() if one.state in order)
    for row in sorted(rows, key=lambda one: (order.index(one.state), str(one.pk))):
        if row.need_id not in taken:
            taken.add(row.need_id)
            found[str(row.pathway_id), str(row.need_id)] = row.state
    return found
