"""The shapes of the placement engine's questions and replies: three tasks, told apart by `task`."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from labmigration.decisions.contract.engine import EngineStamp, Strict
from labmigration.decisions.placement import Obstacle, Reason, Status, WeekObstacle

NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]
# Bounds so wide that they stop nothing but numbers which a computer can't multiply.
Weight = Annotated[float, Field(ge=0, le=1e6)]
Minutes = Annotated[float, Field(ge=0, le=1e6)]
Hours = Annotated[float, Field(ge=0, le=1e6)]
Place = Annotated[list[float], Field(min_length=2, max_length=2, description="latitude, longitude, WGS-84 degrees")]
SlotIn = Annotated[
    list[int], Field(min_length=3, max_length=3, description="day (0 = Monday), from, to: minutes after midnight")
]
PairIn = Annotated[list[NotBlank], Field(min_length=2, max_length=2, description="worker, household")]


class ScoreIn(Strict):
    """Weights of wishes and of nearness in the score of a pair."""

    preference: Weight = 0.6
    nearness: Weight = 0.4


class ValueIn(Strict):
    """What a half-hour is worth, and what the score may add to it."""

    half_hour: Weight = 50.0
    score: Weight = 15.0


class RulesIn(Strict):
    """Dated rules of the stage."""

    detour: Annotated[float, Field(gt=0, le=1e3)] = 1.3
    score: ScoreIn = ScoreIn()
    value: ValueIn = ValueIn()
    weekly_hours_max: Hours = 40.0


class TravelIn(Strict):
    """How a worker travels, and the longest journey from home."""

    kmh: Annotated[float, Field(ge=1e-3, le=1e6)]
    fixed_min: Minutes
    max_min: Minutes


class WorkerIn(Strict):
    """Somebody who seeks hours."""

    id: NotBlank
    at: Place
    occupations: list[NotBlank]
    certified: list[NotBlank]
    hours_max: Hours
    available: list[SlotIn]
    travel: TravelIn
    waiting_days: Annotated[int, Field(ge=0, le=10**6)] = 0


class HouseholdIn(Strict):
    """A whole need."""

    id: NotBlank
    at: Place
    occupation: NotBlank
    certified_only: bool = False
    slots: Annotated[list[SlotIn], Field(min_length=1)]


class PreferenceIn(Strict):
    """What both sides say of a pair, from 0 to 1."""

    worker: str
    household: str
    score: Annotated[float, Field(ge=0, le=1)]


class PlacedIn(Strict):
    """A household of a plan, as `solve` gave it; what it is worth is counted anew."""

    household: str
    worker: str
    value: Annotated[int, Field(ge=0, le=10**15)]


class TerritoryIn(Strict):
    """What every task reads."""

    rules: RulesIn = RulesIn()
    workers: list[WorkerIn]
    households: list[HouseholdIn]
    preferences: list[PreferenceIn] = []
    pins: list[PairIn] = []
    forbids: list[PairIn] = []


class Solve(TerritoryIn):
    """Compose the weeks."""

    task: Literal["solve"]


class Explain(TerritoryIn):
    """Why not this pair, alone or beside a plan?"""

    task: Literal["explain"]
    pair: PairIn
    plan: list[PlacedIn] | None


class ForIn(Strict):
    """Exactly one of the two."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    worker: str = ""
    household: str = ""


class Rank(TerritoryIn):
    """The best needs for a person, or the best people for a need."""

    task: Literal["rank"]
    for_: Annotated[ForIn, Field(alias="for")]
    top: Annotated[int, Field(ge=1, le=10**6)]


class Question(RootModel[Annotated[Solve | Explain | Rank, Field(discriminator="task")]]):
    """One of the three tasks."""


class PlacedOut(Strict):
    """A household with its worker."""

    household: str
    worker: str
    value: int


class UnplacedOut(Strict):
    """A household that nobody serves; the codes of what keeps the nearest worker from it."""

    household: str
    reason: Reason
    nearest_miss: list[Obstacle | WeekObstacle]


class StopOut(Strict):
    """A visit."""

    model_config = ConfigDict(serialize_by_alias=True)

    household: str
    from_: Annotated[int, Field(alias="from")]
    to: int


class DayOut(Strict):
    """Visits in the order of the clock."""

    day: int
    stops: list[StopOut]


class WeekOut(Strict):
    """A worker's week; journeys from home, between households and back home."""

    worker: str
    hours: float
    journey_minutes: float
    days: list[DayOut]


class ImpossiblePinOut(Strict):
    """A pin that can't be kept."""

    worker: str
    household: str
    obstacles: list[Obstacle | WeekObstacle]


class SolveReply(Strict):
    """Lists sorted by id. `bound` is proven."""

    engine: EngineStamp
    status: Status
    value: int
    bound: int
    gap: float
    placed: list[PlacedOut]
    unplaced: list[UnplacedOut]
    weeks: list[WeekOut]
    impossible_pins: list[ImpossiblePinOut]


class HindranceOut(Strict):
    """A code, and a French sentence."""

    code: Obstacle | WeekObstacle
    detail: str


class ForcedOut(Strict):
    """The change of the plan's value, and the households that leave their worker."""

    value_change: int
    displaced: list[str]


class ExplainReply(Strict):
    """`able` whatever the plan; obstacles in the order of the contract. `if_forced` null without a plan, or where the
    pair can't be.
    """

    engine: EngineStamp
    able: bool
    obstacles: list[HindranceOut]
    if_forced: ForcedOut | None


class RankedOut(Strict):
    """A household or a worker."""

    id: str
    value: int
    minutes: float
    preference: float


class RankReply(Strict):
    """The most valuable first."""

    engine: EngineStamp
    ranked: list[RankedOut]
    able: int
    considered: int


class Reply(RootModel[SolveReply | ExplainReply | RankReply]):
    """The answer to the task asked."""
