"""What was consumed of each funding line, and the eligible cost of a period; a territory must be open."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Sum

from labmigration import clock
from labmigration.pathway.training.queries import every_seat, hours_between, hours_by_module, seats_between
from labmigration.steering.funding.counting import NOTHING, Counted, SignedHours, Taking, count, stretches
from labmigration.territories.agreements import states
from labmigration.territories.agreements.queries import Expense, FundingLine, lines_of

CENT = Decimal("0.01")
#: From this share on a line is said to be nearly used up. Ours: no funder's rule.
NEARLY = Decimal("0.8")


@dataclass(frozen=True)
class Consumption:
    """One line against what it holds. Money in euros, hours as signed.

    `coming`: hours of cohorts in training that stand in the timetable and are not held yet. `disputed`: hours that
    other lines claim as well, by their label; they are counted nowhere. `people`: whose hours are counted.
    """

    line: FundingLine
    hours: Decimal
    hours_cost: Decimal
    expenses: Decimal
    coming: Decimal
    people: int
    by_module: tuple[tuple[str, Decimal], ...] = ()
    disputed: tuple[tuple[str, Decimal], ...] = ()

    @property
    def spent(self) -> Decimal:
        return self.hours_cost + self.expenses

    @property
    def available(self) -> Decimal:
        """Euros left; less than nothing when the line is overrun."""
        return self.line.amount - self.spent

    @property
    def hours_left(self) -> Decimal | None:
        """Eligible hours left; None where the line names no limit."""
        return None if self.line.hours is None else self.line.hours - self.hours

    @property
    def overrun(self) -> Decimal:
        """Euros beyond the amount."""
        return max(-self.available, NOTHING)

    @property
    def hours_beyond(self) -> Decimal:
        """Hours beyond those eligible."""
        return max(-(self.hours_left or NOTHING), NOTHING)

    @property
    def coming_cost(self) -> Decimal:
        return _cost(self.coming, self.line)

    @property
    def state(self) -> str:
        """`over`, `will_be_over` (with what the timetable holds), `nearly`, `fine`."""
        if self.available < 0 or (self.hours_left is not None and self.hours_left < 0):
            return "over"
        if self.coming_cost > self.available or (self.hours_left is not None and self.coming > self.hours_left):
            return "will_be_over"
        hours_share = self.hours / self.line.hours if self.line.hours else NOTHING
        money_share = self.spent / self.line.amount if self.line.amount else NOTHING
        return "nearly" if max(hours_share, money_share) >= NEARLY else "fine"


def consumption_of(territory: str, lines: Sequence[FundingLine] | None = None) -> list[Consumption]:
    """Every line of the territory (or those given) with what was consumed of it, in the order of the lines.

    All lines of the territory are counted against each other, also those that are not asked for. Queries: two for each
    stretch of days between the beginnings and ends of lines, six more.
    """
    every = lines_of(territory)
    counted = _counted(every, [_taking(line) for line in every if _pays_hours(line)])
    labels = {line.pk: line.label for line in every}
    spent = _expenses(every)
    coming = _coming(every)
    wanted = every if lines is None else [line for line in every if line.pk in {each.pk for each in lines}]
    return [_consumption(line, counted.get(line.pk, Counted()), labels, spent, coming) for line in wanted]


@dataclass(frozen=True)
class EligibleCost:
    """What the funding lines of a territory paid over a period, in euros.

    `unpriced`: hours that a line follows without a price, `disputed`: hours that two lines claim; neither costs
    anything here. `lines`: how many lines hold on a day of the period: with none, the cost is not known.
    """

    hours: Decimal
    hours_cost: Decimal
    expenses: Decimal
    unpriced: Decimal
    disputed: Decimal
    lines: int

    @property
    def total(self) -> Decimal:
        return self.hours_cost + self.expenses


def eligible_cost(territory: str, first: date, last: date) -> EligibleCost | None:
    """The eligible cost of a period, both days included, for indicator K1; None where no line holds on any of its days.

    Hours of the signed ledger at the price of their line, and expenses by the day on which they were spent.
    """
    holding = [line for line in lines_of(territory) if line.starts_on <= last and line.ends_on >= first]
    if not holding:
        return None
    clipped = [
        replace(taking, first=max(taking.first, first), last=min(taking.last, last))
        for taking in (_taking(line) for line in holding if _pays_hours(line))
    ]
    counted = _counted(holding, clipped)
    rows = Expense.objects.filter(line__in=holding, state=states.COUNTED, spent_on__range=(first, last))
    of_each = [(line, counted.get(line.pk, Counted())) for line in holding]
    return EligibleCost(
        hours=sum((each.hours for _line, each in of_each), NOTHING),
        hours_cost=sum((_cost(each.hours, line) for line, each in of_each), NOTHING),
        expenses=rows.aggregate(total=Sum("amount"))["total"] or NOTHING,
        unpriced=sum((each.hours for line, each in of_each if line.hourly_rate is None), NOTHING),
        # Each disputed hour is told by both of its lines.
        disputed=sum((sum(each.disputed.values(), NOTHING) for _line, each in of_each), NOTHING) / 2,
        lines=len(holding),
    )


def _pays_hours(line: FundingLine) -> bool:
    return line.hours is not None or line.hourly_rate is not None


def _taking(line: FundingLine) -> Taking:
    return Taking(line.pk, line.starts_on, line.ends_on, frozenset(line.modules), frozenset(line.occupations))


def _counted(lines: Iterable[FundingLine], takings: Sequence[Taking]) -> dict[Hashable, Counted]:
    told = []
    for first, last, holding in stretches(takings):
        seats = {seat.pk: seat for seat in seats_between(every_seat(), first, last)}
        rows = [
            SignedHours(seats[pk].pathway_id, module, seats[pk].cohort.occupation, hours)
            for pk, own in hours_between(seats.values(), first, last).items()
            for module, hours in own.items()
        ]
        told.append((holding, rows))
    return count(told)


def _expenses(lines: Sequence[FundingLine]) -> dict[UUID, Decimal]:
    rows = Expense.objects.filter(line__in=lines, state=states.COUNTED).order_by()
    return dict(rows.values_list("line").annotate(total=Sum("amount")))


def _coming(lines: Sequence[FundingLine]) -> dict[UUID, Decimal]:
    """Hours in the timetable of cohorts that end while the line lasts, where one line alone takes them."""
    today = clock.today()
    holding = [_taking(line) for line in lines if _pays_hours(line) and line.starts_on <= today <= line.ends_on]
    if not holding:
        return {}
    seats = every_seat().filter(cohort__ends_on__gte=today, cohort__starts_on__lte=max(each.last for each in holding))
    about = {
        pk: (occupation, ends)
        for pk, occupation, ends in seats.values_list("pk", "cohort__occupation", "cohort__ends_on")
    }
    found: dict[UUID, Decimal] = {}
    for pk, modules in hours_by_module(seats).items():
        occupation, ends = about[pk]
        for module in modules:
            claiming = [each for each in holding if ends <= each.last and each.takes(module.code, occupation)]
            if len(claiming) == 1 and isinstance(key := claiming[0].key, UUID):
                found[key] = found.get(key, NOTHING) + module.planned
    return found


def _consumption(
    line: FundingLine,
    counted: Counted,
    labels: dict[UUID, str],
    spent: dict[UUID, Decimal],
    coming: dict[UUID, Decimal],
) -> Consumption:
    return Consumption(
        line=line,
        hours=counted.hours,
        hours_cost=_cost(counted.hours, line),
        expenses=spent.get(line.pk, NOTHING),
        coming=coming.get(line.pk, NOTHING),
        people=len(counted.people),
        by_module=tuple(sorted(counted.by_module.items())),
        disputed=tuple((labels[key], hours) for key, hours in counted.disputed.items() if isinstance(key, UUID)),
    )


def _cost(hours: Decimal, line: FundingLine) -> Decimal:
    return (hours * (line.hourly_rate or NOTHING)).quantize(CENT, ROUND_HALF_UP)
