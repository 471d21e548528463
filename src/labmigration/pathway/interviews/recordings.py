"""Recordings as sealed files, and what a file really is: told by its first bytes, never by its name."""

from labmigration.secrecy.sealed_folder import SealedFolder

RECORDINGS = SealedFolder("interview_recordings", "interviews_recording|file")
MOST_BYTES = 30 * 1024 * 1024
#: By sort: what a browser plays it as.
PLAYED_AS = {"ogg": "audio/ogg", "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "webm": "audio/webm"}


def sort_of(content: bytes) -> str | None:
    """The sort of sound that the bytes are; None for anything else."""
    if content.startswith(b"OggS"):
        return "ogg"
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return "wav"
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if content[4:8] == b"ftyp":
        return "m4a"
    if content.startswith(b"ID3") or (content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE0 == 0xE0):
        return "mp3"
    return None
