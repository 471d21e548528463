"""A file, by its path or its bytes → a `Sheet` of numbered rows, or one plain sentence on why it can't be read."""

import hashlib
from pathlib import Path
from typing import Final

from labmigration.pathway.reception.reading.columns import Header
from labmigration.pathway.reception.reading.csv_file import NOT_A_TABLE, read_csv
from labmigration.pathway.reception.reading.sheet import RawRow, Sheet, UnreadableFile
from labmigration.pathway.reception.reading.workbook import read_workbook

# Bytes. A referral row weighs some 160 bytes, so this is 300,000 people at once; more is a mistake or an attack.
DEFAULT_LIMIT: Final = 50 * 2**20

_ZIP: Final = b"PK"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"  # .xls, and any workbook locked by a password
_OTHERS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")


def read_file(source: Path | bytes, *, limit: int = DEFAULT_LIMIT) -> Sheet:
    """Read a CSV or XLSX of at most `limit` bytes; raises UnreadableFile, whose message is for the sender."""
    data = _bytes_of(source, limit)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile("Le fichier est vide.")
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(
            "Ce fichier est un ancien classeur .xls, ou un classeur protégé par un mot de passe : "
            "enregistrez-le sans mot de passe au format .xlsx, ou en CSV."
        )
    if data.startswith(_OTHERS):
        raise UnreadableFile(NOT_A_TABLE)
    if data.startswith(_ZIP):
        book = read_workbook(data)
        notices = _notices(book.header, "", book.other_sheets)
        return _sheet("xlsx", None, digest, book.header, book.rows, book.empty_rows, notices)
    content = read_csv(data)
    notices = _notices(content.header, content.encoding, ())
    return _sheet("csv", content.encoding, digest, content.header, content.rows, content.empty_rows, notices)


def _bytes_of(source: Path | bytes, limit: int) -> bytes:
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            if not source.is_file():
                raise UnreadableFile(f"Le fichier « {source.name} » n’existe pas ou n’est pas un fichier.")
            size = source.stat().st_size
        except OSError as wrong:
            raise UnreadableFile(f"Le fichier « {source.name} » ne peut pas être ouvert.") from wrong
    if size > limit:
        raise UnreadableFile(
            f"Le fichier est trop lourd ({_megabytes(size)}, {_megabytes(limit)} au plus) : partagez-le en plusieurs."
        )
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as wrong:
        raise UnreadableFile(f"Le fichier « {source.name} » ne peut pas être ouvert.") from wrong


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} Mo".replace(".", ",").replace(",0 ", " ")


def _notices(header: Header, encoding: str, other_sheets: tuple[str, ...]) -> tuple[str, ...]:
    said: list[str] = []
    if encoding == "cp1252":
        said.append("Le fichier a été lu en Windows-1252 (cp1252) : vérifiez les accents.")
    if header.ignored:
        said.append(f"Colonnes inconnues, non lues : {', '.join(header.ignored)}.")
    if other_sheets:
        said.append(f"Une seule feuille est lue ; non lues : {', '.join(other_sheets)}.")
    return tuple(said)


def _sheet(
    kind: str,
    encoding: str | None,
    digest: str,
    header: Header,
    rows: tuple[RawRow, ...],
    empty_rows: int,
    notices: tuple[str, ...],
) -> Sheet:
    if not rows:
        raise UnreadableFile("Le fichier ne contient que les noms des colonnes : aucune personne.")
    return Sheet(kind, encoding, digest, header.names, header.position, rows, empty_rows, notices)
