"""Files of keys, readable by their owner only."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_key_file(path: Path, text: str, *, only_if_missing: bool = False) -> None:
    """Put the file in its place whole or not at all: a process that dies half way leaves the old one.

    `only_if_missing`: two processes that begin together agree on the first one's keys.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if only_if_missing:
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    else:
        draft.replace(path)
