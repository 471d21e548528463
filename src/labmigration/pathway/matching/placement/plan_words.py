"""A plan as the placement officer reads it, beside the territory as it stands now."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.pathway.matching.placement import drawing, states, words
from labmigration.pathway.matching.placement.columns import Columns
from labmigration.pathway.matching.placement.models import PlacementPlan, ProposedPair
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import Person
from labmigration.pathway.person import occupation

#: Why a need stays open, by the codes of the engine, said of whoever comes nearest.
MISSES = {
    "occupation": gettext_lazy("un autre métier"),
    "not_certified": gettext_lazy("la certification manque"),
    "not_available": gettext_lazy("les créneaux ne conviennent pas"),
    "too_far": gettext_lazy("le trajet est trop long"),
    "too_many_hours": gettext_lazy("trop d’heures d’un coup"),
    "forbidden": gettext_lazy("le rapprochement est écarté"),
    "overlaps": gettext_lazy("les créneaux tombent en même temps que ceux d’un autre foyer"),
    "no_time_to_travel": gettext_lazy("le temps manque entre deux foyers"),
    "hours_full": gettext_lazy("sa semaine est pleine"),
}


@dataclass(frozen=True)
class PairLine:
    """A pair of a plan as the officer reads it; `stale` says what changed since, empty when nothing did."""

    pair: ProposedPair
    trade: str
    stale: str


@dataclass(frozen=True)
class WeekLine:
    """A person's week in a plan, with the pairs that make it; hours that she holds already and those that wait for an
    answer (`asked`) stand beside. `person`: None where she is no longer ready. No journeys for who is protected.
    """

    name: str
    person: Person | None
    days: list[drawing.Day]
    hours: float
    asked: float
    journey_hours: float | None
    under_least: bool
    pairs: list[PairLine]


@dataclass(frozen=True)
class OpenLine:
    """A need that a plan leaves open, and why."""

    need: Need
    trade: str
    why: str


class PlanInWords:
    """A plan that is ready, beside the territory as it stands now."""

    def __init__(self, plan: PlacementPlan, columns: Columns) -> None:
        self.plan, self.columns, self.facts = plan, columns, columns.facts

    @cached_property
    def everybody(self) -> list[str]:
        """Ids of those to whom the plan gives something: those with a pair still to look at first, then who waits
        longest; one query.
        """
        rows = self.plan.pairs.order_by().values_list("pathway").annotate(left=Count("id", Q(state=states.PROPOSED)))
        left = {str(pathway): count for pathway, count in rows}
        return sorted(left, key=lambda one: (not left[one], -self._waiting_days(one), one))

    def _waiting_days(self, person_id: str) -> int:
        person = self.facts.people.get(person_id)
        return person.waiting_days if person else 0

    def weeks(self, people: Collection[str]) -> list[WeekLine]:
        """The weeks of some of them, in this order; one query."""
        rows = self.plan.pairs.filter(pathway__in=people).select_related("pathway__candidate", "need__household")
        pairs: dict[str, list[PairLine]] = {}
        for row in rows.order_by("-value", "need"):
            pairs.setdefault(str(row.pathway_id), []).append(self.line_of(row))
        return [self._week(one, pairs[one]) for one in people if one in pairs]

    def week_of(self, pair: ProposedPair) -> WeekLine:
        """The week of which a pair is a part."""
        return self.weeks([str(pair.pathway_id)])[0]

    def line_of(self, pair: ProposedPair) -> PairLine:
        """One pair."""
        return PairLine(pair, occupation(pair.need.occupation), self._stale(pair))

    def _stale(self, pair: ProposedPair) -> str:
        need, person = self.facts.needs.get(str(pair.need_id)), self.facts.people.get(str(pair.pathway_id))
        if pair.state != states.PROPOSED:
            return ""
        if need is None:
            return _("Ce besoin n’est plus à pourvoir.")
        if need.version != pair.need_version:
            return _("Le foyer a changé son besoin depuis le calcul.")
        if need.asked:
            return _("Ce foyer attend déjà une réponse à une autre proposition.")
        if person is None or person.wishes_version != pair.wishes_version:
            return _("La personne a changé ses souhaits depuis le calcul.")
        return str(words.LEFT_OUT.get(person.left_out or need.left_out, ""))

    def _week(self, person_id: str, pairs: list[PairLine]) -> WeekLine:
        person, told = self.facts.people.get(person_id), self._told_weeks[person_id]
        stops = [
            (day["day"], stop["start"], stop["to"], self._household(stop["household"]))
            for day in told["days"]
            for stop in day["stops"]
        ]
        waiting = self._asked(person_id)
        stops += [
            (*slot, _("%(household)s (réponse attendue)") % {"household": need.household})
            for need in waiting
            for slot in need.slots
        ]
        asked = sum(need.hours for need in waiting)
        hidden = person is None or person.protected
        journeys = None if hidden else round(told["journey_minutes"]) / 60
        under = person is not None and told["hours"] + person.held + asked < person.hours_least
        name = pairs[0].pair.pathway.candidate.full_name
        return WeekLine(name, person, drawing.week(stops), told["hours"], asked, journeys, under, pairs)

    @cached_property
    def _told_weeks(self) -> dict[str, dict[str, Any]]:
        return {one["worker"]: one for one in self.plan.answer["weeks"]}

    def _asked(self, person_id: str) -> list[Need]:
        return [self.facts.needs[need] for person, need in self.facts.under_way if person == person_id]

    @cached_property
    def open_needs(self) -> list[OpenLine]:
        """The first needs that the plan leaves open, with what stands between each and whoever comes nearest."""
        found = []
        for one in self.plan.answer["unplaced"]:
            need = self.facts.needs.get(one["household"])
            if need is not None:
                found.append(OpenLine(need, occupation(need.occupation), _why_open(one)))
        return found

    @cached_property
    def impossible_pins(self) -> list[tuple[str, str, str]]:
        """Person, household, and what stands against keeping them together."""
        return [
            (
                self.facts.people[one["worker"]].name if one["worker"] in self.facts.people else "–",
                self._household(one["household"]),
                ", ".join(str(MISSES[code]) for code in one["obstacles"]),
            )
            for one in self.plan.answer["impossible_pins"]
        ]

    @property
    def hours(self) -> float:
        """Placed a week in all."""
        return float(sum(one["hours"] for one in self.plan.answer["weeks"]))

    @property
    def open_count(self) -> int:
        """How many needs the plan left open."""
        return sum(self.plan.answer["left_open"].values())

    @property
    def nobody_able_count(self) -> int:
        """Of how many of them nobody is able as things stand."""
        return int(self.plan.answer["left_open"].get("no_one_able", 0))

    @property
    def more_open(self) -> int:
        """How many of them are not told one by one."""
        return self.open_count - len(self.plan.answer["unplaced"])

    @property
    def gap_percent(self) -> float:
        """What is left to gain at most."""
        return round(100 * self.plan.answer["gap"], 2)

    @cached_property
    def placed(self) -> dict[str, str]:
        """Need → person, as the plan has them; one query."""
        return {str(need): str(person) for need, person in self.plan.pairs.order_by().values_list("need", "pathway")}

    def needs_of(self, person_id: str) -> list[str]:
        """The needs that the plan gives a person."""
        return sorted(need for need, person in self.placed.items() if person == person_id)

    def _household(self, need_id: str) -> str:
        need = self.facts.needs.get(need_id)
        return need.household if need else _("besoin qui n’est plus ouvert")


def _why_open(unplaced: dict[str, Any]) -> str:
    misses = ", ".join(str(MISSES[code]) for code in unplaced["nearest_miss"])
    if unplaced["reason"] == "no_one_able":
        return _("Personne ne convient tel quel. Au plus près : %(misses)s.") % {"misses": misses or "–"}
    return _("Des personnes conviennent, leurs heures servent mieux ailleurs. Au plus près : %(misses)s.") % {
        "misses": misses or "–"
    }
