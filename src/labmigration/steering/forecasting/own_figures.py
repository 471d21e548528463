"""What a territory has shown by itself, read from its journal; the territory must be the only one open.

Each chance is counted over people whose step has had the time to happen, so that those who have just arrived do not
count as failures. The number of queries is fixed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from labmigration import clock
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.pathway.counts import joined_to_another, opened_on
from labmigration.pathway.training.availability.queries import rooms_in_use
from labmigration.steering.forecasting.assumptions import OWN_FROM, Counted
from labmigration.timeline.models import Event

MET_WITHIN = timedelta(days=60)
DONE_WITHIN = timedelta(days=180)
YEAR = timedelta(days=365)
MONTH_DAYS = 365.25 / 12

_FIRST = {
    "admitted": ("reception.admit", {}),
    "refused": ("reception.confirm_refusal", {}),
    "met": ("orientation.hold", {}),
    "finished": ("training.complete", {}),
    "left": ("training.withdraw", {}),
    "certified": ("certification.decide", {"acquired__gt": 0}),
    "hired": ("employment.start", {}),
}
Days = dict[UUID, date]


@dataclass(frozen=True)
class OwnFigures:
    """Of one territory: each chance counted, people referred a month over the last year, months to a match, means."""

    chances: dict[str, Counted]
    referred_last_year: int
    match_months: float | None
    matches: int
    advisors: int
    rooms: int

    @property
    def arrivals_a_month(self) -> float:
        return self.referred_last_year / 12


def own_figures(territory: str) -> OwnFigures:
    """Everything the forecast can take from the territory itself."""
    today = clock.today()
    firsts = {name: _first_days(verb, facts) for name, (verb, facts) in _FIRST.items()}
    decided = {**firsts["refused"], **firsts["admitted"]}
    ended = {**firsts["left"], **firsts["finished"]}

    def settled(days: Days, within: timedelta) -> Days:
        return {person: day for person, day in days.items() if day <= today - within}

    def share(among: Days, reached: Callable[[UUID], bool]) -> Counted:
        days = among.values()
        return Counted(sum(map(reached, among)), len(among), min(days, default=None), max(days, default=None))

    chances = {
        "eligible": share(decided, firsts["admitted"].__contains__),
        "attends": share(settled(firsts["admitted"], MET_WITHIN), firsts["met"].__contains__),
        "finish": share(ended, firsts["finished"].__contains__),
        "pass": share(settled(firsts["finished"], DONE_WITHIN), firsts["certified"].__contains__),
        "match": share(settled(firsts["certified"], DONE_WITHIN), firsts["hired"].__contains__),
    }
    for month in (6, 18):
        answered = _first_days("follow_up.answer", {"month": month})
        stayed = _first_days("follow_up.answer", {"month": month, "in_sector": True})
        chances[f"after_{month}"] = share(answered, stayed.__contains__)
    took = [
        (day - firsts["certified"][person]).days / MONTH_DAYS
        for person, day in firsts["hired"].items()
        if person in firsts["certified"] and day >= firsts["certified"][person]
    ]
    return OwnFigures(
        chances=chances,
        referred_last_year=sum(day > today - YEAR for day in opened_on().values()),
        match_months=fmean(took) if len(took) >= OWN_FROM else None,
        matches=len(took),
        advisors=_advisors(territory, today),
        rooms=rooms_in_use(),
    )


def _first_days(verb: str, facts: dict[str, object]) -> Days:
    told = Event.objects.filter(verb=verb, pathway_id__isnull=False, **{f"facts__{key}": facts[key] for key in facts})
    rows = told.exclude(pathway_id__in=joined_to_another()).order_by().values_list("pathway_id")
    return {person: timezone.localtime(at).date() for person, at in rows.annotate(first=Min("at"))}


def _advisors(territory: str, today: date) -> int:
    grants = RoleGrant.objects.filter(role=Role.ADVISOR, territory=territory, user__is_active=True)
    return len({grant.user_id for grant in grants if grant.in_force(today)})
