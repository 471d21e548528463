"""The shapes of the forecast engine's question and reply."""

from typing import Annotated

from pydantic import Field

from labmigration.decisions.contract.engine import EngineStamp, Strict

Share = Annotated[float, Field(ge=0, le=1)]
# Bounds so wide that they stop nothing but mistakes, and what would run for hours.
Months = Annotated[float, Field(ge=0, le=1_200)]
Hours = Annotated[float, Field(ge=0, le=1e6)]


class AdvisorsIn(Strict):
    """How many advisors, the hours of each, and the hours that one person takes."""

    count: Annotated[int, Field(ge=1, le=1_000)]
    hours_a_month: Annotated[float, Field(ge=1e-6, le=1e6)]
    hours_a_person: Hours


class CohortIn(Strict):
    """Cohorts of `size` that start with `start_with`, or with fewer after `max_wait_months`; null: never so."""

    size: Annotated[int, Field(ge=1, le=10_000)]
    start_with: Annotated[int, Field(ge=1, le=10_000)]
    max_wait_months: Months | None
    tracks: Annotated[int, Field(ge=1, le=100)]
    rooms: Annotated[int, Field(ge=1, le=10_000)]
    months: Annotated[float, Field(ge=1e-3, le=1_200)]


class MatchIn(Strict):
    """The chance to be hired, and the mean months it takes."""

    probability: Share
    mean_months: Months


class RetentionIn(Strict):
    """Share of the hired still employed after 6 and after 18 months."""

    after_6: Annotated[Share, Field(alias="6")]
    after_18: Annotated[Share, Field(alias="18")]


BetaIn = Annotated[list[Annotated[float, Field(ge=1e-3, le=1e9)]], Field(min_length=2, max_length=2)]


class UncertainIn(Strict):
    """A chance drawn anew in each replication: as known after a successes and b failures."""

    beta: BetaIn


class UncertainMatchIn(Strict):
    """The same for the chance to be hired, said either of the match or of its probability."""

    beta: BetaIn | None = None
    probability: UncertainIn | None = None


class UncertainRetentionIn(Strict):
    """The same for the shares that stay; the one at 18 months is lowered to the one at 6 where drawn above it."""

    after_6: Annotated[UncertainIn | None, Field(alias="6")] = None
    after_18: Annotated[UncertainIn | None, Field(alias="18")] = None


class UncertaintyIn(Strict):
    """What is drawn instead of taken as given, by the names of the question."""

    eligible: UncertainIn | None = None
    attends: UncertainIn | None = None
    finish: UncertainIn | None = None
    passes: Annotated[UncertainIn | None, Field(alias="pass")] = None
    match: UncertainMatchIn | None = None
    retention: UncertainRetentionIn = UncertainRetentionIn()


class Question(Strict):
    """A territory's flow, from an empty start."""

    months: Annotated[int, Field(ge=1, le=12_000)]
    replications: Annotated[int, Field(ge=1, le=100_000)]
    arrivals_a_month: Annotated[float, Field(ge=0, le=1e6)]
    eligible: Share
    attends: Share
    advisors: AdvisorsIn
    cohort: CohortIn
    finish: Share
    passes: Annotated[Share, Field(alias="pass")]
    match: MatchIn
    retention: RetentionIn
    uncertainty: UncertaintyIn = UncertaintyIn()


class SpreadOut(Strict):
    """A month over all replications: mean, and what 5 and 95 in 100 of them stay under."""

    month: int
    mean: float
    p5: float
    p95: float


class ByMonthOut(Strict):
    """One entry per month, the first being 1. `started`, `hired`, `reached_6` and `reached_18` count people up to its
    end; `employed` and `waiting` (who came and did not start yet) stand at its end.
    """

    started: list[SpreadOut]
    hired: list[SpreadOut]
    employed: list[SpreadOut]
    reached_6: list[SpreadOut]
    reached_18: list[SpreadOut]
    waiting: list[SpreadOut]


class WaitsOut(Strict):
    """Mean months per person who passed the step; null where nobody did."""

    advisor: float | None
    cohort: float | None
    room: float | None
    match: float | None


class UtilisationOut(Strict):
    """Shares of capacity."""

    advisors: float
    rooms: float


class NeededOut(Strict):
    """The smallest whole number that keeps utilisation under 0.9 in the long run; rooms, with advisors enough."""

    advisors: int
    rooms: int


class Reply(Strict):
    """`bottleneck`: the resource (advisors, rooms) most used, if at 0.9 or above; otherwise the step (advisor, cohort,
    room, match) at which people wait longest; null where nobody comes.
    """

    engine: EngineStamp
    by_month: ByMonthOut
    waits: WaitsOut
    utilisation: UtilisationOut
    bottleneck: str | None
    needed: NeededOut
