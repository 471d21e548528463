"""How often advisors' first opinions and the positioning tool differ: watched, because both ends are alarms.

Near never: people may be following the tool instead of judging (Buçinca et al. 2021: an opinion given first reduces
this). Very often: the tool, its cut points or its questions are wrong. Both limits are our proposals.
"""

from dataclasses import dataclass
from typing import Literal

from labmigration.pathway.positioning.results.queries import OpinionsCompared, opinions_compared
from labmigration.steering.masking import THRESHOLD, mask_parts
from labmigration.steering.overview import SHARES_FROM

#: Differing groups among those compared: below the first the tool may be followed blindly, above the second it errs.
NEARLY_NEVER, VERY_OFTEN = 0.05, 0.5

Alarm = Literal["", "nearly_never", "very_often"]


@dataclass(frozen=True)
class Opinions:
    """What the page tells. `shown` is False where the numbers may not be read; an alarm needs enough people."""

    compared: OpinionsCompared
    shown: bool
    alarm: Alarm
    threshold: int = THRESHOLD
    people_for_alarm: int = SHARES_FROM


def opinions(*, masked: bool) -> Opinions | None:
    """Over the open territory; None before anything was compared. `masked` for readers who may not see small numbers.

    Groups are counted; what is masked are the people behind them: too few in all, with a difference, or without.
    """
    compared = opinions_compared()
    if not compared.compared:
        return None
    parts = {"differing": compared.people_differing, "agreeing": compared.people - compared.people_differing}
    may_show = not masked or None not in mask_parts(parts, compared.people).values()
    return Opinions(compared, may_show, _alarm(compared))


def _alarm(compared: OpinionsCompared) -> Alarm:
    if compared.people < SHARES_FROM:
        return ""
    share = compared.differing / compared.compared
    return "nearly_never" if share <= NEARLY_NEVER else "very_often" if share >= VERY_OFTEN else ""
