"""A photograph from a telephone → the same picture and nothing else, or why it can't be taken.

Whatever comes is decoded and drawn anew: metadata, places, hidden files and trailing data do not survive. The decoding
happens in a process of its own with little memory and little time, so that an image made to harm harms nobody. This
file is also that process's programme: it imports nothing of the product, and nothing at all but Pillow.
"""

import contextlib
import io
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any, Final

MAX_BYTES: Final = 15 * 1024 * 1024
#: A JPEG is decoded at a fraction of its size; Pillow's WebP decoder holds the whole canvas several times over.
MAX_PIXELS: Final = {"JPEG": 64_000_000, "MPO": 64_000_000, "PNG": 40_000_000, "WEBP": 12_000_000}
#: Under this a paper can't be read by anybody.
MIN_SIDE: Final = 200
LONGEST_SIDE: Final = 2000
QUALITY: Final = 85
SECONDS: Final = 5
MEMORY: Final = 300 * 1024 * 1024

#: Why a photograph is not taken; `refusals.py` says each in plain words.
EMPTY, TOO_HEAVY, NOT_AN_IMAGE, UNKNOWN_KIND = "empty", "too_heavy", "not_an_image", "unknown_kind"
TOO_LARGE, TOO_SMALL, MOVING, DAMAGED, TOO_LONG = "too_large", "too_small", "moving", "damaged", "too_long"
REASONS: Final = (*(EMPTY, TOO_HEAVY, NOT_AN_IMAGE, UNKNOWN_KIND, TOO_LARGE, TOO_SMALL, MOVING, DAMAGED, TOO_LONG),)

#: What telephones and computers take for pictures and we do not, by how it begins: told apart only to say it well.
_OTHER_PICTURES: Final = (b"GIF8", b"II*\0", b"MM\0*", b"BM", b"8BPS", b"\0\0\1\0", b"\0\0\0\x0cjP", b"%PDF")
_HEIC_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heif", b"mif1", b"msf1", b"avif", b"avis")

# One at a time in each server process: the memory allowed is that of one decoding, not of all that come together.
_one_at_a_time = threading.BoundedSemaphore(1)


class NotTaken(Exception):
    """The photograph is refused; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def cleaned(content: bytes) -> bytes:
    """The photograph as a plain JPEG, turned upright, 2000 px at most on its longer side. Raises `NotTaken`.

    Takes JPEG, PNG and WebP, by what the bytes are: neither the name nor the type that came with them is believed.
    """
    if not content:
        raise NotTaken(EMPTY)
    if len(content) > MAX_BYTES:
        raise NotTaken(TOO_HEAVY)
    if not _begins_like_a_photograph(content):
        raise NotTaken(UNKNOWN_KIND if _is_another_picture(content) else NOT_AN_IMAGE)
    with _one_at_a_time:
        try:
            # -I: neither the environment nor the current folder changes what the process imports.
            done = subprocess.run(
                [sys.executable, "-I", str(Path(__file__))],
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise NotTaken(TOO_LONG) from None
    if done.returncode == 0 and done.stdout.startswith(b"\xff\xd8\xff"):
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    # A process that was ended by its limits, or broke down, says nothing of ours.
    raise NotTaken(said if said in REASONS else DAMAGED)


def _begins_like_a_photograph(content: bytes) -> bool:
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or is_webp


def _is_another_picture(content: bytes) -> bool:
    heic = content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS
    return heic or content.startswith(_OTHER_PICTURES) or b"<svg" in content[:1024].lower()


def drawn_anew(content: bytes) -> bytes:
    """The same picture, decoded and encoded again in this very process. Raises `NotTaken`."""
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            _refuse_by_its_header(picture)
            # A JPEG is decoded at half, a quarter or an eighth of its size where that is enough.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
            upright = ImageOps.exif_transpose(picture)
            return _encoded(upright)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        raise NotTaken(TOO_LARGE) from None
    except Image.UnidentifiedImageError:
        raise NotTaken(DAMAGED) from None
    except NotTaken:
        raise
    except Exception:  # decoders fail in a hundred ways on what was made to harm; none of them is taken
        raise NotTaken(DAMAGED) from None


def _refuse_by_its_header(picture: Any) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS[picture.format]:
        raise NotTaken(TOO_LARGE)
    if min(width, height) < MIN_SIDE:
        raise NotTaken(TOO_SMALL)
    # Telephones put a second, smaller picture behind a JPEG (MPO): the first is the photograph, nothing moves.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise NotTaken(MOVING)


def _encoded(picture: Any) -> bytes:
    from PIL import Image

    # On white paper, in an image of our own: nothing that came with the picture is carried over.
    sheet = Image.new("RGB", picture.size, "white")
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        sheet.paste(clear, mask=clear.getchannel("A"))
    else:
        sheet.paste(picture.convert("RGB"))
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=QUALITY, optimize=True)
    return stream.getvalue()


def _in_its_own_process() -> int:
    import resource

    # Where a system has no such limit, the checks of the header and the time still hold.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        sys.stdout.buffer.write(drawn_anew(sys.stdin.buffer.read(MAX_BYTES)))
    except NotTaken as refused:
        sys.stderr.write(refused.reason)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(_in_its_own_process())
