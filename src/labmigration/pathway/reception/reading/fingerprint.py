"""Has this very row come before? Two fingerprints (SHA-256, hexadecimal) of the twenty known columns.

`exact`, cell for cell: the stripped text of every cell, in our own order of columns, so that moving a column or
adding an unknown one changes nothing, but any letter does.

`canonical` loosens only what a spreadsheet alters by itself when a CSV is opened in it and saved as XLSX: a date
becomes a typed date, a telephone or a postcode a number without its leading zero. Those columns are compared by their
value, all others still letter by letter. It recognises a row only where one of the two came from such retyped cells
(`RawRow.retyped`): between two text files a date written otherwise is other content, hence a possible duplicate.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Final

from labmigration.pathway.reception.reading.cell import Remembered
from labmigration.pathway.reception.reading.columns import COLUMNS
from labmigration.pathway.reception.reading.dates import read_date

_BETWEEN: Final = "\x1f"
_NO_DIGIT = re.compile(r"\D+")


def exact(cells: Sequence[str]) -> str:
    """`cells` are the stripped cells in the order of COLUMNS."""
    return _digest(cells)


def canonical(cells: Sequence[str]) -> str:
    """As `exact`, for content that a spreadsheet may have retyped."""
    loosened = list(cells)
    for place, loosen in _LOOSENED:
        loosened[place] = loosen(loosened[place])
    return _digest(loosened)


def _digest(cells: Sequence[str]) -> str:
    return hashlib.sha256(_BETWEEN.join(cells).encode("utf-8", "backslashreplace")).hexdigest()


def _date(text: str) -> str:
    value = read_date(text).value
    return value.isoformat() if value else text


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text).lstrip("0") or text


_DATES = Remembered(_date)
_LOOSENED: Final[tuple[tuple[int, Callable[[str], str]], ...]] = (
    *((COLUMNS.index(column), _DATES.__getitem__) for column in ("date_naissance", "fin_validite", "date_orientation")),
    (COLUMNS.index("telephone"), _digits),
    (COLUMNS.index("code_postal"), Remembered(_digits).__getitem__),
)
