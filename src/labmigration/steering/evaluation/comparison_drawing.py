"""The two groups as curves: share hired by month, with its band, in a square of 100 by 100 that is stretched."""

from dataclasses import dataclass

from labmigration.steering.evaluation.comparison import AT, Compared, Group, Hired

SIDE = 100.0


@dataclass(frozen=True)
class Curve:
    """Path data of one group; `code` is offered or waiting. Months that nobody was followed so long are not drawn."""

    code: str
    line: str
    band: str


@dataclass(frozen=True)
class MonthRow:
    """One month in the table: per group the percent hired, its interval, how many were still followed."""

    months: int
    offered: tuple[int, int, int, int] | None
    waiting: tuple[int, int, int, int] | None


def curves(compared: Compared) -> list[Curve]:
    """Both curves, from nobody hired on the first day."""
    return [_curve("waiting", compared.waiting), _curve("offered", compared.offered)]


def rows(compared: Compared) -> list[MonthRow]:
    """The same numbers for a table, every third month."""
    pairs = zip(compared.offered.at, compared.waiting.at, strict=True)
    return [MonthRow(int(one.months), _cells(one), _cells(other)) for one, other in pairs if one.months % 3 == 0]


def _cells(point: Hired) -> tuple[int, int, int, int] | None:
    if point.share is None or point.low is None or point.high is None:
        return None
    return round(100 * point.share), round(100 * point.low), round(100 * point.high), point.at_risk


def _curve(code: str, group: Group) -> Curve:
    seen = [each for each in group.at if each.share is not None]
    line = ["0 100", *(_point(each.months, each.share or 0) for each in seen)]
    high = [_point(each.months, each.high or 0) for each in seen]
    low = [_point(each.months, each.low or 0) for each in reversed(seen)]
    return Curve(code, "M" + "L".join(line), "M" + "L".join(["0 100", *high, *low]) + "Z")


def _point(months: float, share: float) -> str:
    return f"{SIDE * months / AT[-1]:.2f} {SIDE * (1 - share):.2f}"
