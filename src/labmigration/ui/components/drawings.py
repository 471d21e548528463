"""What is drawn rather than listed. Sizes are SVG attributes in percent: the content policy refuses style="".

Every drawing says the same in words, so that it can be read, listened to and printed.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.ui.arguments import STATUS_TONES, amount, one_of, part, words
from labmigration.ui.spoken import NBSP, duration, month

register = template.Library()

STAGE_STATES = {
    "done": ("check", _("fait")),
    "present": ("circle", _("en cours")),
    "ahead": ("", _("à venir")),
    "skipped": ("minus", _("non concerné")),
}
LAYOUTS = ("horizontal", "vertical")

Number = int | float | Decimal


def _percent(part_of: float, whole: float) -> str:
    """A share as an SVG length: a point as decimal sign in every language."""
    return f"{100 * part_of / whole:.2f}%" if whole else "0%"


def _told(number: float) -> str:
    return number_format(round(number, 1), decimal_pos=1 if number % 1 else 0, force_grouping=True)


@register.inclusion_tag("ui/components/stage_line.html")
def stage_line(*, stages: Iterable[Any], layout: str = "horizontal", label: str = "") -> dict[str, Any]:
    """The pathway as a line. `stages`: label, state (done, present, ahead, skipped), href or None."""
    drawn = []
    for place, stage in enumerate(stages, start=1):
        state = one_of(part(stage, "state"), STAGE_STATES, argument="state")
        icon, told = STAGE_STATES[state]
        drawn.append(
            {
                "place": place,
                "label": words(part(stage, "label"), argument="label"),
                "state": state,
                "icon": icon,
                "told": told,
                "href": part(stage, "href", None),
            }
        )
    return {
        "stages": drawn,
        "layout": one_of(layout, LAYOUTS, argument="layout"),
        "label": label or gettext("Étapes du parcours"),
        "present": next((stage for stage in drawn if stage["state"] == "present"), None),
    }


@register.inclusion_tag("ui/components/hours_bar.html")
def hours_bar(*, signed: Number, planned: Number = 0, prescribed: Number, label: str) -> dict[str, Any]:
    """Hours as a bar: `signed` by attendance, `planned` and not signed yet, against `prescribed`. All in hours."""
    done = amount(signed, argument="signed")
    ahead = amount(planned, argument="planned")
    target = amount(prescribed, argument="prescribed")
    whole = max(target, done + ahead)
    return {
        "label": words(label, argument="label"),
        "signed": duration(done),
        "planned": duration(ahead) if ahead else "",
        "prescribed": duration(target),
        "signed_width": _percent(done, whole),
        "planned_start": _percent(done, whole),
        "planned_width": _percent(ahead, whole),
        "target_at": _percent(target, whole) if target < whole else "",
        "more": duration(done - target) if done > target else "",
    }


@register.inclusion_tag("ui/components/progress.html")
def progress(*, value: Number, max: Number, label: str) -> dict[str, Any]:
    """How much of a thing is done: `value` of `max`."""
    done, whole = amount(value, argument="value"), amount(max, argument="max")
    if done > whole:
        raise ValueError(f"progress: {value} is more than {max}")
    return {
        "label": words(label, argument="label"),
        "told": gettext("%(done)s sur %(whole)s") % {"done": _told(done), "whole": _told(whole)},
        "value": f"{done:g}",
        "max": f"{whole or 1:g}",
    }


@register.inclusion_tag("ui/components/seats.html")
def seats(*, taken: int, capacity: int, target: int | None = None, label: str = "") -> dict[str, Any]:
    """The seats of a cohort, one square each. `target`: how many the cohort needs to open, marked by a line."""
    filled, room = int(amount(taken, argument="taken")), int(amount(capacity, argument="capacity"))
    if not room:
        raise ValueError("seats: capacity must be at least 1")
    wanted = None if target is None else int(amount(target, argument="target"))
    count = max(room, filled)
    squares = [
        {"x": place * 20, "state": "over" if place >= room else "taken" if place < filled else "free"}
        for place in range(count)
    ]
    free = room - filled
    if free > 0:
        told = ngettext("%(free)s place libre", "%(free)s places libres", free) % {"free": free}
    elif free == 0:
        told = gettext("complet")
    else:
        told = ngettext("%(over)s de trop", "%(over)s de trop", -free) % {"over": -free}
    return {
        "label": label or gettext("Places"),
        "taken": filled,
        "capacity": room,
        "target": wanted,
        "target_at": wanted * 20 - 2 if wanted and wanted < count else None,
        "squares": squares,
        "width": count * 20 - 4,
        "told": told,
    }


@register.inclusion_tag("ui/components/funnel.html")
def funnel(*, rows: Iterable[Any], label: str) -> dict[str, Any]:
    """A funnel with its figures beside it. `rows`: label, count, of (the denominator), href or None."""
    drawn = []
    for row in rows:
        count, of = amount(part(row, "count"), argument="count"), amount(part(row, "of"), argument="of")
        if count > of:
            raise ValueError(f"funnel: {count:g} people of {of:g}")
        drawn.append(
            {
                "label": words(part(row, "label"), argument="label"),
                "href": part(row, "href", None),
                "count": _told(count),
                "of": _told(of),
                "width": count,
                "share": f"{number_format(round(100 * count / of))}{NBSP}%" if of else "–",
            }
        )
    widest = max((row["width"] for row in drawn), default=0) or 1
    for row, following in zip(drawn, [*drawn[1:], None], strict=True):
        top, bottom = 100 * row["width"] / widest, 100 * (following or row)["width"] / widest
        bottom = min(top, max(bottom, top * 0.86))
        corners = [((100 - top) / 2, 0), ((100 + top) / 2, 0), ((100 + bottom) / 2, 40), ((100 - bottom) / 2, 40)]
        row["points"] = " ".join(f"{x:.2f},{y}" for x, y in corners)
    return {"rows": drawn, "label": words(label, argument="label")}


@register.inclusion_tag("ui/components/week.html")
def week(*, days: Iterable[Any], label: str) -> dict[str, Any]:
    """A week drawn. `days`: date, morning, afternoon; the last two list sessions: time, label, place, href, tone."""
    today = clock.today()
    drawn = []
    for each in days:
        on = part(each, "date")
        if not isinstance(on, date):
            raise TypeError(f"week: {on!r} is not a date")
        halves = [
            {"name": gettext("Matin"), "sessions": [_session(one) for one in part(each, "morning")]},
            {"name": gettext("Après-midi"), "sessions": [_session(one) for one in part(each, "afternoon")]},
        ]
        free = not any(half["sessions"] for half in halves)
        drawn.append({"date": on, "month": month(on), "today": on == today, "halves": halves, "free": free})
    return {"days": drawn, "label": words(label, argument="label")}


def _session(session: Any) -> dict[str, Any]:
    return {
        "time": part(session, "time"),
        "label": words(part(session, "label"), argument="label"),
        "place": part(session, "place", ""),
        "href": part(session, "href", None),
        "tone": one_of(part(session, "tone", "info"), STATUS_TONES, argument="tone"),
    }


@register.inclusion_tag("ui/components/figure_card.html")
def figure_card(*, label: str, value: object, note: str = "", href: str = "") -> dict[str, Any]:
    """One figure with what it counts; `href` opens its definition or its people. A number is written the local way."""
    if value is None or value == "":
        raise ValueError("value is missing: write 0, or a word for what is not known yet")
    shown = number_format(value, force_grouping=True) if isinstance(value, int | float | Decimal) else str(value)
    return {"label": words(label, argument="label"), "value": shown, "note": note, "href": href}
