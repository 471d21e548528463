"""The prescription engine behind the command line: the question as a problem, the plan and its reasons as a reply."""

from collections.abc import Iterable

from labmigration.decisions import prescription as engine
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput
from labmigration.decisions.contract.prescription_shapes import (
    AlternativeOut,
    ConflictOut,
    ModuleOut,
    ObjectiveOut,
    Question,
    RelaxationOut,
    Reply,
    StepOut,
    UnmetOut,
    WhyNotOut,
)


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """The best plan with all its reasons, or the conflict that leaves none."""
    try:
        problem = problem_of(question)
    except engine.WrongProblem as wrong:
        raise WrongInput(wrong.path, wrong.message) from None
    found = engine.prescribe(problem, seed=context.seed, time_limit=context.time_limit)
    plan, reasons, measures = found.plan, found.reasons, found.plan.measures
    return Reply.model_construct(
        engine=stamp,
        status=plan.status,
        objective=None if measures is None else _objective(measures),
        modules=[_module(problem, one, reasons) for one in plan.modules],
        vae=list(plan.vae),
        hours=0.0 if measures is None else measures.hours,
        cost={} if measures is None else dict(measures.cost),
        unmet=[] if measures is None else _unmet(problem, measures.unmet),
        alternatives=[
            AlternativeOut.model_construct(
                modules=list(other.modules),
                vae=list(other.vae),
                hours=other.measures.hours,
                unmet=_unmet(problem, other.measures.unmet),
            )
            for other in reasons.alternatives
        ],
        why_not={name: _why_not(forced) for name, forced in reasons.why_not.items()},
        conflict=None if reasons.conflict is None else _conflict(reasons.conflict),
    )


def problem_of(question: Question) -> engine.Problem:
    """The same, as the pure engine reads it; raises WrongProblem for what a shape alone can't tell."""
    person, limits = question.person, question.limits
    return engine.Problem(
        skills=tuple(engine.Skill(one.id, one.target, one.critical, one.block) for one in question.skills),
        modules=tuple(
            engine.Module(
                one.id, one.hours, one.kind, one.reaches, one.block, tuple(one.requires), one.cost, one.funder
            )
            for one in question.modules
        ),
        vae=tuple(engine.Vae(one.block, one.hours, one.share) for one in question.vae),
        person=engine.Person(
            levels={name: engine.Level(level.low, level.high, level.grade) for name, level in person.levels.items()},
            held=tuple(person.held),
            prefers=person.prefers,
        ),
        limits=engine.Limits(limits.hours, limits.cost),
        lock=tuple(question.lock),
        forbid=tuple(question.forbid),
    )


def _objective(measures: engine.Measures) -> ObjectiveOut:
    return ObjectiveOut.model_construct(
        critical_unmet=measures.critical_unmet,
        other_unmet=measures.other_unmet,
        hours=measures.hours,
        preference=measures.preference,
    )


def _module(problem: engine.Problem, one: engine.Prescribed, reasons: engine.Reasons) -> ModuleOut:
    return ModuleOut.model_construct(
        id=one.id,
        hours=float(problem.module[one.id].hours),
        firm=one.firm,
        because=[
            StepOut.model_construct(skill=step.skill, from_=step.origin, to=step.reached)
            for step in reasons.because[one.id]
        ],
        settled_by=list(one.settled_by),
    )


def _unmet(problem: engine.Problem, skills: Iterable[str]) -> list[UnmetOut]:
    return [UnmetOut.model_construct(skill=name, critical=problem.skill[name].critical) for name in skills]


def _why_not(forced: engine.Forced) -> WhyNotOut:
    return WhyNotOut.model_construct(
        hours_added=forced.hours_added, unmet_added=forced.unmet_added, impossible=forced.impossible
    )


def _conflict(found: engine.Conflict) -> ConflictOut:
    drop = RelaxationOut.model_construct(drop=list(found.drop))
    return ConflictOut.model_construct(minimal=list(found.minimal), cheapest_relaxation=drop)


ENGINE = Engine(name="prescription", version="1.0", question=Question, reply=Reply, answer=answer)
