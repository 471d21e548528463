"""Names reduced to what survives a careless copy: letters without accents, case, hyphens or spaces."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

LONG: Final = 8  # letters; from there two slips are still one careless copy

# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "œ": "oe", "æ": "ae", "þ": "th", "ð": "d"})
_SPELLINGS: Final = (("ou", "u"), ("ph", "f"), ("y", "i"))


@dataclass(frozen=True, slots=True)
class Name:
    """One name, surname or first name: its parts, and all of them joined."""

    parts: tuple[str, ...]
    joined: str
    as_written: str  # case and outer spaces set aside, accents and hyphens kept


@lru_cache(maxsize=65_536)
def folded(text: str) -> Name:
    """`Al-Khatib`, `AL KHATIB` and `alkhatib` have the same `joined`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_PLAIN)
    # Apostrophes join (N'Diaye, Ndiaye), everything else that is no letter separates.
    parts = tuple(re.sub(r"[\W\d_]+", " ", re.sub(r"['’ʼʹ]", "", bare)).split())
    return Name(parts, "".join(parts), " ".join(unicodedata.normalize("NFC", text.casefold()).split()))


def differing(one: Name, other: Name) -> tuple[str, str]:
    """Where two names differ: the one part that does, or both whole names where the parts don't line up."""
    if len(one.parts) == len(other.parts):
        unlike = [pair for pair in zip(one.parts, other.parts, strict=True) if pair[0] != pair[1]]
        if len(unlike) == 1:
            return unlike[0]
    return one.joined, other.joined


def slips(one: str, other: str) -> int:
    """Letters added, dropped, replaced, or swapped with their neighbour; 3 stands for three or more."""
    return int(OSA.distance(one, other, score_cutoff=2))


def is_spelling_of(one: str, other: str) -> bool:
    """Two usual spellings of the same sounds (Mohamed, Mohammed; Ana, Anna; Tetiana, Tetyana)."""
    return _sounds(one) == _sounds(other)


def lacks_a_part(one: Name, other: Name) -> bool:
    """One of the two is the other with a part left out (Mai, Mai-Selam)."""
    return len(one.parts) != len(other.parts) and (
        set(one.parts) < set(other.parts) or set(other.parts) < set(one.parts)
    )


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> str:
    for written, heard in _SPELLINGS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)
