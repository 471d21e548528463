"""Photographs made by code: good ones of every kind that we take, and some fifty made to harm or simply broken.

Nothing is stored: each is built when it is asked for, so that no virus scanner and no reader stumbles over them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from labmigration.pathway.reception import photograph as why

Make = Callable[[], bytes]


def picture(size: tuple[int, int] = (900, 600), mode: str = "RGB") -> Image.Image:
    """An invented card that says so."""
    drawn = Image.new("RGB", size, "#e8e2d0")
    ImageDraw.Draw(drawn).text((30, 30), "SPECIMEN", fill="#223344", font_size=40)
    return drawn.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def jpeg(**options: object) -> bytes:
    return encoded(picture(), **options)


def png(**options: object) -> bytes:
    return encoded(picture(), "PNG", **options)


def with_place_and_owner() -> bytes:
    """As a telephone writes it: turned by its EXIF, with the place where it was taken and whose telephone it is."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "TelephoneDeAwa"
    exif.get_ifd(0x8825)[2] = (43.0, 17.0, 48.0)
    return jpeg(exif=exif, comment=b"rue-du-Canari")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, *extra: bytes, data: bytes = b"") -> bytes:
    """A PNG whose header says what one likes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + body + chunk(b"IEND", b"")


def png_bomb(width: int, height: int) -> bytes:
    """A real flood: all its rows are there, a thousand times smaller packed."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * (width * 3)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return png_of(width, height, data=packed)


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG whose frame header claims another size."""
    content = bytearray(jpeg())
    place = content.index(b"\xff\xc0")
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def packed(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100, loop=0)


def long_text() -> bytes:
    """A megabyte of text in every one of a hundred packed chunks."""
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * (2 * 1024 * 1024)))
    return png_of(600, 400, *([text] * 100))


def colour_profile_bomb() -> bytes:
    return png_of(600, 400, chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(b"\0" * (80 * 1024 * 1024))))


def ftyp(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1" + brand + b"\0" * 400


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
XXE = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"

#: name → (how to make it, why it is refused; several reasons where decoders differ)
REFUSED: dict[str, tuple[Make, tuple[str, ...]]] = {
    "nothing at all": (lambda: b"", (why.EMPTY,)),
    "fifteen megabytes and a byte": (lambda: jpeg() + b"\0" * why.MAX_BYTES, (why.TOO_HEAVY,)),
    "a text": (lambda: b"Bonjour, voici ma carte.", (why.NOT_AN_IMAGE,)),
    "one byte": (lambda: b"\xff", (why.NOT_AN_IMAGE,)),
    "only zeros": (lambda: b"\0" * 4096, (why.NOT_AN_IMAGE,)),
    "a page of HTML": (lambda: b"<!doctype html><script>alert(1)</script>", (why.NOT_AN_IMAGE,)),
    "a script": (lambda: b"#!/bin/sh\nrm -rf /\n", (why.NOT_AN_IMAGE,)),
    "PHP": (lambda: b"<?php system($_GET['c']); ?>", (why.NOT_AN_IMAGE,)),
    "the test virus": (lambda: EICAR, (why.NOT_AN_IMAGE,)),
    "a Windows programme": (lambda: b"MZ" + b"\0" * 600, (why.NOT_AN_IMAGE,)),
    "a Linux programme": (lambda: b"\x7fELF" + b"\0" * 600, (why.NOT_AN_IMAGE,)),
    "a zip": (lambda: packed(photo=b"x"), (why.NOT_AN_IMAGE,)),
    "a zip bomb": (lambda: packed(photo=b"\0" * 50_000_000), (why.NOT_AN_IMAGE,)),
    "a zip that climbs out of its folder": (lambda: packed(**{"../../etc/passwd": b"x"}), (why.NOT_AN_IMAGE,)),
    "a Word document": (lambda: packed(**{"word/document.xml": b"<w/>"}), (why.NOT_AN_IMAGE,)),
    "gzip": (lambda: b"\x1f\x8b\x08" + b"\0" * 100, (why.NOT_AN_IMAGE,)),
    "a film": (lambda: ftyp(b"isom"), (why.NOT_AN_IMAGE,)),
    "a drawing (SVG) with a script": (lambda: SVG, (why.UNKNOWN_KIND,)),
    "a drawing that reads files": (lambda: XXE, (why.UNKNOWN_KIND,)),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", (why.UNKNOWN_KIND,)),
    "a PDF that is also a JPEG further on": (lambda: b"%PDF-1.7\n" + jpeg(), (why.UNKNOWN_KIND,)),
    "HEIC": (lambda: ftyp(b"heic"), (why.UNKNOWN_KIND,)),
    "HEIF": (lambda: ftyp(b"mif1"), (why.UNKNOWN_KIND,)),
    "AVIF": (lambda: encoded(picture(), "AVIF"), (why.UNKNOWN_KIND,)),
    "GIF": (lambda: encoded(picture(), "GIF"), (why.UNKNOWN_KIND,)),
    "a GIF that moves": (lambda: moving("GIF"), (why.UNKNOWN_KIND,)),
    "TIFF": (lambda: encoded(picture(), "TIFF"), (why.UNKNOWN_KIND,)),
    "BMP": (lambda: encoded(picture(), "BMP"), (why.UNKNOWN_KIND,)),
    "an icon": (lambda: encoded(picture((256, 256)), "ICO"), (why.UNKNOWN_KIND,)),
    "JPEG 2000": (lambda: encoded(picture(), "JPEG2000"), (why.UNKNOWN_KIND,)),
    "Photoshop": (lambda: b"8BPS\0\1" + b"\0" * 400, (why.UNKNOWN_KIND,)),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", (why.NOT_AN_IMAGE,)),
    "a PNG that moves": (lambda: moving("PNG"), (why.MOVING,)),
    "a WebP that moves": (lambda: moving("WEBP"), (why.MOVING,)),
    "the beginning of a JPEG, then text": (lambda: b"\xff\xd8\xff\xe0" + b"A" * 5000, (why.DAMAGED,)),
    "the beginning of a PNG, then text": (lambda: b"\x89PNG\r\n\x1a\n" + b"A" * 5000, (why.DAMAGED,)),
    "the beginning of a WebP, then text": (lambda: b"RIFF\x10\0\0\0WEBP" + b"A" * 5000, (why.DAMAGED,)),
    "a page of HTML in the coat of a JPEG": (lambda: b"\xff\xd8\xff<html><script>1</script>", (why.DAMAGED,)),
    "half a JPEG": (lambda: jpeg()[: len(jpeg()) // 2], (why.DAMAGED,)),
    "a JPEG without its picture": (lambda: jpeg()[:300], (why.DAMAGED,)),
    "half a PNG": (lambda: png()[: len(png()) // 2], (why.DAMAGED,)),
    "half a WebP": (lambda: encoded(picture(), "WEBP")[:200], (why.DAMAGED,)),
    "a PNG whose data is of another size": (lambda: png_of(600, 400), (why.DAMAGED,)),
    "a PNG with a wrong sum": (lambda: png().replace(b"IDAT", b"IDAU", 1), (why.DAMAGED,)),
    "a PNG that claims four thousand million pixels": (lambda: png_of(65_000, 65_000), (why.TOO_LARGE,)),
    "a PNG of the greatest size there is": (lambda: png_of(2**31 - 1, 2**31 - 1), (why.TOO_LARGE, why.DAMAGED)),
    "a JPEG that claims four thousand million pixels": (lambda: jpeg_of(65_500, 65_500), (why.TOO_LARGE,)),
    "a flood of a hundred million pixels": (lambda: png_bomb(10_000, 10_000), (why.TOO_LARGE,)),
    "a WebP of sixteen million pixels": (lambda: encoded(picture((4000, 4000)), "WEBP"), (why.TOO_LARGE,)),
    "a PNG without any width": (lambda: png_of(0, 400), (why.DAMAGED, why.TOO_SMALL)),
    "one pixel that spies": (lambda: encoded(picture((1, 1)), "PNG"), (why.TOO_SMALL,)),
    "a strip": (lambda: encoded(picture((3000, 20))), (why.TOO_SMALL,)),
    "a hundred packed texts": (long_text, (why.DAMAGED, why.TOO_LARGE)),
    "a colour profile that unpacks to 80 MB": (colour_profile_bomb, (why.DAMAGED, why.TOO_LARGE)),
}


def _with_text() -> bytes:
    told = PngInfo()
    told.add_text("Author", "TelephoneDeAwa")
    told.add_itxt("Comment", "rue-du-Canari", zip=True)
    return png(pnginfo=told)


#: Taken, and nothing but the picture comes out: name → how to make it.
TAKEN: dict[str, Make] = {
    "a telephone's JPEG, turned, with its place": with_place_and_owner,
    "a progressive JPEG": lambda: jpeg(progressive=True),
    "a JPEG in grey": lambda: encoded(picture(mode="L")),
    "a JPEG in CMYK": lambda: encoded(picture(mode="CMYK")),
    "a JPEG of 48 million pixels": lambda: encoded(picture((8000, 6000))),
    "a progressive JPEG of 20 million pixels": lambda: encoded(picture((5000, 4000)), progressive=True),
    "a JPEG with a second picture behind (MPO)": lambda: encoded(
        picture(), "MPO", save_all=True, append_images=[picture((300, 200))]
    ),
    "a PNG": png,
    "a PNG with texts": _with_text,
    "a PNG one sees through": lambda: encoded(picture(mode="RGBA"), "PNG"),
    "a PNG with a palette and a hole": lambda: encoded(picture(mode="P"), "PNG", transparency=0),
    "a PNG of sixteen bits": lambda: encoded(Image.new("I;16", (600, 400)), "PNG"),
    "a PNG in black and white": lambda: encoded(picture(mode="1"), "PNG"),
    "a WebP": lambda: encoded(picture(), "WEBP"),
    "a flood just under the limit": lambda: png_bomb(6_300, 6_300),
    "a JPEG with a zip behind": lambda: jpeg() + packed(TelephoneDeAwa=b"rue-du-Canari"),
    "a JPEG with a page of HTML behind": lambda: jpeg() + b"<script>TelephoneDeAwa</script>",
    "a JPEG with PHP in its comment": lambda: jpeg(comment=b"<?php TelephoneDeAwa ?>"),
    "a PNG with a programme behind": lambda: png() + b"MZ TelephoneDeAwa",
    "a PNG with an unknown chunk": lambda: png()[:-12] + chunk(b"eViL", b"TelephoneDeAwa") + png()[-12:],
    "a WebP with a page of HTML behind": lambda: encoded(picture(), "WEBP") + b"<script>TelephoneDeAwa</script>",
}
