"""Training: hours followed, departures by cause, progress in French."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.decisions.outcomes import incidence, months_elapsed
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.values import (
    COMPLETERS,
    OBSERVED,
    STARTERS,
    Detail,
    IndicatorValue,
    Part,
    Point,
    as_far_as_seen,
    quartiles,
    with_width,
)
from labmigration.steering.indicators.measure.ways import HUNDREDTHS, Ways, by_person

LEFT, COMPLETED = 1, 2
LEVELS = ("pre-A1", "A1", "A2", "B1", "B2", "C1", "C2")
FRENCH = "french_oral"


def hours(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """P1: hours followed over hours of the signed plan; quartiles of each person's own ratio."""
    people = ways.facts.people
    agreed = by_person(people, ways.facts.values("plans", "person"), ways.facts.values("plans", "hours"))
    followed = by_person(people, ways.facts.values("hours", "person"), ways.facts.values("hours", "hours"))
    planned = ways.started & (agreed > 0)
    parts = tuple(
        Part.ratio(who, followed[of].sum() / HUNDREDTHS, agreed[of].sum() / HUNDREDTHS, int(of.sum()))
        for who, of in ((STARTERS, planned), (COMPLETERS, planned & ways.completed))
    )
    if not planned.any():
        yield replace(blank, parts=parts, cannot="nobody")
        return
    spread = quartiles(followed[planned] / agreed[planned])
    yield replace(blank, parts=parts, value=parts[0].rate, quartiles=spread)


def drop_out(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """P2: the share who had left by each month, completing being the other outcome; and the causes."""
    started = ways.started
    left = started & ~np.isnat(ways.left_on)
    waiting = np.zeros_like(started)
    parts = (
        Part.share(STARTERS, left, waiting, started),
        Part.share(OBSERVED, left, waiting, started & ~np.isnat(ways.exit_on)),
    )
    if not started.any():
        yield replace(blank, parts=parts, cannot="nobody")
        return
    until = np.where(np.isnat(ways.exit_on), ways.on, ways.exit_on)
    # Somebody who left on paper before the first day that she followed left at once.
    until = np.fmax(until, ways.started_on)
    times = months_elapsed(ways.started_on[started], until[started])
    marks = np.where(left, LEFT, np.where(ways.completed, COMPLETED, 0))[started]
    at = [*settings.times, float(times.max())]
    found = incidence(times, marks, LEFT, at).at
    curve = as_far_as_seen(Point(each.time, each.incidence, each.low, each.high, each.at_risk) for each in found[:-1])
    end = found[-1]
    details = []
    causes = ways.facts.words("seats", "cause").names
    for cause in filter(None, causes):
        because = ways.left_because(cause) & started
        if because.any():
            own = np.where(because, 1, np.where(left, 3, np.where(ways.completed, COMPLETED, 0)))[started]
            share = incidence(times, own, 1, [float(times.max())]).at[0].incidence
            details.append(Detail("cause", cause, int(because.sum()), share))
    figure = replace(blank, parts=parts, curve=curve, details=tuple(details))
    yield with_width(replace(figure, value=end.incidence, low=end.low, high=end.high))


def french(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """P3: one CEFR level higher at exit, among people measured twice and among all who started."""
    rows = ways.facts.words("answers", "question").are(FRENCH) & ways.facts.words("answers", "wave").are("exit")
    if not rows.any():
        yield replace(blank, cannot="no_exit_test")
        return
    exit_level = np.full(ways.facts.people, -1)
    told = ways.facts.words("answers", "answer")[rows].texts()
    exit_level[ways.facts.values("answers", "person")[rows]] = [_level(text) for text in told]
    entry_level = np.array([_level(text) for text in ways.facts.words("people", FRENCH).texts()], dtype=np.int64)
    both = ways.started & (exit_level >= 0) & (entry_level >= 0)
    higher = both & (exit_level > entry_level)
    parts = (
        Part.share(STARTERS, higher, ~both, ways.started),
        Part.share(COMPLETERS, higher, ~both, ways.completed),
        Part.share(OBSERVED, higher, ~both, both),
    )
    yield replace(blank, parts=parts).of_part(OBSERVED)


def _level(text: str) -> int:
    """The rank of a CEFR level, half levels with their whole one; −1 for none."""
    whole = text.rstrip("+")
    return LEVELS.index(whole) if whole in LEVELS else -1
