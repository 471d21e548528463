"""The placement engine behind the command line: the question as a problem, the answer to each task as a reply."""

from collections.abc import Sequence

from labmigration.decisions import placement as engine
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput
from labmigration.decisions.contract.placement_shapes import (
    DayOut,
    Explain,
    ExplainReply,
    ForcedOut,
    HindranceOut,
    ImpossiblePinOut,
    PlacedOut,
    Question,
    Rank,
    RankedOut,
    RankReply,
    Reply,
    SolveReply,
    StopOut,
    TerritoryIn,
    UnplacedOut,
    WeekOut,
)

_DIGITS = 6  # of a minute: the last digits of a sine are the processor's own


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """Do the task."""
    task = question.root
    try:
        problem = problem_of(task)
        if isinstance(task, Explain):
            return Reply.model_construct(_explained(task, problem, context, stamp))
        if isinstance(task, Rank):
            return Reply.model_construct(_ranked(task, problem, stamp))
    except engine.WrongProblem as wrong:
        raise WrongInput(wrong.path, wrong.message) from None
    plan = engine.solve(problem, seed=context.seed, time_limit=context.time_limit)
    return Reply.model_construct(_solved(plan, stamp))


def problem_of(task: TerritoryIn) -> engine.Problem:
    """The same, as the pure engine reads it; raises WrongProblem or WrongInput for what a shape alone can't tell."""
    rules = task.rules
    preferences: dict[engine.Pair, float] = {}
    for rank, one in enumerate(task.preferences):
        if (one.worker, one.household) in preferences:
            raise WrongInput(f"preferences[{rank}]", f'the pair "{one.worker}", "{one.household}" is given twice')
        preferences[one.worker, one.household] = one.score
    problem = engine.Problem(
        workers=tuple(
            engine.Worker(
                one.id,
                (one.at[0], one.at[1]),
                frozenset(one.occupations),
                frozenset(one.certified),
                one.hours_max,
                _slots(one.available),
                engine.Travel(one.travel.kmh, one.travel.fixed_min, one.travel.max_min),
                one.waiting_days,
            )
            for one in task.workers
        ),
        households=tuple(
            engine.Household(one.id, (one.at[0], one.at[1]), one.occupation, one.certified_only, _slots(one.slots))
            for one in task.households
        ),
        rules=engine.Rules(
            rules.detour,
            rules.score.preference,
            rules.score.nearness,
            rules.value.half_hour,
            rules.value.score,
            rules.weekly_hours_max,
        ),
        pins=tuple((worker, household) for worker, household in task.pins),
        forbids=tuple((worker, household) for worker, household in task.forbids),
    )
    for rank, one in enumerate(task.preferences):
        place = f"preferences[{rank}]"
        problem.check_pair((one.worker, one.household), f"{place}.worker", f"{place}.household")
    return problem.preferring(preferences)


def _slots(slots: Sequence[Sequence[int]]) -> tuple[engine.Slot, ...]:
    return tuple((day, start, to) for day, start, to in slots)


def _solved(plan: engine.Plan, stamp: EngineStamp) -> SolveReply:
    return SolveReply.model_construct(
        engine=stamp,
        status=plan.status,
        value=plan.value,
        bound=plan.bound,
        gap=plan.gap,
        placed=[
            PlacedOut.model_construct(household=one.household, worker=one.worker, value=one.value)
            for one in plan.placed
        ],
        unplaced=[
            UnplacedOut.model_construct(household=one.household, reason=one.reason, nearest_miss=list(one.nearest_miss))
            for one in plan.unplaced
        ],
        weeks=[_week(one) for one in plan.weeks],
        impossible_pins=[
            ImpossiblePinOut.model_construct(worker=one.worker, household=one.household, obstacles=list(one.obstacles))
            for one in plan.impossible_pins
        ],
    )


def _week(week: engine.Week) -> WeekOut:
    days = [
        DayOut.model_construct(
            day=one.day,
            stops=[
                StopOut.model_construct(household=stop.household, from_=stop.start, to=stop.to) for stop in one.stops
            ],
        )
        for one in week.days
    ]
    return WeekOut.model_construct(
        worker=week.worker, hours=week.hours, journey_minutes=week.journey_minutes, days=days
    )


def _explained(task: Explain, problem: engine.Problem, context: Context, stamp: EngineStamp) -> ExplainReply:
    pair = (task.pair[0], task.pair[1])
    problem.check_pair(pair, "pair[0]", "pair[1]")
    plan: dict[str, str] = {}
    for rank, one in enumerate(task.plan or ()):
        problem.check_pair((one.worker, one.household), f"plan[{rank}].worker", f"plan[{rank}].household")
        if one.household in plan:
            raise WrongInput(f"plan[{rank}].household", f'"{one.household}" is given twice')
        plan[one.household] = one.worker
    week = sorted(household for household, worker in plan.items() if worker == pair[0])
    found = engine.hindrances(engine.Territory(problem), pair, week)
    forced = None
    if task.plan is not None:
        forced = engine.if_forced(problem, pair, plan, seed=context.seed, time_limit=context.time_limit)
    return ExplainReply.model_construct(
        engine=stamp,
        able=not any(one.code in engine.OBSTACLES for one in found),
        obstacles=[HindranceOut.model_construct(code=one.code, detail=one.detail) for one in found],
        if_forced=None
        if forced is None
        else ForcedOut.model_construct(value_change=forced.value_change, displaced=list(forced.displaced)),
    )


def _ranked(task: Rank, problem: engine.Problem, stamp: EngineStamp) -> RankReply:
    asked = task.for_.model_fields_set
    if len(asked) != 1:
        raise WrongInput("for", 'must name either "worker" or "household"')
    if "worker" in asked:
        if task.for_.worker not in problem.worker:
            raise WrongInput("for.worker", f'no worker "{task.for_.worker}"')
        found = engine.rank_households(engine.Territory(problem), task.for_.worker, task.top)
    else:
        if task.for_.household not in problem.household:
            raise WrongInput("for.household", f'no household "{task.for_.household}"')
        found = engine.rank_workers(engine.Territory(problem), task.for_.household, task.top)
    return RankReply.model_construct(
        engine=stamp,
        ranked=[
            RankedOut.model_construct(
                id=one.id, value=one.value, minutes=round(one.minutes, _DIGITS), preference=one.preference
            )
            for one in found.ranked
        ],
        able=found.able,
        considered=found.considered,
    )


ENGINE = Engine(name="placement", version="1.0", question=Question, reply=Reply, answer=answer)
