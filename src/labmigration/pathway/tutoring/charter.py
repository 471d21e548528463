"""The charter of employer-tutors: dated versions, in four languages, of which each agreement keeps its own."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from labmigration import clock
from labmigration.programme.consents import Wording
from labmigration.programme.decoding import decode

FILE = Path(__file__).parent / "charter.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """One version. reviewed: whether Fepem has signed it."""

    version: str
    since: date
    reviewed: bool
    line: tuple[Wording, ...]

    def digest(self, language: str) -> str:
        """SHA-256 (hexadecimal) of the words read in that language: proof of what was agreed to."""
        return hashlib.sha256("\0".join(each.in_language(language) for each in self.line).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFile:
    charter: tuple[Charter, ...]


@lru_cache(maxsize=1)
def versions() -> tuple[Charter, ...]:
    """Every version, oldest first; ProgrammeError for a file that can not be read."""
    found = decode(CharterFile, tomllib.loads(FILE.read_text(encoding="utf-8")), FILE.name).charter
    return tuple(sorted(found, key=lambda each: each.since))


def in_force() -> Charter:
    """The newest version, of today or before; the first one where the clock stands before all of them."""
    begun = [each for each in versions() if each.since <= clock.today()]
    return begun[-1] if begun else versions()[0]
