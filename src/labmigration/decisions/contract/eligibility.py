"""The eligibility engine as the command line and other software see it."""

from typing import Annotated

from pydantic import StringConstraints

from labmigration.decisions import eligibility as engine
from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, Strict, WrongInput
from labmigration.decisions.contract.json_input import IsoDate

NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]


class Ground(Strict):
    """A ground on which the Lab is open; an uncovered status is no ground at all."""

    code: engine.GroundCode
    proof: bool


class RightToWork(Strict):
    """The document that was shown."""

    document: str
    allows_work: bool
    valid_until: IsoDate | None
    renewal_receipt: bool


class French(Strict):
    """Levels and their proof; null where unknown or not shown."""

    oral: engine.FrenchLevel | None
    written: engine.FrenchLevel | None
    proof: NotBlank | None


class Person(Strict):
    """One person to be judged; `ref` is the asker's own and comes back."""

    ref: NotBlank
    birth_date: IsoDate
    grounds: list[Ground]
    right_to_work: RightToWork | None
    french: French

    def facts(self) -> engine.Facts:
        """The same, as the pure engine reads it."""
        shown, document = self.right_to_work, None
        if shown is not None:
            document = engine.RightToWork(shown.document, shown.allows_work, shown.valid_until, shown.renewal_receipt)
        return engine.Facts(
            birth_date=self.birth_date,
            grounds=tuple(engine.Ground(ground.code, ground.proof) for ground in self.grounds),
            right_to_work=document,
            french=engine.French(self.french.oral, self.french.written, self.french.proof),
        )


class Question(Strict):
    """The people, and the day on which they are judged."""

    on: IsoDate
    people: list[Person]


class PersonVerdict(Strict):
    """The verdict on one person; reasons in the order of the contract."""

    ref: str
    verdict: engine.Outcome
    reasons: list[engine.RefusingReason | engine.IncompleteReason]
    recheck_on: IsoDate | None


class Reply(Strict):
    """Verdicts sorted by ref."""

    engine: EngineStamp
    verdicts: list[PersonVerdict]


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """Judge everyone by the rules in force on the day asked."""
    seen: set[str] = set()
    for rank, person in enumerate(question.people):
        if person.ref in seen:
            raise WrongInput(f"people[{rank}].ref", f'"{person.ref}" is given twice')
        seen.add(person.ref)
    try:
        rules = context.rules_on(question.on)
    except LookupError:
        raise WrongInput("on", "the programme had no rules of eligibility on that day") from None
    verdicts = [_judged(person, rules, question) for person in sorted(question.people, key=lambda person: person.ref)]
    return Reply.model_construct(engine=stamp, verdicts=verdicts)


def _judged(person: Person, rules: engine.Rules, question: Question) -> PersonVerdict:
    verdict = engine.decide(person.facts(), rules, question.on)
    return PersonVerdict.model_construct(
        ref=person.ref, verdict=verdict.verdict, reasons=list(verdict.reasons), recheck_on=verdict.recheck_on
    )


ENGINE = Engine(name="eligibility", version="1.0", question=Question, reply=Reply, answer=answer)
