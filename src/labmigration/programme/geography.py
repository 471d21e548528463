"""Where the Lab is: territories with their partners, target, capacity and figures, and the country's figures."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .values import Coded, Sourced, with_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Coded):
    """A published number with its scope.

    year: of the statement or count, None where the source does not say; horizon: the year that a plan looks to.
    precision: how the source words it; "as_stated" where it gives the bare number, often rounded itself.
    kind: what is counted, or what is foreseen.
    subject: what the number counts (opening/public_file.toml); area: where, as a code of `areas`; restricted_to_fr: the
    part of that population, or of the year, that it is limited to. Only figures that agree on all three compare.
    """

    name_fr: str
    name_en: str
    value: int
    unit: Literal["jobs", "employers", "employees", "people", "percent", "contracts", "months"]
    precision: Literal["as_stated", "about", "more_than", "nearly"]
    scope_fr: str
    subject: str
    area: str
    kind: Literal["fact", "plan"]
    restricted_to_fr: str = ""
    year: int | None = None
    horizon: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Coded):
    """An organisation as the sources name it."""

    name_fr: str
    role_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingProvider(Coded):
    """The organisation that trains in the territory."""

    name_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Sourced):
    """How many people the partners announced."""

    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Sourced):
    """How many people the cohorts can hold: kept apart from the target, which may be higher."""

    cohorts: int
    seats: int

    @property
    def people(self) -> int:
        """Seats over all cohorts."""
        return self.cohorts * self.seats


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCohort(Sourced):
    """One cohort of the plan, by its occupation; `named_fr` is how the plan calls it."""

    occupation: str
    named_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Coded):
    """Something that happened or is planned. when_fr: in the precision of the source; on: where it gives a day."""

    name_fr: str
    kind: Literal["fact", "plan"]
    when_fr: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Perimeter(Sourced):
    """The départements that the territory covers, by their codes."""

    departements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory(Coded):
    """A territory of the Lab. launched_on: None while no start is proven; planned_year: the year announced."""

    name_fr: str
    name_en: str
    region_fr: str
    region_code: str
    stage: Literal["launched", "planned"]
    perimeter: Perimeter
    launched_on: date | None = None
    planned_year: int | None = None
    target: Target | None = None
    capacity: Capacity | None = None
    cohort: tuple[PlannedCohort, ...] = ()
    partner: tuple[Partner, ...] = ()
    provider: tuple[TrainingProvider, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    figure: tuple[Figure, ...] = ()

    @property
    def departements(self) -> tuple[str, ...]:
        """Codes of the départements, such as ("13",)."""
        return self.perimeter.departements

    def figure_of(self, code: str) -> Figure:
        """The figure of that code; raises ProgrammeError where the territory has none."""
        return with_code(self.figure, code, f"territories/{self.code}.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """The content of territories/france.toml."""

    figure: tuple[Figure, ...]
    partner: tuple[Partner, ...]

    def figure_of(self, code: str) -> Figure:
        """The figure of that code; raises ProgrammeError where there is none."""
        return with_code(self.figure, code, "territories/france.toml")
