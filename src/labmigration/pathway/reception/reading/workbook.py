"""An XLSX workbook, opened only once it is known to be one and of a bearable size.

Cells come back as text, as an agency would have typed them: dates as dd/mm/yyyy, whole numbers without decimals.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from labmigration.pathway.reception.reading.columns import Header, read_header
from labmigration.pathway.reception.reading.sheet import RawRow, Remark, UnreadableFile, original

MAXIMUM_UNPACKED: Final = 400 * 2**20  # bytes; 100,000 rows of 20 columns unpack to some 130 MB
MAXIMUM_CELLS: Final = 10_000_000
_PART: Final = 2**20

NOT_A_WORKBOOK: Final = (
    "Ce fichier n’est pas un classeur Excel lisible : enregistrez-le à nouveau au format .xlsx, ou en CSV."
)
_FAR_ROW = re.compile(rb"""\br=["'][A-Z]{0,3}(\d{6,7})["']""")
_FAR_COLUMN = re.compile(rb"""\br=["']([A-Z]{2,3})\d""")
_FORMULA_CELL = re.compile(rb"""<c\s([^>]*)>\s*<f""")
_ERROR_CELL = re.compile(rb"""<c\s([^>]*\bt=["']e["'][^>]*)>""")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d+)["']""")
_TAB = re.compile(rb"""<sheet\s[^>]*r:id="([^"]+)\"""")
_LINK = re.compile(rb"<Relationship\s[^>]*>")
_TARGET = re.compile(rb"""Target="([^"]+)\"""")
_WIDEST_TAG: Final = 200  # bytes carried from one part to the next, so that no reference is cut in two

