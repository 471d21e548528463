"""The indicators of a territory as the documents tell them: masked, with their words in both languages."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import override

from labmigration.programme.indicators import catalogue
from labmigration.replication.owned import LANGUAGES
from labmigration.replication.sources import Counted, InBoth, Share
from labmigration.steering.indicators import words
from labmigration.steering.indicators.hiding import Hiding
from labmigration.steering.indicators.measure import IndicatorValue, Measured, Part
from labmigration.steering.indicators.queries import facts_of

NONE: InBoth = dict.fromkeys(LANGUAGES, "")


def counted(territory: str, on: date, *, exact: bool) -> tuple[tuple[Counted, ...], list[int]]:
    """Every figure of the catalogue, in its order, and the counts of people that they show; unless `exact`, small
    numbers are hidden.

    The same are hidden as on the page of indicators, so that nothing is learned by laying both side by side. The
    territory must be open.
    """
    hiding, measured = Hiding(catalogue().small_numbers), Measured(facts_of(territory, on))
    every = (value for each in catalogue().indicators for value in measured.figures(each))
    found = list(every) if exact else hiding.figures(every)
    return tuple(_counted(value) for value in found), list(hiding.shown)


def _counted(value: IndicatorValue) -> Counted:
    known = catalogue()
    indicator = known.indicator(value.code)
    theme = next(each for each in known.themes if each.code == indicator.theme)
    version = indicator.numbered(value.version)
    share = value.unit == "share"

    def named() -> str:
        name, measure = words.told(indicator.name), words.measure_name(value)
        return f"{name}, {measure}" if measure else name

    return Counted(
        code=value.code,
        theme=_in_both(lambda: words.told(theme.name)),
        name=_in_both(named),
        definition=_in_both(lambda: f"{words.told(version.numerator)} / {words.told(version.denominator)}"),
        version=value.version,
        fingerprint=version.digest(value.code),
        value=None if value.cannot else value.value,
        is_share=share,
        told=_amount(value.value, value.unit),
        interval=_between(value.low, value.high, value.unit),
        bounds=_between(value.worst, value.best, value.unit),
        shares=tuple(_share(value.code, part) for part in value.parts),
        hidden=value.hidden,
        cannot=_word(words.CANNOT, value.cannot) if value.cannot else NONE,
        notes=tuple(_word(words.NOTES, code) for code in value.note),
        excluded=value.excluded,
    )


def _share(code: str, part: Part) -> Share:
    return Share(
        who=_in_both(lambda: words.who(code, part.who)),
        numerator=part.numerator,
        denominator=part.denominator,
        people=part.people,
        told=_amount(part.rate, "share") if part.low is not None else NONE,
        interval=_between(part.low, part.high, "share"),
        bounds=_between(part.worst, part.best, "share") if part.lost else NONE,
        lost=part.lost,
        hidden=part.hidden,
    )


def _amount(value: float | None, unit: str) -> InBoth:
    return NONE if value is None else _in_both(lambda: words.amount(value, unit))


def _between(low: float | None, high: float | None, unit: str) -> InBoth:
    if low is None or high is None:
        return NONE
    return _in_both(lambda: f"{words.amount(low, unit)} – {words.amount(high, unit)}")


def _word(among: Mapping[str, Any], code: str) -> InBoth:
    return _in_both(lambda: among[code])


def _in_both(say: Callable[[], Any]) -> InBoth:
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = str(say())
    return told
