"""Households and tutors."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.decisions.outcomes import months_after
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.employment import shares
from labmigration.steering.indicators.measure.values import OBSERVED, POPULATION, IndicatorValue, Part
from labmigration.steering.indicators.measure.ways import Ways

SATISFIED = "satisfied"


def tutored(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """H1: a tutorship had begun 1 and 6 months after the first paid day."""
    person = ways.facts.values("tutorships", "person")
    began, ended = ways.facts.days("tutorships", "began_on"), ways.facts.days("tutorships", "ended_on")
    hired_on = ways.hired_on[person]
    for month in settings.months:
        counts = (began <= months_after(hired_on, month)) & (np.isnat(ended) | (ended >= hired_on))
        has = np.bincount(person[counts], minlength=ways.facts.people) > 0
        parts = shares(ways, month, has, np.zeros(ways.facts.people, dtype=np.bool_))
        figure = replace(blank, measure=f"month_{month}", parts=parts)
        due = parts[0].denominator
        yield figure.of_part(POPULATION) if due else replace(figure, cannot="not_due" if ways.hired.any() else "nobody")


def satisfied(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """H2: satisfied households, among those that answered and all that were asked."""
    waves, answers = ways.facts.words("household_answers", "wave"), ways.facts.words("household_answers", "answer")
    question = ways.facts.words("household_answers", "question").are(SATISFIED)
    for month in settings.months:
        wave = f"household_{month}"
        rows = question & waves.are(wave)
        yes, known = int((rows & answers.are(*settings.answers)).sum()), int(rows.sum())
        all_asked = max(ways.facts.asked(wave), known)
        parts = (Part.of_counts(OBSERVED, yes, known), Part.of_counts("asked", yes, all_asked, all_asked - known))
        figure = replace(blank, measure=f"month_{month}", parts=parts)
        if not known:
            yield replace(figure, cannot="nobody_answered" if all_asked else "no_survey")
            continue
        figure = figure.of_part(OBSERVED)
        yield replace(figure, worst=parts[1].worst, best=parts[1].best)
