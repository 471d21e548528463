"""The languages in which the present page is read: one for staff, the person's own and French for candidates.

The middleware of `access.reading` opens a `Reading` for each request; components ask `reading()` and draw their words
once for each of its languages. Outside a request there is one language, the active one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, override

FRENCH = "fr"
#: Languages in which everything is written; the others are complete on the pages of candidates.
WHOLE = ("fr", "en")


@dataclass(frozen=True)
class Reading:
    """`languages`: those drawn on the page, the person's own first. `aloud`: each sentence gets its ear button."""

    languages: tuple[str, ...]
    aloud: bool = False
    #: The person's own language, also while only the French is shown; and those that she may choose.
    own: str = FRENCH
    offered: tuple[str, ...] = WHOLE

    @property
    def both(self) -> bool:
        """Two languages stand on the page."""
        return len(self.languages) > 1

    @property
    def only_own(self) -> bool:
        """Her own language alone."""
        return self.languages == (self.own,)

    @property
    def only_french(self) -> bool:
        """The French alone, though her language is another."""
        return self.languages == (FRENCH,) != (self.own,)


_reading: ContextVar[Reading | None] = ContextVar("reading", default=None)


def reading() -> Reading:
    """How the present page is read."""
    return _reading.get() or Reading((get_language() or FRENCH,))


@contextmanager
def read_in(*languages: str, aloud: bool = True, own: str = "", offered: tuple[str, ...] = WHOLE) -> Iterator[None]:
    """Inside this block pages are drawn in these languages, and the first of them is the active one."""
    unknown = set(languages) - {code for code, _name in settings.LANGUAGES}
    if unknown or not languages:
        raise ValueError(f"no language of ours: {', '.join(sorted(unknown)) or 'none given'}")
    token = _reading.set(Reading(tuple(dict.fromkeys(languages)), aloud, own or languages[0], offered))
    try:
        with override(languages[0]):
            yield
    finally:
        _reading.reset(token)


def direction(language: str) -> str:
    """`rtl` for languages written from the right, else `ltr`."""
    return "rtl" if get_language_info(language)["bidi"] else "ltr"


def wordings(text: object) -> list[tuple[str, str]]:
    """A lazy text in each language of the page: (language, words); a language that would repeat another is left out.

    Words that are the same in every language (a name, a sentence not translated yet) come once, as French.
    """
    if own := getattr(text, "language", None):  # `Written`: it keeps its own
        return [(own, str(conditional_escape(str(text))))]
    languages = reading().languages
    if languages == (get_language(),):
        return [(languages[0], str(conditional_escape(text)))]
    found: list[tuple[str, str]] = []
    for language in languages:
        with override(language):
            found.append((language, str(conditional_escape(text))))
    return told_once(found)


def told_once(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same without repetition; see `wordings`."""
    if len(found) > 1 and len({words for _language, words in found}) == 1:
        return [(FRENCH, found[0][1])]
    return found


def in_two(text: object) -> SafeString:
    """Words for a place that can hold no button of its own (a link, a label): each language on its line."""
    found = wordings(text)
    if len(found) == 1 and hasattr(text, "language"):
        return conditional_escape(text)
    if len(found) == 1:
        # Drawn as it always was where one language is read.
        return format_html("{}", SafeString(found[0][1]))
    rows = (
        (" beside" if rank else "", language, direction(language), SafeString(words))
        for rank, (language, words) in enumerate(found)
    )
    return format_html(
        '<span class="in-two">{}</span>',
        format_html_join("", '<span class="said{}" lang="{}" dir="{}">{}</span>', rows),
    )
