"""A freeze as files that give the same bytes for the same facts, and that say which of them somebody changed.

    manifest.json          territory, day, code, consent, plan, definitions with their digests
    definitions.json       the canonical text of each definition
    tables/<name>.csv.gz   sorted lines, first the names of the columns; compressed without name or time
    SHA256SUMS             of all of these, as `sha256sum --check` reads them

The digest of a freeze is the SHA-256 of SHA256SUMS: whoever has written it down elsewhere (the product does, in its
journal) knows later whether the whole folder is the one that was frozen.
"""

import csv
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FORMAT: Final = 1
MANIFEST, DEFINITIONS, SUMS = "manifest.json", "definitions.json", "SHA256SUMS"
TABLES: Final = "tables/"
ENDING: Final = ".csv.gz"
#: The oldest moment that a ZIP can tell; a freeze has none of its own.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: Compression that takes a third of the time of the best, for a few percent more bytes.
_LEVEL: Final = 6

Table = tuple[Sequence[str], Sequence[Sequence[str]]]


class AlteredFreeze(ValueError):
    """What is read is not what was frozen; `files` names each file that is missing, added or changed."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(", ".join(files))
        self.files = tuple(files)


@dataclass(frozen=True)
class Frozen:
    """A freeze in memory: every file by its name. `digest` names the whole."""

    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.files[SUMS]).hexdigest()

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files[MANIFEST])
        return found

    @property
    def definitions(self) -> dict[str, str]:
        """The canonical text of each definition, by its code."""
        found: dict[str, str] = json.loads(self.files[DEFINITIONS])
        return found

    def tables(self) -> dict[str, list[list[str]]]:
        """The lines of each table, without the names of the columns."""
        found = {}
        for name, content in self.files.items():
            if name.startswith(TABLES):
                text = gzip.decompress(content).decode()
                found[name[len(TABLES) : -len(ENDING)]] = list(csv.reader(io.StringIO(text, newline="")))[1:]
        return found


def freeze(manifest: Mapping[str, Any], definitions: Mapping[str, str], tables: Mapping[str, Table]) -> Frozen:
    """The files of a freeze; the same facts give the same bytes."""
    files = {
        MANIFEST: _json(
            {"format": FORMAT, **manifest, "rows": {name: len(tables[name][1]) for name in sorted(tables)}}
        ),
        DEFINITIONS: _json(definitions),
        **{f"{TABLES}{name}{ENDING}": _compressed(_csv(*tables[name])) for name in sorted(tables)},
    }
    return Frozen({**files, SUMS: _sums(files)})


def write(frozen: Frozen, folder: Path) -> None:
    """Write the files into a folder that is empty or not there yet. FileExistsError otherwise."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(folder)
    for name, content in frozen.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def zipped(frozen: Frozen) -> bytes:
    """The same as one ZIP, which also gives the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(frozen.files):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), frozen.files[name])
    return content.getvalue()


def read(path: Path) -> Frozen:
    """A folder or a ZIP. Raises `AlteredFreeze`, which names what was changed, and FileNotFoundError."""
    if path.is_dir():
        names = sorted(each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file())
        return checked({name: (path / name).read_bytes() for name in names})
    return unzipped(path.read_bytes())


def unzipped(content: bytes) -> Frozen:
    """The freeze in a ZIP. Raises `AlteredFreeze`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return checked({name: archive.read(name) for name in archive.namelist()})
    except zipfile.BadZipFile:
        raise AlteredFreeze([SUMS]) from None


def checked(files: Mapping[str, bytes]) -> Frozen:
    """The files if they are what their list says, all of them and nothing else. Raises `AlteredFreeze`."""
    if SUMS not in files:
        raise AlteredFreeze([SUMS])
    listed: dict[str, str] = {}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    found = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != SUMS}
    wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    if {MANIFEST, DEFINITIONS} - found.keys():
        wrong = sorted({*wrong, *({MANIFEST, DEFINITIONS} - found.keys())})
    if wrong:
        raise AlteredFreeze(wrong)
    return Frozen({name: files[name] for name in [*sorted(found), SUMS]})


def _json(value: Any) -> bytes:
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    content = io.StringIO(newline="")
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return content.getvalue().encode()


def _compressed(content: bytes) -> bytes:
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=target, mtime=0) as file:
        file.write(content)
    return target.getvalue()


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
