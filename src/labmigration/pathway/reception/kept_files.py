"""The bytes of a referral file between its arrival and its reading: sealed on disk, deleted once they are read."""

import base64
import contextlib
import os
from pathlib import Path
from uuid import UUID

from labmigration.home import home
from labmigration.secrecy.keyring import keyring


def keep(file_id: UUID, content: bytes) -> None:
    """Seal and store; a process that dies half way leaves nothing under the file's name."""
    path = _path(file_id)
    draft = path.with_suffix(".draft")
    sealed = keyring().seal(base64.b64encode(content).decode(), _place(file_id))
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(sealed)
    draft.replace(path)


def kept(file_id: UUID) -> bytes:
    """What was kept; raises FileNotFoundError when it was deleted, `WrongKey` when it was altered."""
    return base64.b64decode(keyring().open(_path(file_id).read_text(), _place(file_id)))


def forget(file_id: UUID) -> None:
    """Delete what was kept, if anything."""
    with contextlib.suppress(FileNotFoundError):
        _path(file_id).unlink()


def _path(file_id: UUID) -> Path:
    folder = home() / "files"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / str(file_id)


def _place(file_id: UUID) -> str:
    return f"file|{file_id}"
