"""The forecast of a territory for its booklet: as it stands, and with what it would take; the steering's own engine."""

from dataclasses import replace
from typing import Final

from labmigration import clock
from labmigration.replication.sources import Expansion, Run, Spread, Supposition
from labmigration.steering.forecasting import assumptions
from labmigration.steering.forecasting.levers import Levers, as_today
from labmigration.steering.forecasting.own_figures import OwnFigures, own_figures
from labmigration.steering.forecasting.playing import (
    REPLICATIONS,
    VERSION,
    all_supposed,
    months_ahead,
    play,
    question_of,
)

KINDS: Final = ("started", "hired", "employed", "reached_6", "reached_18", "waiting")
STEPS: Final = ("advisor", "cohort", "room", "match")


def expansion_of(territory: str) -> Expansion:
    """Three futures: the territory as it stands, cohorts by occupation, and enough of everything.

    The territory must be the only one open. The same rows and day give the same numbers: the seed is fixed.
    """
    own, today = own_figures(territory), clock.today()
    pooled = replace(as_today(own), tracks=1)
    first = _run("as_it_stands", pooled, own)
    enough = replace(
        pooled, advisors=max(pooled.advisors, first.needed_advisors), rooms=max(pooled.rooms, first.needed_rooms)
    )
    runs = [first, _run("by_occupation", replace(pooled, tracks=4), own)]
    if enough != pooled:
        runs.append(_run("enough", enough, own))
    return Expansion(
        on=today,
        seed=pooled.seed,
        replications=REPLICATIONS,
        version=VERSION,
        months=months_ahead(today),
        own_arrivals=bool(own.referred_last_year),
        own_from=assumptions.OWN_FROM,
        suppositions=tuple(Supposition(each.chance.code, each.share, each.own) for each in all_supposed(own, pooled)),
        hours_a_person=assumptions.HOURS_A_PERSON,
        hours_a_month=assumptions.HOURS_A_MONTH,
        training_months=assumptions.TRAINING_MONTHS,
        cohort_size=assumptions.COHORT_SIZE,
        runs=tuple(runs),
    )


def _run(code: str, levers: Levers, own: OwnFigures) -> Run:
    today = clock.today()
    question = question_of(levers, all_supposed(own, levers), own.match_months, today)
    found = play(question, seed=levers.seed, on=today).forecast
    return Run(
        code=code,
        arrivals=levers.arrivals,
        advisors=levers.advisors,
        rooms=levers.rooms,
        tracks=levers.tracks,
        start_with=levers.start_with,
        max_wait=levers.max_wait,
        by_month={kind: tuple(Spread(s.mean, s.p5, s.p95) for s in found.by_month[kind]) for kind in KINDS},
        waits={step: getattr(found.waits, step) for step in STEPS},
        bottleneck=found.bottleneck or "",
        needed_advisors=found.needed.advisors,
        needed_rooms=found.needed.rooms,
    )
