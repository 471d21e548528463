"""Reads `texts/`: the sentences that somebody owns, with their version, day and status, in French and in English.

from labmigration.replication.owned import owned, words

owned("purpose").version          # "1.0"
words("en")["not_shown"]          # a word of the documents themselves
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from labmigration.programme import ProgrammeError
from labmigration.programme.decoding import decode

FOLDER = Path(__file__).parent / "texts"
LANGUAGES = ("fr", "en")
#: Files that hold no text of their own: words of the documents, English for sentences that the programme has in French.
WORDS, ENGLISH = "words", "english"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTexts:
    """One text in both languages."""

    fr: str
    en: str

    def told(self, language: str) -> str:
        """KeyError for another language."""
        return {"fr": self.fr, "en": self.en}[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: as many cells in each language as there are heads."""

    fr: tuple[str, ...]
    en: tuple[str, ...]

    def told(self, language: str) -> tuple[str, ...]:
        """KeyError for another language."""
        return {"fr": self.fr, "en": self.en}[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Prose, or a table, under an optional title.

    Prose: paragraphs are parted by an empty line; lines that begin with "- " are a list, with "1. " a numbered one,
    with "[ ] " boxes to tick. page: on paper the piece begins a page.
    """

    title: TwoTexts | None = None
    prose: TwoTexts | None = None
    heads: Row | None = None
    row: tuple[Row, ...] = ()
    widths: tuple[int, ...] = ()
    page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A text with who answers for it. owner: a function, never a person's name."""

    title: TwoTexts
    owner: TwoTexts
    version: str
    day: date
    status: Literal["draft", "validated"]
    piece: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(TwoTexts):
    """A word of the documents, by its code; `{name}` stands for a value."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    word: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _English:
    sentence: tuple[TwoTexts, ...]


@lru_cache(maxsize=64)
def owned(code: str) -> Owned:
    """The text `texts/<code>.toml`. Raises ProgrammeError where it is missing or wrong."""
    found = decode(Owned, _table(code), f"{code}.toml")
    for piece in found.piece:
        _refuse_incoherent(piece, code)
    return found


def codes() -> tuple[str, ...]:
    """The codes of every owned text."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in (WORDS, ENGLISH)))


@lru_cache(maxsize=2)
def words(language: str) -> dict[str, str]:
    """The documents' own words: code → text in that language."""
    return {word.code: word.told(language) for word in decode(_Words, _table(WORDS), f"{WORDS}.toml").word}


@lru_cache(maxsize=1)
def english_sentences() -> dict[str, str]:
    """A French sentence of the programme → the same in English."""
    return {one.fr: one.en for one in decode(_English, _table(ENGLISH), f"{ENGLISH}.toml").sentence}


def _table(code: str) -> dict[str, object]:
    path = FOLDER / f"{code}.toml"
    if not path.is_file():
        raise ProgrammeError(f"{path.name}: the text is missing.")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _refuse_incoherent(piece: Piece, code: str) -> None:
    if (piece.prose is None) == (piece.heads is None):
        raise ProgrammeError(f"{code}.toml: a piece is prose or a table.")
    columns = len(piece.heads.fr) if piece.heads else 0
    for row in (*((piece.heads,) if piece.heads else ()), *piece.row):
        if len(row.fr) != columns or len(row.en) != columns:
            raise ProgrammeError(f"{code}.toml: a row has other cells than its table has heads: {row.fr}")
    if len(piece.widths) not in (0, columns):
        raise ProgrammeError(f"{code}.toml: widths are one a column.")
