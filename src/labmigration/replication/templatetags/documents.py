"""Draws the plain values of a document on a page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def say(told: dict[str, str]) -> SafeString:
    """A text; one of another language than the document's is marked as such."""
    if told["lang"]:
        return format_html('<span lang="{}">{}</span>', told["lang"], told["text"])
    return format_html("{}", told["text"])


@register.filter
def drawn(block: dict[str, Any]) -> SafeString:
    """The SVG that `drawings` made: it escapes every text that it holds."""
    return mark_safe(block["svg"])


@register.filter
def is_number(column: int, block: dict[str, Any]) -> bool:
    """Whether a column, counted from 0, is set to the right."""
    return column in block["numbers"]
