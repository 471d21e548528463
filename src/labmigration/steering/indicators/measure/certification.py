"""Certification: whole titles, blocks obtained of blocks before a jury."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.values import (
    COMPLETERS,
    OBSERVED,
    STARTERS,
    Detail,
    IndicatorValue,
    Part,
)
from labmigration.steering.indicators.measure.ways import Ways, how_many

DECIDED = ("acquired", "partial", "retake")


def whole_title(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """C1: every known block of the title, over who left the training, who completed it, who was before a jury."""
    out = ~np.isnat(ways.exit_on)
    certified = ~np.isnat(ways.title_on)
    # Who completed and has had no jury yet, or waits for its decision, may still be certified.
    pending = ways.completed & ~certified & ~ways.judged
    parts = (
        Part.share(STARTERS, certified, pending, out),
        Part.share(COMPLETERS, certified, pending, out & ways.completed),
        Part.share(OBSERVED, certified, np.zeros_like(out), out & ways.judged),
    )
    yield replace(blank, measure="title", parts=parts).of_part(STARTERS)
    some = ~np.isnat(ways.block_on)
    parts = (
        Part.share(STARTERS, some, pending & ~some, out),
        Part.share(COMPLETERS, some, pending & ~some, out & ways.completed),
        Part.share(OBSERVED, some, np.zeros_like(out), out & ways.judged),
    )
    yield replace(blank, measure="block", parts=parts).of_part(STARTERS)


def blocks(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """C2: blocks acquired of blocks decided, by route; and people with at least one."""
    routes, outcomes = ways.facts.words("blocks", "route"), ways.facts.words("blocks", "outcome")
    decided = outcomes.are(*DECIDED) & ~routes.are("prior")
    acquired = outcomes.are("acquired")
    some = ~np.isnat(ways.block_on)
    nobody = np.zeros(ways.facts.people, dtype=np.bool_)
    people = how_many(ways.facts.people, ways.facts.values("blocks", "person")[decided])
    whole = replace(Part.of_counts("blocks", int((acquired & decided).sum()), int(decided.sum())), people=people)
    parts = (
        whole,
        Part.share(STARTERS, some, nobody, ways.started),
        Part.share(COMPLETERS, some, nobody, ways.completed),
    )
    details = tuple(
        Detail("route", route, int((acquired & decided & rows).sum()), float((acquired & decided & rows).sum() / n))
        for route in routes.names
        if (n := int((decided & (rows := routes.are(route))).sum()))
    )
    yield replace(blank, parts=parts, details=details).of_part("blocks")
