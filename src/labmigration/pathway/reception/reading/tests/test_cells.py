"""Cells one by one: what is understood, what is kept with a notice, what is sent back."""

from datetime import date

import phonenumbers
import pytest

from labmigration.decisions.eligibility import Ground
from labmigration.pathway.reception.reading import contacts, words
from labmigration.pathway.reception.reading.cell import Remembered
from labmigration.pathway.reception.reading.dates import read_birth_date, read_date
from labmigration.pathway.reception.reading.names import read_name

ON = date(2022, 10, 18)


@pytest.mark.parametrize(
    "text",
    ["03/05/1990", "1990-05-03", "03.05.1990", "03-05-1990", "3/5/1990", " 03/05/1990 ", "1990-05-03 00:00:00",
     "1990-05-03T00:00:00", "03/05/1990 00:00"],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_form(text):
    assert read_date(text) == (date(1990, 5, 3), "", "")


WRONG_DATES = {
    "31/02/1990": "n’existe pas",
    "05/13/1990": "n’existe pas",
    "00/01/1990": "n’existe pas",
    "1990": "incomplète",
    "03/90": "incomplète",
    "05/1990": "incomplète",
    "03/05/90": "deux chiffres",
    "03/03/1890": "antérieure à 1900",
    "vers 1990": "n’est pas une date",
    "03/05-1990": "n’est pas une date",
    "33000": "n’est pas une date",
    "٠٣/٠٥/١٩٩٠": "n’est pas une date",
    "12/05/1990 14:30": "n’est pas une date",
}


@pytest.mark.parametrize("text", WRONG_DATES)
def test_a_date_that_is_impossible_or_vague_is_sent_back_with_what_is_expected(text):
    value, error, _ = read_date(text)
    assert value is None
    assert WRONG_DATES[text] in error
    assert "comme 03/05/1990" in error


def test_an_empty_date_is_none_but_a_birth_date_is_needed_and_not_to_come():
    assert read_date(" ") == (None, "", "")
    assert "vide" in read_birth_date("", ON).error
    assert "futur" in read_birth_date("19/10/2022", ON).error
    assert read_birth_date("18/10/2022", ON).value == ON
    assert "incomplète" in read_birth_date("1990", ON).error


NAMES = {
    "  MAI-SELAM ": "Mai-Selam",
    "AL-KHATIB": "Al-Khatib",
    "O'BRIEN": "O'Brien",
    "KONÉ": "Koné",
    "BEN  SAÏD": "Ben Saïd",
    "McDonald": "McDonald",
    "de la Cruz": "de la Cruz",
    "Ольга": "Ольга",
    "ШЕВЧЕНКО": "Шевченко",
    "خديجة": "خديجة",
    "Nguyễn": "Nguyễn",
    "Lopez (née Garcia)": "Lopez (née Garcia)",
    "Kone\u0301": "Koné",
    "\u200bDiallo\ufeff": "Diallo",
    "Ö": "Ö",
}


@pytest.mark.parametrize("text", NAMES)
def test_a_name_keeps_its_own_letters_and_only_capitals_are_eased(text):
    assert read_name(text, "Le nom") == (NAMES[text], "", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "=HYPERLINK(1)",
        "+Sow",
        "-Sow",
        "@Sow",
        "Sow2",
        "Sow;Bah",
        "<b>Sow</b>",
        "Sow = Bah",
        "--",
        "'",
        "a" * 81,
    ],
)
def test_what_cannot_be_a_name_is_sent_back(text):
    value, error, _ = read_name(text, "Le nom")
    assert value == ""
    assert error.startswith("Le nom")


@pytest.mark.parametrize(
    "text",
    ["06 39 98 12 34", "0639981234", "+33 639981234", "0033639981234", "06.39.98.12.34", "639981234", "06-39-98-12-34"],
)
def test_a_phone_is_given_its_international_form(text):
    assert contacts.read_phone(text) == ("+33639981234", "", "")


def test_foreign_and_fixed_numbers_are_checked_too():
    assert contacts.read_phone("+380 44 123 4567").value == "+380441234567"
    assert contacts.read_phone("04 91 55 11 11").value == "+33491551111"
    assert contacts.read_phone("+33 (0)6 12 34 56 78").value == "+33612345678"


@pytest.mark.parametrize("text", ["12", "néant", "06 39 98 12", "0000000000", "06 12 34 56 78 ou 07"])
def test_a_phone_that_cannot_be_checked_is_kept_as_written(text):
    value, error, notice = contacts.read_phone(text)
    assert (value, error) == (text, "")
    assert "gardé tel quel" in notice


def test_the_short_way_for_french_mobiles_agrees_with_phonenumbers_on_every_prefix():
    for prefix in range(1_000, 10_000):
        national = f"0{prefix}01234"
        short = contacts._FRENCH_MOBILE.fullmatch(national)
        number = phonenumbers.parse(national, "FR")
        is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
        assert bool(short) == is_mobile, national
        if short:
            assert contacts.international_form(national) == "+33" + short[1]


@pytest.mark.parametrize(
    ("text", "kept", "has_notice"),
    [
        ("Amina.Diallo@Example.ORG", "Amina.Diallo@example.org", False),
        ("", "", False),
        ("amina@", "amina@", True),
        ("amina diallo@example.org", "amina diallo@example.org", True),
        ("a..b@example.org", "a..b@example.org", True),
        ("pas de mail", "pas de mail", True),
    ],
)
def test_a_mail_is_checked_or_kept_as_written(text, kept, has_notice):
    cell = contacts.read_mail(text)
    assert (cell.value, cell.error, bool(cell.notice)) == (kept, "", has_notice)


