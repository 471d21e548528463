"""What comes as a photograph: refused in plain words, or drawn anew with nothing left of what came with it."""

import io
import resource
import subprocess
import sys
import time

import pytest
from PIL import Image

from labmigration.pathway.reception import photograph
from labmigration.pathway.reception.photograph import NotTaken, cleaned
from labmigration.pathway.reception.refusals import PHOTOGRAPH_REFUSED
from labmigration.pathway.reception.tests.hostile_photographs import REFUSED, TAKEN, encoded, picture, png_bomb

#: Markers that carry something beside the picture: APP1 to APP15 but Adobe's, and comments.
BESIDE = {*range(0xE1, 0xEE), 0xEF, 0xFE}
CANARIES = (b"TelephoneDeAwa", b"rue-du-Canari", b"<script", b"<?php", b"PK\x03\x04", b"Exif")


def markers(content: bytes) -> set[int]:
    """The segments of a JPEG before its picture."""
    found, place = set(), 2
    while content[place + 1] != 0xDA:
        found.add(content[place + 1])
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return found


def test_the_corpus_is_large_enough():
    assert len(REFUSED) >= 40
    assert len(REFUSED) + len(TAKEN) >= 70


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_quickly_and_for_its_reason(name):
    make, reasons = REFUSED[name]
    content = make()
    begun = time.monotonic()
    with pytest.raises(NotTaken) as refused:
        cleaned(content)
    assert refused.value.reason in reasons
    assert time.monotonic() - begun < photograph.SECONDS + 2


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_drawn_anew_and_nothing_beside_the_picture_is_left(name):
    clean = cleaned(TAKEN[name]())
    with Image.open(io.BytesIO(clean)) as drawn:
        drawn.load()
        assert (drawn.format, drawn.mode) == ("JPEG", "RGB")
        assert max(drawn.size) <= photograph.LONGEST_SIDE
        assert not drawn.getexif()
    assert markers(clean).isdisjoint(BESIDE)
    assert clean.endswith(b"\xff\xd9")
    assert not any(canary in clean for canary in CANARIES)


def test_a_photograph_is_turned_upright_as_its_telephone_says():
    turned = cleaned(TAKEN["a telephone's JPEG, turned, with its place"]())
    with Image.open(io.BytesIO(turned)) as drawn:
        assert drawn.size == (600, 900)


def test_what_one_sees_through_becomes_white_paper():
    clear = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
    with Image.open(io.BytesIO(cleaned(encoded(clear, "PNG")))) as drawn:
        assert drawn.getpixel((10, 10)) == (255, 255, 255)


def test_a_large_photograph_keeps_its_proportions():
    with Image.open(io.BytesIO(cleaned(encoded(picture((4000, 3000)))))) as drawn:
        assert drawn.size == (2000, 1500)


def test_neither_the_flood_nor_its_refusal_takes_more_than_the_memory_allowed():
    """Measured from a small process: what a child used counts its parent's own size before it begins."""
    programme = (
        "import resource, subprocess, sys; content = sys.stdin.buffer.read();"
        f"subprocess.run([sys.executable, '-I', {str(photograph.__file__)!r}], input=content, capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)"
    )
    for content in (png_bomb(6_300, 6_300), png_bomb(10_000, 10_000), encoded(picture((8000, 6000)), progressive=True)):
        done = subprocess.run([sys.executable, "-c", programme], input=content, capture_output=True, check=True)
        assert int(done.stdout) < photograph.MEMORY
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != photograph.MEMORY, "the limit is the child's, not ours"


def test_a_decoder_that_never_ends_is_stopped(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(photograph, "__file__", str(endless))
    monkeypatch.setattr(photograph, "SECONDS", 1)
    with pytest.raises(NotTaken) as refused:
        cleaned(encoded(picture()))
    assert refused.value.reason == photograph.TOO_LONG


def test_a_decoder_that_breaks_down_refuses(monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("import os; os.abort()")
    monkeypatch.setattr(photograph, "__file__", str(broken))
    with pytest.raises(NotTaken) as refused:
        cleaned(encoded(picture()))
    assert refused.value.reason == photograph.DAMAGED


def test_every_reason_has_its_sentence():
    assert set(PHOTOGRAPH_REFUSED) == set(photograph.REASONS)
    assert all(str(says).endswith(".") for says in PHOTOGRAPH_REFUSED.values())
