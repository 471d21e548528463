"""The keys that seal sensitive fields, and the one that indexes them blindly.

The keyring is JSON, ``{"current": "k2", "keys": {"k1": "<base64>", "k2": "…"}, "blind": "<base64>"}``, read from the
environment variable ``LABMIGRATION_KEYRING`` or from ``keys/keyring.json`` in the installation's home. It is never
derived from ``SECRET_KEY`` and never stored in the database. Losing it loses every sealed field: back it up apart.
"""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from labmigration.home import home
from labmigration.secrecy.key_files import write_key_file

NONCE_BYTES = 12


class WrongKey(Exception):
    """A sealed value can't be opened: the key is missing or wrong, or the value was moved or altered."""


@dataclass(frozen=True)
class Keyring:
    """AES-256-GCM keys by id; values sealed with any of them open, new ones are sealed with `current`."""

    current: str
    keys: dict[str, bytes]
    blind: bytes

    def seal(self, text: str, place: str) -> str:
        """Encrypt `text` for one `place` (``table|row|field``): moved elsewhere, it no longer opens."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._sealing.encrypt(nonce, text.encode(), place.encode())
        return f"{self.current}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    @cached_property
    def _sealing(self) -> AESGCM:
        return AESGCM(self.keys[self.current])

    def open(self, token: str, place: str) -> str:
        """Decrypt what `seal` returned for the same `place`; raises `WrongKey` rather than ever guess."""
        key_id, _, body = token.partition(":")
        if key_id not in self.keys:
            raise WrongKey(f"la clé « {key_id} » n’est pas dans le trousseau")
        try:
            raw = base64.urlsafe_b64decode(body)
            return AESGCM(self.keys[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise WrongKey(f"valeur illisible à l’emplacement {place}") from error

    def blind_index(self, text: str) -> str:
        """A keyed digest of already normalised `text`: equal texts can be looked up, nothing can be read back."""
        return hmac.digest(self.blind, text.encode(), "sha256").hex()[:32]

    def with_new_key(self) -> "Keyring":
        """The same keyring with one more key, which becomes the current one."""
        name = f"k{max(int(key[1:]) for key in self.keys) + 1}"
        return Keyring(name, {**self.keys, name: AESGCM.generate_key(256)}, self.blind)

    def without(self, key_id: str) -> "Keyring":
        """The same keyring without an old key."""
        return Keyring(self.current, {name: key for name, key in self.keys.items() if name != key_id}, self.blind)

    def to_json(self) -> str:
        """The text that `from_json` reads."""
        coded = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        return json.dumps(
            {"current": self.current, "keys": coded, "blind": base64.b64encode(self.blind).decode()}, indent=1
        )

    @classmethod
    def from_json(cls, text: str) -> "Keyring":
        """Read a keyring; raises ValueError or KeyError when it is not one."""
        data = json.loads(text)
        keys = {name: base64.b64decode(key) for name, key in data["keys"].items()}
        if data["current"] not in keys:
            raise ValueError("the current key is not in the keyring")
        return cls(data["current"], keys, base64.b64decode(data["blind"]))

    @classmethod
    def draw(cls) -> "Keyring":
        """A new keyring with one key."""
        return cls("k1", {"k1": AESGCM.generate_key(256)}, secrets.token_bytes(32))


def keyring_path() -> Path:
    """Where the keyring is kept when the environment does not carry it."""
    return home() / "keys" / "keyring.json"


def keyring() -> Keyring:
    """The keyring in force, drawn and written once on a new installation.

    Read anew whenever the file changes, so that servers at work follow a rotation without a restart.
    """
    from_environment = os.environ.get("LABMIGRATION_KEYRING")
    if from_environment:
        return _from_text(from_environment)
    path = keyring_path()
    if not path.exists():
        write_keyring(Keyring.draw(), only_if_missing=True)
    return _from_file(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _from_text(text: str) -> Keyring:
    return Keyring.from_json(text)


@lru_cache(maxsize=2)
def _from_file(path: str, changed: int) -> Keyring:
    return Keyring.from_json(Path(path).read_text())


def write_keyring(ring: Keyring, *, only_if_missing: bool = False) -> None:
    """Put a keyring in its place."""
    write_key_file(keyring_path(), ring.to_json(), only_if_missing=only_if_missing)
