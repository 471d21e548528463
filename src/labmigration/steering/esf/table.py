"""The table of an export and its totals: one row a participant, in the order of her number; the same data, the same
bytes, in CSV and in XLSX."""

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from django.utils.functional import lazystr
from django.utils.translation import get_language

from labmigration.programme.codebook import FundField, codebook
from labmigration.quality.evidence.tables import as_csv, cell
from labmigration.steering.esf.checks import Issue
from labmigration.steering.esf.fields import NO, NOT_SAID, NOT_YET, YES, Participant, values

#: Written into the workbook instead of the moment, so that the same data give the same bytes.
SAME_MOMENT = datetime(2021, 6, 24, tzinfo=UTC)
STATUS = {"seen": "vu dans des outils publics", "deduced": "déduit", "unverified": "non vérifié"}
KINDS = {"entry": "à l’entrée", "exit": "à la sortie", "later": "six mois après la sortie"}
READING = (
    "1 : oui. 0 : non. refus : la personne ne souhaite pas le dire. manque : pas de réponse ; ce n’est pas un non.",
    "pas encore : le jour n’est pas venu. non calculé : ce champ n’est pas demandé ici, ou la donnée nous manque.",
    "Les six mois se comptent de la sortie de l’opération, jamais du premier jour payé.",
)


@dataclass(frozen=True)
class Total:
    """One field over all participants: how many yes and no, and of how many nothing is known yet, by why.

    reached: participants of whom it may be asked; not_yet: those whose day has not come.
    """

    field: FundField
    yes: int
    no: int
    not_said: int
    missing: int
    not_yet: int

    @property
    def name(self) -> Any:
        """The field's name as a lazy text."""
        return field_name(self.field)

    @property
    def reached(self) -> int:
        return self.yes + self.no + self.not_said + self.missing


class _FieldName:
    def __init__(self, each: FundField) -> None:
        self.each = each

    def __str__(self) -> str:
        return self.each.name_en if (get_language() or "fr").startswith("en") else self.each.name_fr


def field_name(each: FundField) -> Any:
    """The name of a field in French or English, as a lazy text."""
    return lazystr(_FieldName(each))


def totals(people: Sequence[Participant], on: date) -> list[Total]:
    """Each computed field over the participants."""
    fields = tuple(each for each in codebook().fields if each.computed)
    rows = [values(person, fields, on) for person in people]
    found = []
    for each in fields:
        counted = Counter(row[each.code] for row in rows)
        known = counted[YES] + counted[NO] + counted[NOT_SAID] + counted[NOT_YET]
        found.append(Total(each, counted[YES], counted[NO], counted[NOT_SAID], len(rows) - known, counted[NOT_YET]))
    return found


def columns() -> list[str]:
    """The columns of the table."""
    return ["participant", "entree", "sortie", "sexe", "age_entree", *(each.code for each in codebook().fields)]


def rows_of(people: Sequence[Participant], on: date) -> list[tuple[Any, ...]]:
    """One row a participant: no name, no birth date, no place."""
    fields = codebook().fields
    return [_row(person, values(person, fields, on), fields) for person in people]


def _row(person: Participant, told: dict[str, str], fields: Sequence[FundField]) -> tuple[Any, ...]:
    said = person.entry.given.get("gender", ())
    gender = said[0] if said else person.gender
    age = "" if person.age is None else person.age
    return (person.number, person.entered_on, person.left_on, gender, age, *(told[each.code] for each in fields))


def as_files(people: Sequence[Participant], found: Sequence[Issue], on: date) -> dict[str, bytes]:
    """The table as CSV and XLSX, and what is to be completed, by file name."""
    rows = rows_of(people, on)
    numbers = {person.key: person.number for person in people}
    left = [(numbers[each.key], each.what, each.wave, told(each)) for each in found]
    left_columns = ["participant", "quoi", "vague", "en mots"]
    return {
        "participants.csv": as_csv(columns(), rows),
        "a-completer.csv": as_csv(left_columns, left),
        "participants.xlsx": _workbook(rows, left_columns, left),
    }


def told(issue: Issue) -> str:
    """A line in words, with the question that it is about."""
    question = codebook().question(issue.question) if issue.question else None
    return str(issue.says).replace("{question}", question.text.fr if question else "")


def _workbook(rows: Sequence[Sequence[Any]], left_columns: Sequence[str], left: Sequence[Sequence[str]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": SAME_MOMENT})
    bold, days = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Participants")
    sheet.write_row(0, 0, columns(), bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(line, column, value, days)
            elif isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, cell(value))
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 4, 14)
    lacking = book.add_worksheet("À compléter")
    lacking.write_row(0, 0, left_columns, bold)
    for line, row in enumerate(left, start=1):
        lacking.write_row(line, 0, [cell(value) for value in row])
    lacking.set_column(3, 3, 90)
    reading = book.add_worksheet("Champs")
    reading.write_row(0, 0, ["code", "nom", "quand", "d’où vient le code", "remarque"], bold)
    for line, each in enumerate(codebook().fields, start=1):
        reading.write_row(line, 0, [each.code, each.name_fr, KINDS[each.kind], STATUS[each.status], each.why_fr])
    after = len(codebook().fields) + 2
    reading.write_column(after, 0, [*READING, codebook().about.leaving_fr, codebook().fields_source_fr])
    reading.set_column(1, 1, 60)
    reading.set_column(2, 4, 30)
    book.close()
    return content.getvalue()
