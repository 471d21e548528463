"""The milestones of the way, as the timeline tells them, and who has come how far. Reads only.

A person has reached a milestone when its event, or that of a later one, stands in her timeline: a step taken outside
the product does not break the funnel. The two follow-ups are counted exactly: at six or eighteen months, still at work
in private homes.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.counts import joined_to_another, opened_on, referred
from labmigration.timeline.models import Event

#: Waits are measured on steps taken during so many days back.
WAITS_OVER_DAYS = 365


@dataclass(frozen=True)
class Milestone:
    """One row of the funnel. `verb` and `facts` say which event tells it; `means` is its numerator in words."""

    code: str
    label: Any
    means: Any
    verb: str = ""
    facts: tuple[tuple[str, Any], ...] = ()
    exact: bool = False

    def event(self) -> Q:
        """The condition on an event that tells this milestone."""
        return Q(verb=self.verb, **{f"facts__{name}": value for name, value in self.facts})


REFERRED = Milestone("referred", _("Orientées vers le Lab"), _("personnes orientées ou inscrites, chacune une fois"))
WAY = (
    Milestone("admitted", _("Admises"), _("admission prononcée"), "reception.admit"),
    Milestone("met", _("Entretien tenu"), _("entretien d’orientation tenu"), "orientation.hold"),
    Milestone("positioned", _("Positionnées"), _("positionnement terminé"), "positioning.finish"),
    Milestone("prescribed", _("Parcours signé"), _("prescription signée des deux côtés"), "prescription.sign"),
    Milestone("enrolled", _("Place en formation"), _("place donnée dans une cohorte"), "training.enrol"),
    Milestone("trained", _("Formation terminée"), _("formation suivie jusqu’au bout"), "training.complete"),
    Milestone(
        "certified",
        _("Certifiées, au moins un bloc"),
        _("au moins un bloc acquis devant le jury"),
        "certification.decide",
        (("acquired__gt", 0),),
    ),
    Milestone("agreed", _("Accord avec un foyer"), _("accord des deux côtés après la rencontre"), "matching.agree"),
    Milestone("hired", _("Premier jour payé"), _("premier jour payé chez un particulier"), "employment.start"),
)
KEPT = tuple(
    Milestone(
        f"month_{month}",
        label,
        means,
        "follow_up.answer",
        (("month", month), ("in_sector", True)),
        exact=True,
    )
    for month, label, means in (
        (6, _("À 6 mois, toujours en emploi"), _("suivi à 6 mois fait, toujours en emploi chez des particuliers")),
        (18, _("À 18 mois, toujours en emploi"), _("suivi à 18 mois fait, toujours en emploi chez des particuliers")),
    )
)
MILESTONES = (REFERRED, *WAY, *KEPT)


@dataclass(frozen=True)
class Reached:
    """One milestone and how many people have reached it."""

    milestone: Milestone
    count: int


def funnel() -> list[Reached]:
    """Every milestone with its people, over the open territory; two queries."""
    answers = {
        milestone.code: Count("pathway_id", filter=_reached(milestone), distinct=True) for milestone in (*WAY, *KEPT)
    }
    counts = _events().aggregate(**answers)
    # People whose whole file was joined to another are not in `referred`; nobody can be further than referred.
    everyone = referred()
    return [Reached(REFERRED, everyone), *(Reached(each, min(counts[each.code], everyone)) for each in (*WAY, *KEPT))]


def reached(code: str) -> "QuerySet[Event, UUID]":
    """The ids of the people behind one row of the funnel below the first."""
    milestone = next(each for each in (*WAY, *KEPT) if each.code == code)
    return _events().filter(_reached(milestone)).order_by().values_list("pathway_id", flat=True).distinct()


def _reached(milestone: Milestone) -> Q:
    if milestone.exact:
        return milestone.event()
    condition = Q()
    for later in WAY[WAY.index(milestone) :]:
        condition |= later.event()
    return condition | Q(verb="follow_up.answer")


def _events() -> "QuerySet[Event]":
    return Event.objects.filter(pathway_id__isnull=False).exclude(pathway_id__in=joined_to_another())


@dataclass(frozen=True)
class Wait:
    """The (low) median number of days from one milestone to the next, over the people who made that step lately."""

    since: Milestone
    until: Milestone
    days: int
    people: int


def waits() -> list[Wait]:
    """Waits between neighbouring milestones up to the first paid day; people who still wait are in none of them."""
    firsts = _first_days()
    referred_on: dict[UUID, date] = opened_on()
    since_day = clock.today() - timedelta(days=WAITS_OVER_DAYS)
    found = []
    for before, after in zip((REFERRED, *WAY), WAY, strict=False):
        days = [
            (made - begun).days
            for person, made in firsts[after.code].items()
            if made >= since_day
            and (begun := (referred_on if before is REFERRED else firsts[before.code]).get(person)) is not None
            and begun <= made
        ]
        if days:
            found.append(Wait(before, after, median_low(days), len(days)))
    return found


def _first_days() -> dict[str, dict[UUID, date]]:
    """By milestone, the day on which each person first reached it."""
    firsts: dict[str, dict[UUID, date]] = defaultdict(dict)
    codes = {milestone.verb: milestone.code for milestone in WAY}
    told = Q()
    for milestone in WAY:
        told |= milestone.event()
    rows: Sequence[tuple[str, UUID, datetime]] = (
        _events().filter(told).order_by().values_list("verb", "pathway_id").annotate(first=Min("at"))
    )
    for verb, person, at in rows:
        firsts[codes[verb]][person] = timezone.localtime(at).date()
    return firsts
