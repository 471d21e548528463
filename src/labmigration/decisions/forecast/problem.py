"""What a forecast is asked: how many come, what is there to receive them, and with what chance they pass each step."""

import math
from dataclasses import dataclass, fields

MOST_PEOPLE = 20_000_000  # drawn in all; some ten seconds and a few hundred megabytes
MOST_MONTHS = 10_000_000  # of all replications together


class WrongProblem(ValueError):
    """`path` points to what is wrong, as `cohort.start_with`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Advisors:
    """How many, and how long one person takes: on average `hours_a_person` of their `hours_a_month`."""

    count: int
    hours_a_month: float
    hours_a_person: float

    @property
    def months_a_person(self) -> float:
        """Mean length of the work on one person."""
        return self.hours_a_person / self.hours_a_month


@dataclass(frozen=True, slots=True)
class Cohorts:
    """Groups of `size` by track, each in a room for `months`.

    A cohort starts when `start_with` people of its track wait and a room is free; or with fewer, once the first of
    them has waited `max_wait_months` (None: never so), as soon as a room is free.
    """

    size: int
    start_with: int
    max_wait_months: float | None
    tracks: int
    rooms: int
    months: float


@dataclass(frozen=True, slots=True)
class Match:
    """The chance that somebody who passed meets a household, and after how long on average."""

    probability: float
    mean_months: float


@dataclass(frozen=True, slots=True)
class Retention:
    """Share of the hired still employed after 6 and after 18 months."""

    after_6: float
    after_18: float


@dataclass(frozen=True, slots=True)
class Beta:
    """What is known of a chance: as after a successes and b failures."""

    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Chances that are drawn anew in each replication instead of taken as given; None where taken as given.

    Where the share that stays 18 months is drawn above the share that stays 6, it is lowered to it.
    """

    eligible: Beta | None = None
    attends: Beta | None = None
    finish: Beta | None = None
    passes: Beta | None = None
    match: Beta | None = None
    after_6: Beta | None = None
    after_18: Beta | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """`months` ahead, from an empty start; `arrivals_a_month` people are referred, of whom some are eligible and come.

    Raises WrongProblem for what contradicts itself or can't be held in memory.
    """

    months: int
    replications: int
    arrivals_a_month: float
    eligible: float
    attends: float
    advisors: Advisors
    cohorts: Cohorts
    finish: float
    passes: float
    match: Match
    retention: Retention
    uncertainty: Uncertainty = Uncertainty()

    def __post_init__(self) -> None:
        self._refuse_unless(self.months >= 1, "months", "must be at least 1")
        self._refuse_unless(self.replications >= 1, "replications", "must be at least 1")
        self._refuse_unless(_is_amount(self.arrivals_a_month), "arrivals_a_month", "must be at least 0")
        for path, chance in (
            ("eligible", self.eligible),
            ("attends", self.attends),
            ("finish", self.finish),
            ("pass", self.passes),
            ("match.probability", self.match.probability),
            ("retention.6", self.retention.after_6),
            ("retention.18", self.retention.after_18),
        ):
            self._refuse_unless(0 <= chance <= 1, path, "must lie between 0 and 1")
        self._refuse_unless(
            self.retention.after_18 <= self.retention.after_6, "retention.18", "must be at most the share at 6 months"
        )
        self._refuse_unless(_is_amount(self.match.mean_months), "match.mean_months", "must be at least 0")
        self._check_advisors()
        self._check_cohorts()
        for field in fields(self.uncertainty):
            beta = getattr(self.uncertainty, field.name)
            self._refuse_unless(beta is None or min(beta.a, beta.b) > 0, f"uncertainty.{field.name}", "must be above 0")
        self._check_size()

    @property
    def comers_a_month(self) -> float:
        """Eligible people who come, at the chances given."""
        return self.arrivals_a_month * self.eligible * self.attends

    def _check_advisors(self) -> None:
        ours = self.advisors
        self._refuse_unless(ours.count >= 1, "advisors.count", "must be at least 1")
        self._refuse_unless(
            _is_amount(ours.hours_a_month) and ours.hours_a_month > 0, "advisors.hours_a_month", "must be above 0"
        )
        self._refuse_unless(_is_amount(ours.hours_a_person), "advisors.hours_a_person", "must be at least 0")

    def _check_cohorts(self) -> None:
        ours = self.cohorts
        for name in ("size", "start_with", "tracks", "rooms"):
            self._refuse_unless(getattr(ours, name) >= 1, f"cohort.{name}", "must be at least 1")
        self._refuse_unless(ours.start_with <= ours.size, "cohort.start_with", "must be at most the size of a cohort")
        self._refuse_unless(_is_amount(ours.months) and ours.months > 0, "cohort.months", "must be above 0")
        self._refuse_unless(
            ours.max_wait_months is None or _is_amount(ours.max_wait_months),
            "cohort.max_wait_months",
            "must be at least 0",
        )

    def _check_size(self) -> None:
        shares = (
            1.0 if beta else share
            for share, beta in (
                (self.eligible, self.uncertainty.eligible),
                (self.attends, self.uncertainty.attends),
            )
        )
        people = self.arrivals_a_month * math.prod(shares) * self.months
        self._refuse_unless(people <= MOST_PEOPLE, "arrivals_a_month", f"more than {MOST_PEOPLE} people would be drawn")
        self._refuse_unless(
            people * self.replications <= MOST_PEOPLE, "replications", f"more than {MOST_PEOPLE} people would be drawn"
        )
        self._refuse_unless(
            self.months * self.replications <= MOST_MONTHS,
            "replications",
            f"more than {MOST_MONTHS} months would be counted",
        )

    @staticmethod
    def _refuse_unless(right: bool, path: str, message: str) -> None:
        if not right:
            raise WrongProblem(path, message)


def _is_amount(value: float) -> bool:
    return math.isfinite(value) and value >= 0
