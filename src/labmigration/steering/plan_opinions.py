"""How often advisors keep, change or set aside the training that the tool proposes: near never changed is an alarm.

An opinion given first reduces blind following (Buçinca et al. 2021); whether it still does is watched here. Both limits
are our proposals, as for the positioning (`opinions`).
"""

from dataclasses import dataclass

from labmigration.pathway.prescription.queries import PlansCompared, plans_compared
from labmigration.steering.masking import THRESHOLD, mask_parts
from labmigration.steering.opinions import NEARLY_NEVER, VERY_OFTEN, Alarm
from labmigration.steering.overview import SHARES_FROM


@dataclass(frozen=True)
class PlanOpinions:
    """What the page tells. `shown` is False where the numbers may not be read; an alarm needs enough versions."""

    compared: PlansCompared
    shown: bool
    alarm: Alarm
    threshold: int = THRESHOLD
    decided_for_alarm: int = SHARES_FROM


def plan_opinions(*, masked: bool) -> PlanOpinions | None:
    """Over the open territory; None before anything was decided. `masked` for who may not see small numbers."""
    compared = plans_compared()
    if not compared.decided:
        return None
    parts = {"kept": compared.kept, "other": compared.decided - compared.kept}
    may_show = not masked or None not in mask_parts(parts, compared.decided).values()
    return PlanOpinions(compared, may_show, _alarm(compared))


def _alarm(compared: PlansCompared) -> Alarm:
    if compared.decided < SHARES_FROM:
        return ""
    share = (compared.decided - compared.kept) / compared.decided
    return "nearly_never" if share <= NEARLY_NEVER else "very_often" if share >= VERY_OFTEN else ""
