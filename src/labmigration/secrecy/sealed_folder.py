"""A folder of the installation whose files are sealed, each bound to its own place: moved or altered, it won't open."""

import base64
import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from labmigration.home import home
from labmigration.secrecy.keyring import WrongKey, keyring


class SealedFolder:
    """Files by the id of the row that they belong to, in the folder `name` of the installation's home.

    `place` names the folder in what each file is sealed for (the associated data).
    """

    def __init__(self, name: str, place: str) -> None:
        self.name, self.place = name, place

    def keep(self, file_id: UUID, content: bytes) -> None:
        """Seal and store; a process that dies half way leaves nothing under the file's name."""
        self._write(file_id, keyring().seal(base64.b64encode(content).decode(), self._place(file_id)))

    def kept(self, file_id: UUID) -> bytes:
        """What was kept; raises FileNotFoundError when it was deleted, `WrongKey` when it was altered."""
        return base64.b64decode(keyring().open(self.path(file_id).read_text(), self._place(file_id)))

    def forget(self, file_id: UUID) -> None:
        """Delete what was kept, if anything."""
        with contextlib.suppress(FileNotFoundError):
            self.path(file_id).unlink()

    def ids(self, *, older_than: float = 0) -> Iterator[UUID]:
        """The ids of the files kept, those only that were written at least `older_than` seconds ago.

        Drafts that a killed process left behind are deleted on the way, once they are that old.
        """
        for path in self._folder().iterdir():
            with contextlib.suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime < older_than:
                    continue
                if path.suffix == ".draft":
                    path.unlink()
                else:
                    yield UUID(path.name)

    def reseal(self) -> int:
        """Seal with the current key what is sealed with an older one; returns how many files.

        A file that no key of ours opens is left as it is: it is lost already, and must not hold up the others.
        """
        current, done = keyring().current, 0
        for file_id in list(self.ids()):
            with contextlib.suppress(FileNotFoundError, WrongKey):
                sealed = self.path(file_id).read_text()
                if not sealed.startswith(f"{current}:"):
                    self.keep(file_id, self.kept(file_id))
                    done += 1
        return done

    def path(self, file_id: UUID) -> Path:
        """Where a file is, or would be."""
        return self._folder() / str(file_id)

    def _write(self, file_id: UUID, sealed: str) -> None:
        path = self.path(file_id)
        # A name of its own: two requests that keep the same file at once must not write into each other's draft.
        draft = path.with_name(f"{file_id}.{secrets.token_hex(4)}.draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(sealed)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)

    def _folder(self) -> Path:
        folder = home() / self.name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _place(self, file_id: UUID) -> str:
        return f"{self.place}|{file_id}"
