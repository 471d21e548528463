"""Reads the TOML files of this folder into one immutable catalogue, or refuses them with a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from labmigration.programme.consistency import refuse_bad_sources
from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.reader import Programme, programme
from labmigration.programme.values import ProgrammeError

from .records import Indicator, IndicatorsFile, Reader, ReadingFile, SmallNumbers, Theme, Version

FOLDER = Path(__file__).parent
READING = "reading.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every indicator in the order of its theme, and who reads which."""

    indicators: tuple[Indicator, ...]
    themes: tuple[Theme, ...]
    readers: tuple[Reader, ...]
    small_numbers: SmallNumbers

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.indicators)

    def indicator(self, code: str) -> Indicator:
        """Raises ProgrammeError for an unknown code."""
        for each in self.indicators:
            if each.code == code:
                return each
        raise ProgrammeError(f"the catalogue of indicators knows no '{code}'.")

    def of_theme(self, theme: str) -> tuple[Indicator, ...]:
        """The indicators of a theme, in order."""
        return tuple(each for each in self.indicators if each.theme == theme)

    def reader(self, code: str) -> Reader:
        """Raises ProgrammeError for an unknown code."""
        for each in self.readers:
            if each.code == code:
                return each
        raise ProgrammeError(f"{READING} knows no reader '{code}'.")

    def version_on(self, code: str, day: date) -> Version:
        """The version of an indicator in force on a day."""
        return self.indicator(code).version_on(day)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue of this installation: read once, then kept."""
    return load(FOLDER, programme())


def load(folder: Path, known: Programme) -> Catalogue:
    """The catalogue that the files of `folder` describe, checked against the sources of `known`.

    Raises ProgrammeError, with the file and the key, for a file that is missing or not TOML, a code that stands twice,
    an unknown theme or indicator, an indicator without version, and versions that do not follow each other.
    """
    bytes_by_file = toml_files(folder)
    sources = {source.code: source for source in known.sources}
    reading = decoded_file(ReadingFile, READING, bytes_by_file)
    refuse_bad_sources(READING, reading, sources)
    indicators: list[Indicator] = []
    for name in bytes_by_file:
        if name != READING:
            file = decoded_file(IndicatorsFile, name, bytes_by_file)
            refuse_bad_sources(name, file, sources)
            for each in file.indicator:
                _refuse_versions_out_of_order(name, each)
            indicators += file.indicator
    _refuse_twice("indicator", (each.code for each in indicators))
    _refuse_twice("theme", (each.code for each in reading.theme))
    order = [theme.code for theme in reading.theme]
    for each in indicators:
        if each.theme not in order:
            raise ProgrammeError(f"indicator '{each.code}', key 'theme': '{each.theme}' is not in {READING}.")
    codes = {each.code for each in indicators}
    for reader in reading.reader:
        for code in reader.indicators:
            if code not in codes:
                raise ProgrammeError(f"{READING}, reader '{reader.code}': no indicator '{code}' exists.")
    return Catalogue(
        indicators=tuple(sorted(indicators, key=lambda each: (order.index(each.theme), each.code))),
        themes=reading.theme,
        readers=reading.reader,
        small_numbers=reading.small_numbers,
    )


def _refuse_versions_out_of_order(file: str, indicator: Indicator) -> None:
    where = f"{file}, indicator '{indicator.code}'"
    if not indicator.version:
        raise ProgrammeError(f"{where}: has no version.")
    if [each.number for each in indicator.version] != list(range(1, len(indicator.version) + 1)):
        raise ProgrammeError(f"{where}: versions are numbered 1, 2, 3 … in their order.")
    for before, after in pairwise(indicator.version):
        if after.since <= before.since:
            raise ProgrammeError(
                f"{where}, version {after.number}, key 'since': must lie after that of the version before."
            )


def _refuse_twice(kind: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ProgrammeError(f"{kind} '{code}' stands twice.")
        seen.add(code)
