"""The keys that sign credentials: their own file, apart from the keyring that seals fields; old public keys stay.

JSON, ``{"current": "c1", "keys": {"c1": "<private key, PEM>"}, "retired": {"c0": "<public key, PEM>"}}``, in
``keys/certificates.json`` of the installation's home or in the environment variable ``LABMIGRATION_CERTIFICATE_KEYS``.
Losing it loses no certificate: codes are still checked, and new credentials are signed with a new key.
"""

import base64
import json
import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from labmigration.home import home
from labmigration.secrecy.key_files import write_key_file

#: RS256 is what Open Badges 3.0 asks every reader to understand.
BITS, EXPONENT = 3072, 65537


@dataclass(frozen=True)
class SigningKeys:
    """The key in use by its name, and the public keys of those that signed before."""

    current: str
    private: rsa.RSAPrivateKey = field(repr=False)
    retired: dict[str, rsa.RSAPublicKey]

    def sign(self, message: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256: the same message gives the same signature."""
        return self.private.sign(message, padding.PKCS1v15(), hashes.SHA256())

    @property
    def public(self) -> dict[str, rsa.RSAPublicKey]:
        """Every key under which something of ours may have been signed, by name; the one in use first."""
        return {self.current: self.private.public_key(), **self.retired}

    def turned(self) -> "SigningKeys":
        """The same keys with a new one in use; the private part of the old one is dropped."""
        name = f"c{int(self.current[1:]) + 1}"
        return SigningKeys(name, _drawn(), self.public)

    def to_json(self) -> str:
        """The text that `from_json` reads."""
        private = self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        retired = {
            name: key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
            for name, key in self.retired.items()
        }
        return json.dumps({"current": self.current, "keys": {self.current: private.decode()}, "retired": retired})

    @classmethod
    def from_json(cls, text: str) -> "SigningKeys":
        """Read the keys; raises ValueError, TypeError or KeyError when it is something else."""
        data = json.loads(text)
        private = serialization.load_pem_private_key(data["keys"][data["current"]].encode(), password=None)
        if not isinstance(private, rsa.RSAPrivateKey):
            raise TypeError("credentials are signed with an RSA key")
        retired = {}
        for name, pem in data["retired"].items():
            public = serialization.load_pem_public_key(pem.encode())
            if not isinstance(public, rsa.RSAPublicKey):
                raise TypeError("credentials are signed with RSA keys")
            retired[name] = public
        return cls(data["current"], private, retired)


def as_jwk(key: rsa.RSAPublicKey) -> dict[str, str]:
    """A public key as JSON Web Key (RFC 7517)."""
    numbers = key.public_numbers()
    return {"kty": "RSA", "alg": "RS256", "use": "sig", "n": _unsigned(numbers.n), "e": _unsigned(numbers.e)}


def signing_keys() -> SigningKeys:
    """The keys in force, drawn and written once on a new installation; read anew whenever the file changes."""
    from_environment = os.environ.get("LABMIGRATION_CERTIFICATE_KEYS")
    if from_environment:
        return _from_text(from_environment)
    path = keys_path()
    if not path.exists():
        write_key_file(path, SigningKeys("c1", _drawn(), {}).to_json(), only_if_missing=True)
    return _from_file(str(path), path.stat().st_mtime_ns)


def rotate() -> str:
    """Sign with a new key from now on; returns its name. What was signed before still verifies."""
    keys = signing_keys().turned()
    write_key_file(keys_path(), keys.to_json())
    return keys.current


def keys_path() -> Path:
    """Where the keys are kept when the environment does not carry them."""
    return home() / "keys" / "certificates.json"


def b64url(content: bytes) -> str:
    """Base64 for addresses, without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def token(payload: dict[str, Any], *, kid: str, typ: str = "vc+jwt") -> str:
    """The payload as a signed compact token (RFC 7515, RS256)."""
    header = {"alg": "RS256", "typ": typ, "kid": kid}
    parts = [b64url(json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode()) for part in (header, payload)]
    signed = ".".join(parts)
    return f"{signed}.{b64url(signing_keys().sign(signed.encode()))}"


def _drawn() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)


def _unsigned(number: int) -> str:
    return b64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))


@lru_cache(maxsize=2)
def _from_text(text: str) -> SigningKeys:
    return SigningKeys.from_json(text)


@lru_cache(maxsize=2)
def _from_file(path: str, changed: int) -> SigningKeys:
    return SigningKeys.from_json(Path(path).read_text())
