"""Folders of TOML files as they lie on disk: read, named by their content, decoded one by one."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from .decoding import decode
from .values import ProgrammeError

F = TypeVar("F")


def toml_files(folder: Path) -> dict[str, bytes]:
    """Every TOML file below `folder`: its path from there, with "/", and its bytes."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))
    return {path: (folder / path).read_bytes() for path in paths}


def content_version(bytes_by_file: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits that change as soon as one byte or one name does."""
    digest = hashlib.sha256()
    for name, content in sorted(bytes_by_file.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def decoded_file(kind: type[F], name: str, bytes_by_file: Mapping[str, bytes]) -> F:
    """The record that the file `name` holds.

    Raises ProgrammeError for a file that is missing, not UTF-8 or not TOML, and for all that `decode` refuses.
    """
    if name not in bytes_by_file:
        raise ProgrammeError(f"{name}: the file is missing.")
    try:
        table = tomllib.loads(bytes_by_file[name].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ProgrammeError(f"{name}: is not written in UTF-8 (byte {error.start}).") from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError(f"{name}: is not valid TOML: {error}.") from error
    return decode(kind, table, name)
