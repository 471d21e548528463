"""On leaving the operation, and six months later: the clock of the European fund, not the Lab's."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.decisions.outcomes import months_after
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.columns import Mask
from labmigration.steering.indicators.measure.values import (
    COMPLETERS,
    OBSERVED,
    STARTERS,
    IndicatorValue,
    Part,
)
from labmigration.steering.indicators.measure.ways import Ways

SITUATION, BETTER = "situation_now", "better"
AT_WORK, SEEKING = ("employed", "self_employed"), ("job_seeker",)
IMPROVED = ("stable", "hours", "skilled", "promoted")
#: Answers that say nothing of it.
SILENT = ("", "prefer_not", "unknown")


def answered(ways: Ways, wave: str, question: str, *answers: str) -> tuple[Mask, Mask]:
    """Who gave one of these answers, and who answered the question at all."""
    rows = ways.facts.words("answers", "wave").are(wave) & ways.facts.words("answers", "question").are(question)
    told = ways.facts.words("answers", "answer")
    person, people = ways.facts.values("answers", "person"), ways.facts.people
    said = np.bincount(person[rows & told.are(*answers)], minlength=people).astype(np.bool_)
    spoke = np.bincount(person[rows & ~told.are(*SILENT)], minlength=people).astype(np.bool_)
    return said, spoke | said


def on_leaving(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E1: in employment, or seeking work, within four weeks of leaving."""
    window = np.timedelta64(settings.days, "D")
    end = ways.exit_on + window
    due = ~np.isnat(end) & (end <= ways.on)
    contract = ways.employed_between(ways.exit_on, end)
    at_work, spoke = answered(ways, "exit", SITUATION, *AT_WORK)
    yield _figure(ways, blank, "employed", due, contract | at_work, ~(contract | spoke))
    seeking, _spoke = answered(ways, "exit", SITUATION, *SEEKING)
    yield _figure(ways, blank, "seeking", due, seeking & ~contract, ~(contract | spoke))


def six_months_after(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E2: in employment six months after leaving; a better situation, as she says."""
    for month in settings.months:
        day = months_after(ways.exit_on, month)
        due = ~np.isnat(day) & (day <= ways.on)
        contract = ways.employed_between(day, day)
        at_work, spoke = answered(ways, f"leaving_{month}", SITUATION, *AT_WORK)
        yield _figure(ways, blank, f"month_{month}", due, contract | at_work, ~(contract | spoke))
        better, told = answered(ways, f"leaving_{month}", BETTER, *IMPROVED)
        yield _figure(ways, blank, "better", due, better, ~told)


def _figure(ways: Ways, blank: IndicatorValue, measure: str, due: Mask, success: Mask, unknown: Mask) -> IndicatorValue:
    parts = (
        Part.share(STARTERS, success, unknown, due),
        Part.share(COMPLETERS, success, unknown, due & ways.completed),
        Part.share(OBSERVED, success, unknown, due & ~unknown),
    )
    figure = replace(blank, measure=measure, parts=parts)
    if not due.any():
        return replace(figure, cannot="not_due" if ways.started.any() else "nobody")
    if (unknown & due).sum() == due.sum():
        return replace(figure, cannot="nobody_answered")
    return figure.of_part(STARTERS)
