"""The territory: its need, its readiness, what a result costs."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.values import STARTERS, IndicatorValue, Part
from labmigration.steering.indicators.measure.ways import Ways


def share_of_need(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """T1: people hired over the jobs to fill by 2030 of the very scope of the territory."""
    known = ways.facts.about("jobs_to_fill")
    hired = int(ways.hired.sum())
    if known is None:
        yield replace(blank, cannot="no_jobs_figure")
        return
    part = Part.ratio("jobs", hired, float(known[0]), hired)
    yield replace(blank, parts=(part,), value=part.rate)


def readiness(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """T2: installation tasks done."""
    done, tasks = ways.facts.about("readiness_done"), ways.facts.about("readiness_tasks")
    if done is None or tasks is None or not int(tasks[0]):
        yield replace(blank, cannot="no_readiness")
        return
    # Tasks are nobody's data: there is nothing to mask.
    part = Part.ratio("tasks", int(done[0]), int(tasks[0]), int(tasks[0]))
    yield replace(blank, parts=(part,), value=part.rate)


def costs(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """K1: eligible expenses for each person who started, was certified, is still employed at 18 months."""
    known = ways.facts.about("eligible_cost")
    certified = ~np.isnat(ways.block_on)
    results = [(STARTERS, ways.started), ("certified", certified)]
    for month in settings.months:
        still = (ways.months_in_sector > month) | ((ways.months_in_sector >= month) & (ways.exit_cause == 0))
        results.append((f"month_{month}", ways.hired & still))
    for measure, of in results:
        figure = replace(blank, unit="euros", measure=measure)
        people = int(of.sum())
        if known is None:
            yield replace(figure, cannot="no_costs")
        else:
            part = Part.ratio(measure, float(known[0]), people, people)
            yield replace(figure, parts=(part,), value=part.rate, cannot=None if people else "nobody")
