"""What employing costs and asks, for one need: level and its reason, least pay, the month, the list before hiring."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labmigration import clock
from labmigration.pathway.matching.models import HiringTick, HouseholdNeed
from labmigration.programme import programme
from labmigration.programme.home_employment import Clause, HiringStep, LevelRule, TrialPeriod, employing
from labmigration.programme.home_employment.pay import LeastPay, least_pay, monthly_gross
from labmigration.programme.records import WeeklyLimit


@dataclass(frozen=True)
class StepLine:
    """Something to do before hiring; `done_on` is the day on which the household ticked it."""

    step: HiringStep
    done_on: date | None


@dataclass(frozen=True)
class EmployingPage:
    """What the household reads before it hires for one need. `own_home`: a childminder, in her own home."""

    need: HouseholdNeed
    own_home: bool
    rule: LevelRule | None
    least: LeastPay | None
    month: Decimal | None
    month_titled: Decimal | None
    trial: TrialPeriod | None
    limit: WeeklyLimit | None
    steps: list[StepLine]
    clauses: tuple[Clause, ...]

    @property
    def done(self) -> int:
        """How many steps are ticked."""
        return sum(line.done_on is not None for line in self.steps)

    @property
    def by(self) -> date | None:
        """By when the list is to be done: the first day foreseen, while it lies ahead."""
        first = self.need.starts_on
        return first if first and first >= clock.today() else None

    @property
    def first_to_do(self) -> HiringStep | None:
        """The first step that is not ticked."""
        return next((line.step for line in self.steps if line.done_on is None), None)


def level_of(need: HouseholdNeed, on: date) -> LevelRule | None:
    """The rule of the grid that sets the level of a need; None outside the grid."""
    return employing().level_for(need.occupation, cared_for=need.cared_for, tasks=need.task_codes, on=on)


def hiring_to_do(needs: Iterable[HouseholdNeed]) -> tuple[HouseholdNeed, HiringStep] | None:
    """The first step before hiring that is not ticked for one of those needs; one query, None when all is done."""
    wanted = list(needs)
    ticked = set(HiringTick.objects.filter(need__in=wanted).values_list("need", "code")) if wanted else set()
    for need in wanted:
        for step in employing().steps_on(clock.today(), need.occupation):
            if (need.pk, step.code) not in ticked:
                return need, step
    return None


def days_a_week(need: HouseholdNeed) -> int:
    """On how many days of the week there is work."""
    return len({slot[0] for slot in need.slots})


def employing_of(need: HouseholdNeed) -> EmployingPage:
    """What one need costs and asks on its first day; one query."""
    on = max(need.starts_on or clock.today(), clock.today())
    rule = level_of(need, on)
    own_home = programme().occupation(need.occupation).workplace == "own_home"
    least = least_pay(rule.level if rule else "", on) if rule or own_home else None
    hours = Decimal(str(need.weekly_hours))
    ticked = dict(HiringTick.objects.filter(need=need).values_list("code", "done_on"))
    return EmployingPage(
        need=need,
        own_home=own_home,
        rule=rule,
        least=least,
        month=monthly_gross(hours, least.base) if least else None,
        month_titled=monthly_gross(hours, least.with_title) if least else None,
        trial=employing().trial(need.occupation, kind="cdi", starts_on=on, days_a_week=days_a_week(need)),
        limit=programme().weekly_limit_on(on, need.occupation),
        steps=[StepLine(step, ticked.get(step.code)) for step in employing().steps_on(on, need.occupation)],
        clauses=employing().clauses_of(need.occupation),
    )
