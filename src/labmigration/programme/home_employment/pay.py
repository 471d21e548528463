"""The least pay of a level on a day, and an estimate of the month: gross euros, from the dated grid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labmigration.programme.occupation_leaflets import ChildminderPay, PayLevel, leaflets
from labmigration.programme.reader import programme

WEEKS_A_YEAR, MONTHS_A_YEAR = Decimal(52), Decimal(12)
CENT = Decimal("0.01")


def monthly_gross(weekly_hours: Decimal, gross_hourly: Decimal) -> Decimal:
    """Gross euros a month, by twelfths of 52 weeks: an estimate, before holidays and changes of hours."""
    return (weekly_hours * WEEKS_A_YEAR / MONTHS_A_YEAR * gross_hourly).quantize(CENT)


@dataclass(frozen=True)
class LeastPay:
    """The least gross euros an hour, without and with the branch title; what it stands on.

    floored: the minimum wage lies above the grid. grid: the amounts as they stand in the agreement.
    """

    base: Decimal
    with_title: Decimal
    floored: bool
    grid: PayLevel | ChildminderPay

    @property
    def source(self) -> str:
        """What is cited for the grid."""
        return programme().source(self.grid.source).citation


def least_pay(level: str, on: date) -> LeastPay | None:
    """The least that is paid at a level, or by a family to a childminder (`level` empty); None where none is known."""
    pay = leaflets().pay_on(on)
    by_level = {str(code): amount for code, amount in pay.levels.items()}
    grid: PayLevel | ChildminderPay | None = by_level.get(level) if level else pay.childminder
    if grid is None:
        return None
    # The minimum wage is a floor of the grid (art. 144.1); a childminder is paid by child and hour, outside of it.
    base, titled = (pay.due(each) if level else each for each in (grid.base, grid.with_title))
    return LeastPay(_euros(base), _euros(titled), base > grid.base, grid)


def _euros(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(CENT)
