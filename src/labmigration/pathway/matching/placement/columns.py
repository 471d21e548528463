"""The facts of a territory kept in memory as the engine's columns, read again only when something changed.

What changed is known by the journal: every action that counts here writes an event. The key is the last such event and
how many there were lately, so that one that was committed late, with a lower number, is seen too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Max

from labmigration import clock
from labmigration.decisions.placement import Needs, Problem, Territory
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.placement.facts import Facts, facts_of
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import READY
from labmigration.pathway.models import Pathway
from labmigration.timeline.models import Event

#: Rows whose change may change who is able of what.
SPEAKING = (
    *("matching.householdneed", "matching.introduction", "matching.workwishes", "matching.pairrule"),
    *("matching.alarm", "people.household", "people.candidate", "employment.contract", "employment.contractchange"),
    *("pathway.pathway", "orientation.meeting", "certification.certificationfile"),
)
#: Numbers of events that may still be committed behind the last one.
LATELY = 1_000
Key = tuple[object, ...]


@dataclass(frozen=True)
class Columns:
    """The facts, and the territory laid out for counting."""

    key: Key
    facts: Facts

    @cached_property
    def territory(self) -> Territory:
        """Built on first use."""
        return Territory(self.facts.problem, Needs(self.facts.problem.household.values()))

    @cached_property
    def able_of_need(self) -> dict[str, int]:
        """How many people are able of each need: what makes it hard to fill."""
        counted = dict.fromkeys(self.territory.needs.ids, 0)
        for pairs in self.territory.able:
            for row in pairs.rows.tolist():
                counted[self.territory.needs.ids[row]] += 1
        return counted

    @cached_property
    def hardest_first(self) -> list[Need]:
        """Those of whom fewest people are able, then the most hours, then the soonest; unreadable ones last."""
        able = self.able_of_need
        return sorted(
            self.facts.needs.values(),
            key=lambda one: (bool(one.left_out), able.get(one.id, 0), -one.hours, one.starts_on),
        )

    @cached_property
    def soonest_first(self) -> dict[str, list[Need]]:
        """By occupation, and all of them under the empty text."""
        found: dict[str, list[Need]] = {"": sorted(self.facts.needs.values(), key=lambda one: one.starts_on)}
        for need in found[""]:
            found.setdefault(need.occupation, []).append(need)
        return found

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
                tuple((one, other) for one in workers for other in households if (one, other) in problem.forbidden),
            )
        )


_kept: dict[str, Columns] = {}


def columns_of(territory: str) -> Columns:
    """As the rows stand now; four queries where nothing changed. Inside an open scope of that territory."""
    key = _key(territory, clock.today())
    found = _kept.get(territory)
    if found is None or found.key != key:
        found = Columns(key, facts_of(territory))
        _kept[territory] = found
    return found


def _key(territory: str, today: date) -> Key:
    last = Event.objects.filter(territory_id=territory).aggregate(last=Max("id"))["last"] or 0
    lately = Event.objects.filter(territory_id=territory, id__gt=last - LATELY, subject_model__in=SPEAKING)
    counted = lately.aggregate(count=Count("id"), last=Max("id"))
    newest = Event.objects.filter(pk=counted["last"]).values_list("subject_id", "at").first()
    # Entering matching is told by the event of whatever stage led there: the people who are ready are counted too.
    ready = Pathway.objects.filter(territory=territory, state=pathway_states.OPEN, stage__in=READY)
    people = ready.aggregate(count=Count("id"), last=Max("stage_since"))
    return (today, counted["count"], counted["last"], newest, people["count"], people["last"])
