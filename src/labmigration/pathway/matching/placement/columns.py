"""The facts of a territory kept in memory as the engine's columns, and changed where the rows changed.

What changed is known by the journal: every action that counts here writes an event. The last events are compared with
those known, one by one, so that one that was committed late, with a lower number, is seen too. A need that changed is
read again alone; people, who are few, all of them.
"""

from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max

from labmigration import clock
from labmigration.decisions.placement import Problem, Territory, Worker, rank_workers
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement.facts import Facts, facts_again, facts_of, moved
from labmigration.pathway.matching.placement.models import Alarm
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import READY
from labmigration.pathway.models import Pathway
from labmigration.programme.communes import postcode
from labmigration.timeline.models import Event

#: Rows whose change may change who is able of what.
SPEAKING = (
    *("matching.householdneed", "matching.introduction", "matching.workwishes", "matching.pairrule"),
    *("matching.alarm", "people.household", "people.candidate", "employment.contract", "employment.contractchange"),
    *("pathway.pathway", "orientation.meeting", "certification.certificationfile"),
)
#: Numbers of events that may still be committed behind the last one.
LATELY = 1_000
#: Needs of which more changed at once are all read again.
FEW = 200
Place = tuple[str, tuple[float, float]]


@dataclass(frozen=True)
class Known:
    """What of the journal is in the columns. `events`: the last ones, each with the row that it speaks of."""

    day: date
    last: int
    events: frozenset[tuple[int, str, str]]
    ready: tuple[object, ...]


@dataclass(frozen=True)
class Columns:
    """The facts, and the territory laid out for counting."""

    known: Known
    facts: Facts

    @cached_property
    def territory(self) -> Territory:
        """Built on first use."""
        return Territory(self.facts.problem, self.facts.columns)

    @cached_property
    def able_of_need(self) -> dict[str, int]:
        """How many people are able of each need: what makes it hard to fill."""
        counted = dict.fromkeys(self.territory.needs.ids, 0)
        for worker in self.territory.workers:
            self.count(worker, counted, 1)
        return counted

    def count(self, worker: Worker, counted: dict[str, int], step: int, but: Collection[str] = ()) -> None:
        """Add `step` to every need of which she is able, those apart that are not counted or among `but`."""
        ids = self.territory.needs.ids
        for row in self.territory.able_of(worker).rows.tolist():
            if ids[row] in counted and ids[row] not in but:
                counted[ids[row]] += step

    def hardness(self, need: Need) -> tuple[object, ...]:
        """Those of whom fewest people are able, then the most hours, then the soonest; unreadable ones last."""
        return bool(need.left_out), self.able_of_need.get(need.id, 0), -need.hours, need.starts_on, need.id

    @cached_property
    def hardest_first(self) -> list[Need]:
        """All of them, by how hard they are to fill."""
        return sorted(self.facts.needs.values(), key=self.hardness)

    @cached_property
    def soonest_first(self) -> dict[str, list[Need]]:
        """By occupation, and all of them under the empty text."""
        found: dict[str, list[Need]] = {"": sorted(self.facts.needs.values(), key=soonness)}
        for need in found[""]:
            found.setdefault(need.occupation, []).append(need)
        return found

    @cached_property
    def needs_by_place(self) -> Counter[Place]:
        """How many needs each commune has."""
        return Counter(place for place in map(place_of, self.facts.needs.values()) if place is not None)

    def among(self, people: Iterable[str], needs: Iterable[str]) -> Territory:
        """A few people and needs alone, laid out for counting: what is said of one pair reads nothing of the others."""
        problem, workers, households = self.facts.problem, set(people), set(needs)
        return Territory(
            Problem(
                tuple(problem.worker[one] for one in sorted(workers)),
                tuple(problem.household[one] for one in sorted(households)),
                problem.rules,
                {
                    (one, other): problem.preferences[one, other]
                    for one in workers
                    for other in households
                    if (one, other) in problem.preferences
                },
                (),
                tuple((one, other) for one, other in problem.forbids if one in workers and other in households),
            )
        )


def soonness(need: Need) -> tuple[object, ...]:
    """The order of `soonest_first`."""
    return need.starts_on, need.id


def place_of(need: Need) -> Place | None:
    """The commune of its postcode and the middle of it; None where that is unknown."""
    if need.at is None:
        return None
    found = postcode(need.postcode)
    return (found.name if found else need.place), need.at


_kept: dict[str, Columns] = {}


