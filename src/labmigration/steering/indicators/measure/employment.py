"""At work in private homes: how long, with whom, on what terms. The clock is the first paid day."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes import incidence, months_after, months_elapsed, retention
from labmigration.programme.indicators import Settings
from labmigration.steering.indicators.columns import Days, Mask
from labmigration.steering.indicators.measure.poisson import exact_interval
from labmigration.steering.indicators.measure.values import (
    COMPLETERS,
    OBSERVED,
    POPULATION,
    STARTERS,
    Detail,
    IndicatorValue,
    Part,
    Point,
    quartiles,
    with_width,
)
from labmigration.steering.indicators.measure.ways import CAUSES, HUNDREDTHS, ONE_DAY, Ways, by_person

NET_PAY = "net_pay"


def due_at(ways: Ways, month: int) -> tuple[Mask, Mask]:
    """Who was hired so many months ago; and which starters' time has come: hired, or out of training without work."""
    hired = ways.hired & (ways.after_hired(month) <= ways.on)
    out = ~np.isnat(ways.exit_on) & ~ways.hired & (months_after(ways.exit_on, month) <= ways.on)
    return hired, ways.started & (hired | out)


def lost_before(ways: Ways, month: int) -> Mask:
    """Who was hired, was not seen to leave the sector, and was lost from sight before that month."""
    return ways.hired & (ways.exit_cause == 0) & (ways.months_in_sector < month)


def shares(ways: Ways, month: int, success: Mask, lost: Mask) -> tuple[Part, ...]:
    """The three denominators and the people hired, whose time has come."""
    hired, starters = due_at(ways, month)
    return (
        Part.share(POPULATION, success, lost, hired),
        Part.share(STARTERS, success, lost, starters),
        Part.share(COMPLETERS, success, lost, starters & ways.completed),
        Part.share(OBSERVED, success, lost, hired & (success | ~lost)),
    )


