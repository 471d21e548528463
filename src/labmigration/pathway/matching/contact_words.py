"""Free words that the other side reads before it may know who writes: no telephone, e-mail or address hides in them.

It finds what people write in good faith; who wants to give a number at all cost will manage, and can be reported.
"""

import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Nine digits or more in any script, however they are set apart; "08-12, 14-18" and a date are none.
_PHONE = re.compile(r"(?:\d[\s.,·•|_()\-/+]*){9,}")
_DATE = re.compile(r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?![./-]?\d)")
_MAIL = re.compile(r"\S+\s*(?:@|\(at\)|\[at\]|\barobase\b)\s*\S+", re.IGNORECASE)
_LINK = re.compile(r"https?:|www\.|\b[\w-]{2,}\.(?:com|fr|org|net|eu|ua|me|io|info)\b", re.IGNORECASE)
_NETWORK = re.compile(
    r"\b(?:whats\s?app|telegram|viber|messenger|facebook|instagram|snapchat|tik\s?tok)\b"
    r"|واتساب|واتس|تلغرام|فيسبوك|телеграм|вайбер|ватсап|фейсбук|інстаграм",
    re.IGNORECASE,
)
_STREET = r"rue|avenue|av\.|boulevard|bd|chemin|impasse|place|allée|allee|quai|square|traverse|montée"
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}\s*(?:bis|ter|quater)?\s*,?\s+(?:de\s+la\s+|de\s+l’|du\s+)?(?:{_STREET})\b"
    r"|\b\d{1,4}\s+\w+\s+(?:street|road|lane)\b"
    r"|(?:شارع|вул\.?|вулиця|просп\.?)\s*\w*\D{0,30}\d{1,4}",
    re.IGNORECASE,
)
#: What is found, and how it is named to the one who wrote it.
KINDS: dict[str, tuple[re.Pattern[str], Any]] = {
    "phone": (_PHONE, gettext_lazy("un numéro de téléphone")),
    "mail": (_MAIL, gettext_lazy("une adresse de courriel")),
    "link": (_LINK, gettext_lazy("un lien internet")),
    "network": (_NETWORK, gettext_lazy("une autre messagerie")),
    "address": (_ADDRESS, gettext_lazy("une adresse")),
}


def contacts_in(words: str) -> list[Any]:
    """Which ways to reach somebody stand in the words, each by its name; none when there is none."""
    plain = _DATE.sub(" ", unicodedata.normalize("NFKC", words))
    return [name for pattern, name in KINDS.values() if pattern.search(plain)]


def refuse_contact(words: str) -> str:
    """A sentence when the words hold a way to reach someone, else the empty text."""
    if contacts_in(words):
        return _("Ni téléphone, ni courriel, ni adresse ici : chacun les reçoit plus tard, quand les deux ont dit oui.")
    return ""
