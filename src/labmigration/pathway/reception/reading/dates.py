"""Dates as people type them. What is vague is asked for again, never completed."""

import re
from datetime import date
from typing import Final

from labmigration.pathway.reception.reading.cell import Cell, quoted, tidy

EARLIEST: Final = date(1900, 1, 1)
_EXPECTED: Final = "écrivez le jour, le mois et l’année, comme 03/05/1990"

_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 0{1,2}:00(?::00)?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", re.ASCII)
_ONLY_YEAR_OR_MONTH = re.compile(r"\d{4}|\d{1,2}[/.-](?:\d{2}|\d{4})", re.ASCII)


def read_date(text: str) -> Cell[date | None]:
    """dd/mm/yyyy, dd.mm.yyyy, dd-mm-yyyy or yyyy-mm-dd; one-digit days and months too. Empty → None."""
    written = tidy(text)
    if not written:
        return Cell(None)
    if match := _DAY_FIRST.fullmatch(written):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_FIRST.fullmatch(written):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif _SHORT_YEAR.fullmatch(written):
        return Cell(None, f"La date {quoted(written)} n’a que deux chiffres pour l’année : {_EXPECTED}.")
    elif _ONLY_YEAR_OR_MONTH.fullmatch(written):
        return Cell(None, f"La date {quoted(written)} est incomplète : {_EXPECTED}.")
    else:
        return Cell(None, f"{quoted(written)} n’est pas une date : {_EXPECTED}.")
    try:
        found = date(year, month, day)
    except ValueError:
        return Cell(None, f"La date {quoted(written)} n’existe pas : vérifiez le jour et le mois ; {_EXPECTED}.")
    if found < EARLIEST:
        return Cell(None, f"La date {quoted(written)} est antérieure à 1900 : vérifiez l’année ; {_EXPECTED}.")
    return Cell(found)


def read_birth_date(text: str, on: date) -> Cell[date | None]:
    """As `read_date`, but needed, and not after the day `on`."""
    cell = read_date(text)
    if cell.error:
        return cell
    if cell.value is None:
        return Cell(None, f"La date de naissance est vide : {_EXPECTED}.")
    if cell.value > on:
        return Cell(None, f"La date de naissance {quoted(text)} est dans le futur : vérifiez l’année.")
    return cell
