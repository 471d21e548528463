"""What reading a file gives, before any cell is understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

WHOLE_ROW: Final = "ligne"  # the "column" of an error that concerns the row as a whole

Remark = tuple[str, str]  # (column, plain French sentence)

_NEUTRALISED = re.compile(r"'(?='*[=+\-@\t\r])")


class UnreadableFile(Exception):
    """The file as a whole can't be read; the message is a plain French sentence for the person who sent it."""


class RawRow(NamedTuple):
    """One data row. `line` as a spreadsheet shows it; `cells` in the order of the file, one for every header cell.

    `retyped` tells that a spreadsheet had turned cells into its own dates or numbers; `formulas` are the positions
    of cells that a formula computes; `errors` what is wrong with the row before its cells are looked at.
    """

    line: int
    cells: tuple[str, ...]
    retyped: bool = False
    formulas: frozenset[int] = frozenset()
    errors: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A readable file. `position` gives the place of each known column, `header` all names as written.

    `kind` is csv or xlsx, `encoding` that of a CSV (None for a workbook), `sha256` that of the bytes, in hexadecimal.
    """

    kind: str
    encoding: str | None
    sha256: str
    header: tuple[str, ...]
    position: Mapping[str, int]
    rows: tuple[RawRow, ...]
    empty_rows: int
    notices: tuple[str, ...]


def neutralised(cell: str) -> str:
    """`cell` such that no spreadsheet runs it as a formula: a leading apostrophe where it begins like one."""
    return "'" + cell if re.match(r"'*[=+\-@\t\r]", cell) else cell


def original(cell: str) -> str:
    """The text that `neutralised` was given."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
