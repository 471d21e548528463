"""Quality: opinions on modules, follow-ups made in time."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.measure.values import OBSERVED, POPULATION, IndicatorValue, Part, quartiles
from labmigration.steering.indicators.measure.ways import Ways, how_many

REACTION, LEARNING = ("useful", "clear", "welcome"), ("can_do",)


def opinions(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """Q1: mean score (1 to 4) of Kirkpatrick's level 1 and 2; level 3 is not collected, level 4 is E3."""
    asked = len(ways.facts.days("opinions", "asked_on"))
    answered = ~np.isnat(ways.facts.days("opinions", "answered_on"))
    part = Part.of_counts(OBSERVED, int(answered.sum()), asked)
    for measure, questions in (("reaction", REACTION), ("learning", LEARNING)):
        figure = replace(blank, measure=measure, unit="score", parts=(part,))
        scores = np.concatenate([ways.facts.values("opinions", name)[answered] for name in questions])
        scores = scores[~np.isnan(scores)]
        if not scores.size:
            yield replace(figure, cannot="nobody_answered" if asked else "no_survey")
        else:
            yield replace(figure, value=float(scores.mean()), quartiles=quartiles(scores))
    yield replace(blank, measure="practice", unit="score", cannot="no_tutor_notes")


def followed_in_time(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """Q2: follow-ups made inside their window, of all whose window is closed or which are done."""
    state = ways.facts.words("follow_ups", "state")
    closes, on = ways.facts.days("follow_ups", "closes_on"), ways.facts.days("follow_ups", "answered_on")
    due = state.are("done", "lost") | (closes < ways.on)
    # A follow-up said lost before its window closes is due all the same; one that is far ahead is not.
    due &= ways.facts.days("follow_ups", "opens_on") <= ways.on
    in_time = state.are("done") & (on >= ways.facts.days("follow_ups", "opens_on")) & (on <= closes)
    people = how_many(ways.facts.people, ways.facts.values("follow_ups", "person")[due])
    part = replace(Part.of_counts(POPULATION, int((in_time & due).sum()), int(due.sum())), people=people)
    made = replace(Part.of_counts("made", int((state.are("done") & due).sum()), int(due.sum())), people=people)
    figure = replace(blank, parts=(part, made))
    if not due.any():
        yield replace(figure, cannot="not_due" if ways.hired.any() else "nobody")
    else:
        yield figure.of_part(POPULATION)
