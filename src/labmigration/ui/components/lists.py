"""Lists: a timeline, rows of people, facts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils.functional import Promise

from labmigration.ui.arguments import STATUS_TONES, known_icon, one_of, part, words
from labmigration.ui.languages import in_two

register = template.Library()


@register.inclusion_tag("ui/components/timeline.html")
def timeline(*, events: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first. `events`: at (a moment), sentence, actor (may be empty), icon."""
    drawn = []
    for event in events:
        at = part(event, "at")
        if not isinstance(at, datetime):
            raise TypeError(f"timeline: {at!r} is not a moment")
        drawn.append(
            {
                "at": at,
                "sentence": words(part(event, "sentence"), argument="sentence"),
                "actor": part(event, "actor", ""),
                "icon": known_icon(part(event, "icon", "circle")),
            }
        )
    return {"events": sorted(drawn, key=lambda event: event["at"], reverse=True)}


@register.inclusion_tag("ui/components/person_row.html")
def person_row(
    *, name: str, line: str = "", badge: str = "", tone: str = "neutral", badge_icon: str = "circle", href: str = ""
) -> dict[str, Any]:
    """One person in a `<ul class="rows">`: initials, name, a line under it, a status, the whole row a link."""
    return {
        "name": words(name, argument="name"),
        "line": line,
        "badge": badge,
        "tone": one_of(tone, STATUS_TONES, argument="tone"),
        "badge_icon": known_icon(badge_icon),
        "href": href,
    }


@register.inclusion_tag("ui/components/facts.html")
def facts(*, rows: Iterable[Any]) -> dict[str, Any]:
    """Names and values. `rows`: pairs, or things with label and value; an empty value is said to be unknown.

    A lazy value is drawn in both languages of the page.
    """
    drawn = []
    for row in rows:
        label, value = row if isinstance(row, tuple | list) else (part(row, "label"), part(row, "value"))
        told = in_two(value) if isinstance(value, Promise) else value
        drawn.append({"label": words(label, argument="label"), "value": told})
    return {"rows": drawn}
