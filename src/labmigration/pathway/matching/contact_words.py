"""Free words that the other side reads before it may know who writes: no telephone, e-mail or address hides in them."""

import re

from django.utils.translation import gettext as _

_PHONE = re.compile(r"(?:\d[\s.\-/]*){8,}")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_STREET = r"rue|avenue|av\.|boulevard|bd|chemin|impasse|place|allée"
_ADDRESS = re.compile(rf"\b\d{{1,4}}\s*(?:bis|ter)?\s*,?\s+(?:{_STREET})\b", re.IGNORECASE)


def refuse_contact(words: str) -> str:
    """A sentence when the words hold a way to reach someone, else the empty text."""
    if _PHONE.search(words) or _MAIL.search(words) or _ADDRESS.search(words):
        return _("Ni téléphone, ni courriel, ni adresse ici : chacun les reçoit plus tard, quand les deux ont dit oui.")
    return ""
