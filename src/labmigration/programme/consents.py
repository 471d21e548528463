"""What a person can say yes or no to: purposes with their exact words, dated and versioned, in four languages."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from .consistency import refuse_overlaps
from .decoding import decode
from .values import Coded, ProgrammeError, in_force

FILE = Path(__file__).parent / "consents.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One text in the four languages of candidates; none may be missing, because a consent is asked in one of them."""

    fr: str
    en: str
    ar: str
    uk: str

    def in_language(self, language: str) -> str:
        """The text in that language; French for a language that is none of the four."""
        return {"en": self.en, "ar": self.ar, "uk": self.uk}.get(language[:2], self.fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Coded):
    """One version of one purpose: `code` names the purpose, `version` these words.

    text: what yes allows. refusing: what changes when one says no (never the service).
    """

    version: str
    icon: str
    reviewed: bool
    title: Wording
    text: Wording
    refusing: Wording

    def language_of(self, language: str) -> str:
        """The language in which someone who reads `language` is asked."""
        return language[:2] if language[:2] in ("fr", "en", "ar", "uk") else "fr"

    def digest(self, language: str) -> str:
        """SHA-256 (hexadecimal) of the words read in that language: proof of what was asked."""
        words = (wording.in_language(language) for wording in (self.title, self.text, self.refusing))
        return hashlib.sha256("\0".join(words).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentsFile:
    consent: tuple[Consent, ...]


@lru_cache(maxsize=1)
def consents() -> tuple[Consent, ...]:
    """Every version of every purpose, in the order of the file."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Consent, ...]:
    """The versions that the TOML `text` describes.

    Raises ProgrammeError for what `decode` refuses, a version that stands twice, or two texts in force on one day.
    """
    found = decode(ConsentsFile, tomllib.loads(text), FILE.name).consent
    seen = set()
    for each in found:
        if (each.code, each.version) in seen:
            raise ProgrammeError(f"{FILE.name}, consent '{each.code}', key 'version': {each.version!r} stands twice.")
        seen.add((each.code, each.version))
    refuse_overlaps(FILE.name, "consent", found)
    return found


def asked_on(day: date) -> tuple[Consent, ...]:
    """The purposes asked about on that day, each with the words of that day."""
    return in_force(consents(), day)