def columns_of(territory: str) -> Columns:
    """As the rows stand now; three queries where nothing changed. Inside an open scope of that territory."""
    known = _known(territory, clock.today())
    found = _kept.get(territory)
    if found is None or found.known != known:
        touched = _touched(found.known, known) if found else None
        if found is None or touched is None:
            found = Columns(known, facts_of(territory))
        else:
            found = changed(found, known, touched)
        _kept[territory] = found
    return found


def _known(territory: str, today: date) -> Known:
    events = Event.objects.filter(territory_id=territory).order_by()
    last = events.aggregate(last=Max("id"))["last"] or 0
    lately = events.filter(id__gt=last - LATELY, subject_model__in=SPEAKING)
    # Entering matching is told by the event of whatever stage led there: the people who are ready are counted too.
    ready = Pathway.objects.filter(territory=territory, state=pathway_states.OPEN, stage__in=READY)
    people = ready.aggregate(count=Count("id"), last=Max("stage_since"))
    rows = frozenset(lately.values_list("id", "subject_model", "subject_id"))
    return Known(today, last, rows, (people["count"], people["last"]))


def _touched(before: Known, now: Known) -> set[str] | None:
    """The needs that changed in between; None where that cannot be told and all is to be read again."""
    if before.day != now.day or now.last - before.last > LATELY // 2:
        return None
    if any(one not in now.events for one in before.events if one[0] > now.last - LATELY):
        return None  # another journal
    by_model: dict[str, set[str]] = {}
    for _id, model, key in now.events - before.events:
        by_model.setdefault(model, set()).add(key)
    needs = HouseholdNeed.objects.order_by()
    found = set(by_model.get("matching.householdneed", ()))
    if introduced := by_model.get("matching.introduction"):
        found |= set(map(str, Introduction.objects.filter(pk__in=introduced).values_list("need", flat=True)))
    if homes := by_model.get("people.household"):
        found |= set(map(str, needs.filter(household__in=homes).values_list("pk", flat=True)))
    if alarms := by_model.get("matching.alarm"):
        alarmed = Alarm.objects.filter(pk__in=alarms).values("household")
        found |= set(map(str, needs.filter(household__in=alarmed).values_list("pk", flat=True)))
    return found if len(found) <= FEW else None


def changed(old: Columns, known: Known, touched: set[str]) -> Columns:
    """The columns with some needs, and all people, as they stand now; what was counted is counted anew where it may
    differ.
    """
    new = Columns(known, facts_again(old.facts, touched))
    counted = old.__dict__.get("able_of_need")
    if counted is None:
        return new
    anew = moved(old.facts.problem, new.facts.problem)
    kept = {key: count for key, count in counted.items() if key not in touched}
    for columns, step in ((old, -1), (new, 1)):
        for worker in columns.facts.problem.workers:
            if worker.id in anew:
                columns.count(worker, kept, step, touched)
    open_ = new.facts.problem.household
    kept |= {key: rank_workers(new.among(new.facts.problem.worker, [key]), key, 0).able for key in touched & {*open_}}
    new.__dict__["able_of_need"] = kept
    _reorder(old, new, touched, everything=bool(anew))
    return new


def _reorder(old: Columns, new: Columns, touched: set[str], *, everything: bool) -> None:
    """The lists and counts that the old columns had made, without reading the needs that stayed."""
    come = [new.facts.needs[key] for key in sorted(touched) if key in new.facts.needs]
    gone = [old.facts.needs[key] for key in sorted(touched) if key in old.facts.needs]
    if "hardest_first" in old.__dict__ and not everything:
        hardest = [need for need in old.hardest_first if need.id not in touched]
        for need in come:
            insort(hardest, need, key=new.hardness)
        new.__dict__["hardest_first"] = hardest
    if "soonest_first" in old.__dict__:
        soonest = dict(old.soonest_first)
        for trade in {"", *(need.occupation for need in (*come, *gone))}:
            soonest[trade] = [need for need in soonest.get(trade, ()) if need.id not in touched]
        for need in come:
            insort(soonest[""], need, key=soonness)
            insort(soonest[need.occupation], need, key=soonness)
        new.__dict__["soonest_first"] = soonest
    if "needs_by_place" in old.__dict__:
        places = old.needs_by_place.copy()
        places.subtract(place for place in map(place_of, gone) if place is not None)
        places.update(place for place in map(place_of, come) if place is not None)
        new.__dict__["needs_by_place"] = +places
