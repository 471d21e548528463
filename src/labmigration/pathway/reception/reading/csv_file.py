"""A CSV as agencies export it: several encodings, several delimiters, sometimes cut in the middle."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from labmigration.pathway.reception.reading.columns import Header, known_columns_in, read_header
from labmigration.pathway.reception.reading.sheet import WHOLE_ROW, RawRow, Remark, UnreadableFile, original

NOT_A_TABLE: Final = "Ce fichier n’est pas un tableau : envoyez un fichier CSV, ou un classeur Excel au format .xlsx."
_DELIMITERS: Final = (";", ",", "\t")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOST = "�"  # what stands for bytes that the encoding doesn't know


@dataclass(frozen=True, slots=True)
class CsvContent:
    """The rows of a CSV and how it was read."""

    encoding: str
    header: Header
    rows: tuple[RawRow, ...]
    empty_rows: int


def read_csv(data: bytes) -> CsvContent:
    """Raises UnreadableFile for what is not a table or lacks columns; a broken row only carries its own error."""
    text, encoding = decode(data)
    sample = text[:65_536]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise UnreadableFile(NOT_A_TABLE)
    lines = list(io.StringIO(text, newline=""))
    # Excel writes, and hides, a first line that only names the delimiter.
    if lines and re.fullmatch(r"sep=.[\r\n]*", lines[0], re.IGNORECASE):
        del lines[0]
    delimiter = _delimiter(lines)
    records = _records(lines, delimiter)
    skipped, header = 0, None
    for cells, wrong in records:
        if wrong:
            raise UnreadableFile(
                "La première ligne, qui nomme les colonnes, est illisible : un guillemet y est resté ouvert."
            )
        if any(cell.strip() for cell in cells):
            header = read_header(cells)
            break
        skipped += 1
    if header is None:
        raise UnreadableFile("Le fichier est vide.")
    return _content(records, header, first_line=skipped + 2, encoding=encoding, delimiter=delimiter, text=text)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding used: utf-8 (with or without BOM), utf-16 with BOM, else cp1252.

    A UTF-8 file with a few broken bytes, as when it is cut in the middle of a letter, stays UTF-8: read as cp1252
    every accent in it would turn to rubbish. What can't be read becomes U+FFFD, and the row is told so.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace"), "utf-8"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count(_LOST)
    letters = sum(1 for sign in text if sign > "\x7f") - broken
    if letters > broken:
        return text, "utf-8"
    return data.decode("cp1252", errors="replace"), "cp1252"


def _delimiter(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")

    def recognised(delimiter: str) -> int:
        return known_columns_in(next(csv.reader([first], delimiter=delimiter), []))

    return max(_DELIMITERS, key=recognised)


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[list[str], str]]:
    """Every record with its error, empty where it has none. After a broken one, reading resumes at the next line.

    A quote left open would otherwise swallow all that follows. The csv module's own limit on the size of a cell
    bounds how far each attempt looks.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True)
        read = 0
        try:
            for cells in reader:
                read = reader.line_num
                yield cells, ""
            return
        except csv.Error:
            start += read + 1
            yield (
                lines[start - 1].rstrip("\r\n").split(delimiter),
                "Un guillemet est mal placé ou n’est pas refermé : la ligne est peut-être coupée.",
            )


def _content(
    records: Iterator[tuple[list[str], str]],
    header: Header,
    *,
    first_line: int,
    encoding: str,
    delimiter: str,
    text: str,
) -> CsvContent:
    width = len(header.names)
    has_strange = bool(_CONTROL.search(text)) or _LOST in text
    has_apostrophe = re.search(r"'[=+\-@\t\r]", text) is not None
    rows: list[RawRow] = []
    empty = 0
    for line, (found, wrong) in enumerate(records, start=first_line):
        if not "".join(found).strip():
            empty += 1
            continue
        errors: list[Remark] = [(WHOLE_ROW, wrong)] if wrong else []
        cells = found
        if len(found) != width:
            cells, problem = _fitted(found, width, delimiter)
            if problem and not wrong:
                errors.append((WHOLE_ROW, problem))
        if has_apostrophe:
            cells = [original(cell) for cell in cells]
        if has_strange:
            errors.extend(_strange(cells, header))
        rows.append(RawRow(line, tuple(cells), errors=tuple(errors)))
    return CsvContent(encoding, header, tuple(rows), empty)


def _fitted(cells: list[str], width: int, delimiter: str) -> tuple[list[str], str]:
    """The cells made as many as the header's, and what to say about it; nothing of the row is lost."""
    if len(cells) < width:
        message = f"La ligne est incomplète : {len(cells)} cellules au lieu de {width}. Elle est peut-être coupée."
        return cells + [""] * (width - len(cells)), message
    beyond = cells[width - 1 :]
    if not any(cell.strip() for cell in beyond[1:]):
        return cells[:width], ""
    message = (
        f"La ligne a trop de cellules ({len(cells)} au lieu de {width}) : "
        "un séparateur s’est glissé dans une cellule sans guillemets."
    )
    return [*cells[: width - 1], delimiter.join(beyond)], message


def _strange(cells: list[str], header: Header) -> list[Remark]:
    return [
        (column, "Un caractère est illisible : la cellule est à ressaisir.")
        for column, rank in header.position.items()
        if _LOST in cells[rank] or _CONTROL.search(cells[rank])
    ]
