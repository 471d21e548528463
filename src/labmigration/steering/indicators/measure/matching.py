"""Matching: offers for people who are ready, time to the first contract."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.decisions.outcomes import incidence, months_after, months_elapsed
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.values import (
    STARTERS,
    IndicatorValue,
    Part,
    Point,
    as_far_as_seen,
    with_width,
)
from labmigration.steering.indicators.measure.ways import Ways

HIRED, CLOSED = 1, 2


def offers(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """M1: open offers of households for each person who is ready and without work."""
    closed = ways.facts.days("offers", "closed_on")
    opened = int((np.isnat(closed) | (closed > ways.on)).sum())
    today = np.full(ways.facts.people, ways.on)
    at_work = ways.employed_between(today, today)
    ready = ~np.isnat(ways.block_on) & ~at_work & np.isnat(ways.facts.days("people", "closed_on"))
    part = Part.ratio("ready", opened, int(ready.sum()), int(ready.sum()))
    yield replace(blank, unit="ratio", parts=(part,), value=part.rate, cannot=None if ready.any() else "nobody_ready")


def first_contract(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """M2: the share of certified people hired by 3 and 6 months, a pathway closed without work being the other end."""
    certified = ~np.isnat(ways.block_on)
    if not certified.any():
        yield from (replace(blank, measure=f"month_{month}", cannot="nobody") for month in settings.months)
        return
    closed = ways.facts.days("people", "closed_on")
    end = np.where(ways.hired, ways.hired_on, np.where(np.isnat(closed), ways.on, closed))
    # Hired, or closed, before the jury: at time zero.
    end = np.fmax(end, ways.block_on)
    times = months_elapsed(ways.block_on[certified], end[certified])
    marks = np.where(ways.hired, HIRED, np.where(np.isnat(closed), 0, CLOSED))[certified]
    curve = as_far_as_seen(
        Point(each.time, each.incidence, each.low, each.high, each.at_risk)
        for each in incidence(times, marks, HIRED, settings.times).at
    )
    nobody = np.zeros_like(certified)
    for month in settings.months:
        due = certified & (months_after(ways.block_on, month) <= ways.on)
        by_then = ways.hired & (ways.hired_on <= months_after(ways.block_on, month))
        out = ~np.isnat(ways.exit_on) & (months_after(ways.exit_on, month) <= ways.on)
        in_time = by_then | (ways.hired & ~certified & (ways.hired_on <= months_after(ways.exit_on, month)))
        parts = (
            Part.share("certified", by_then, nobody, due),
            Part.share(STARTERS, in_time, nobody, out),
        )
        [found] = incidence(times, marks, HIRED, [month]).at
        figure = replace(blank, measure=f"month_{month}", parts=parts, curve=curve)
        if not due.any():
            yield replace(figure, cannot="not_due")
        else:
            yield with_width(replace(figure, value=found.incidence, low=found.low, high=found.high))
