"""Telephone, e-mail, commune, postcode. None of them ever rejects a row: what can't be checked stays as written."""

import re
from typing import Final

import phonenumbers

from labmigration.pathway.reception.reading.cell import Cell, quoted, tidy
from labmigration.pathway.reception.reading.names import as_written_on_paper

LONGEST: Final = 120

# French mobiles as `phonenumbers` 9.0 knows them (a test compares all prefixes): the usual case, made fast.
_FRENCH_MOBILE = re.compile(r"(?:0|\+33|0033)?((?:6(?:[0-24-8]\d|3[0-8]|9[589])|7[3-9]\d)\d{6})", re.ASCII)
# Mobiles set aside for fiction: they reach nobody, `phonenumbers` knows them not, and all our invented people have one.
_FICTION = re.compile(r"(?:0|\+33|0033)?(63998\d{4})", re.ASCII)
_SEPARATORS: Final = str.maketrans("", "", "  .-/\t ")
_MAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}")


def read_phone(text: str) -> Cell[str]:
    """International form (+33639981234), or as written with a notice. Without a country code it is French."""
    digits = text.translate(_SEPARATORS)
    if not digits:
        return Cell("")
    if match := _FRENCH_MOBILE.fullmatch(digits) or _FICTION.fullmatch(digits):
        return Cell("+33" + match[1])
    written = tidy(text)[:LONGEST]
    international = international_form(written)
    if international:
        return Cell(international)
    return Cell(written, notice=f"Le téléphone {quoted(written)} n’a pas pu être vérifié : il est gardé tel quel.")


def international_form(written: str) -> str:
    """E.164 by `phonenumbers`, empty where the number is not a valid one."""
    try:
        number = phonenumbers.parse(written, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_mail(text: str) -> Cell[str]:
    """Domain in lower case, or as written with a notice."""
    written = tidy(text)
    if not written:
        return Cell("")
    if len(written) <= 254 and _MAIL.fullmatch(written) and ".." not in written:
        name, _, domain = written.rpartition("@")
        return Cell(f"{name}@{domain.lower()}")
    kept = written[:254]
    return Cell(kept, notice=f"L’adresse {quoted(kept)} n’a pas pu être vérifiée : elle est gardée telle quelle.")


def read_commune(text: str) -> Cell[str]:
    """Free label; ALL CAPITALS become Capitalised."""
    return Cell(as_written_on_paper(tidy(text)[:80]))


def read_postcode(text: str) -> Cell[str]:
    """Five digits; four are given back the zero that a spreadsheet took (`1000` → `01000`); else as written."""
    written = tidy(text)
    if not written or re.fullmatch(r"\d{5}", written, re.ASCII):
        return Cell(written)
    if re.fullmatch(r"\d{4}", written, re.ASCII):
        return Cell("0" + written)
    return Cell(written[:10], notice=f"Le code postal {quoted(written)} n’a pas cinq chiffres : il est gardé tel quel.")
