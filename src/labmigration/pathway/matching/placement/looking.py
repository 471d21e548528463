"""What the placement officer looks at: needs by how hard they are to fill, who fits what and why, a plan in words."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Count

from labmigration.decisions.placement import (
    OBSTACLES,
    Territory,
    hindrances,
    nearest_workers,
    rank_households,
    rank_workers,
)
from labmigration.pathway.matching.placement import map_drawing, states, words
from labmigration.pathway.matching.placement.columns import Columns
from labmigration.pathway.matching.placement.models import ProposedPair
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.open_needs import CommunePlace
from labmigration.pathway.matching.placement.persons import Person
from labmigration.pathway.person import occupation
from labmigration.territories.opening.description import description_of

TOP = 20
#: Of those who are not able, the nearest.
NEAR = 10
#: Longer than any journey in minutes: fewer obstacles first, then the nearer.
FAR = 1e6


@dataclass(frozen=True)
class NeedLine:
    """One open need: its trade, how many people are able of it (None where the engine cannot read it)."""

    need: Need
    trade: str
    able: int | None
    left_out: Any


@dataclass(frozen=True)
class PersonLine:
    """Someone ready, with what the plan gives her and why she is not in the calculation, if she is not."""

    person: Person
    trade: str
    left_out: Any


@dataclass(frozen=True)
class Match:
    """A person and a need side by side: what speaks for it, or what stands between; what to know before. `able_alone`:
    only the week of a plan stands between them, if anything.
    """

    person: Person
    need: Need
    trade: str
    able: bool
    able_alone: bool
    why: list[str]
    cautions: list[str]


def hardest_first(columns: Columns, at_most: int) -> list[NeedLine]:
    """The needs that are hardest to fill, in that order."""
    return [
        NeedLine(
            need,
            occupation(need.occupation),
            None if need.left_out else able,
            words.LEFT_OUT.get(need.left_out, ""),
        )
        for need, able in columns.hardest(at_most)
    ]


def everybody(columns: Columns) -> list[PersonLine]:
    """Whoever waits longest first."""
    lines = [
        PersonLine(person, occupation(person.occupation), words.LEFT_OUT.get(person.left_out, ""))
        for person in columns.facts.people.values()
    ]
    return sorted(lines, key=lambda one: (-one.person.waiting_days, one.person.id))


def people_for(columns: Columns, need_id: str) -> tuple[list[Match], list[Match]]:
    """Those able of a need, the best first, and those nearest to being able with what would have to change."""
    if not columns.facts.needs.is_readable(need_id):
        return [], []
    before = columns.before(need_id)
    able = [_able(columns, one.id, need_id, one.minutes) for one in rank_workers(before, need_id, TOP).ranked]
    return able, [_not_able(columns, before, one, need_id) for one in nearest_workers(before, need_id, NEAR)]


def needs_for(columns: Columns, person_id: str) -> tuple[list[Match], list[Match]]:
    """The needs of which a person is able, the best first, and those nearest to it with what would have to change."""
    facts, territory = columns.facts, columns.territory
    if person_id not in facts.worker:
        return [], []
    ranked = rank_households(territory, person_id, TOP)
    able = [_able(columns, person_id, one.id, one.minutes) for one in ranked.ranked]
    worker = facts.worker[person_id]
    rows = territory.needs.asking_for(worker.occupations)
    counts, journeys = territory.obstacles_of(worker, rows).sum(axis=1), territory.journeys_of(worker, rows)
    apart = np.where(counts > 0, counts * FAR + journeys, np.inf)
    first = np.argpartition(apart, NEAR)[:NEAR] if len(apart) > NEAR else np.arange(len(apart))
    order = [at for at in first[np.argsort(apart[first], kind="stable")] if counts[at]]
    near = [territory.needs.ids[rows[at]] for at in order]
    alone = columns.among([person_id], near)
    return able, [_not_able(columns, alone, person_id, one) for one in near]


def match_of(columns: Columns, person_id: str, need_id: str, week: list[str]) -> Match:
    """One pair, also against the needs that a plan gives her (`week`)."""
    beside = [one for one in week if one != need_id and columns.facts.needs.is_readable(one)]
    alone = columns.among([person_id], [need_id, *beside])
    found = _not_able(columns, alone, person_id, need_id, beside)
    if found.why:
        return found
    row = np.array([alone.needs.row[need_id]], dtype=np.intp)
    return _able(columns, person_id, need_id, float(alone.journeys_of(alone.workers[0], row)[0]))


def _able(columns: Columns, person_id: str, need_id: str, minutes: float) -> Match:
    person, need = columns.facts.people[person_id], columns.facts.needs[need_id]
    trade, cautions = occupation(need.occupation), words.cautions(person, need)
    return Match(person, need, trade, True, True, words.why(person, need, minutes), cautions)


def _not_able(columns: Columns, among: Territory, person_id: str, need_id: str, week: Collection[str] = ()) -> Match:
    """`among`: a territory in which they and the needs of the week are."""
    facts = columns.facts
    person, need, worker = facts.people[person_id], facts.needs[need_id], facts.worker[person_id]
    found = hindrances(among, (person_id, need_id), week)
    said = [words.why_not(facts, worker, person, need, one) for one in found]
    alone = not any(one.code in OBSTACLES for one in found)
    return Match(person, need, occupation(need.occupation), False, alone, said, words.cautions(person, need))


def map_of(columns: Columns) -> map_drawing.Map:
    """Needs and people counted by commune, on the départements of the territory; protected people are not counted."""
    needs = columns.needs_by_place
    people: Counter[CommunePlace] = Counter()
    for worker in columns.facts.others.workers:
        person = columns.facts.people[worker.id]
        if not person.protected:
            people[person.place, worker.at] += 1
    numbers = {place: (needs[place], people[place]) for place in needs | people}
    return map_drawing.map_of(description_of(columns.facts.territory).departements, numbers)


def overrides(territory: str) -> dict[str, int]:
    """What officers made of the pairs that plans proposed, counted by state; one query."""
    rows = ProposedPair.objects.filter(territory=territory).order_by().values_list("state")
    counted = dict(rows.annotate(count=Count("id")))
    return {state: counted.get(state, 0) for state, _label in states.PAIR_STATES}
