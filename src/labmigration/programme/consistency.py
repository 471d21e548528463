"""What must hold between the values: sources exist, codes are unique and refer to something, dates do not overlap."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise

from .decoding import element_name
from .geography import Figure
from .records import Module, Source
from .values import Coded, ProgrammeError, Sourced


def every_value(holder: object, where: str) -> Iterator[tuple[str, Sourced]]:
    """Every sourced value below `holder` (itself included) with the place that messages name."""
    if isinstance(holder, Sourced):
        yield where, holder
    if not is_dataclass(holder):
        return
    for field in fields(holder):
        content = getattr(holder, field.name)
        if is_dataclass(content):
            yield from every_value(content, f"{where}, {field.name}")
        elif isinstance(content, tuple):
            for position, element in enumerate(content, start=1):
                if is_dataclass(element):
                    name = element_name(where, field.name, position, getattr(element, "code", None))
                    yield from every_value(element, name)


def refuse_bad_sources(file: str, holder: object, sources: Mapping[str, Source]) -> None:
    """Every source named exists; a value is not confirmed by a source that nobody verified."""
    for where, value in every_value(holder, file):
        for key, codes in (("source", (value.source,)), ("also_in", value.also_in)):
            for code in codes:
                if code not in sources:
                    raise ProgrammeError(f"{where}, key '{key}': '{code}' does not stand in sources.toml.")
        if value.confirmed and sources[value.source].status == "N":
            raise ProgrammeError(
                f"{where}, key 'confirmed': must be false, because the source '{value.source}' is not verified."
            )


def refuse_silent_gaps(file: str, holder: object) -> None:
    """Hours that no source gives, and a figure without year, are said to be unconfirmed."""
    for where, value in every_value(holder, file):
        if isinstance(value, Module) and value.hours is None and value.confirmed:
            raise ProgrammeError(f"{where}, key 'hours': is missing, so 'confirmed' must be false.")
        if isinstance(value, Figure) and value.year is None and value.confirmed:
            raise ProgrammeError(f"{where}, key 'year': is missing, so 'confirmed' must be false.")


def refuse_duplicates(file: str, kind: str, values: Iterable[Coded]) -> None:
    """One code, one value: for what has no history."""
    seen = set()
    for value in values:
        if value.code in seen:
            raise ProgrammeError(f"{file}, {kind} '{value.code}', key 'code': stands twice.")
        seen.add(value.code)


def refuse_overlaps(file: str, kind: str, values: Sequence[Sourced]) -> None:
    """Values of one key follow each other in time: no two begin together, none ends after the next one began."""
    for earlier, later in pairwise(sorted(values, key=lambda value: (value.key, value.since))):
        if earlier.key != later.key:
            continue
        name = f"{file}, {kind} '{later.key}'" if later.key else f"{file}, {kind}"
        if earlier.since == later.since:
            raise ProgrammeError(f"{name}, key 'since': two values begin on {later.since}.")
        if earlier.until is not None and earlier.until >= later.since:
            raise ProgrammeError(
                f"{name}, key 'until': {earlier.until} overlaps the next value, which begins on {later.since}."
            )


def refuse_unknown(where: str, key: str, codes: Iterable[str], known: Collection[str]) -> None:
    """A code that refers to nothing is refused."""
    for code in codes:
        if code not in known:
            raise ProgrammeError(
                f"{where}, key '{key}': '{code}' refers to nothing; known: {', '.join(sorted(known))}."
            )
