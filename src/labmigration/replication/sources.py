"""What the two documents are made from, as plain values: read once by `gathering`, then no database is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from labmigration.programme import Programme
from labmigration.programme.geography import Figure, Territory
from labmigration.programme.territory_opening import TerritoryOpening


@dataclass(frozen=True)
class Reached:
    """How many people came as far as a milestone, small numbers already hidden. `of`: those of the milestone before;
    `everyone`: all who were referred. `exact`: counted at that point only, not with those who came further."""

    code: str
    count: int | None
    of_code: str
    of: int | None
    everyone: int | None
    exact: bool


@dataclass(frozen=True)
class Waited:
    """The median wait between two milestones. `people`: None where how many stand behind it is not shown."""

    since: str
    until: str
    days: int
    people: int | None


InBoth = Mapping[str, str]


@dataclass(frozen=True)
class Share:
    """One denominator of an indicator: who it is, and the number over it as it is told. `people`: how many stand
    behind it where it counts something else; `hidden`: too few of them."""

    who: InBoth
    numerator: float
    denominator: float
    people: int | None
    told: InBoth
    interval: InBoth
    bounds: InBoth
    lost: int
    hidden: bool


@dataclass(frozen=True)
class Counted:
    """One figure of an indicator as it is told outside; each text by language. `value` is None where it is hidden or
    where nobody can compute it, which `cannot` then says. Where a count has no denominator it is its own."""

    code: str
    theme: InBoth
    name: InBoth
    definition: InBoth
    version: int
    fingerprint: str
    value: float | None
    is_share: bool
    told: InBoth
    interval: InBoth
    bounds: InBoth
    shares: tuple[Share, ...]
    hidden: bool
    cannot: InBoth
    notes: tuple[InBoth, ...]
    excluded: int


@dataclass(frozen=True)
class StepState:
    """One of the nine steps of the preparation: tasks done of those that count, and how many are late."""

    number: int
    done: int
    tasks: int
    late: int


@dataclass(frozen=True)
class TerritoryFact:
    """One line of the territory's public file, as somebody of the territory wrote it."""

    subject: Mapping[str, str]
    value: Decimal | None
    words: str
    unit: str
    precision: str
    scope: str
    year: int | None
    horizon: int | None
    source: str
    expires_on: date | None


@dataclass(frozen=True)
class JobsToFill:
    """How many jobs are to be filled in exactly the territory's perimeter, and who says so."""

    jobs: int
    scope: str
    source: str


@dataclass(frozen=True)
class Opened:
    """A decision to open or not: what, when, by whom, why."""

    outcome: str
    on: date
    by: str
    reasons: str


@dataclass(frozen=True)
class Binding:
    """A text that binds the territory's partners on the day. `source`: code of the programme's, or empty."""

    title: str
    kind: str
    since: date | None
    source: str
    invented: bool


@dataclass(frozen=True)
class AgreementText:
    """The empty template of one agreement in each language: title, notes, sections; as `agreements` composes it."""

    kind: str
    version: str
    owner: Mapping[str, str]
    since: date
    text: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Supposition:
    """One chance of the forecast: its share, and whether enough people of the territory stand behind it."""

    code: str
    share: float
    own: bool


@dataclass(frozen=True)
class Spread:
    """People at the end of a month: mean, and nine runs in ten between the two."""

    mean: float
    p5: float
    p95: float


@dataclass(frozen=True)
class Run:
    """One simulated future. `by_month`: kind → one spread a month; `needed`: what keeps use under nine tenths."""

    code: str
    arrivals: int
    advisors: int
    rooms: int
    tracks: int
    start_with: int
    max_wait: int | None
    by_month: Mapping[str, tuple[Spread, ...]]
    waits: Mapping[str, float | None]
    bottleneck: str
    needed_advisors: int
    needed_rooms: int


@dataclass(frozen=True)
class Expansion:
    """What the forecast says of the territory. `own_arrivals`: whether its own referrals were counted; `own_from`: from
    how many people on its own count takes the place of an assumption."""

    on: date
    seed: int
    replications: int
    version: str
    months: int
    own_arrivals: bool
    own_from: int
    suppositions: tuple[Supposition, ...]
    hours_a_person: float
    hours_a_month: float
    training_months: float
    cohort_size: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Voice:
    """One code of the interviews. `interviews`: None where it is not told; quotes: (kind of person, words), allowed."""

    theme: str
    name: str
    definition: str
    interviews: int | None
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Voices:
    """What coded interviews say. `of`: how many (None: not told); `interviews`, `quotes`: ids, for the log."""

    version: int
    of: int | None
    said: tuple[Voice, ...]
    interviews: tuple[UUID, ...]
    quotes: tuple[UUID, ...]


@dataclass(frozen=True)
class Sources:
    """Everything. None: nobody can say yet, which the documents tell as such. `exact`: with small numbers."""

    code: str
    name: str
    region: str
    on: date
    exact: bool
    invented: bool
    programme: Programme
    opening: TerritoryOpening
    described: Territory
    national: tuple[Figure, ...]
    funnel: tuple[Reached, ...]
    hidden: tuple[str, ...]
    waits: tuple[Waited, ...]
    threshold: int
    shares_from: int
    waits_over: int
    indicators: tuple[Counted, ...]
    facts: tuple[TerritoryFact, ...] | None
    area: str
    jobs: JobsToFill | None
    steps: tuple[StepState, ...] | None
    aims_at: date | None
    decision: Opened | None
    binding: tuple[Binding, ...]
    agreements: tuple[AgreementText, ...]
    expansion: Expansion
    voices: Voices | None
