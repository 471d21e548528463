"""The shapes of the timetable engine's question and reply."""

from typing import Annotated

from pydantic import Field, StringConstraints

from labmigration.decisions.contract.engine import EngineStamp, Strict
from labmigration.decisions.contract.json_input import IsoDate
from labmigration.decisions.timetable import Status

NotBlank = Annotated[str, StringConstraints(pattern=r"\S")]
# Bounds so wide that they stop nothing but numbers which a computer can't multiply.
Weight = Annotated[float, Field(ge=0, le=1e6)]
Hours = Annotated[float, Field(gt=0, le=1e6)]
Count = Annotated[int, Field(ge=0, le=10**6)]
Number = Annotated[int, Field(ge=1, le=10**6)]
Half = Annotated[
    list[Annotated[int, Field(ge=0, le=1440)]],
    Field(min_length=2, max_length=2, description="from, to: minutes after midnight"),
]
AwayIn = Annotated[tuple[IsoDate, str], Field(strict=False, description="date, half")]


class CalendarIn(Strict):
    """Days from … to …, both included, but the closed ones; `days` 0 = Monday … 6 = Sunday; one half or two."""

    from_: Annotated[IsoDate, Field(alias="from")]
    to: IsoDate
    closed: list[IsoDate] = []
    days: list[Annotated[int, Field(ge=0, le=6)]]
    halves: dict[NotBlank, Half]


class ModuleIn(Strict):
    """A module of training."""

    id: NotBlank
    hours: Hours
    requires: list[str] = []
    group_max: Number | None = None
    room_kinds: list[NotBlank] = []
    max_halves_a_week: Count | None = None
    full_days: bool = False


class TraineeIn(Strict):
    """`modules` null: all of the cohort's."""

    id: NotBlank
    away: list[AwayIn] = []
    modules: list[str] | None = None


class CohortIn(Strict):
    """People who are trained together."""

    id: NotBlank
    modules: list[str]
    max_halves_a_week: Count = 8
    trainees: list[TraineeIn]


class TrainerIn(Strict):
    """Who teaches what."""

    id: NotBlank
    teaches: list[str]
    away: list[AwayIn] = []
    max_halves_a_week: Count | None = None


class RoomIn(Strict):
    """Where; seats are those of trainees."""

    id: NotBlank
    kind: NotBlank
    seats: Count
    away: list[AwayIn] = []


class WeightsIn(Strict):
    """What each thing costs."""

    missed: Weight = 10.0
    half_day: Weight = 1.0
    trainer_change: Weight = 5.0
    week: Weight = 2.0


class SessionShape(Strict):
    """One half-day of a group; the same going in, as fixed or previous, and coming out."""

    cohort: str
    module: str
    group: Number
    number: Number
    date: IsoDate
    half: str
    hours: Hours
    trainer: str
    room: str
    trainees: list[str]


class Question(Strict):
    """Everything that decides a timetable."""

    calendar: CalendarIn
    modules: list[ModuleIn]
    cohorts: list[CohortIn]
    trainers: list[TrainerIn]
    rooms: list[RoomIn]
    max_missed_share: Annotated[float, Field(ge=0, le=1)] = 0.1
    weights: WeightsIn = WeightsIn()
    fixed: list[SessionShape] = []
    previous: list[SessionShape] | None = None
    weight_moved: Weight = 3.0


class CostOut(Strict):
    """Each part with its weight; `bound` is proven."""

    total: float
    bound: float
    missed: float
    half_day: float
    trainer_change: float
    week: float
    moved: float


class MissedOut(Strict):
    """A trainee is away when her group sits."""

    trainee: str
    module: str
    date: IsoDate
    half: str


class ConflictOut(Strict):
    """Labels that can't hold together, of which every smaller part can, and the same in French sentences."""

    minimal: list[str]
    words: str


class Reply(Strict):
    """Sessions by cohort, module, group and number; missed by trainee, module, date and half."""

    engine: EngineStamp
    status: Status
    cost: CostOut
    sessions: list[SessionShape]
    missed: list[MissedOut]
    conflict: ConflictOut | None
