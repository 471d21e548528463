"""The outcomes engine behind the command line: what shapes alone can't tell, then the answer to each task."""

from collections.abc import Sequence

from labmigration.decisions import outcomes as engine
from labmigration.decisions.contract import outcomes_shapes as shapes
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput

_DIGITS = 12  # the last digits of a double are the processor's own: the same bytes come from every machine


def answer(question: shapes.Question, context: Context, stamp: EngineStamp) -> shapes.Reply:
    """Do the task. Nothing here is drawn: the seed changes nothing but the stamp."""
    task = question.root
    if isinstance(task, shapes.Rate):
        return shapes.Reply.model_construct(_rate(task, stamp))
    if isinstance(task, shapes.Retention):
        return shapes.Reply.model_construct(_retention(task, stamp))
    if isinstance(task, shapes.Incidence):
        return shapes.Reply.model_construct(_incidence(task, stamp))
    if isinstance(task, shapes.Compare):
        return shapes.Reply.model_construct(_compared(task, stamp))
    return shapes.Reply.model_construct(_agreement(task, stamp))


def _rate(task: shapes.Rate, stamp: EngineStamp) -> shapes.RateReply:
    if task.successes > task.population:
        raise WrongInput("successes", "must be at most the population")
    if task.successes + task.lost > task.population:
        raise WrongInput("lost", "the population counts successes and lost: together they exceed it")
    found = engine.rate(task.successes, task.population, task.lost, task.confidence)
    return shapes.RateReply.model_construct(
        engine=stamp,
        rate=None if found.rate is None else _rounded(found.rate),
        low=None if found.low is None else _rounded(found.low),
        high=None if found.high is None else _rounded(found.high),
        worst=_rounded(found.worst),
        best=_rounded(found.best),
    )


def _retention(task: shapes.Retention, stamp: EngineStamp) -> shapes.RetentionReply:
    found = engine.retention(*_followed(task.spells), _moments(task.at), task.confidence)
    return shapes.RetentionReply.model_construct(
        engine=stamp,
        at=[
            shapes.SurvivalOut.model_construct(
                time=one.time,
                survival=_rounded(one.survival),
                low=_rounded(one.low),
                high=_rounded(one.high),
                at_risk=one.at_risk,
            )
            for one in found.at
        ],
        median=found.median,
    )


def _incidence(task: shapes.Incidence, stamp: EngineStamp) -> shapes.IncidenceReply:
    times, causes = [one.time for one in task.spells], [one.cause for one in task.spells]
    found = engine.incidence(times, causes, task.cause, _moments(task.at), task.confidence)
    return shapes.IncidenceReply.model_construct(
        engine=stamp,
        at=[
            shapes.IncidenceOut.model_construct(
                time=one.time,
                incidence=_rounded(one.incidence),
                variance=_rounded(one.variance),
                low=_rounded(one.low),
                high=_rounded(one.high),
                at_risk=one.at_risk,
            )
            for one in found.at
        ],
        median=found.median,
    )


def _compared(task: shapes.Compare, stamp: EngineStamp) -> shapes.CompareReply:
    one, other = (_followed(group) for group in task.groups)
    found = engine.log_rank(one, other)
    return shapes.CompareReply.model_construct(engine=stamp, statistic=_rounded(found.statistic), p=_rounded(found.p))


def _agreement(task: shapes.Agreement, stamp: EngineStamp) -> shapes.AgreementReply:
    level = task.level
    if level is None:
        if task.measure == "alpha":
            raise WrongInput("level", "this key is missing")
        level = "nominal"
    if task.measure == "kappa":
        if level != "nominal":
            raise WrongInput("level", "Cohen’s kappa knows the nominal level only")
        if len(task.ratings) > 2:
            raise WrongInput("ratings", "Cohen’s kappa compares two coders")
    if not task.ratings[0]:
        raise WrongInput("ratings[0]", "nothing was coded")
    for rank, row in enumerate(task.ratings):
        if len(row) != len(task.ratings[0]):
            raise WrongInput(f"ratings[{rank}]", f"must have {len(task.ratings[0])} ratings, as the first coder has")
    if level != "nominal":
        _refuse_what_has_no_place(task.ratings, level)
    if task.measure == "kappa":
        value = engine.kappa(*task.ratings)
    else:
        try:
            value = engine.alpha(task.ratings, level)
        except ValueError as wrong:
            raise WrongInput("ratings", str(wrong)) from None
    return shapes.AgreementReply.model_construct(engine=stamp, value=None if value is None else _near(value))


def _refuse_what_has_no_place(ratings: Sequence[Sequence[engine.Rating]], level: engine.Level) -> None:
    for coder, row in enumerate(ratings):
        for unit, rating in enumerate(row):
            if isinstance(rating, str):
                raise WrongInput(f"ratings[{coder}][{unit}]", f"must be a number or null at the {level} level")
            if level == "ratio" and rating is not None and rating < 0:
                raise WrongInput(f"ratings[{coder}][{unit}]", "must be at least 0 at the ratio level")


def _followed(spells: Sequence[shapes.SpellIn]) -> tuple[list[float], list[bool]]:
    return [one.time for one in spells], [one.left for one in spells]


def _moments(at: Sequence[float]) -> list[float]:
    seen: set[float] = set()
    for rank, time in enumerate(at):
        if time in seen:
            raise WrongInput(f"at[{rank}]", f"{time:g} is given twice")
        seen.add(time)
    return sorted(seen)


def _rounded(value: float) -> float:
    """To significant digits: a variance or a chance is small where people are many."""
    return float(f"{value:.{_DIGITS}g}")


def _near(value: float) -> float:
    """To decimals: agreement no better than chance is 0, not the noise beside it."""
    return round(value, _DIGITS) + 0.0  # never −0.0


ENGINE = Engine(name="outcomes", version="1.0", question=shapes.Question, reply=shapes.Reply, answer=answer)
