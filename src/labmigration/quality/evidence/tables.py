"""A table of evidence: columns, rows, and in a sentence what is counted out of what."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from labmigration.pathway.training.queries.period import Enrolment

#: A cell that begins like this is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """`name`: of its file, letters and hyphens. `told`: sentences with their denominators."""

    name: str
    title: str
    columns: Sequence[str]
    rows: list[Sequence[Any]]
    told: list[str] = field(default_factory=list)

    def as_csv(self) -> bytes:
        """For spreadsheets of the French kind: UTF-8 with its mark, semicolons, decimal commas."""
        return as_csv(self.columns, self.rows)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The same, of any rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell(value: Any) -> str:
    """One value as a French spreadsheet reads it; what somebody typed is never a formula."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal | float):
        return f"{value:.2f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both included, and how people stand in the file: by name, or by a number of the file."""

    first: date
    last: date
    seats: list[Enrolment]
    named: bool
    numbers: Mapping[UUID, int]

    @classmethod
    def of(cls, first: date, last: date, seats: list[Enrolment], *, named: bool) -> "Period":
        """Numbers follow the order of a random key: they say nothing of who came first."""
        keys = sorted({seat.pathway_id for seat in seats}, key=str)
        return cls(first, last, seats, named, {key: number for number, key in enumerate(keys, start=1)})

    def person(self, seat: Enrolment) -> str:
        """How one person stands in the file."""
        return seat.pathway.candidate.full_name if self.named else f"P-{self.numbers[seat.pathway_id]:03d}"
