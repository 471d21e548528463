"""What a session holds (sign-in codes, the telephone they went to, a second factor being set up) is sealed at rest."""

import json
from typing import Any

from labmigration.secrecy.keyring import keyring

PLACE = "django_session|*|session_data"


class SealedSerializer:
    """Turns a session into sealed bytes and back; a session sealed with a key that is gone is simply over."""

    def dumps(self, contents: dict[str, Any]) -> bytes:
        return keyring().seal(json.dumps(contents, separators=(",", ":")), PLACE).encode()

    def loads(self, sealed: bytes) -> dict[str, Any]:
        contents: dict[str, Any] = json.loads(keyring().open(sealed.decode(), PLACE))
        return contents