TOO_LARGE: Final = "Ce classeur est démesurément grand une fois ouvert : enregistrez la seule feuille utile en CSV."
TOO_FAR: Final = (
    "Ce classeur porte une cellule très loin du tableau : copiez le tableau dans un nouveau classeur, ou en CSV."
)


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """The rows of the sheet that was read, and the sheets that were not."""

    header: Header
    rows: tuple[RawRow, ...]
    empty_rows: int
    other_sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Cells (row, column; both from 0) that calamine gives as blanks or as mere values."""

    formulas: frozenset[tuple[int, int]]
    errors: frozenset[tuple[int, int]]


def read_workbook(data: bytes) -> WorkbookContent:
    """The first sheet that has the needed columns. Raises UnreadableFile where none has, or nothing can be opened."""
    _refuse_unbearable(data)
    book = _opened(data)
    refusal = UnreadableFile("Le classeur est vide.")
    for name in book.sheet_names:
        grid = _grid(book, name)
        start = next((rank for rank, cells in enumerate(grid) if any(_text(cell) for cell in cells)), None)
        if start is None:
            continue
        try:
            header = read_header(_trimmed([_text(cell) for cell in grid[start]]))
        except UnreadableFile as wrong:
            refusal = wrong
            continue
        marks = _marks(data, book.sheet_names.index(name))
        rows, empty = _rows(grid, start, header, marks)
        others = tuple(other for other in book.sheet_names if other != name)
        return WorkbookContent(header, rows, empty, others)
    raise refusal


def _refuse_unbearable(data: bytes) -> None:
    """Refuse a workbook that would take the memory of the server.

    calamine allocates the whole rectangle up to the farthest cell and aborts the process where memory lacks, so the
    farthest cell is looked for before. Reading every part to its end also shows that the sizes declared are true.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise UnreadableFile(NOT_A_WORKBOOK)
            if sum(member.file_size for member in archive.infolist()) > MAXIMUM_UNPACKED:
                raise UnreadableFile(TOO_LARGE)
            for name in names:
                is_sheet = "worksheets/" in name
                last_row, last_column = 99_999, 26
                for part in _parts(archive, name):
                    if is_sheet:
                        last_row = max([last_row, *map(int, _FAR_ROW.findall(part))])
                        last_column = max([last_column, *map(_column_number, _FAR_COLUMN.findall(part))])
                if last_row * last_column > MAXIMUM_CELLS:
                    raise UnreadableFile(TOO_FAR)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as wrong:
        raise UnreadableFile(NOT_A_WORKBOOK) from wrong


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        tail = b""
        while part := member.read(_PART):
            yield tail + part
            tail = part[-_WIDEST_TAG:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except Exception as wrong:
        raise UnreadableFile(NOT_A_WORKBOOK) from wrong


def _grid(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    try:
        return book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError as wrong:
        raise UnreadableFile(NOT_A_WORKBOOK) from wrong


def _marks(data: bytes, rank: int) -> _Marks:
    """Formulas and error cells of the sheet at `rank`, read from its XML: calamine drops both."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = _sheet_member(archive, rank)
        xml = archive.read(member) if member in archive.namelist() else b""
    formulas = _FORMULA_CELL.findall(xml) if b"<f" in xml else []
    errors = _ERROR_CELL.findall(xml) if b't="e"' in xml or b"t='e'" in xml else []
    return _Marks(_places(formulas), _places(errors))


def _sheet_member(archive: zipfile.ZipFile, rank: int) -> str:
    """The part that holds the sheet at `rank`: the order of the tabs need not be that of the file names."""
    try:
        tabs = _TAB.findall(archive.read("xl/workbook.xml"))
        links = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return ""
    for link in _LINK.findall(links):
        if rank < len(tabs) and b'Id="%b"' % tabs[rank] in link and (target := _TARGET.search(link)):
            return "xl/" + target[1].decode(errors="replace").removeprefix("/").removeprefix("xl/")
    return ""


def _places(tags: list[bytes]) -> frozenset[tuple[int, int]]:
    found = (_REFERENCE.search(tag) for tag in tags)
    return frozenset((int(place[2]) - 1, _column_number(place[1]) - 1) for place in found if place)


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def _rows(grid: list[list[Any]], start: int, header: Header, marks: _Marks) -> tuple[tuple[RawRow, ...], int]:
    width = len(header.names)
    column_at = {rank: column for column, rank in header.position.items()}
    marked = {row for row, _ in marks.formulas | marks.errors}
    rows: list[RawRow] = []
    empty = 0
    for rank in range(start + 1, len(grid)):
        values = grid[rank][:width]
        cells = tuple([value if type(value) is str else _text(value) for value in values])
        formulas: frozenset[int] = frozenset()
        errors: tuple[Remark, ...] = ()
        if rank in marked:
            formulas = frozenset(column for row, column in marks.formulas if row == rank)
            errors = _wrong_cells(rank, cells, column_at, marks)
        if not errors and not "".join(cells).strip():
            empty += 1
            continue
        if any("'" in cell for cell in cells):
            cells = tuple(original(cell) for cell in cells)
        retyped = any(type(value) is not str for value in values)
        rows.append(RawRow(rank + 1, cells, retyped, formulas, errors))
    return tuple(rows), empty


def _wrong_cells(rank: int, cells: tuple[str, ...], column_at: dict[int, str], marks: _Marks) -> tuple[Remark, ...]:
    wrong: list[Remark] = []
    for place, column in sorted(column_at.items()):
        if (rank, place) in marks.errors:
            wrong.append((column, "La cellule contient une erreur de calcul (comme #N/A) : écrivez la valeur."))
        elif (rank, place) in marks.formulas and not cells[place]:
            wrong.append((column, "La cellule contient une formule sans résultat : écrivez la valeur."))
    return tuple(wrong)


def _text(value: object) -> str:
    """The text that a person would have typed for what the spreadsheet holds."""
    match value:
        case str():
            return value
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.strftime("%d/%m/%Y")
        case datetime():
            return value.strftime("%d/%m/%Y %H:%M")
        case date():
            return f"{value:%d/%m}/{value.year:04}"
        case time() | timedelta() | float() | int():
            return str(value)
        case _:
            return ""
