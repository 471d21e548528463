"""One record a file of `programme/positioning/`: its date, its source, whether it was reviewed, and what it holds."""

from dataclasses import dataclass
from datetime import date

from .records import Activity, Axis, Block, CalibratedDifficulty, Item, Limits, Pair, Scale, Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class BankPart:
    """What each file says of itself; it holds for every value in it.

    reviewed: everything in the file was signed by a native speaker and a trade expert.
    """

    since: date
    source: str
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFile(BankPart):
    """The name of the bank as its authors count it, before any calibration."""

    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AxesFile(BankPart):
    axis: tuple[Axis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsFile(BankPart):
    limits: Limits
    scale: tuple[Scale, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsFile(BankPart):
    block: tuple[Block, ...]
    skill: tuple[Skill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsFile(BankPart):
    item: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesFile(BankPart):
    activity: tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsFile(BankPart):
    pair: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationFile(BankPart):
    """Difficulties learned from answers. It counts from the day a person publishes it.

    sessions, answers: how many it was learned from. published_by, published_on: empty until somebody answers for it.
    """

    published: bool
    sessions: int
    answers: int
    difficulty: tuple[CalibratedDifficulty, ...]
    published_by: str = ""
    published_on: date | None = None
