"""The forecast engine behind the command line: the question as a problem, the forecast as a reply."""

from collections.abc import Sequence

from labmigration.decisions import forecast as engine
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput
from labmigration.decisions.contract.forecast_shapes import (
    ByMonthOut,
    NeededOut,
    Question,
    Reply,
    SpreadOut,
    UncertainIn,
    UncertainMatchIn,
    UtilisationOut,
    WaitsOut,
)

_DIGITS = 12  # the last digits of a double are the processor's own: the same bytes come from every machine


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """Simulate with the seed asked. What is too large is refused, so that a run ends within a minute or so."""
    try:
        problem = problem_of(question)
    except engine.WrongProblem as wrong:
        raise WrongInput(wrong.path, wrong.message) from None
    found = engine.solve(problem, seed=context.seed)
    waits, used = found.waits, found.utilisation
    return Reply.model_construct(
        engine=stamp,
        by_month=ByMonthOut.model_construct(None, **{kind: _spreads(one) for kind, one in found.by_month.items()}),
        waits=WaitsOut.model_construct(
            advisor=_rounded_or_none(waits.advisor),
            cohort=_rounded_or_none(waits.cohort),
            room=_rounded_or_none(waits.room),
            match=_rounded_or_none(waits.match),
        ),
        utilisation=UtilisationOut.model_construct(advisors=_rounded(used.advisors), rooms=_rounded(used.rooms)),
        bottleneck=found.bottleneck,
        needed=NeededOut.model_construct(advisors=found.needed.advisors, rooms=found.needed.rooms),
    )


def problem_of(question: Question) -> engine.Problem:
    """The same, as the pure engine reads it; raises WrongProblem for what a shape alone can't tell."""
    advisors, cohort, doubt = question.advisors, question.cohort, question.uncertainty
    return engine.Problem(
        months=question.months,
        replications=question.replications,
        arrivals_a_month=question.arrivals_a_month,
        eligible=question.eligible,
        attends=question.attends,
        advisors=engine.Advisors(advisors.count, advisors.hours_a_month, advisors.hours_a_person),
        cohorts=engine.Cohorts(
            cohort.size, cohort.start_with, cohort.max_wait_months, cohort.tracks, cohort.rooms, cohort.months
        ),
        finish=question.finish,
        passes=question.passes,
        match=engine.Match(question.match.probability, question.match.mean_months),
        retention=engine.Retention(question.retention.after_6, question.retention.after_18),
        uncertainty=engine.Uncertainty(
            eligible=_beta(doubt.eligible),
            attends=_beta(doubt.attends),
            finish=_beta(doubt.finish),
            passes=_beta(doubt.passes),
            match=_match(doubt.match),
            after_6=_beta(doubt.retention.after_6),
            after_18=_beta(doubt.retention.after_18),
        ),
    )


def _beta(told: UncertainIn | None) -> engine.Beta | None:
    return None if told is None else engine.Beta(*told.beta)


def _match(told: UncertainMatchIn | None) -> engine.Beta | None:
    if told is None:
        return None
    if (told.beta is None) == (told.probability is None):
        raise engine.WrongProblem("uncertainty.match", "must hold beta, or probability with its beta")
    return _beta(told.probability) if told.beta is None else engine.Beta(*told.beta)


def _spreads(spreads: Sequence[engine.Spread]) -> list[SpreadOut]:
    return [
        SpreadOut.model_construct(month=one.month, mean=_rounded(one.mean), p5=_rounded(one.p5), p95=_rounded(one.p95))
        for one in spreads
    ]


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0


def _rounded_or_none(value: float | None) -> float | None:
    return None if value is None else _rounded(value)


ENGINE = Engine(name="forecast", version="1.0", question=Question, reply=Reply, answer=answer)
