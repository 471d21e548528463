"""A line as two bars, money and hours: SVG lengths in percent of the longer of what it holds and what it will take."""

from dataclasses import dataclass
from decimal import Decimal

from labmigration.steering.funding.queries import Consumption


@dataclass(frozen=True)
class Bar:
    """`done` consumed, `coming` in the timetable, `over` beyond the limit; `limit_at` empty where nothing overruns."""

    done: str
    coming_at: str
    coming: str
    over_at: str
    over: str
    limit_at: str


def money_bar(consumed: Consumption) -> Bar:
    """Euros consumed, coming, against the amount of the line."""
    return _bar(consumed.spent, consumed.coming_cost, consumed.line.amount)


def hours_bar(consumed: Consumption) -> Bar | None:
    """Hours signed, coming, against the eligible hours; None where the line names no limit."""
    return None if consumed.line.hours is None else _bar(consumed.hours, consumed.coming, consumed.line.hours)


def _bar(done: Decimal, coming: Decimal, limit: Decimal) -> Bar:
    whole = max(limit, done + coming)
    within = min(done, limit)
    return Bar(
        done=_share(within, whole),
        coming_at=_share(max(within, done), whole),
        coming=_share(coming, whole),
        over_at=_share(within, whole),
        over=_share(max(done - limit, Decimal()), whole),
        limit_at=_share(limit, whole) if limit < whole else "",
    )


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "0%"
