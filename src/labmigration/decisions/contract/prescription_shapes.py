"""The shapes of the prescription engine's question and reply."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from labmigration.decisions.contract.engine import EngineStamp, Strict
from labmigration.decisions.prescription.plan import Status
from labmigration.decisions.prescription.problem import Grade, Kind

NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]
LevelNumber = Annotated[int, Field(ge=0, le=4)]
Amount = Annotated[float, Field(ge=0, le=1e9)]  # hours and costs; the bound stops nothing but mistakes


class SkillIn(Strict):
    """What the occupation asks, and the block of its certification."""

    id: NotBlank
    target: Annotated[int, Field(ge=1, le=4)]
    critical: bool = False
    block: NotBlank | None = None


class ModuleIn(Strict):
    """A module of the catalogue: the level it reaches by skill, and the modules that come before it."""

    id: NotBlank
    hours: Amount
    kind: Kind
    block: NotBlank | None = None
    reaches: dict[str, LevelNumber]
    requires: list[str] = []
    cost: Amount = 0.0
    funder: NotBlank | None = None


class VaeIn(Strict):
    """Validation of experience for a block, open from a share of its skills on."""

    block: NotBlank
    hours: Amount
    share: Annotated[float, Field(ge=0, le=1)]


class LevelIn(Strict):
    """Where the person stands on a skill, between both ends."""

    low: LevelNumber
    high: LevelNumber
    grade: Grade


class PersonIn(Strict):
    """The person: levels by skill, modules and blocks held, weights of what she prefers."""

    levels: dict[str, LevelIn]
    held: list[NotBlank] = []
    prefers: dict[str, Annotated[float, Field(ge=-1e9, le=1e9)]] = {}


class LimitsIn(Strict):
    """Hours in all, null for no limit; costs by funder."""

    hours: Amount | None
    cost: dict[str, Amount]


class Question(Strict):
    """One person's prescription."""

    skills: list[SkillIn]
    modules: list[ModuleIn]
    vae: list[VaeIn]
    person: PersonIn
    limits: LimitsIn = LimitsIn(hours=None, cost={})
    lock: list[str] = []
    forbid: list[str] = []


class ObjectiveOut(Strict):
    """What was minimised, in this order; `preference` is the sum of weights, the more the better."""

    critical_unmet: int
    other_unmet: int
    hours: float
    preference: float


class StepOut(Strict):
    """A need that the module covers: from the person's level to the level that it reaches."""

    model_config = ConfigDict(serialize_by_alias=True)

    skill: str
    from_: Annotated[int, Field(alias="from")]
    to: int


class ModuleOut(Strict):
    """A module of the plan; `settled_by` is empty where it is firm."""

    id: str
    hours: float
    firm: bool
    because: list[StepOut]
    settled_by: list[str]


class UnmetOut(Strict):
    """A skill that stays under its target."""

    skill: str
    critical: bool


class AlternativeOut(Strict):
    """Another plan: ids of modules, blocks of VAE."""

    modules: list[str]
    vae: list[str]
    hours: float
    unmet: list[UnmetOut]


class WhyNotOut(Strict):
    """What forcing the module would change; null where it can't be forced."""

    hours_added: float | None
    unmet_added: int | None
    impossible: bool


class RelaxationOut(Strict):
    """The fewest rules to give up."""

    drop: list[str]


class ConflictOut(Strict):
    """Rules that can't hold together, of which every proper subset can."""

    minimal: list[str]
    cheapest_relaxation: RelaxationOut


class Reply(Strict):
    """The plan and its reasons. `feasible`: the time limit cut the search. Objective null where nothing is possible."""

    engine: EngineStamp
    status: Status
    objective: ObjectiveOut | None
    modules: list[ModuleOut]
    vae: list[str]
    hours: float
    cost: dict[str, float]
    unmet: list[UnmetOut]
    alternatives: list[AlternativeOut]
    why_not: dict[str, WhyNotOut]
    conflict: ConflictOut | None
