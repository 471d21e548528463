"""Rows → what the engine reads for one territory: people ready for a household, open needs, wishes, decisions.

About ten queries whatever the numbers. Nobody is dropped in silence: whoever the engine cannot read stays in `people`
or `needs` with the code of why (`left_out`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from labmigration import clock
from labmigration.decisions.placement import Household, Pair, Problem, Rules, Worker
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement import resting, states
from labmigration.pathway.matching.placement.models import PairRule
from labmigration.pathway.matching.placement.needs import Need, needs_of
from labmigration.pathway.matching.placement.persons import Person, hours_allowed, people_of
from labmigration.pathway.matching.placement.preferring import preferences
from labmigration.programme import programme
from labmigration.programme.placing import placing


@dataclass(frozen=True)
class Facts:
    """One territory today. `problem` holds those who are left out by nothing; ids are those of pathways and needs.

    `under_way`: pairs that wait for an answer or a meeting, of each need the most advanced.
    """

    territory: str
    problem: Problem
    people: dict[str, Person]
    needs: dict[str, Need]
    under_way: dict[Pair, str]
    rules: dict[Pair, str]

    @cached_property
    def to_compose(self) -> Problem:
        """What a plan is made of: needs that are being asked about are out, and their hours are kept for whom they were
        proposed to, whatever her wishes say.
        """
        asked = {need for _person, need in self.under_way}
        reserved: dict[str, list[Need]] = defaultdict(list)
        for person, need in self.under_way:
            reserved[person].append(self.needs[need])
        kept = self.problem
        return Problem(
            tuple(_less(worker, reserved.get(worker.id, [])) for worker in kept.workers),
            tuple(one for one in kept.households if one.id not in asked),
            kept.rules,
            {pair: score for pair, score in kept.preferences.items() if pair[1] not in asked},
            tuple(pair for pair in kept.pins if pair[1] not in asked),
            tuple(pair for pair in kept.forbids if pair[1] not in asked),
        )


def _less(worker: Worker, reserved: list[Need]) -> Worker:
    """The worker without the time of needs that wait for an answer."""
    slots = [(slot, worker.travel.fixed_min) for need in reserved for slot in need.slots]
    hours = max(0.0, worker.hours_max - sum(need.hours for need in reserved))
    return replace(worker, hours_max=hours, available=resting.without(worker.available, slots))


def facts_of(territory: str) -> Facts:
    """What stands in the rows of one territory today; inside an open scope."""
    today = clock.today()
    rows = list(_introductions(territory))
    needs = {need.id: need for need in needs_of(territory, rows)}
    people, workers = people_of(territory, rows, today)
    households = [
        Household(need.id, need.at, need.occupation, False, need.slots)
        for need in needs.values()
        if need.at is not None and not need.left_out
    ]
    able, open_ = {worker.id for worker in workers}, {one.id for one in households}
    kept = [(str(rule[0]), str(rule[1]), rule[2]) for rule in _rules(territory)]
    rules = {(one, other): kind for one, other, kind in kept if one in able and other in open_}
    under_way = {pair: state for pair, state in _under_way(rows).items() if pair[1] in needs}
    declined = {
        (str(row.pathway_id), str(row.need_id))
        for row in rows
        if row.declined_by in (matching_states.BY_CANDIDATE, matching_states.BY_HOUSEHOLD)
    }
    together = {pair for pair, kind in rules.items() if kind == states.KEEP_TOGETHER}
    apart = {pair for pair, kind in rules.items() if kind == states.KEEP_APART}
    apart |= {pair for pair in declined if pair[0] in able and pair[1] in open_} - together
    problem = Problem(
        tuple(workers),
        tuple(households),
        _engine_rules(today),
        preferences(people, needs, workers),
        tuple(sorted(together)),
        tuple(sorted(apart)),
    )
    return Facts(territory, problem, people, needs, under_way, rules)


def _engine_rules(today: date) -> Rules:
    weighing = placing().weighing_on(today)
    limits = [hours_allowed(one.code, today) for one in programme().occupations]
    return Rules(
        weighing.detour, weighing.preference, weighing.nearness, weighing.half_hour, weighing.score, max(limits)
    )


def _introductions(territory: str) -> Iterable[Introduction]:
    rows = Introduction.objects.filter(territory=territory).select_related("need")
    return rows.only(
        *("territory", "pathway", "state", "declined_by", "need__slots", "need__postcode", "need__household")
    )


def _under_way(rows: Iterable[Introduction]) -> dict[Pair, str]:
    """Of a need and of a pair, the most advanced introduction alone: others wait for it."""
    order = matching_states.UNDER_WAY
    found: dict[Pair, str] = {}
    taken = set()
    for row in sorted((one for one in rows if one.state in order), key=lambda one: order.index(one.state)):
        if row.need_id not in taken:
            taken.add(row.need_id)
            found[str(row.pathway_id), str(row.need_id)] = row.state
    return found


def _rules(territory: str) -> Iterable[tuple[UUID, UUID, str]]:
    rows = PairRule.objects.filter(territory=territory, lifted_at__isnull=True)
    return rows.values_list("pathway", "need", "kind")
