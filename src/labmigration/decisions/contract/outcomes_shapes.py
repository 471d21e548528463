"""The shapes of the outcomes engine's questions and replies: five tasks, told apart by `task`."""

import math
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, RootModel, WithJsonSchema
from pydantic_core import PydanticCustomError

from labmigration.decisions.contract.engine import EngineStamp, Strict
from labmigration.decisions.outcomes import Level, Rating

# Bounds so wide that they stop nothing but numbers which a computer can't count exactly.
People = Annotated[int, Field(ge=0, le=10**12)]
Time = Annotated[float, Field(ge=0, le=1e9)]
Confidence = Annotated[float, Field(gt=0, lt=1)]
_LARGEST_RATING = 1e12


def _rating(value: object) -> Rating:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("rating", "must be a number, a text or null")
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("rating", "must be a finite number")
    if abs(value) > _LARGEST_RATING:
        raise PydanticCustomError("rating", "must lie between ±1e12")
    return float(value)


RatingIn = Annotated[Any, BeforeValidator(_rating), WithJsonSchema({"type": ["number", "string", "null"]})]


class Rate(Strict):
    """What share succeeded? `population` is everybody, the `lost` (outcome unknown) among them."""

    task: Literal["rate"]
    successes: People
    population: Annotated[People, Field(ge=1)]
    lost: People = 0
    confidence: Confidence = 0.95


class SpellIn(Strict):
    """How long a person was followed, and whether she left then or was only last seen."""

    time: Time
    left: bool


class Retention(Strict):
    """Who is still there? Times in any one unit."""

    task: Literal["retention"]
    spells: Annotated[list[SpellIn], Field(min_length=1)]
    at: list[Time] = [6.0, 18.0]
    confidence: Confidence = 0.95


class CausedSpellIn(Strict):
    """How long a person was followed, and the cause by which she left then; 0 where she was only last seen."""

    time: Time
    cause: Annotated[int, Field(ge=0, le=10**9)]


class Incidence(Strict):
    """Who left by one cause, while the others compete?"""

    task: Literal["incidence"]
    spells: Annotated[list[CausedSpellIn], Field(min_length=1)]
    cause: Annotated[int, Field(ge=1, le=10**9)] = 1
    at: list[Time]
    confidence: Confidence = 0.95
    variance: Literal["delta"] = "delta"


class Compare(Strict):
    """Do two groups stay alike?"""

    task: Literal["compare"]
    groups: Annotated[list[Annotated[list[SpellIn], Field(min_length=1)]], Field(min_length=2, max_length=2)]


class Agreement(Strict):
    """Do coders agree? One list per coder, one place per unit, null where not coded.

    Texts are codes of the nominal level. `level` may be left out with kappa, which knows no other than nominal.
    """

    task: Literal["agreement"]
    measure: Literal["alpha", "kappa"]
    level: Level | None = None
    ratings: Annotated[list[list[RatingIn]], Field(min_length=2)]


class Question(RootModel[Annotated[Rate | Retention | Incidence | Compare | Agreement, Field(discriminator="task")]]):
    """One of the five tasks."""


class RateReply(Strict):
    """The share among those whose outcome is known, null where nobody's is; bounds for the whole population."""

    engine: EngineStamp
    rate: float | None
    low: float | None
    high: float | None
    worst: float
    best: float


class SurvivalOut(Strict):
    """Share still there after `time`. Where `at_risk` is 0 it only repeats the last one observed."""

    time: float
    survival: float
    low: float
    high: float
    at_risk: int


class RetentionReply(Strict):
    """Sorted by time; `median` null where fewer than half have left."""

    engine: EngineStamp
    at: list[SurvivalOut]
    median: float | None


class IncidenceOut(Strict):
    """Share who left by the cause up to `time`. Where `at_risk` is 0 it only repeats the last one observed."""

    time: float
    incidence: float
    variance: float
    low: float
    high: float
    at_risk: int


class IncidenceReply(Strict):
    """Sorted by time; `median` null where fewer than half left by the cause."""

    engine: EngineStamp
    at: list[IncidenceOut]
    median: float | None


class CompareReply(Strict):
    """Chi-squared with one degree of freedom; 0 and 1 where nothing could tell the groups apart."""

    engine: EngineStamp
    statistic: float
    p: float


class AgreementReply(Strict):
    """Null where it can't be told: no unit coded twice, or one code throughout."""

    engine: EngineStamp
    value: float | None


class Reply(RootModel[RateReply | RetentionReply | IncidenceReply | CompareReply | AgreementReply]):
    """The answer to the task asked."""
