"""Codes of wishes as a person reads them."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration.pathway.matching.placement import states
from labmigration.programme.occupation_leaflets import leaflets

AVAILABILITY_AT_MOST = 200


def availability(halves: Iterable[str]) -> str:
    """Half-days in words that a household may read: `matin : du lundi au jeudi ; soir : samedi`, cut at 200 letters."""
    kept = set(halves)
    parts = []
    for part, label in states.PARTS:
        days = [day for day in range(7) if f"{day}-{part}" in kept]
        if days:
            parts.append(_("%(part)s : %(days)s") % {"part": label, "days": _days(days)})
    return " ; ".join(parts)[:AVAILABILITY_AT_MOST]


def _days(days: list[int]) -> str:
    """Days that rise, three or more that follow each other as one."""
    if len(days) == len(WEEKDAYS):
        return _("tous les jours")
    told: list[str] = []
    for _place, run in groupby(enumerate(days), lambda one: one[1] - one[0]):
        names = [str(WEEKDAYS[day]) for _at, day in run]
        if len(names) > 2:
            told.append(_("du %(first)s au %(last)s") % {"first": names[0], "last": names[-1]})
        else:
            told += names
    return ", ".join(told)


def tasks_told(occupation: str, codes: Iterable[str]) -> str:
    """Tasks of an occupation in the words of its leaflet, in the language that is read."""
    kept = set(codes)
    lines = leaflets().leaflet(occupation).lines("tasks") if occupation else ()
    return " ".join(line.in_language(get_language() or "fr") for line in lines if line.code in kept)
