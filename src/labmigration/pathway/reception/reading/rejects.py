"""The rows to correct and send again: same columns, same texts, and why each was rejected.

Every text that a spreadsheet would run as a formula gets a leading apostrophe, in both formats: a workbook is often
saved as CSV and opened again. Reading takes the apostrophe away, so what was written comes back as it was.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

import xlsxwriter

from labmigration.pathway.reception.reading.columns import REJECTION_COLUMN, column_called
from labmigration.pathway.reception.reading.sheet import WHOLE_ROW, Remark, neutralised

_WIDTH = 18  # characters
_WIDTH_OF_REASON = 80


class Rejected(Protocol):
    """What is needed of a row, be it read just now or kept in the database."""

    @property
    def cells(self) -> Sequence[str]:
        """Every cell of the row, in the order of the file."""

    @property
    def errors(self) -> Sequence[Remark]:
        """(column, sentence), at least one."""


def write_rejects_csv(header: Sequence[str], rows: Iterable[Rejected], to: BinaryIO) -> None:
    """UTF-8 with BOM and semicolons: what Excel in French opens by a double click."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(_lines(header, rows))
    text.detach()


def write_rejects_xlsx(header: Sequence[str], rows: Iterable[Rejected], to: BinaryIO) -> None:
    """Every cell is a text, so that no zero, date or + is retyped."""
    book = xlsxwriter.Workbook(to, {"constant_memory": True, "in_memory": True})
    as_text = book.add_format({"num_format": "@"})
    as_header = book.add_format({"num_format": "@", "bold": True})
    sheet = book.add_worksheet("À corriger")
    sheet.freeze_panes(1, 0)
    width = 0
    for rank, cells in enumerate(_lines(header, rows)):
        if rank == 0:
            width = len(cells)
            sheet.set_column(0, width - 2, _WIDTH, as_text)
            sheet.set_column(width - 1, width - 1, _WIDTH_OF_REASON, as_text)
        for place, cell in enumerate(cells):
            sheet.write_string(rank, place, cell, as_text if rank else as_header)
    book.close()


def _lines(header: Sequence[str], rows: Iterable[Rejected]) -> Iterator[list[str]]:
    """The lines of either format. A reason from an earlier round is replaced, not repeated."""
    kept = [place for place, name in enumerate(header) if column_called(name) != REJECTION_COLUMN]
    yield [*(neutralised(header[place]) for place in kept), REJECTION_COLUMN]
    for row in rows:
        yield [*(neutralised(row.cells[place]) for place in kept), _reason(row.errors)]


def _reason(errors: Sequence[Remark]) -> str:
    return " | ".join(message if column == WHOLE_ROW else f"{column} : {message}" for column, message in errors)
