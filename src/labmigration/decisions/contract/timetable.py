"""The timetable engine behind the command line: the question as a problem, the timetable or its conflict as a reply."""

from collections.abc import Iterable
from dataclasses import asdict

from labmigration.decisions import timetable as engine
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput
from labmigration.decisions.contract.timetable_shapes import (
    ConflictOut,
    CostOut,
    MissedOut,
    Question,
    Reply,
    SessionShape,
)


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """The best timetable that is found, or the conflict that leaves none."""
    try:
        problem = problem_of(question)
    except engine.WrongProblem as wrong:
        raise WrongInput(wrong.path, wrong.message) from None
    plan = engine.solve(problem, seed=context.seed, time_limit=context.time_limit)
    conflict = plan.conflict
    return Reply.model_construct(
        engine=stamp,
        status=plan.status,
        cost=CostOut.model_construct(bound=plan.bound, **asdict(plan.cost)),
        sessions=[
            SessionShape.model_construct(**{**asdict(one), "trainees": list(one.trainees)}) for one in plan.sessions
        ],
        missed=[MissedOut.model_construct(**asdict(one)) for one in plan.missed],
        conflict=None
        if conflict is None
        else ConflictOut.model_construct(minimal=list(conflict.minimal), words=conflict.words),
    )


def problem_of(question: Question) -> engine.Problem:
    """The same, as the pure engine reads it; raises WrongProblem for what a shape alone can't tell."""
    calendar, weights = question.calendar, question.weights
    return engine.Problem(
        calendar=engine.Calendar(
            calendar.from_,
            calendar.to,
            {name: (start, to) for name, (start, to) in calendar.halves.items()},
            tuple(calendar.days),
            tuple(calendar.closed),
        ),
        modules=tuple(
            engine.Module(
                one.id,
                one.hours,
                tuple(one.requires),
                one.group_max,
                tuple(one.room_kinds),
                one.max_halves_a_week,
                one.full_days,
            )
            for one in question.modules
        ),
        cohorts=tuple(
            engine.Cohort(
                one.id,
                tuple(one.modules),
                tuple(
                    engine.Trainee(her.id, tuple(her.away), None if her.modules is None else tuple(her.modules))
                    for her in one.trainees
                ),
                one.max_halves_a_week,
            )
            for one in question.cohorts
        ),
        trainers=tuple(
            engine.Trainer(one.id, tuple(one.teaches), tuple(one.away), one.max_halves_a_week)
            for one in question.trainers
        ),
        rooms=tuple(engine.Room(one.id, one.kind, one.seats, tuple(one.away)) for one in question.rooms),
        max_missed_share=question.max_missed_share,
        weights=engine.Weights(
            weights.missed, weights.half_day, weights.trainer_change, weights.week, question.weight_moved
        ),
        fixed=_sessions(question.fixed),
        previous=_sessions(question.previous or ()),
    )


def _sessions(told: Iterable[SessionShape]) -> tuple[engine.Session, ...]:
    return tuple(
        engine.Session(
            one.cohort,
            one.module,
            one.group,
            one.number,
            one.date,
            one.half,
            one.hours,
            one.trainer,
            one.room,
            tuple(one.trainees),
        )
        for one in told
    )


ENGINE = Engine(name="timetable", version="1.0", question=Question, reply=Reply, answer=answer)
