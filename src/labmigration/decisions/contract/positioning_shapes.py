"""The shapes of the positioning engine's questions and replies: three tasks, told apart by `task`."""

from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from labmigration.decisions.contract.engine import EngineStamp, Strict
from labmigration.decisions.positioning.calibration import Model
from labmigration.decisions.positioning.selection import Stop

NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]
# Bounds so wide that they stop nothing but numbers which a computer can't multiply.
Logits = Annotated[float, Field(ge=-1e6, le=1e6)]
Positive = Annotated[float, Field(ge=1e-6, le=1e6)]
Score = Annotated[int, Field(ge=0, le=1)]  # a Literal would take true for 1


class ItemIn(Strict):
    """A question: difficulty `b`, slope `a`, lower and upper ends of the curve, uncertainty of the difficulty."""

    id: NotBlank
    b: Logits
    a: Annotated[float, Field(gt=0, le=1e6)] = 1.0
    c: Annotated[float, Field(ge=0, lt=1)] = 0.0
    d: Annotated[float, Field(gt=0, le=1)] = 1.0
    b_sd: Annotated[float, Field(ge=0, le=1e6)] = 0.0


class AnswerIn(Strict):
    """What was answered to one item."""

    item: str
    score: Score


class PriorIn(Strict):
    """A normal law, logits."""

    mean: Logits = 0.0
    sd: Positive = 1.0


class GridIn(Strict):
    """Points evenly spread over ± limit, logits."""

    points: Annotated[int, Field(ge=2, le=100_001)] = 121
    limit: Positive = 6.0


class BandIn(Strict):
    """Abilities from … to …; null is open."""

    name: NotBlank
    above: Annotated[Logits | None, Field(alias="from")]
    below: Annotated[Logits | None, Field(alias="to")]


class Answered(Strict):
    """What `estimate` and `next` both read. Bands may overlap or leave gaps; each is told by itself."""

    items: list[ItemIn]
    answers: list[AnswerIn]
    prior: PriorIn = PriorIn()
    grid: GridIn = GridIn()
    bands: list[BandIn] = []


class Estimate(Answered):
    """Where does the person stand after the answers?"""

    task: Literal["estimate"]


class StopAtIn(Strict):
    """Stop when a band has at least `probability`, or after `items` answers."""

    probability: Annotated[float, Field(gt=0, le=1)]
    items: Annotated[int, Field(ge=0)]


class NextItem(Answered):
    """Which item comes next, or why stop? Items that `areas` leaves out form one area of their own."""

    task: Literal["next"]
    areas: dict[str, NotBlank]
    asked: list[str]
    top: Annotated[int, Field(ge=1)]
    stop_at: StopAtIn


class PatternIn(Strict):
    """Answers in the order of the items, and how many people gave exactly these."""

    answers: list[Score]
    count: Annotated[int, Field(ge=0, le=10**12)]


class Calibrate(Strict):
    """How hard are the items? `penalty` / 2 · Σ b² is taken from the log-likelihood that is maximised."""

    task: Literal["calibrate"]
    model: Model
    items: list[NotBlank]
    patterns: list[PatternIn]
    penalty: Annotated[float, Field(ge=0, le=1e9)] = 0.0


class Question(RootModel[Annotated[Estimate | NextItem | Calibrate, Field(discriminator="task")]]):
    """One of the three tasks."""


class BandOut(Strict):
    """The share of the posterior that lies in the band."""

    name: str
    probability: float


class EstimateReply(Strict):
    """Posterior mean and standard deviation, logits; bands in the order asked."""

    engine: EngineStamp
    theta: float
    sd: float
    bands: list[BandOut]


class NextReply(Strict):
    """Either an item or a reason to stop."""

    engine: EngineStamp
    item: str | None
    stop: Stop | None


class CalibratedItem(Strict):
    """Slope, difficulty and the standard error of the difficulty, logits."""

    id: str
    a: float
    b: float
    b_se: float


class CalibrateReply(Strict):
    """Items sorted by id; the log-likelihood is that of the answers, without the penalty."""

    engine: EngineStamp
    items: list[CalibratedItem]
    log_likelihood: float


class Reply(RootModel[EstimateReply | NextReply | CalibrateReply]):
    """The answer to the task asked."""
