"""Integration: the dual civic track, what people say of it, work below one's degree."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.columns import Words
from labmigration.steering.indicators.measure.employment import due_at
from labmigration.steering.indicators.measure.values import COMPLETERS, OBSERVED, STARTERS, IndicatorValue, Part
from labmigration.steering.indicators.measure.ways import Ways

HELPED, WAVES = "helped", ("exit", "leaving_18")
TERTIARY, TERTIARY_LEVEL = "tertiary", 5


def civic_track(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """I1: every step of one's side done; workers and households are never added."""
    nobody = np.zeros(ways.facts.people, dtype=np.bool_)
    done = ~np.isnat(ways.first("civic", "done_on"))
    parts = (
        Part.share(STARTERS, done, nobody, ways.started),
        Part.share(COMPLETERS, done, nobody, ways.completed),
    )
    yield replace(blank, measure="workers", parts=parts).of_part(STARTERS)
    homes = ways.facts.days("household_civic", "done_on")
    part = Part.of_counts("households", int((~np.isnat(homes)).sum()), len(homes))
    yield replace(blank, measure="households", parts=(part,)).of_part("households")


def helped(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """I2: "it helped", among the answers without a name, and everybody who was asked."""
    answers, counts = ways.facts.words("unnamed_answers", "answer"), ways.facts.values("unnamed_answers", "count")
    asked = ways.facts.words("unnamed_answers", "question").are(HELPED)
    yes = int(counts[asked & answers.are(*settings.answers)].sum())
    known = int(counts[asked & ~answers.are("", "unknown", "prefer_not")].sum())
    surveyed = sum(ways.facts.asked(wave) for wave in WAVES)
    if not known:
        yield replace(blank, cannot="too_few_unnamed" if surveyed else "no_survey")
        return
    # An answer without a name may stand although its questionnaire was erased: never more answers than people asked.
    everybody = max(surveyed, known)
    parts = (Part.of_counts(OBSERVED, yes, known), Part.of_counts("surveyed", yes, everybody, everybody - known))
    figure = replace(blank, parts=parts).of_part(OBSERVED)
    yield replace(figure, worst=parts[1].worst, best=parts[1].best)


def over_qualified(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """I3: people with a tertiary degree whose job asks for less, 18 months after the first paid day."""
    education: Words = ways.facts.words("people", "education")
    if not education.are(TERTIARY).any():
        told = not education.are("").all()
        yield replace(blank, cannot="nobody" if told else "no_education")
        return
    tertiary = education.are(TERTIARY)
    person = ways.facts.values("contracts", "person")
    occupations = ways.facts.words("contracts", "occupation")
    level = np.array([_level(ways, name) for name in occupations.names], dtype=np.float64)[occupations.codes]
    for month in settings.months:
        hired, _starters = due_at(ways, month)
        day = ways.after_hired(month)
        at_work = ways.employed_between(day, day) & hired & tertiary
        highest = np.full(ways.facts.people, -1.0)
        np.maximum.at(highest, person, np.nan_to_num(level, nan=-1.0))
        known = at_work & (highest >= 0)
        part = Part.share(OBSERVED, highest < TERTIARY_LEVEL, ~known, known)
        figure = replace(blank, measure=f"month_{month}", parts=(part,))
        yield figure.of_part(OBSERVED) if known.any() else replace(figure, cannot="not_due")


def _level(ways: Ways, occupation: str) -> float:
    """The level of the title that serves an occupation; NaN where the programme gives none."""
    known = ways.facts.about(f"title_level:{occupation}")
    return float(known[0]) if known else float("nan")
