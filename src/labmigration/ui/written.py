"""Words that keep their own language inside a page of another: what people typed, names that exist in French only.

A screen reader and the ear then read them in the language in which they were written. In a page of that same language
they are drawn as they are.
"""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from labmigration.ui.languages import FRENCH, direction

_LETTERS = {"ar": re.compile(r"[\u0600-\u06ff]"), "uk": re.compile(r"[\u0400-\u04ff]")}


class Written(str):
    """A text in `language` (French unless said otherwise). Equal to the bare text; drawn with its language marked."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: object, language: str = FRENCH) -> "Written":
        written = super().__new__(cls, str(text))
        written.language = language
        return written

    def __html__(self) -> SafeString:
        if self.language == (get_language() or FRENCH)[:2]:
            return escape(str(self))
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', self.language, direction(self.language), escape(str(self))
        )


class Joined(str):
    """Several texts as one, each of which may be `Written` in a language of its own."""

    __slots__ = ("between", "each")
    each: tuple[object, ...]
    between: str

    def __new__(cls, texts: Iterable[object], between: str = "\n") -> "Joined":
        each = tuple(texts)
        joined = super().__new__(cls, between.join(str(text) for text in each))
        joined.each, joined.between = each, between
        return joined

    def __html__(self) -> SafeString:
        between = SafeString("<br>") if self.between == "\n" else escape(self.between)
        return between.join(conditional_escape(text) for text in self.each)


def pair(name: object, value: object) -> Joined:
    """“name : value”, with the space that French puts before a colon."""
    return Joined((name, value), between="\u00a0: " if (get_language() or FRENCH).startswith(FRENCH) else ": ")


def as_typed(text: object) -> Written:
    """What somebody typed, in the language that its letters tell: Arabic or Ukrainian, else French."""
    found = (language for language, letters in _LETTERS.items() if letters.search(str(text)))
    return Written(text, next(found, FRENCH))
