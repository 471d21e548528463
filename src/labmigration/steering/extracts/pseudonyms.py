"""The names that people have in one project, and in no other."""

import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

from labmigration.secrecy.keyring import keyring


def pseudonyms(project: UUID, pathways: Iterable[UUID]) -> list[str]:
    """A digest of each person under a key of the project's own: the files of two projects cannot be joined.

    The same person keeps her name in every extract of the project.
    """
    key = hmac.digest(keyring().blind, f"research-project:{project}".encode(), "sha256")
    return [hashlib.blake2b(pathway.bytes, key=key, digest_size=8).hexdigest() for pathway in pathways]
