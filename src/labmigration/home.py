"""Where this installation keeps its own things: the embedded database, the keys, uploaded files.

Everything lives under ``LABMIGRATION_HOME`` (default ``var/`` of the checkout, whatever folder a command is run from),
so that a backup is one folder and a test can have one of its own.
"""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def home() -> Path:
    """The folder of this installation, made when missing (readable by its owner only)."""
    folder = Path(os.environ.get("LABMIGRATION_HOME") or CHECKOUT / "var").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(name: str, length: int = 50) -> str:
    """The content of ``keys/<name>``, drawn once when the file does not exist.

    Two processes that start together agree: the file is created exclusively, and the loser reads the winner's.
    """
    keys = home() / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    path = keys / name
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(length))
    return path.read_text().strip()
