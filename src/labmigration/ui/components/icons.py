"""The icon, and the ear that reads words aloud: what the other components are drawn with."""

import html
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from labmigration.ui.arguments import known_icon, words
from labmigration.ui.languages import reading, wordings
from labmigration.ui.recordings import recording_of

register = template.Library()


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """An icon of the sprite. Decorative unless `label` gives its meaning. ValueError for an unknown name."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            words(label, argument="label"),
            _source(name),
        )
    return _decorative(name)


@cache
def _decorative(name: str) -> SafeString:
    # Kept: a page draws a hundred of them.
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', _source(name)
    )


def _source(name: str) -> str:
    return f"{static('ui/icons/sprite.svg')}#{known_icon(name)}"


def ear(language: str, drawn: str, *, carries_words: bool = False) -> SafeString:
    """The button that reads `drawn` (words, maybe with marks) aloud in `language`; hidden until a script can serve it.

    A recording is named where one was made; otherwise the device's own voice speaks, and says so when it has none.
    `carries_words`: the words do not stand just before the button, so it brings them.
    """
    plain = " ".join(html.unescape(strip_tags(drawn)).split())
    spoken = recording_of(language, plain)
    with override(language):
        label = gettext("Écouter")
    return format_html(
        '<button type="button" class="ear" hidden data-hear="{}" aria-label="{}" lang="{}"{}{}>{}</button>',
        language,
        label,
        language,
        format_html(' data-audio="{}"', spoken) if spoken else "",
        format_html(' data-words="{}"', plain) if carries_words else "",
        icon("volume-2"),
    )


@register.simple_tag
def ear_for(text: object) -> SafeString:
    """The ear of a text that stands where no button may stand (a label, a legend); nothing where pages are not read."""
    if not reading().aloud or not str(text).strip():
        return SafeString("")
    language, said = wordings(text)[0]
    return ear(language, said, carries_words=True)


def with_ear(drawn: SafeString, text: object) -> SafeString:
    """Something that can be pressed, with the ear that reads its words beside it where pages are read aloud."""
    spoken = ear_for(text)
    return format_html('<span class="with-ear">{}{}</span>', drawn, spoken) if spoken else drawn
