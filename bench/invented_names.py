"""Invented people's names, as many and as unevenly spread as in a large territory: a few are borne by thousands."""

import itertools
import random
from typing import Final

_WELL_KNOWN: Final = (
    *("Diallo", "Sow", "Bah", "Barry", "Baldé", "Traoré", "Touré", "Koné", "Konaté", "N'Diaye", "Sarr", "Sall", "Ba"),
    *("Ngoma", "Tshimanga", "Kabongo", "Petrenko", "Kovalenko", "Bondarenko", "Shevchenko", "Hakimi", "Hosseini"),
    *("Noori", "Stanikzai", "Haddad", "Al-Khatib", "Cherif", "Benali", "Bensaïd", "Tekle", "Tessema", "Gebremariam"),
    *("Silva", "Fernandes", "García", "García-López", "Ionescu", "Nguyen", "Tran", "Le"),
)
_BEGINNINGS: Final = (
    *("Ab", "Al", "Am", "An", "Ba", "Be", "Bo", "Da", "De", "Di", "Fa", "Ga", "Ha", "Ib", "Ka", "Ko", "La", "Ma"),
    *("Mo", "Na", "Ou", "Pe", "Ra", "Sa", "Se", "Sy", "Ta", "Te", "Va", "Ya", "Za", "Zé"),
)
_MIDDLES: Final = (
    "ba",
    "da",
    "di",
    "fo",
    "gou",
    "la",
    "li",
    "ma",
    "mba",
    "na",
    "ni",
    "ra",
    "ré",
    "sa",
    "ssé",
    "ti",
    "vo",
)
_ENDINGS: Final = ("dou", "ko", "lé", "mi", "ni", "ro", "ssi", "té", "vic", "yev", "zadeh", "nko")

WOMEN: Final = (
    *("Amina", "Aminata", "Amira", "Ana", "Anna", "Mai", "Mai-Selam", "Selam", "Fatou", "Fatoumata", "Fatimata"),
    *("Fatima", "Samira", "Karima", "Khadija", "Hadja", "Leila", "Leïla-Nour", "Nour", "Oksana", "Tetiana", "Olena"),
    *("Lidia", "Lucia", "Elena", "Hélène", "Zarghuna", "Shukria", "Yasmine", "Rania", "Rahel", "Grace", "Clarisse"),
    *("Merveille", "Bénédicte", "Ioana", "Marisol", "Natalia", "Iryna", "Soraya", "Parwana", "Meseret", "Aïssatou"),
)
MEN: Final = (
    *("Samir", "Karim", "Amir", "Ibrahim", "Abdoulaye", "Mohamed", "Hamid", "Farid", "Jean", "Tesfaye", "Alpha", "Ali"),
)

_MADE: Final = tuple("".join(parts) for parts in itertools.product(_BEGINNINGS, _MIDDLES, _ENDINGS))
#: The most borne first: a draw that favours the beginning gives names their usual unevenness.
SURNAMES: Final = _WELL_KNOWN + tuple(random.Random(7).sample(_MADE, 4_000))
