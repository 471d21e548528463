"""Codes of wishes as a person reads them."""

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from labmigration.pathway.matching.placement import states
from labmigration.programme.occupation_leaflets import leaflets

AVAILABILITY_AT_MOST = 200


def availability(halves: Iterable[str]) -> str:
    """Half-days in words that a household may read: `matin : lundi, mardi ; soir : samedi`; at most 200 letters."""
    kept = set(halves)
    parts = []
    for part, label in states.PARTS:
        days = [str(WEEKDAYS[day]) for day in range(7) if f"{day}-{part}" in kept]
        if days:
            whole = len(days) == len(WEEKDAYS)
            told = _("tous les jours") if whole else ", ".join(days)
            parts.append(_("%(part)s : %(days)s") % {"part": label, "days": told})
    return " ; ".join(parts)[:AVAILABILITY_AT_MOST]


def tasks_told(occupation: str, codes: Iterable[str]) -> str:
    """Tasks of an occupation in the words of its leaflet, in the language that is read."""
    kept = set(codes)
    lines = leaflets().leaflet(occupation).lines("tasks") if occupation else ()
    return " ".join(line.in_language(get_language() or "fr") for line in lines if line.code in kept)
