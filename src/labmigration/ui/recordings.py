"""Recorded sentences: `LABMIGRATION_HOME/audio/<language>/<fingerprint>.opus` (or `.mp3`).

The name of a file is the SHA-256 of the sentence, so that a recording whose sentence has changed is no longer played.
None is shipped yet: the device's own voice speaks in the meantime.
"""

import hashlib
import time
from functools import lru_cache
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse

from labmigration.home import home

KINDS = {".opus": "audio/ogg", ".mp3": "audio/mpeg"}
#: Files added while the product runs are seen within this many seconds.
FRESH_SECONDS = 60


def fingerprint(words: str) -> str:
    """The name under which a sentence is recorded: SHA-256 of its words, spaces made single."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


@lru_cache(maxsize=8)
def _recorded(folder: Path, _minute: int) -> dict[str, str]:
    """Fingerprint → file name, of one language."""
    if not folder.is_dir():
        return {}
    return {path.stem: path.name for path in sorted(folder.iterdir()) if path.suffix in KINDS}


def recordings(language: str) -> dict[str, str]:
    """Fingerprint → file name of what was recorded in `language`."""
    return _recorded(home() / "audio" / language, int(time.monotonic() // FRESH_SECONDS))


def recording_of(language: str, words: str) -> str:
    """The address of the recording of `words`; empty when none was made."""
    known = recordings(language)
    name = known.get(fingerprint(words)) if known else None
    return reverse("recording", args=[language, name]) if name else ""


def recording(request: HttpRequest, language: str, name: str) -> FileResponse:
    """One recorded sentence; the name is one of those listed, never a path."""
    if name not in recordings(language).values():
        raise Http404
    path = home() / "audio" / language / name
    return FileResponse(path.open("rb"), content_type=KINDS[path.suffix])
