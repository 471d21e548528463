"""Rows → what the engine reads for one territory: people ready for a household, open needs, wishes, decisions.

About ten queries whatever the numbers. Nobody is dropped in silence: whoever the engine cannot read stays in `people`
or `needs` with the code of why (`left_out`).
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from labmigration import clock
from labmigration.decisions.placement import Household, Needs, Pair, Problem, Rules, Territory, Worker
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement import resting, states
from labmigration.pathway.matching.placement.models import PairRule
from labmigration.pathway.matching.placement.needs import Need, needs_of
from labmigration.pathway.matching.placement.persons import Person, hours_allowed, people_of
from labmigration.pathway.matching.placement.preferring import preferences, preferences_of
from labmigration.programme import programme
from labmigration.programme.placing import placing


@dataclass(frozen=True)
class Facts:
    """One territory today. `problem` holds those who are left out by nothing; ids are those of pathways and needs.

    `under_way`: pairs that wait for an answer or a meeting, of each need the most advanced. `columns`: the needs of the
    problem, laid out for counting.
    """

    territory: str
    problem: Problem
    people: dict[str, Person]
    needs: dict[str, Need]
    under_way: dict[Pair, str]
    rules: dict[Pair, str]
    columns: Needs

    @property
    def may_compose(self) -> bool:
        """Whether there is anybody, and anything, in `to_compose`."""
        asked = {need for _person, need in self.under_way}
        return bool(self.problem.workers) and len(self.problem.households) > len(asked & self.problem.household.keys())

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


@dataclass(frozen=True)
class Others:
    """All of a territory but its needs: people ready, introductions, officers' decisions; about eight queries."""

    introductions: list[Introduction]
    people: dict[str, Person]
    workers: list[Worker]
    kept: list[tuple[str, str, str]]

    def rules(self, open_: Container[str]) -> dict[Pair, str]:
        """Officers' decisions about people and needs that the engine reads."""
        able = {worker.id for worker in self.workers}
        return {(one, other): kind for one, other, kind in self.kept if one in able and other in open_}

    def under_way(self, needs: Container[str]) -> dict[Pair, str]:
        """Pairs that wait for an answer or a meeting."""
        return {pair: state for pair, state in _under_way(self.introductions).items() if pair[1] in needs}

    def pins_and_forbids(self, open_: Container[str]) -> dict[str, tuple[Pair, ...]]:
        """Pairs kept together, and apart: by decision, or since one of both said no."""
        rules, able = self.rules(open_), {worker.id for worker in self.workers}
        together = {pair for pair, kind in rules.items() if kind == states.KEEP_TOGETHER}
        apart = {pair for pair, kind in rules.items() if kind == states.KEEP_APART}
        declined = {
            (str(row.pathway_id), str(row.need_id))
            for row in self.introductions
            if row.declined_by in (matching_states.BY_CANDIDATE, matching_states.BY_HOUSEHOLD)
        }
        apart |= {pair for pair in declined if pair[0] in able and pair[1] in open_} - together
        return {"pins": tuple(sorted(together)), "forbids": tuple(sorted(apart))}


def others_of(territory: str) -> Others:
    """As they stand now; inside an open scope."""
    rows = list(_introductions(territory))
    people, workers = people_of(territory, rows, clock.today())
    kept = [(str(rule[0]), str(rule[1]), rule[2]) for rule in _rules(territory)]
    return Others(rows, people, workers, kept)


def facts_of(territory: str) -> Facts:
    """What stands in the rows of one territory today; inside an open scope."""
    others = others_of(territory)
    needs = {need.id: need for need in needs_of(territory, others.introductions)}
    households = tuple(household_of(need) for need in needs.values() if need.readable)
    open_ = {one.id for one in households}
    problem = Problem(
        tuple(others.workers), households, engine_rules(clock.today()), {}, **others.pins_and_forbids(open_)
    )
    laid_out = Territory(problem)
    problem = problem.preferring(preferences(others.people, needs, laid_out))
    return Facts(territory, problem, others.people, needs, others.under_way(needs), others.rules(open_), laid_out.needs)


def facts_again(old: Facts, touched: set[str]) -> Facts:
    """As `facts_of` on the same day, with only the needs that were `touched` read again."""
    others = others_of(old.territory)
    fresh = {need.id: need for need in needs_of(old.territory, others.introductions, touched)}
    needs = {key: need for key, need in old.needs.items() if key not in touched} | fresh
    come = [household_of(need) for need in fresh.values() if need.readable]
    columns = old.columns.changed(touched, come)
    problem = old.problem.changed(
        touched,
        come,
        workers=tuple(others.workers),
        preferences={},
        **others.pins_and_forbids(columns.row),
    )
    kept = _preferences_again(old, problem, columns, others.people, needs, touched)
    return Facts(
        old.territory,
        problem.preferring(kept),
        others.people,
        needs,
        others.under_way(needs),
        others.rules(columns.row),
        columns,
    )


def moved(old: Problem, new: Problem) -> set[str]:
    """People who came, left, or are able of something else."""
    kept_apart = {one for one, _need in {*old.forbids} ^ {*new.forbids}}
    everybody = {*old.worker} | {*new.worker}
    return kept_apart | {one for one in everybody if old.worker.get(one) != new.worker.get(one)}


def _preferences_again(
    old: Facts, problem: Problem, columns: Needs, people: dict[str, Person], needs: dict[str, Need], touched: set[str]
) -> dict[Pair, float]:
    """The old ones, but of people who changed and of needs that were touched."""
    anew = moved(old.problem, problem) | {key for key in people if people[key] != old.people.get(key)}
    kept = {
        pair: score for pair, score in old.problem.preferences.items() if not (pair[0] in anew or pair[1] in touched)
    }
    whole = Territory(problem, columns)
    come = [problem.household[key] for key in sorted(touched) if key in problem.household]
    apart = tuple(pair for pair in problem.forbids if pair[1] in touched)
    part = Territory(Problem(problem.workers, tuple(come), problem.rules, {}, (), apart))
    for key, worker in problem.worker.items():
        laid_out = whole if key in anew else part
        able = laid_out.able_of(worker).rows.tolist() if len(laid_out.needs) else []
        kept |= preferences_of(people[key], needs, [laid_out.needs.ids[row] for row in able])
    return kept


def household_of(need: Need) -> Household:
    """As the engine reads a need that is readable."""
    assert need.at is not None
    return Household(need.id, need.at, need.occupation, False, need.slots)


def engine_rules(today: date) -> Rules:
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
