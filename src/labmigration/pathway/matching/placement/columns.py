"""The facts of a territory kept in memory as the engine's columns, and changed where the rows changed.

What changed is known by the journal: every action that counts here writes an event. The last events are compared with
those known, one by one, so that one that was committed late, with a lower number, is seen too. A need or a person that
changed is read again alone; all of it on another day.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from django.db.models import Count, Max, Min

from labmigration import clock
from labmigration.decisions.placement import Territory, rank_workers
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement.facts import Facts, facts_again, facts_of, moved
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.open_needs import CommunePlace, Ints
from labmigration.pathway.matching.placement.others import Others, others_again, ready_since, who_holds
from labmigration.pathway.matching.placement.persons import READY
from labmigration.pathway.models import Pathway
from labmigration.timeline.models import Event

#: Rows whose change may change who is able of what: needs, and what bears the pathway of a person.
NEED, HOUSEHOLD, INTRODUCTION, CANDIDATE = (
    *("matching.householdneed", "people.household", "matching.introduction", "people.candidate"),
)
SPEAKING = (
    *(NEED, HOUSEHOLD, INTRODUCTION, CANDIDATE, "matching.workwishes", "matching.pairrule", "matching.alarm"),
    *("employment.contract", "employment.contractchange", "pathway.pathway", "orientation.meeting"),
    "certification.certificationfile",
)
#: Numbers of events that may still be committed behind the last one.
LATELY = 1_000
#: Needs of which more changed at once are all read again.
FEW = 200
#: Of an event: its number, the row that it speaks of, and the pathway of that row.
Told = tuple[int, str, str, str]


@dataclass(frozen=True)
class Glance:
    """What is looked at on every page, to see whether anything changed: numbers of the journal and of people ready."""

    day: date
    last: int
    events: tuple[object, ...]
    ready: tuple[object, ...]


@dataclass(frozen=True)
class Columns:
    """The facts, and the territory laid out for counting. `events`: the last ones that are in them."""

    known: Glance
    events: frozenset[Told]
    facts: Facts

    @property
    def territory(self) -> Territory:
        """All of it; its rows are those of `facts.needs.read_rows`."""
        return self.facts.laid_out

    @cached_property
    def able(self) -> Ints:
        """How many people are able of each need, by the rows of `facts.needs`: what makes it hard to fill."""
        counted = np.zeros(len(self.facts.needs), dtype=np.int32)
        self.count({*self.facts.worker}, counted, 1)
        return counted

    def count(self, people: Collection[str], counted: Ints, step: int) -> None:
        """Add `step` to every need of which somebody is able, for each of them."""
        rows = self.facts.needs.read_rows
        for worker in self.territory.workers:
            if worker.id in people:
                counted[rows[self.territory.able_of(worker).rows]] += step

    def count_able(self, need: str) -> int:
        """The same for one need, counted now; nobody is able of what the engine can't read."""
        return rank_workers(self.before(need), need, 0).able if self.facts.needs.is_readable(need) else 0

    def hardest(self, at_most: int) -> list[tuple[Need, int]]:
        """The needs that are hardest to fill, with how many people are able of each."""
        return self.facts.needs.hardest(self.able, at_most)

    def soonest(self, occupation: str, at_most: int) -> list[Need]:
        """The needs that begin first, of an occupation or (empty) of all."""
        return self.facts.needs.soonest(occupation, at_most)

    @property
    def needs_by_place(self) -> Counter[CommunePlace]:
        """How many needs each commune has."""
        return self.facts.needs.by_place

    def among(self, people: Iterable[str], needs: Iterable[str]) -> Territory:
        """A few people and needs alone, laid out for counting: what is said of one pair reads nothing of the others."""
        return Territory(self.facts.among(people, needs))

    def before(self, need: str) -> Territory:
        """Everybody before one need."""
        return Territory(self.facts.among(self.facts.worker, [need]), crowd=self.territory.crowd)


_kept: dict[str, Columns] = {}
_reading: defaultdict[str, Lock] = defaultdict(Lock)


