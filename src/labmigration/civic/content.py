"""Reads `civic/steps/*.toml`: the steps of both sides, in four languages, or refuses them with a sentence.

from labmigration.civic.content import steps_of, step

steps_of("worker")              # in the order in which they are read
step("worker_hours").title.in_language("ar")
"""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.consents import Wording
from labmigration.programme.decoding import decode
from labmigration.programme.occupation_leaflets import Line

FOLDER = Path(__file__).parent / "steps"
WORKER, HOUSEHOLD = "worker", "household"
SIDES = (WORKER, HOUSEHOLD)
LANGUAGES = ("fr", "en", "ar", "uk")
Topic = Literal["contract", "hours", "home", "differences", "help"]
#: What a step of one side has in common with the step of the other side that faces it.
TOPICS: tuple[Topic, ...] = ("contract", "hours", "home", "differences", "help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Wording):
    """One answer that may be chosen."""

    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A question with one right answer. `why`: the reason, told once it is chosen, or after another was."""

    code: str
    question: Wording
    why: Wording
    answer: tuple[Answer, ...]

    @property
    def right(self) -> int:
        """The place of the right answer, from 0."""
        return next(number for number, each in enumerate(self.answer) if each.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page: some sentences beside drawings, then checks.

    sources: codes of sources.toml for what it says of the law; none where it tells manners only.
    expert_reviewed, native_reviewed: whether an expert has signed it, and native speakers of which languages.
    """

    code: str
    topic: Topic
    version: str
    pictogram: str
    sources: tuple[str, ...]
    expert_reviewed: bool
    native_reviewed: tuple[str, ...]
    title: Wording
    line: tuple[Line, ...]
    check: tuple[Check, ...]

    @property
    def unread_languages(self) -> tuple[str, ...]:
        """Languages that no native speaker has read again yet."""
        return tuple(language for language in LANGUAGES if language not in self.native_reviewed)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsFile:
    step: tuple[Step, ...] = field(default=())


@lru_cache(maxsize=1)
def all_steps() -> dict[str, tuple[Step, ...]]:
    """Side → its steps. Raises ProgrammeError where the two sides do not face each other, topic by topic."""
    found = {side: read(f"{side}.toml", (FOLDER / f"{side}.toml").read_text(encoding="utf-8")) for side in SIDES}
    for side, steps in found.items():
        if tuple(each.topic for each in steps) != TOPICS:
            raise ProgrammeError(f"{side}.toml: its topics are not {', '.join(TOPICS)}, in that order.")
    return found


def read(name: str, text: str) -> tuple[Step, ...]:
    """The steps of one file. Raises ProgrammeError for what `decode` refuses, a code that stands twice, an unknown
    source or language, and a check that has not exactly one right answer."""
    steps = decode(StepsFile, tomllib.loads(text), name).step
    known = {source.code for source in programme().sources}
    for each in steps:
        where = f"{name}, step '{each.code}'"
        if unknown := (set(each.sources) - known) | (set(each.native_reviewed) - set(LANGUAGES)):
            raise ProgrammeError(f"{where}: knows no {', '.join(sorted(unknown))}.")
        _refuse_twice(where, [check.code for check in each.check])
        for check in each.check:
            if sum(answer.right for answer in check.answer) != 1:
                raise ProgrammeError(f"{where}, check '{check.code}': exactly one answer is right.")
    _refuse_twice(name, [each.code for each in steps])
    return steps


def _refuse_twice(where: str, codes: list[str]) -> None:
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise ProgrammeError(f"{where}: {', '.join(sorted(twice))} stands twice.")


def steps_of(side: str) -> tuple[Step, ...]:
    """The steps of one side, `WORKER` or `HOUSEHOLD`."""
    return all_steps()[side]


def step(code: str) -> Step:
    """The step of that code; LookupError when there is none."""
    for steps in all_steps().values():
        for each in steps:
            if each.code == code:
                return each
    raise LookupError(code)


def facing(topic: str, side: str) -> Step:
    """The step of a side on a topic; LookupError for a topic that is none."""
    for each in steps_of(side):
        if each.topic == topic:
            return each
    raise LookupError(topic)
