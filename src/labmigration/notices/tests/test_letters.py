"""What fits into a text message."""

import pytest

from labmigration.notices.letters import fits, in_gsm7, is_gsm7


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rendez-vous mardi 4\u00a0août à 9\u00a0h", "Rendez-vous mardi 4 aout à 9 h"),
        ("l’heure « fixée », être…", 'l\'heure " fixée ", etre...'),
        ("Ça, cœur, naïf", "Ça, coeur, naif"),
        ("Зустріч", "Зустріч"),
        ("موعد\u00a0الثلاثاء", "موعد الثلاثاء"),
    ],
)
def test_latin_letters_are_bared_and_other_scripts_stay(text, written):
    assert in_gsm7(text) == written


@pytest.mark.parametrize(
    ("text", "fitting"),
    [("a" * 160, True), ("a" * 161, False), ("€" * 80, True), ("€" * 81, False), ("ж" * 134, True), ("ж" * 135, False)],
)
def test_one_part_of_gsm_or_two_of_ucs2(text, fitting):
    assert fits(text) is fitting


def test_the_small_c_with_a_cedilla_is_not_in_the_alphabet():
    assert is_gsm7("Ç") and not is_gsm7("ç")