def columns_of(territory: str) -> Columns:
    """As the rows stand now; three queries where nothing changed. Inside an open scope of that territory."""
    glance = _glance(territory)
    seen = found = _kept.get(territory)
    if found is not None and found.known == glance:
        return found
    with _reading[territory]:
        found = _kept.get(territory)
        if found is not seen:
            glance = _glance(territory)  # another thread read the rows meanwhile, perhaps later ones
        if found is None or found.known != glance:
            found = _kept[territory] = _follow(territory, found, glance)
    return found


def _follow(territory: str, old: Columns | None, glance: Glance) -> Columns:
    events = _events(territory, glance.last)
    if old is not None and old.known.day == glance.day and (touched := _touched(territory, old, glance, events)):
        return changed(old, glance, events, *touched)
    found = Columns(glance, events, facts_of(territory))
    found.facts.needs.tables.asks_index()
    return found


def _journal(territory: str, last: int) -> Any:
    return Event.objects.filter(territory_id=territory, id__gt=last - LATELY, subject_model__in=SPEAKING).order_by()


def _glance(territory: str) -> Glance:
    last = Event.objects.filter(territory_id=territory).order_by().aggregate(last=Max("id"))["last"] or 0
    told = _journal(territory, last).aggregate(Count("id"), Min("subject_id"), Max("subject_id"))
    # Entering matching is told by the event of whatever stage led there: the people who are ready are counted too.
    ready = Pathway.objects.filter(territory=territory, state=pathway_states.OPEN, stage__in=READY).order_by()
    people = ready.aggregate(Count("id"), Max("stage_since"))
    return Glance(clock.today(), last, tuple(told.values()), tuple(people.values()))


def _events(territory: str, last: int) -> frozenset[Told]:
    rows = _journal(territory, last).values_list("id", "subject_model", "subject_id", "pathway_id")
    return frozenset((number, model, key, str(pathway or "")) for number, model, key, pathway in rows)


def _touched(territory: str, old: Columns, glance: Glance, events: frozenset[Told]) -> tuple[set[str], Others] | None:
    """The needs that changed in between, and the rest as it stands now; None where that cannot be told and all is to be
    read again.
    """
    if glance.last - old.known.last > LATELY // 2:
        return None
    if any(one not in events for one in old.events if one[0] > glance.last - LATELY):
        return None  # another journal
    others, new = old.facts.others, events - old.events
    by_model: dict[str, set[str]] = {}
    for _number, model, key, _pathway in new:
        by_model.setdefault(model, set()).add(key)
    needs = set(by_model.get(NEED, ()))
    introduced, candidates = by_model.get(INTRODUCTION, set()), by_model.get(CANDIDATE, set())
    if introduced:
        needs |= set(map(str, Introduction.objects.filter(pk__in=introduced).values_list("need", flat=True)))
    if homes := by_model.get(HOUSEHOLD):
        rows = HouseholdNeed.objects.filter(household__in=homes).order_by()
        needs |= set(map(str, rows.values_list("pk", flat=True)))
    if len(needs) > FEW:
        return None
    people = {pathway for _number, _model, _key, pathway in new if pathway}
    if candidates:
        people |= set(map(str, Pathway.objects.filter(candidate__in=candidates).values_list("pk", flat=True)))
    since = ready_since(territory)
    people &= {key for key, _day in since | others.since}
    # Also of whoever is no longer ready, an answer ends what a need waits for.
    people |= {key for key, _day in since ^ others.since} | who_holds(others, needs, introduced)
    return needs, others_again(territory, others, people, since)


def changed(old: Columns, glance: Glance, events: frozenset[Told], touched: set[str], others: Others) -> Columns:
    """The columns with some needs and the rest as they stand now; counted anew where it may differ."""
    facts, step = facts_again(old.facts, others, touched)
    facts.needs.tables.asks_index()
    new = Columns(glance, events, facts)
    if "able" not in old.__dict__:
        return new
    anew, counted = moved(old.facts, facts), old.able.copy()
    old.count(anew, counted, -1)
    counted = step.carried(counted)
    new.count(anew, counted, 1)
    alarms = facts.needs.of_homes(old.facts.needs.alarmed ^ facts.needs.alarmed)
    for key in touched | {*alarms}:
        if key in facts.needs:
            counted[facts.needs.row(key)] = new.count_able(key)
    new.__dict__["able"] = counted
    return new
