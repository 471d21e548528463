"""Pictograms: one drawing for one thing or act, inlined so that they take the page's colours."""

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from labmigration.ui.arguments import PICTOGRAMS, one_of, pictogram_names

register = template.Library()

PICTOGRAM_SIZES = ("small", "medium", "large")


@register.simple_tag
def pictogram(name: str, *, size: str = "medium") -> SafeString:
    """A drawing of `ui/pictograms/`. Decorative: the words always stand beside it. ValueError for an unknown name."""
    one_of(size, PICTOGRAM_SIZES, argument="size")
    return _drawn(one_of(name, pictogram_names(), argument="pictogram"), size)


@cache
def _drawn(name: str, size: str) -> SafeString:
    drawing = (PICTOGRAMS / f"{name}.svg").read_text("utf-8").strip()
    opening = f'<svg class="pictogram {size}" aria-hidden="true" focusable="false"'
    # Safe: files of ours. Within a page an <svg> needs no namespace.
    return mark_safe(drawing.replace('<svg xmlns="http://www.w3.org/2000/svg"', opening, 1))
