"""What rings before the milestone: a trial that ends, hours that fall, nobody to work for, a conflict.

Pure, but for `early_signs`. Thresholds are ours (docs/advisor.md tells them): a sign is a reason to call, no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.employment.queries import hours_before_changes, work_lately
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.models import NewNeed
from labmigration.programme import programme
from labmigration.ui.spoken import day as spoken_day
from labmigration.ui.spoken import duration

#: Days before the end of a trial period; days back with which a week is compared; the share of it that is a fall.
TRIAL_NEAR, COMPARED, FALL = 14, 60, Decimal("0.75")


@dataclass(frozen=True)
class Work:
    """One contract that has begun: its days, its hours a week now, and what they were before each change.

    last: its last day, None while it runs. trial_ends: None where it has none. before: (day of the change, hours
    before it), oldest first.
    """

    first: date
    last: date | None
    hours: Decimal
    trial_ends: date | None = None
    before: tuple[tuple[date, Decimal], ...] = ()

    def hours_on(self, day: date) -> Decimal:
        """Hours a week on that day; none outside the contract."""
        if day < self.first or (self.last is not None and day > self.last):
            return Decimal()
        return next((hours for changed_on, hours in self.before if day < changed_on), self.hours)


@dataclass(frozen=True)
class Sign:
    """What rings: `on` the day of it; hours a week `before` and `now` where they fell."""

    code: str
    on: date
    before: Decimal = Decimal()
    now: Decimal = Decimal()


def signs_of(work: Iterable[Work], today: date, *, gap_days: int) -> list[Sign]:
    """The signs in one person's contracts, the nearest day first.

    Without any contract: the last day after which she counts as gone from the sector, while it is ahead. Else trials
    that end within `TRIAL_NEAR` days, and hours under `FALL` of what they were `COMPARED` days ago.
    """
    known = list(work)
    running = [each for each in known if each.last is None or each.last >= today]
    if not running:
        ended = max((each.last for each in known if each.last is not None), default=None)
        until = ended + timedelta(days=gap_days) if ended else None
        return [Sign("no_household", until)] if until is not None and until >= today else []
    near = today + timedelta(days=TRIAL_NEAR)
    found = [Sign("trial", each.trial_ends) for each in running if each.trial_ends and today <= each.trial_ends <= near]
    before, now = (_hours(known, day) for day in (today - timedelta(days=COMPARED), today))
    if now < FALL * before:
        found.append(Sign("hours", today, before, now))
    return sorted(found, key=lambda sign: sign.on)


def _hours(work: Iterable[Work], day: date) -> Decimal:
    return sum((each.hours_on(day) for each in work), Decimal())


@dataclass(frozen=True)
class EarlySign:
    """One sign of one person, in words."""

    pathway: Any
    says: str


def early_signs(actor: Actor) -> list[EarlySign]:
    """What rings among the people whom the actor follows, by person; three queries at most."""
    if not may(actor, "follow_up.lose"):
        return []
    today, gap = clock.today(), programme().sector_gap.days
    found = []
    rows = work_lately(actor, today - timedelta(days=max(COMPARED, gap)))
    for _pathway, contracts in groupby(rows, key=lambda contract: contract.pathway_id):
        hers = list(contracts)
        signs = signs_of([_work(contract) for contract in hers], today, gap_days=gap)
        found += [EarlySign(hers[0].pathway, _in_words(sign)) for sign in signs]
    conflicts = visible(actor, "follow_up.meet").filter(state=states.OPEN, kind=NewNeed.Kind.MEDIATION)
    for need in conflicts.select_related("pathway__candidate").order_by("raised_on"):
        found.append(
            EarlySign(need.pathway, _("demande de l’aide avec un foyer, depuis le %s") % spoken_day(need.raised_on))
        )
    return found


def _work(contract: Any) -> Work:
    return Work(
        contract.first_paid_on,
        contract.ended_on,
        contract.weekly_hours,
        contract.trial_ends_on,
        hours_before_changes(contract),
    )


def _in_words(sign: Sign) -> str:
    if sign.code == "trial":
        return _("la période d’essai finit le %s") % spoken_day(sign.on)
    if sign.code == "hours":
        return _("ses heures baissent : %(now)s par semaine, contre %(before)s il y a deux mois") % {
            "now": duration(sign.now),
            "before": duration(sign.before),
        }
    return _("plus de foyer : après le %s, elle compte comme partie du secteur") % spoken_day(sign.on)
