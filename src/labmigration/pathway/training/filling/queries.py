"""Rows → the rule → what the page of filling shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.reception.right_to_work_queries import verified_for
from labmigration.pathway.training import states
from labmigration.pathway.training.filling.calls import Asked, call_due_on
from labmigration.pathway.training.filling.rule import Group, Place, Waiting, ranked, shares
from labmigration.pathway.training.models import Cohort, Enrolment, SeatOffer, Session, TraineeWeek
from labmigration.pathway.training.queries import module_name, people_waiting
from labmigration.pathway.training.weekly_pattern import halves_of_week
from labmigration.programme import programme

Halves = frozenset[tuple[object, str]]


@dataclass(frozen=True)
class Candidate:
    """One person on the page: where the rule puts her, her pathway, her days of waiting, the last offer made to her,
    the names of the options that she would follow here.
    """

    place: Place
    pathway: Pathway
    days: int
    offer: SeatOffer | None
    options: list[str]


@dataclass(frozen=True)
class Split:
    """Hours that everybody follows together, and those of a part: module, people, hours."""

    together: list[tuple[str, Decimal]]
    apart: list[tuple[str, int, Decimal]]
    people: int

    @property
    def common_hours(self) -> Decimal:
        """Hours of what is followed together."""
        return sum((hours for _name, hours in self.together), Decimal())


def candidates_for(actor: Actor, cohort: Cohort) -> list[Candidate]:
    """Everybody who waits and whom the actor may see, as `rule.ranked` orders them; a number of queries that does not
    grow with the people.
    """
    people = list(people_waiting(actor))
    offers = offers_of(actor, [person.pk for person in people])
    group = group_of(cohort)
    told = _told(cohort, group, people, offers)
    by_key = {person.pk: person for person in people}
    return [
        Candidate(
            place,
            pathway := by_key[place.person.key],  # type: ignore[index]
            (clock.today() - pathway.stage_since).days,
            next((offer for offer in offers.get(pathway.pk, []) if offer.cohort_id == cohort.pk), None),
            [module_name(code) for code in sorted(place.learns) if programme().module(code).kind == "option"],
        )
        for place in ranked(group, told)
    ]


def half_days_of(cohort: Cohort) -> list[tuple[int, str]]:
    """The half-days of the week on which a cohort sits, in order: of its timetable, else those that it may use."""
    planned = Session.objects.filter(cohort=cohort).exclude(state=states.CANCELLED).order_by()
    halves = {(day.weekday(), half) for day, half in planned.values_list("date", "half")}
    return sorted(halves or halves_of_week(cohort.week))


def place_of(offer: SeatOffer) -> Place:
    """Where the rule puts the person of an offer in the cohort that it names, whoever asks."""
    group = group_of(offer.cohort)
    [place] = ranked(group, _told(offer.cohort, group, [offer.pathway], {offer.pathway_id: [offer]}))
    return place


def group_of(cohort: Cohort) -> Group:
    """The cohort for the rule: one query. Without a timetable, the half-days of its week stand for all."""
    halves: Halves = frozenset(
        Session.objects.filter(cohort=cohort).exclude(state=states.CANCELLED).order_by().values_list("date", "half")
    )
    return Group(
        cohort.occupation,
        max(cohort.starts_on, clock.today()),
        frozenset(module.code for module in programme().modules if _is_taught(cohort, module)),
        halves or frozenset(halves_of_week(cohort.week)),
    )


def _is_taught(cohort: Cohort, module: Any) -> bool:
    """A cohort of one occupation holds the modules that serve it, a mixed one all of them."""
    return not cohort.occupation or cohort.occupation in module.serves


def _told(
    cohort: Cohort, group: Group, people: Collection[Pathway], offers: dict[UUID, list[SeatOffer]]
) -> Iterable[Waiting]:
    plans = signed_hours([person.pk for person in people])
    may_work = verified_for([person.pk for person in people], group.starts_on)
    weeks = {week.pathway_id: week for week in TraineeWeek.objects.filter(pathway__in=people)}
    for person in people:
        asked = offers.get(person.pk, [])
        here = next((offer for offer in asked if offer.cohort_id == cohort.pk), None)
        yield Waiting(
            person.pk,
            person.stage_since,
            person.occupation,
            frozenset(plans.get(person.pk, {})),
            away_of(weeks.get(person.pk), group.halves),
            person.pk in may_work,
            here.state if here else "",
            any(offer.cohort_id != cohort.pk and offer.state == states.OFFERED for offer in asked),
        )


def away_of(week: TraineeWeek | None, halves: Halves) -> Halves:
    """Of these half-days, those on which she cannot come; days are dates, or weekdays where a week stands for all."""
    if week is None:
        return frozenset()
    weekly = halves_of_week(week.weekly)
    days = {(day, half) for day, half in week.days}
    return frozenset(
        (day, half)
        for day, half in halves
        if (
            (day.weekday(), half) in weekly or (day.isoformat(), half) in days
            if isinstance(day, date)
            else (day, half) in weekly
        )
    )


def offers_of(actor: Actor, pathways: Collection[UUID]) -> dict[UUID, list[SeatOffer]]:
    """Offers that the actor may see, by person, the newest first; one query."""
    found: dict[UUID, list[SeatOffer]] = {}
    for offer in visible(actor, "training.read_offers").filter(pathway__in=pathways).select_related("cohort"):
        found.setdefault(offer.pathway_id, []).append(offer)
    return found


@dataclass(frozen=True)
class ToCall:
    """An offer about which the person is to be called, since when: `asked` by her, or after a yes that gave no seat."""

    offer: SeatOffer
    since: date

    @property
    def asked(self) -> bool:
        """She asked for the call."""
        return self.offer.state == states.OFFERED and self.offer.call_asked_at is not None

    @property
    def said_yes(self) -> bool:
        """She said yes, and something was missing or no seat was free."""
        return bool(self.offer.state == states.ACCEPTED)


def offers_to_call(actor: Actor) -> list[ToCall]:
    """The offers about which the actor's provider calls today, the longest overdue first; one query."""
    waits = Q(state=states.ACCEPTED, pathway__state="open", pathway__next_step="training.enrol")
    rows = visible(actor, "training.end_offer").filter(Q(state=states.OFFERED) | waits)
    found = [
        ToCall(offer, due)
        for offer in rows.select_related("cohort", "pathway__candidate", "called_by")
        if (due := _call_due_on(offer)) <= clock.today()
    ]
    return sorted(found, key=lambda each: (each.since, each.offer.offered_at))


