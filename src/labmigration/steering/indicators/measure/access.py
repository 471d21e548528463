"""Access: who is referred, who is eligible, how long one waits, who starts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from labmigration.decisions.outcomes import retention
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.columns import Mask, Words
from labmigration.steering.indicators.measure.values import Detail, IndicatorValue, Part, Point, as_far_as_seen
from labmigration.steering.indicators.measure.ways import Ways

ENTRY = "entry"


def counted(kind: str, words: Words, rows: Mask) -> list[Detail]:
    """How many of these rows hold each text, in the order of the texts; "" is not known."""
    counts = np.bincount(words.codes[rows], minlength=len(words.names))
    return [Detail(kind, name, int(count)) for name, count in zip(words.names, counts, strict=True) if count]


def referrals(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """A1: how many, and by whom."""
    by = counted("referrer", ways.facts.words("people", "referrer"), ways.everybody)
    yield replace(blank, unit="people", value=ways.facts.people, details=tuple(by))


def eligible(ways: Ways) -> Mask:
    """Who is eligible by the rules, or was admitted by a reasoned decision."""
    verdict, decision = ways.facts.words("people", "verdict"), ways.facts.words("people", "decision")
    return verdict.are("eligible") | decision.are("admitted")


def eligibility(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """A2: the share of eligible files, an incomplete one being unknown; reasons of those that are not."""
    verdict = ways.facts.words("people", "verdict")
    assessed, yes = ~verdict.are(""), eligible(ways)
    part = Part.share("assessed", yes, verdict.are("incomplete"), assessed)
    refused = verdict.are("refused") & ~yes
    reasons = Counter(code for text in ways.facts.values("people", "reasons")[refused] for code in str(text).split())
    most_first = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    details = tuple(Detail("reason", code, count) for code, count in most_first)
    yield replace(blank, parts=(part,), details=details).of_part("assessed")


def delay(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """A3: the median of days to the first day of training, and the share who had started by then (1 − Kaplan-Meier)."""
    may = eligible(ways)
    referred = ways.facts.days("people", "referred_on")
    closed = ways.facts.days("people", "closed_on")
    until = np.fmin(np.where(np.isnat(closed), ways.on, closed), ways.on)
    seen = np.where(ways.started, ways.started_on, np.fmax(until, referred))
    days = (seen - referred).astype(np.int64)
    parts = (Part.share("eligible", ways.started, np.zeros_like(may), may),)
    if not may.any():
        yield replace(blank, unit="days", parts=parts, cannot="nobody")
        return
    found = retention(days[may].astype(np.float64), ways.started[may], settings.times)
    points = (Point(each.time, 1 - each.survival, 1 - each.high, 1 - each.low, each.at_risk) for each in found.at)
    curve = as_far_as_seen(points)
    figure = replace(blank, unit="days", parts=parts, curve=curve, value=found.median)
    yield figure if found.median is not None else replace(figure, cannot="median_not_reached")


def participants(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """A4: participants, by sex, age and status; and how many answered the entry questionnaire."""
    people = ways.facts.words
    answered = np.zeros(ways.facts.people, dtype=np.bool_)
    answered[ways.facts.values("answers", "person")[people("answers", "wave").are(ENTRY)]] = True
    details = counted("sex", people("people", "sex"), ways.started)
    details += counted("age", age_bands(ways), ways.started)
    details += counted("status", people("people", "status"), ways.started)
    details += counted("education", people("people", "education"), ways.started)
    part = Part.share("starters", answered, np.zeros_like(answered), ways.started)
    yield replace(blank, unit="people", value=int(ways.started.sum()), parts=(part,), details=tuple(details))


def age_bands(ways: Ways) -> Words:
    """18–29, 30–54, 55 and over (ESF+), and under 18; "" where the age is not known."""
    age = ways.facts.values("people", "age")
    names = ("", "18-29", "30-54", "55+", "under_18")
    codes = np.select([np.isnan(age), age < 18, age < 30, age < 55], [0, 4, 1, 2], 3)
    return Words(codes.astype(np.int32), names)
