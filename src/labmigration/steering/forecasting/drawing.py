"""A forecast as fans: the mean as a line, nine runs in ten as a band, month by month; and bars of waits and use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, log10
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labmigration.decisions.forecast import Spread
from labmigration.steering.forecasting.playing import Played

#: The drawing stands in a square of 100 by 100 that is stretched to its place.
SIDE: Final = 100.0
PANELS: Final = (
    ("hired", gettext_lazy("Embauchées"), gettext_lazy("premier jour payé, depuis le début du calcul")),
    ("reached_6", gettext_lazy("Encore en emploi à 6 mois"), gettext_lazy("six mois après le premier jour payé")),
    (
        "reached_18",
        gettext_lazy("Encore en emploi à 18 mois"),
        gettext_lazy("dix-huit mois après le premier jour payé"),
    ),
    ("waiting", gettext_lazy("En attente d’une place"), gettext_lazy("venues, et pas encore en formation")),
)
STEPS: Final = (
    ("advisor", gettext_lazy("l’entretien avec une conseillère")),
    ("cohort", gettext_lazy("qu’un groupe se forme")),
    ("room", gettext_lazy("une salle")),
    ("match", gettext_lazy("un foyer, une fois certifiée")),
)


@dataclass(frozen=True)
class Fan:
    """One panel: path data in a square of SIDE, the scale and the years under it, and the last month in numbers."""

    code: str
    label: Any
    means: Any
    band: str
    line: str
    top: int
    years: list[tuple[str, int]]
    last: Spread


@dataclass(frozen=True)
class Bar:
    """A length in percent, with its number."""

    label: Any
    value: float | None
    width: str
    full: bool = False


@dataclass(frozen=True)
class YearRow:
    """The end of one year, each kind of people with its band."""

    year: int
    cells: list[Spread]


def fans(played: Played) -> list[Fan]:
    """The four panels; those of hired people share one scale, so that they can be compared by eye."""
    top = _round_up(max(spread.p95 for spread in played.forecast.by_month["hired"]))
    return [
        _fan(
            played,
            code,
            label,
            means,
            top if code != "waiting" else _round_up(max(s.p95 for s in played.forecast.by_month["waiting"])),
        )
        for code, label, means in PANELS
    ]


def waits(played: Played) -> list[Bar]:
    """Mean months by step, the longest filling the bar."""
    found = [(label, getattr(played.forecast.waits, step)) for step, label in STEPS]
    longest = max((months or 0 for _label, months in found), default=0) or 1
    return [Bar(label, months, f"{100 * (months or 0) / longest:.1f}%") for label, months in found]


def uses(played: Played) -> list[Bar]:
    """Shares of capacity in percent; `full` from nine in ten on."""
    used = played.forecast.utilisation
    return [
        Bar(label, 100 * share, f"{100 * min(share, 1):.1f}%", full=share >= 0.9)
        for label, share in ((_("Temps du conseil"), used.advisors), (_("Salles"), used.rooms))
    ]


def by_year(played: Played) -> list[YearRow]:
    """The end of each calendar year: what the table beside the drawing tells."""
    rows = []
    for month in range(1, played.months + 1):
        day = _month(played.on, month)
        if day.month == 12 or month == played.months:
            cells = [played.forecast.by_month[kind][month - 1] for kind in KINDS]
            rows.append(YearRow(day.year, cells))
    return rows


KINDS: Final = ("started", "hired", "employed", "reached_6", "reached_18", "waiting")


def _fan(played: Played, code: str, label: Any, means: Any, top: int) -> Fan:
    spreads = played.forecast.by_month[code]
    high = [_point(s.month, s.p95, played.months, top) for s in spreads]
    low = [_point(s.month, s.p5, played.months, top) for s in reversed(spreads)]
    line = [_point(s.month, s.mean, played.months, top) for s in spreads]
    years = [
        (f"{100 * month / played.months:.1f}%", _month(played.on, month).year)
        for month in range(1, played.months + 1)
        if _month(played.on, month).month == 12
    ]
    return Fan(code, label, means, _path([*high, *low]) + "Z", _path(line), top, years, spreads[-1])


def _point(month: int, value: float, months: int, top: int) -> str:
    return f"{SIDE * month / months:.2f} {SIDE * (1 - min(value, top) / top):.2f}"


def _path(points: Sequence[str]) -> str:
    return "M" + "L".join(points)


def _month(on: date, ahead: int) -> date:
    """The first day of the month that lies so many months ahead."""
    year, month = divmod(on.year * 12 + on.month - 1 + ahead, 12)
    return date(year, month + 1, 1)


def _round_up(value: float) -> int:
    """A scale's end that reads well: 1, 2 or 5 times a power of ten, at least 10."""
    if value <= 10:
        return 10
    power = 10 ** int(log10(value))
    return next(int(step * power) for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= ceil(value))
