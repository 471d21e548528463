"""Which words do not go through before a meeting is agreed."""

import pytest

from labmigration.pathway.matching.contact_words import KINDS, contacts_in

HELD = [
    ("phone", "Appelez-moi au 06 39 98 12 34"),
    ("phone", "06.39.98.12.34"),
    ("phone", "+33 (0)6-39-98-12-34"),
    ("phone", "رقمي ٠٦٣٩٩٨١٢٣٤"),
    ("mail", "anna@example.org"),
    ("mail", "anna arobase example point org"),
    ("link", "regardez www.exemple.fr"),
    ("link", "https://exemple.org/moi"),
    ("network", "écrivez-moi sur WhatsApp"),
    ("network", "я в телеграм"),
    ("address", "C’est au 12 rue des Lilas"),
    ("address", "12 bis, avenue de la Gare"),
    ("address", "вул. Шевченка 12"),
    ("address", "شارع الحرية 12"),
]
FINE = [
    "Je viens mardi à 9 h 30, avec le bus 12.",
    "De 08-12 et 14-18, c’est bien.",
    "Le 12/03/2026 à 10 h, j’arrive à la place du marché.",
    "Mes deux enfants ont 3 et 7 ans, la crèche est fermée en 2026.",
    "Je peux venir 20 heures par semaine, 4 jours.",
    "أستطيع المجيء يوم الثلاثاء الساعة 9",
]


@pytest.mark.parametrize(("kind", "words"), HELD)
def test_a_way_to_reach_somebody_is_found(kind, words):
    assert KINDS[kind][1] in contacts_in(words)


@pytest.mark.parametrize("words", FINE)
def test_days_hours_and_lines_go_through(words):
    assert contacts_in(words) == []