def stays(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E3: still in the sector at 6 and 18 months (Kaplan-Meier), and why the others left (Aalen-Johansen)."""
    # Lost from sight on the very day on which she was hired: nothing was seen.
    seen = ways.hired & ~np.isnan(ways.months_in_sector)
    if not seen.any():
        yield from (replace(blank, measure=f"month_{month}", cannot="nobody") for month in settings.months)
        return
    times, causes = ways.months_in_sector[seen], ways.exit_cause[seen]
    curve = tuple(
        Point(each.time, each.survival, each.low, each.high, each.at_risk)
        for each in retention(times, causes > 0, settings.times).at
        if each.at_risk
    )
    # Lost from sight: as if each had left on the day after, and as if each were still there.
    unknown = ((causes == 0) & (ways.known_until < ways.on)[seen]).astype(np.bool_)
    followed = times.copy()
    firsts = ways.hired_on[seen][unknown]
    followed[unknown] = months_elapsed(firsts, np.full_like(firsts, ways.on + ONE_DAY))
    worst, best = (times, (causes > 0) | unknown), (followed, causes > 0)
    note = ("uncertain_dates",) if ways.uncertain.any() else ()
    for month in settings.months:
        [found] = retention(times, causes > 0, [month]).at
        still = ways.hired & (
            (ways.months_in_sector > month) | ((ways.months_in_sector >= month) & (ways.exit_cause == 0))
        )
        details = []
        for cause, name in CAUSES.items():
            mine = seen & (ways.exit_cause == cause) & (ways.months_in_sector <= month)
            if mine.any():
                [by] = incidence(times, causes, cause, [month]).at
                details.append(Detail("exit", name, int(mine.sum()), by.incidence))
        parts = shares(ways, month, still, lost_before(ways, month))
        figure = replace(blank, measure=f"month_{month}", parts=parts, curve=curve, details=tuple(details), note=note)
        if not found.at_risk:
            yield replace(figure, cannot="not_due")
            continue
        told = replace(figure, value=found.survival, low=found.low, high=found.high)
        yield replace(with_width(told), worst=_survival(worst, month), best=_survival(best, month))


def _survival(spells: tuple[NDArray[np.float64], Mask], month: int) -> float:
    return retention(*spells, [month]).at[0].survival


def employer_changes(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E4: contracts ended by year worked in the sector, with the exact interval of a count."""
    first, last = ways.facts.days("contracts", "first_paid_on"), ways.facts.days("contracts", "ended_on")
    person = ways.facts.values("contracts", "person")
    until = ways.known_until[person]
    in_sector = np.fmin(np.where(np.isnat(last), until, last), until)
    years = _days_covered(ways.facts.people, person, first, in_sector) / 365.25
    ended = int((~np.isnat(last) & (last <= until)).sum())
    part = Part.ratio("worker_years", ended, float(years), int(ways.hired.sum()))
    if not years:
        yield replace(blank, unit="per_year", parts=(part,), cannot="nobody")
        return
    low, high = exact_interval(ended)
    yield replace(blank, unit="per_year", parts=(part,), value=ended / years, low=low / years, high=high / years)


def _days_covered(people: int, person: NDArray[np.int64], first: Days, last: Days) -> int:
    """Days on which each person had at least one contract, over everybody: overlapping contracts count once."""
    if not len(person):
        return 0
    order = np.lexsort((first.astype(np.int64), person))
    who, begins, ends = person[order], first[order].astype(np.int64), last[order].astype(np.int64)
    # People side by side on one long line of days, so that one running maximum never mixes two of them.
    span = int(ends.max() - begins.min()) + 2
    shift = who * span - int(begins.min())
    begins, ends = begins + shift, ends + shift
    reached = np.maximum.accumulate(np.concatenate(([-1], ends[:-1])))
    return int(np.maximum(ends - np.maximum(begins, reached + 1) + 1, 0).sum())


def terms(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E5: hours and gross pay a week over all households, at 6 and 18 months: median and quartiles."""
    person = ways.facts.values("contracts", "person")
    first, last = ways.facts.days("contracts", "first_paid_on"), ways.facts.days("contracts", "ended_on")
    weekly, hourly = ways.facts.values("contracts", "weekly_hours"), ways.facts.values("contracts", "gross_hourly")
    for month in settings.months:
        hired, _starters = due_at(ways, month)
        day = ways.after_hired(month)[person]
        runs = hired[person] & (first <= day) & (np.isnat(last) | (last >= day)) & (ways.known_until[person] >= day)
        at_work = np.bincount(person[runs], minlength=ways.facts.people) > 0
        part = Part(OBSERVED, int(at_work.sum()), int(hired.sum()), people=int(hired.sum()))
        for unit, amount in (("hours", weekly), ("euros", weekly * hourly)):
            figure = replace(blank, measure=f"month_{month}", unit=unit, parts=(part,))
            if not at_work.any():
                yield replace(figure, cannot="not_due" if ways.hired.any() else "nobody")
                continue
            total = by_person(ways.facts.people, person[runs], amount[runs])[at_work]
            spread = quartiles(total / HUNDREDTHS)
            yield replace(figure, value=spread[1], low=spread[0], high=spread[2], quartiles=spread)
        yield _net_pay(ways, month, hired, blank)


def _net_pay(ways: Ways, month: int, hired: Mask, blank: IndicatorValue) -> IndicatorValue:
    """Median and quartiles of the net pay a month that people said they receive, where they chose to say it."""
    answers = ways.facts.words("answers", "answer")
    rows = ways.facts.words("answers", "question").are(NET_PAY) & ways.facts.words("answers", "wave").are(
        f"work_{month}"
    )
    amounts = [float(text) for text in answers[rows].texts() if text.replace(".", "", 1).isdigit()]
    told = int(hired.sum())
    part = Part("answered", len(amounts), max(told, len(amounts)), people=max(told, len(amounts)))
    figure = replace(blank, measure=f"net_{month}", unit="euros", parts=(part,))
    if not amounts:
        return replace(figure, cannot="nobody_answered" if told else "not_due" if ways.hired.any() else "nobody")
    spread = quartiles(amounts)
    return replace(figure, value=spread[1], low=spread[0], high=spread[2], quartiles=spread)


def durable(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E6: a permanent contract, or a fixed-term one that has lasted six months, at 6 and 18 months."""
    person = ways.facts.values("contracts", "person")
    first, last = ways.facts.days("contracts", "first_paid_on"), ways.facts.days("contracts", "ended_on")
    permanent = ways.facts.words("contracts", "kind").are("cdi")
    gone = ways.said_gone_on[person]
    for month in settings.months:
        day = ways.after_hired(month)[person]
        runs = (first <= day) & (np.isnat(last) | (last >= day)) & (np.isnat(gone) | (gone > day))
        lasting = permanent | (months_after(first, settings.at_least) <= day)
        has = np.bincount(person[runs & lasting], minlength=ways.facts.people) > 0
        lost = lost_before(ways, month)
        parts = shares(ways, month, has & ~lost, lost)
        yield _of_population(ways, replace(blank, measure=f"month_{month}", parts=parts))


def career_step(ways: Ways, settings: Settings, blank: IndicatorValue) -> Iterable[IndicatorValue]:
    """E7: one more block, or a contract in another occupation, within 18 months of being hired."""
    blocks = ways.facts
    who, on = blocks.values("blocks", "person"), blocks.days("blocks", "on")
    worked, since = blocks.values("contracts", "person"), blocks.days("contracts", "first_paid_on")
    occupation = blocks.words("contracts", "occupation").codes
    first_row = np.lexsort((since.astype(np.int64), worked))[::-1]
    first_occupation = np.full(blocks.people, -1, dtype=np.int64)
    first_occupation[worked[first_row]] = occupation[first_row]
    for month in settings.months:
        by = ways.after_hired(month)
        more = blocks.words("blocks", "outcome").are("acquired") & (on > ways.hired_on[who]) & (on <= by[who])
        other = (occupation != first_occupation[worked]) & (since <= by[worked])
        steps = np.bincount(who[more], minlength=blocks.people) + np.bincount(worked[other], minlength=blocks.people)
        parts = shares(ways, month, steps > 0, np.zeros(blocks.people, dtype=np.bool_))
        yield _of_population(ways, replace(blank, measure=f"month_{month}", parts=parts))


def _of_population(ways: Ways, figure: IndicatorValue) -> IndicatorValue:
    """With the share of the people hired as its value, or why there is none yet."""
    hired = figure.part(POPULATION)
    if hired is None or not hired.denominator:
        return replace(figure, cannot="not_due" if ways.hired.any() else "nobody")
    return figure.of_part(POPULATION)