def test_a_postcode_gets_back_the_zero_that_a_spreadsheet_took():
    assert contacts.read_postcode("1000") == ("01000", "", "")
    assert contacts.read_postcode("13 rue").notice != ""


def grounds_of(text):
    return [ground.code for ground in words.read_status(text).value.grounds]


def test_grounds_joined_by_a_plus_are_all_read_once_and_count_as_proven():
    status = words.read_status("Protection temporaire + CIR + C.I.R.")
    assert status.value.grounds == (Ground("temporary_protection_ukraine", True), Ground("cir_signatory", True))
    assert status.notice == ""


@pytest.mark.parametrize(
    "text", ["Étudiant", "demandeur d'asile", "réfugié ?", "réfugié climatique", "", "n'importe quoi"]
)
def test_a_status_that_is_not_covered_or_not_known_gives_no_ground_and_is_told(text):
    assert grounds_of(text) == []
    assert words.read_status(text).notice != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Réfugiée + CIR (sans preuve)", [("refugee", True), ("cir_signatory", False)]),
        ("CIR sans preuve + CIR", [("cir_signatory", True)]),
        ("CIR - sans preuve", [("cir_signatory", False)]),
        ("BPI (sans preuve)", [("refugee", False), ("subsidiary_protection", False)]),
        ("Réfugiée / CIR", [("refugee", True), ("cir_signatory", True)]),
        ("réfugiée et CIR", [("refugee", True), ("cir_signatory", True)]),
        ("Réfugiée, CIR (sans preuve)", [("refugee", True), ("cir_signatory", False)]),
        # Parts that are not all known stay one word, and that word is not guessed.
        ("réfugiée / étudiante", []),
    ],
)
def test_each_ground_is_read_with_its_own_proof_however_they_are_joined(text, expected):
    status = words.read_status(text)
    assert [(ground.code, ground.proven) for ground in status.value.grounds] == expected


def test_a_ground_told_without_proof_is_told_back():
    assert "sera demandée" in words.read_status("CIR (sans preuve)").notice


def test_a_covered_ground_beside_an_unknown_word_still_counts():
    assert grounds_of("Étudiant + CIR") == ["cir_signatory"]


def test_a_word_that_leaves_the_ground_open_is_covered_and_to_be_settled():
    status = words.read_status("BPI")
    assert status.value.either == ("refugee", "subsidiary_protection")
    assert "sans dire lequel" in status.notice
    assert words.read_status("BPI + réfugié").value.either == ()


def test_nobody_is_taken_for_a_citizen_on_a_word_that_leaves_it_open():
    assert grounds_of("citoyen ou résident européen") == ["european_resident"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("A2 ", "A2"),
        ("a2", "A2"),
        ("A2+ ", "A2+"),
        ("A1.1", "pre-A1"),
        ("débutant", "pre-A1"),
        ("b1", "B1"),
        (" ", None),
    ],
)
def test_a_level_is_read_however_it_is_written(text, level):
    assert words.read_level(text) == (level, "", "")


@pytest.mark.parametrize("text", ["moyen ?", "A3", "?", "-", "A2/B1"])
def test_anything_that_is_no_level_is_sent_back(text):
    assert "n’est pas un niveau" in words.read_level(text).error


@pytest.mark.parametrize("text", ["DELF", "TCF 2022", "TEF", "attestation OFII", "évaluation OFII"])
def test_a_known_proof_of_french_is_kept_as_named(text):
    assert words.read_proof(text) == (text, "", "")


def test_no_proof_is_none_and_an_unknown_one_is_kept_with_a_notice():
    assert [words.read_proof(text).value for text in ("", "non", "Aucune", "néant")] == [None] * 4
    unknown = words.read_proof("lettre du maire")
    assert unknown.value == "lettre du maire"
    assert "à vérifier" in unknown.notice


def test_yes_and_no_are_read_and_anything_else_is_sent_back():
    assert [words.read_answer(text).value for text in ("OUI", "Oui", "non", "")] == [True, True, False, None]
    assert "oui ou par non" in words.read_answer("peut-être").error


def test_only_a_receipt_counts_as_a_renewal():
    assert [words.read_renewal(text).value for text in ("oui, récépissé", "oui", "non", "")] == [
        True,
        False,
        False,
        False,
    ]
    assert words.read_renewal("je crois").error != ""


def test_sex_is_read_or_left_empty_with_a_notice():
    assert [words.read_sex(text).value for text in ("F", "f", "Femme", "M", "Homme", "")] == [
        "F",
        "F",
        "F",
        "M",
        "M",
        "",
    ]
    assert words.read_sex("42").notice != ""


def test_a_language_is_coded_where_it_is_known_and_kept_where_not():
    assert [words.read_language(text).value for text in ("fr", "Pachto", "dari", "klingon", "")] == [
        *("fr", "ps", "prs", "klingon", ""),
    ]


def test_a_remembered_text_is_read_once_and_the_memory_is_bounded():
    asked = []
    remembered = Remembered(lambda text: asked.append(text) or len(text))
    remembered.LARGEST = 2
    assert [remembered[text] for text in ("a", "a", "bb", "ccc", "a")] == [1, 1, 2, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
    assert len(remembered) <= 2
