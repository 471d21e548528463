"""Figures as pages draw them: words, lengths of an SVG, addresses. Nothing is computed here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from labmigration.programme.indicators import Indicator, catalogue
from labmigration.steering.indicators import words
from labmigration.steering.indicators.measure import IndicatorValue, Part


@dataclass(frozen=True)
class Bar:
    """The interval of a share, from 0 to 100 %: where each mark begins and how wide it is, as SVG writes it."""

    dot: str
    low: str
    width: str
    worst: str = ""
    best: str = ""
    bounds_width: str = ""


@dataclass(frozen=True)
class PartLine:
    """One denominator as a line of the table. `lost`: issues unknown; `known`: how many are not, where some are lost.

    The share is counted over those known. The links lead to its people.
    """

    who: Any
    numerator: str
    denominator: str
    share: str
    interval: str
    bounds: str
    lost: int
    hidden: bool
    known: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class DetailLine:
    """One category with its count, and its share where it has one."""

    name: Any
    count: int | None
    share: str


@dataclass(frozen=True)
class Card:
    """One figure, whole."""

    value: IndicatorValue
    indicator: Indicator
    name: str
    measure: str
    figure: str
    interval: str
    between: str
    bounds: str
    bar: Bar | None
    parts: list[PartLine]
    details: list[tuple[Any, list[DetailLine]]]
    cannot: Any
    notes: list[Any]
    group: Any
    href: str

    @property
    def first_part(self) -> PartLine | None:
        """The denominator that stands beside the figure."""
        return self.parts[0] if self.parts else None


def cards(found: Iterable[IndicatorValue], territory: str, *, people: bool = False) -> list[Card]:
    """Each figure as a card; `people`: whether the reader may see who stands behind."""
    return [card(each, territory, people=people) for each in found]


def card(value: IndicatorValue, territory: str, *, people: bool = False) -> Card:
    """One figure as a card."""
    indicator = catalogue().indicator(value.code)
    return Card(
        value=value,
        indicator=indicator,
        name=words.told(indicator.name),
        measure=words.measure_name(value),
        figure="" if value.value is None else words.amount(value.value, value.unit),
        interval=_interval(value),
        between=_between(value),
        bounds=_bounds(value.worst, value.best) if _spread(value.worst, value.best) else "",
        bar=_bar(value),
        parts=[_line(value, part, territory, people=people) for part in value.parts],
        details=_details(value),
        cannot=words.CANNOT[value.cannot] if value.cannot else "",
        notes=[words.NOTES[note] for note in value.note],
        group=words.category(value.breakdown, value.group) if value.breakdown else "",
        href=reverse("indicators:indicator", args=[territory, value.code]),
    )


def _interval(value: IndicatorValue) -> str:
    if value.low is None or value.high is None:
        return ""
    told = {"low": words.bound(value.low, value.unit), "high": words.bound(value.high, value.unit)}
    if value.quartiles is not None:
        return _("un quart sous %(low)s, un quart au-dessus de %(high)s") % told
    return _("intervalle à 95 %% : %(low)s à %(high)s") % told


def _between(value: IndicatorValue) -> str:
    if value.low is None or value.high is None:
        return ""
    return f"{words.bound(value.low, value.unit)} – {words.bound(value.high, value.unit)}"


def _bounds(worst: float | None, best: float | None) -> str:
    if worst is None or best is None:
        return ""
    told = {"worst": words.percent(worst), "best": words.percent(best)}
    return _("de %(worst)s à %(best)s selon ce que sont devenues les personnes dont l’issue est inconnue") % told


def _spread(worst: float | None, best: float | None) -> bool:
    return worst is not None and best is not None and best - worst > 1e-9


def _bar(value: IndicatorValue) -> Bar | None:
    if value.unit != "share" or value.value is None or value.low is None or value.high is None:
        return None
    bounds = {}
    if _spread(value.worst, value.best):
        worst, best = value.worst or 0.0, value.best or 0.0
        bounds = {"worst": _x(worst), "best": _x(best), "bounds_width": _x(best - worst)}
    return Bar(_x(value.value), _x(value.low), _x(value.high - value.low), **bounds)


def _x(share: float) -> str:
    return f"{100 * share:.2f}%"


def _line(value: IndicatorValue, part: Part, territory: str, *, people: bool) -> PartLine:
    is_share = value.unit == "share" or part.low is not None
    share = ""
    if part.rate is not None:
        share = words.percent(part.rate) if is_share else words.amount(part.rate, value.unit)
    interval = ""
    if part.low is not None and part.high is not None:
        interval = f"{words.percent(part.low)} – {words.percent(part.high)}"
    return PartLine(
        who=words.who(value.code, part.who),
        numerator=words.quantity(part.numerator),
        denominator=words.quantity(part.denominator),
        share=share,
        interval=interval,
        bounds=f"{words.percent(part.worst or 0)} – {words.percent(part.best or 0)}" if part.lost else "",
        lost=part.lost,
        hidden=part.hidden,
        known=words.quantity(part.denominator - part.lost) if part.lost else "",
        links=_links(value, part, territory) if people else [],
    )


def _links(value: IndicatorValue, part: Part, territory: str) -> list[tuple[str, str]]:
    """(words, address) of the people behind a share, by what became of them."""
    if part.members is None or value.breakdown:
        return []
    address = reverse("indicators:people", args=[territory, value.code])
    found = []
    outcomes = (
        ("yes", _("comptées"), part.numerator),
        ("no", _("non comptées"), part.denominator - part.numerator - part.lost),
        ("lost", _("issue inconnue"), part.lost),
    )
    for outcome, label, count in outcomes:
        if count:
            asked = f"?mesure={value.measure}&parmi={part.who}&issue={outcome}"
            found.append((f"{label} ({words.quantity(count)})", f"{address}{asked}"))
    return found


def _details(value: IndicatorValue) -> list[tuple[Any, list[DetailLine]]]:
    kinds = dict.fromkeys(each.kind for each in value.details)
    return [
        (
            words.KINDS[kind],
            [
                DetailLine(
                    words.category(kind, each.name), each.count, "" if each.share is None else words.percent(each.share)
                )
                for each in value.details
                if each.kind == kind
            ],
        )
        for kind in kinds
    ]


@dataclass(frozen=True)
class Theme:
    """A heading and its indicators, each with its figures."""

    name: str
    groups: list[tuple[str, list[Card]]]


def by_theme(found: Sequence[Card]) -> list[Theme]:
    """Cards under their themes, the figures of one indicator together."""
    known = catalogue()
    themes = []
    for theme in known.themes:
        groups = [(each.code, mine) for each in known.of_theme(theme.code) if (mine := _of(found, each.code))]
        if groups:
            themes.append(Theme(words.told(theme.name), groups))
    return themes


def in_order(found: Sequence[Card], codes: Iterable[str]) -> list[tuple[str, list[Card]]]:
    """Cards in the order that a reader asks for."""
    return [(code, mine) for code in codes if (mine := _of(found, code))]


def _of(found: Sequence[Card], code: str) -> list[Card]:
    return [each for each in found if each.value.code == code]
