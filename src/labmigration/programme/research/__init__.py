"""What research extracts and external tables may hold: columns with their ladders of values, and the rules.

from labmigration.programme.research import research

research().rules.lines_from          # under so many people: tables only
research().named("age").kind         # "known": somebody could be recognised by it
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from labmigration.programme import programme
from labmigration.programme.consistency import refuse_bad_sources
from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.indicators import Bilingual
from labmigration.programme.values import ProgrammeError, Sourced

FOLDER = Path(__file__).parent
FILE = "columns.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coarser:
    """Several values told as one."""

    code: str
    name: Bilingual
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchColumn:
    """One column. kind: `known` may make somebody recognisable, `outcome` is what became of her."""

    code: str
    kind: Literal["known", "outcome"]
    name: Bilingual
    about: Bilingual
    coarser: tuple[Coarser, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Sourced):
    """same_at_least: how many people share the known characteristics of each line. most_left_out_percent: how many
    lines may be left out before values become coarser. lines_from: under so many people there are tables only.
    longest_months: the longest time for which a file may be held."""

    same_at_least: int
    most_left_out_percent: int
    lines_from: int
    longest_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Research:
    """The whole file."""

    rules: Rules
    column: tuple[ResearchColumn, ...]

    def named(self, code: str) -> ResearchColumn:
        """Raises ProgrammeError for an unknown code."""
        for each in self.column:
            if each.code == code:
                return each
        raise ProgrammeError(f"{FILE} knows no column '{code}'.")

    def of_kind(self, kind: str) -> tuple[ResearchColumn, ...]:
        """The columns of one kind, in order."""
        return tuple(each for each in self.column if each.kind == kind)


@lru_cache(maxsize=1)
def research() -> Research:
    """What this installation may give: read once, then kept."""
    return load(FOLDER)


def load(folder: Path) -> Research:
    """What the file of `folder` says. ProgrammeError for what `decode` refuses, a column or a value that stands twice,
    an unknown source, and rules that protect nobody."""
    found = decoded_file(Research, FILE, toml_files(folder))
    refuse_bad_sources(FILE, found, {source.code: source for source in programme().sources})
    codes = [each.code for each in found.column]
    for code in codes:
        if codes.count(code) > 1:
            raise ProgrammeError(f"{FILE}, column '{code}': stands twice.")
    for each in found.column:
        values = [value for group in each.coarser for value in group.of]
        if len(values) != len(set(values)):
            raise ProgrammeError(f"{FILE}, column '{each.code}', key 'coarser': a value stands in two groups.")
    if found.rules.same_at_least < 2:
        raise ProgrammeError(f"{FILE}, key 'same_at_least': must be at least 2.")
    return found
