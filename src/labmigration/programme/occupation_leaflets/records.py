"""The records of the leaflets. Attribute names are the keys of the TOML files in `programme/leaflets/`."""

import re
from dataclasses import dataclass
from typing import Literal

from labmigration.programme.consents import Wording
from labmigration.programme.values import Coded, ProgrammeError, Sourced

#: What every leaflet speaks of, in the order in which it is read.
PartCode = Literal["tasks", "places", "times", "people", "liked", "hard"]
PARTS: tuple[PartCode, ...] = ("tasks", "places", "times", "people", "liked", "hard")

Level = Literal["I", "II", "III", "IV", "V", "VI"]

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Wording):
    """One sentence in the four languages, beside a drawing of `ui/pictograms/`.

    code: of a task, by which households and candidates choose it; empty for every other line.
    """

    pictogram: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Sourced):
    """Some lines about one side of the occupation; date and source are those of all its lines."""

    code: PartCode
    line: tuple[Line, ...]

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSlot(Sourced):
    """Hours of an example week. days: 0 (Monday) to 6; starts, ends: "08:30"."""

    days: tuple[int, ...]
    starts: str
    ends: str

    @property
    def slots(self) -> tuple[tuple[int, int, int], ...]:
        """(day, from, to), in minutes since midnight; ProgrammeError for a day or an hour that no week has."""
        starts, ends = minutes(self.starts), minutes(self.ends)
        if starts >= ends or not all(0 <= day <= 6 for day in self.days):
            raise ProgrammeError(f"a week has no hours from {self.starts} to {self.ends} on days {self.days}.")
        return tuple((day, starts, ends) for day in self.days)


def minutes(written: str) -> int:
    """Minutes since midnight of "08:30"; raises ProgrammeError for anything else."""
    found = CLOCK.fullmatch(written)
    if found is None:
        raise ProgrammeError(f"'{written}' is no time of day such as 08:30.")
    return 60 * int(found[1]) + int(found[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Sourced):
    """A reference job of the branch grid and the levels at which it is paid."""

    name: Wording
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet(Coded):
    """The leaflet of one occupation; `code` is the occupation's.

    name, sentence: how the occupation calls itself, and what it is in one sentence.
    week: an example; job: empty for the childminder, who stands outside the grid.
    reviewed: a native speaker of each language and someone of the trade have read it.
    """

    reviewed: bool
    name: Wording
    sentence: Wording
    part: tuple[Part, ...]
    week: tuple[WeekSlot, ...]
    job: tuple[Job, ...] = ()

    def lines(self, part: PartCode) -> tuple[Line, ...]:
        """The lines of one part; KeyError where the leaflet has none."""
        return {each.code: each.line for each in self.part}[part]

    @property
    def tasks(self) -> dict[str, Line]:
        """What one may be asked to do, by code."""
        return {line.code: line for line in self.lines("tasks")}

    @property
    def levels(self) -> frozenset[Level]:
        """Every level at which the occupation may be paid."""
        return frozenset(level for job in self.job for level in job.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Coded):
    """Something that the law or the branch agreement gives. occupations: codes; article: where it is written."""

    occupations: tuple[str, ...]
    pictogram: str
    text: Wording
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLevel(Sourced):
    """The least that is paid at one level of the grid: euros, gross, per hour."""

    code: Level
    base: float
    with_title: float

    @property
    def key(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildminderPay(Sourced):
    """The least that a childminder is paid under one contract: euros, gross, per hour."""

    base: float
    with_title: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWage(Sourced):
    """The legal minimum wage (SMIC): euros, gross, per hour."""

    hourly: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleWords(Wording):
    """A module of modules.toml in plain words."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeWords(Line):
    """A bridge of bridges.toml in plain words."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsFile:
    right: tuple[Right, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayFile:
    level: tuple[PayLevel, ...]
    childminder: tuple[ChildminderPay, ...]
    smic: tuple[MinimumWage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsFile(Sourced):
    """Plain words for what other files of the programme name in French and English only."""

    module: tuple[ModuleWords, ...]
    bridge: tuple[BridgeWords, ...]
