"""From the facts of a territory to one value a person in each research column, with its coarser levels."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import numpy as np
from django.utils.translation import override

from labmigration.programme.indicators import Bilingual
from labmigration.programme.research import ResearchColumn, research
from labmigration.steering.indicators.columns import Days, Mask, Words
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.measure.access import age_bands
from labmigration.steering.indicators.measure.ways import Ways
from labmigration.steering.indicators.words import category

ALL: Final = "*"
YES, NO = "yes", "no"
#: Columns that are numbers: no table is made of them.
NUMBERS: Final = frozenset({"months_to_start", "months_to_hired", "months_in_sector"})
#: What says the same of a person on every day; the rest is as known on the day of the facts.
ALWAYS: Final = frozenset(each.code for each in research().of_kind("known"))


def values_of(facts: Facts, codes: Iterable[str]) -> dict[str, Words]:
    """One text a person in each of these columns, as fine as they are given."""
    ways = Ways(facts)
    return {code: _values(ways, code) for code in codes}


def ladder_of(column: ResearchColumn, finest: Words) -> list[Words]:
    """The column from its finest level to the coarsest, where everybody has the same value."""
    texts = finest.texts()
    levels = [finest]
    if column.code == "referred":
        levels.append(Words.of(text[:4] for text in texts))
    elif column.coarser:
        group = {value: each.code for each in column.coarser for value in each.of}
        levels.append(Words.of(group.get(text, "") for text in texts))
    return [*levels, Words.of(ALL for _text in texts)]


def name_of(column: ResearchColumn, value: str) -> Bilingual:
    """A value in French and English; what is nobody's code stands as it is."""
    known: dict[str, Bilingual] = {
        "": Bilingual(fr="non connu", en="unknown"),
        ALL: Bilingual(fr="toutes les valeurs", en="all values"),
        YES: Bilingual(fr="oui", en="yes"),
        NO: Bilingual(fr="non", en="no"),
        **{each.code: each.name for each in column.coarser},
    }
    if value in known:
        return known[value]
    with override("fr"):
        french = str(category(column.code, value))
    with override("en"):
        return Bilingual(fr=french, en=str(category(column.code, value)))


def referred_between(facts: Facts, first: date, last: date) -> Mask:
    """Who was referred on one of these days."""
    days = facts.days("people", "referred_on")
    return np.asarray((days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D")))


def _values(ways: Ways, code: str) -> Words:
    people, referred = ways.facts.words, ways.facts.days("people", "referred_on")
    if code in ("sex", "status", "occupation", "french_oral", "education", "referrer"):
        return people("people", code)
    if code == "age":
        return age_bands(ways)
    if code == "referred":
        return Words.of(_quarter(day) for day in referred.tolist())
    if code == "months_to_start":
        return _months(referred, ways.started_on)
    if code == "months_to_hired":
        return _months(referred, ways.hired_on)
    if code == "months_in_sector":
        return Words.of("" if np.isnan(each) else str(int(each)) for each in ways.months_in_sector.tolist())
    if code == "left_sector":
        return _flags(ways.exit_cause > 0, ways.hired)
    flags = {
        "admitted": people("people", "decision").are("admitted"),
        "started": ways.started,
        "completed": ways.completed,
        "title": ~np.isnat(ways.title_on),
        "hired": ways.hired,
    }
    return _flags(flags[code], ways.started if code == "completed" else None)


def _flags(flags: Mask, among: Mask | None) -> Words:
    told = among if among is not None else np.ones(len(flags), dtype=np.bool_)
    return Words.of(
        (YES if flag else NO) if known else "" for flag, known in zip(flags.tolist(), told.tolist(), strict=True)
    )


def _quarter(day: date) -> str:
    return f"{day.year}-T{(day.month + 2) // 3}"


def _months(since: Days, until: Days) -> Words:
    """Whole months of thirty days and a bit: no date can be worked out from them."""
    found: Sequence[float] = ((until - since) / np.timedelta64(1, "D")).tolist()
    return Words.of("" if each != each else str(int(each / 30.4375)) for each in found)  # NaN is unlike itself
