"""A plan as the placement officer reads it, beside the territory as it stands now."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
    """A person's week in a plan; hours that she holds already stand beside. No journeys for who is protected."""

    person: Person
    days: list[drawing.Day]
    hours: float
    journey_hours: float | None
    under_least: bool


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
    def pairs(self) -> list[PairLine]:
        """Those still to look at first; one query."""
        rows = self.plan.pairs.select_related("pathway__candidate", "need__household", "decided_by")
        lines = [PairLine(row, occupation(row.need.occupation), self._stale(row)) for row in rows]
        return sorted(lines, key=lambda one: (one.pair.state != states.PROPOSED, -one.pair.value))

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

    @cached_property
    def weeks(self) -> list[WeekLine]:
        """Everybody to whom the plan gives something, by name."""
        found = []
        for one in self.plan.answer["weeks"]:
            person = self.facts.people.get(one["worker"])
            if person is None:
                continue
            stops = [
                (day["day"], stop["start"], stop["to"], self._household(stop["household"]))
                for day in one["days"]
                for stop in day["stops"]
            ]
            stops += [
                (*slot, _("%(household)s (réponse attendue)") % {"household": need.household})
                for need in self._asked(person.id)
                for slot in need.slots
            ]
            journeys = None if person.protected else round(one["journey_minutes"]) / 60
            under = one["hours"] + person.held < person.hours_least
            found.append(WeekLine(person, drawing.week(stops), one["hours"], journeys, under))
        return sorted(found, key=lambda line: line.person.name)

    def _asked(self, person_id: str) -> list[Need]:
        return [self.facts.needs[need] for person, need in self.facts.under_way if person == person_id]

    @cached_property
    def open_needs(self) -> list[OpenLine]:
        """What the plan leaves open, and what stands between it and whoever comes nearest."""
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
    def gap_percent(self) -> float:
        """What is left to gain at most."""
        return round(100 * self.plan.answer["gap"], 2)

    def week_of(self, person_id: str) -> list[str]:
        """The needs that the plan gives a person."""
        return [one["household"] for one in self.plan.answer["placed"] if one["worker"] == person_id]

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
