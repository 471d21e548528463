"""Blocks that hold other content: card, next step, notice, empty page."""

from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from labmigration.ui.arguments import (
    NOTICE_TONES,
    known_icon,
    one_of,
    optional_icon,
    words,
)

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}


@register.simple_block_tag
def card(content: str, *, title: str = "", href: str = "", icon: str = "") -> SafeString:
    """Something that can be picked up and opened. With `href`, the title is a link over the whole card."""
    if href:
        words(title, argument="title")
    return render_to_string(
        "ui/components/card.html", {"content": content, "title": title, "href": href, "icon": optional_icon(icon)}
    )


@register.simple_block_tag
def next_step(
    content: str,
    *,
    title: str,
    who: str,
    by: date | None = None,
    href: str = "",
    action: str = "",
    icon: str = "",
) -> SafeString:
    """The one big card of a page: what is next, who acts, by when. `href` and `action` come together or not at all."""
    if bool(href) != bool(action):
        raise ValueError("next_step takes href and action together, or neither")
    return render_to_string(
        "ui/components/next_step.html",
        {
            "content": content,
            "title": words(title, argument="title"),
            "who": words(who, argument="who"),
            "by": by,
            "href": href,
            "action": action,
            "icon": optional_icon(icon),
        },
    )


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str) -> SafeString:
    """A message within the page: what happened, what is kept, what to do."""
    one_of(tone, NOTICE_TONES, argument="tone")
    return render_to_string(
        "ui/components/notice.html",
        {
            "content": content,
            "tone": tone,
            "icon": NOTICE_ICONS[tone],
            "title": words(title, argument="title"),
        },
    )


@register.simple_block_tag
def empty(content: str, *, title: str, icon: str = "sprout") -> SafeString:
    """What will stand here, and how to begin."""
    return render_to_string(
        "ui/components/empty.html",
        {"content": content, "title": words(title, argument="title"), "icon": known_icon(icon)},
    )
