"""Small pieces: button, link, badge, initials."""

from zlib import crc32

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from labmigration.ui.arguments import (
    BUTTON_TONES,
    STATUS_TONES,
    known_icon,
    one_of,
    optional_icon,
    words,
)
from labmigration.ui.components.icons import icon, with_ear
from labmigration.ui.languages import in_two

register = template.Library()

INITIALS_SIZES = ("body", "large")
HUES = 6


def _icon_and_words(icon_name: str, text: object) -> SafeString:
    drawn = icon(icon_name) if optional_icon(icon_name) else mark_safe("")
    return format_html("{}<span>{}</span>", drawn, in_two(text))


@register.simple_tag
def button(
    label: str, *, tone: str = "primary", icon: str = "", name: str = "", value: str = "", form: str = ""
) -> SafeString:
    """A submit button. `name` and `value` are sent with the form; `form` is the id of a form elsewhere on the page."""
    one_of(tone, BUTTON_TONES, argument="tone")
    inside = _icon_and_words(icon, words(label, argument="label"))
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    elsewhere = format_html(' form="{}"', form) if form else ""
    drawn = format_html('<button type="submit" class="button {}"{}{}>{}</button>', tone, sent, elsewhere, inside)
    return with_ear(drawn, label)


@register.simple_tag
def link_button(label: str, *, href: str, tone: str = "primary", icon: str = "") -> SafeString:
    """A link that looks like a button: it opens something and changes nothing."""
    one_of(tone, BUTTON_TONES, argument="tone")
    inside = _icon_and_words(icon, words(label, argument="label"))
    drawn = format_html('<a class="button {}" href="{}">{}</a>', tone, words(href, argument="href"), inside)
    return with_ear(drawn, label)


@register.simple_tag
def badge(text: str, *, tone: str = "neutral", icon: str) -> SafeString:
    """A status: always an icon and a word, so that it never rests on colour alone."""
    one_of(tone, STATUS_TONES, argument="tone")
    inside = _icon_and_words(known_icon(icon), words(text, argument="text"))
    return format_html('<span class="badge tone-{}">{}</span>', tone, inside)


@register.simple_tag
def initials(name: str, *, size: str = "body") -> SafeString:
    """A disc with up to two initials; decorative, since the name always stands beside it."""
    one_of(size, INITIALS_SIZES, argument="size")
    parts = words(name, argument="name").replace("-", " ").split()
    letters = (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()
    hue = crc32(" ".join(parts).encode()) % HUES
    return format_html('<span class="initials {} hue-{}" aria-hidden="true">{}</span>', size, hue, letters)
