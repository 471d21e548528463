"""The records of `programme/indicators/`. Attribute names are the keys of its TOML files."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal

from labmigration.programme.values import ProgrammeError, Sourced

Estimator = Literal[
    "count", "proportion", "bounds", "ratio", "kaplan_meier", "aalen_johansen", "poisson", "quartiles", "mean"
]
Breakdown = Literal["sex", "age", "status", "occupation", "referrer", "cohort", "provider", "french_oral", "education"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """One text in French and English: what is public of a definition."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in that language; French for any other than English."""
        return self.en if language.startswith("en") else self.fr


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A funder's or an agenda's code, and what is known of it.

    status: `seen` in third-party tools, `deduced` from an order, `not_verified`, `proposed` by us. An empty code is one
    whose number nobody verified.
    """

    scheme: str
    status: Literal["seen", "deduced", "not_verified", "proposed"]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The numbers that a version computes with. months: when it is measured; times: the points of its curve.

    at_least: months that make a job durable. days: a window. answers: those of a question that count as yes.
    """

    months: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    at_least: int = 0
    days: int = 0
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Sourced):
    """One version of a definition, from the day `since` on: all that decides what the figure is."""

    number: int
    population: Bilingual
    numerator: Bilingual
    denominator: Bilingual
    clock: Bilingual
    measured_at: Bilingual
    estimator: Estimator
    exclusions: Bilingual
    settings: Settings = field(default_factory=Settings)

    def canonical(self, code: str) -> str:
        """The definition as one text that no layout changes: JSON, sorted keys, days as ISO writes them."""
        told = {"indicator": code, **asdict(self)}
        return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)

    def digest(self, code: str) -> str:
        """SHA-256 of the canonical text, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical(code).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of the catalogue with all its versions, oldest first."""

    code: str
    theme: str
    name: Bilingual
    asked_by: Bilingual
    version: tuple[Version, ...]
    breakdowns: tuple[Breakdown, ...] = ()
    codes: tuple[Code, ...] = ()

    def version_on(self, day: date) -> Version:
        """The version in force on a day: the last one that had begun; the first one before any had."""
        begun = [each for each in self.version if each.since <= day]
        return begun[-1] if begun else self.version[0]

    def numbered(self, number: int) -> Version:
        """Raises ProgrammeError for a version that does not exist."""
        for each in self.version:
            if each.number == number:
                return each
        raise ProgrammeError(f"indicator '{self.code}' has no version {number}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A heading under which indicators are shown."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who reads figures, and those that she asks for, in her order."""

    code: str
    name: Bilingual
    why: Bilingual
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallNumbers(Sourced):
    """What outsiders do not read: numbers under `mask_under`, shares of fewer than `no_share_under` people."""

    mask_under: int
    no_share_under: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsFile:
    indicator: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFile:
    """Themes and readers, in the order in which they are shown."""

    small_numbers: SmallNumbers
    theme: tuple[Theme, ...]
    reader: tuple[Reader, ...]