def _call_due_on(offer: SeatOffer) -> date:
    if offer.state == states.ACCEPTED and offer.answered_at:
        return localdate(offer.answered_at)
    return call_due_on(asked_of(offer))


def asked_of(offer: SeatOffer) -> Asked:
    """An offer for the rule of calls; days in Paris."""
    return Asked(
        localdate(offer.offered_at),
        offer.written,
        localdate(offer.call_asked_at) if offer.call_asked_at else None,
        localdate(offer.called_at) if offer.called_at else None,
    )


def newest_offer(actor: Actor, pathway: Pathway) -> SeatOffer | None:
    """The last seat that was proposed to somebody, where the actor may know; one query."""
    found: SeatOffer | None = visible(actor, "training.read_offers").filter(pathway=pathway).first()
    return found


def own_offer(actor: Actor) -> SeatOffer | None:
    """The seat that is proposed to the person herself and waits for her answer; one query."""
    rows = visible(actor, "training.say_yes").filter(state=states.OFFERED, pathway__state="open")
    found: SeatOffer | None = rows.select_related("cohort__provider", "pathway__candidate").first()
    return found


def split_of(cohort: Cohort) -> Split:
    """What those who hold a seat follow together, and what only some of them do."""
    seats = cohort.enrolments.exclude(state=states.WITHDRAWN)
    plans = signed_hours(seats.values_list("pathway", flat=True))
    longest: dict[str, Decimal] = {}
    for plan in plans.values():
        for module, hours in plan.items():
            longest[module] = max(hours, longest.get(module, Decimal()))
    common, apart = shares([frozenset(plan) for plan in plans.values()])
    return Split(
        [(module_name(code), longest[code]) for code in common],
        [(module_name(code), people, longest[code]) for code, people in apart],
        len(plans),
    )


def calls_before(seat: Enrolment) -> Any:
    """The calls to the person about this seat, the last one first."""
    return seat.calls.select_related("called_by")
