"""A transcript in plain text → paragraphs, and what must not be left in it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

MOST_CHARACTERS = 200_000
MOST_PARAGRAPHS = 600
_ASKS = re.compile(r"^(?:Q|Question|Питання|سؤال)\s*[:：.]\s*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\+|\b0)(?:[\s.\-]?\d){8,}")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")


class Piece(NamedTuple):
    """One paragraph: whose words, and the words."""

    asks: bool
    words: str


def pieces(text: str) -> list[Piece]:
    """Paragraphs stand between empty lines; one that begins with "Q :" is of who asked. Spaces are made single."""
    found = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        words = " ".join(block.split())
        if not words:
            continue
        asks = _ASKS.match(words)
        said = words[asks.end() :] if asks else words
        if said:
            found.append(Piece(asks is not None, said))
    return found


def as_text(paragraphs: Iterable[Piece]) -> str:
    """The same as somebody would type it."""
    return "\n\n".join(f"Q : {each.words}" if each.asks else each.words for each in paragraphs)


def gives_away(text: str, names: Iterable[str]) -> list[str]:
    """What in a text names somebody: any of `names` as a whole word, a telephone number, an address; as it stands."""
    found = [match.group().strip() for pattern in (_NUMBER, _ADDRESS) for match in pattern.finditer(text)]
    for name in names:
        if len(name) > 2 and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)):
            found.append(match.group())
    return list(dict.fromkeys(found))
