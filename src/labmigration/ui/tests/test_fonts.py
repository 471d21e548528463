"""A letter stands in one font file of a weight: in two, a page fetches a whole second file for one sign."""

import re
from itertools import combinations
from pathlib import Path

SHEET = (Path(__file__).parent.parent / "static/ui/base.css").read_text(encoding="utf-8")
FACE = re.compile(r'font-family: "([^"]+)"; font-weight: (\d+);.*?url\("([^"]+)"\).*?unicode-range: ([^;]+);')


def letters(ranges: str) -> set[int]:
    """The code points of a `unicode-range`."""
    found: set[int] = set()
    for each in ranges.split(","):
        first, _to, last = each.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


FACES = [(family, weight, file, letters(ranges)) for family, weight, file, ranges in FACE.findall(SHEET)]


def test_no_letter_stands_in_two_files_of_one_weight():
    assert len(FACES) == SHEET.count("@font-face")
    for (family, weight, file, held), (family2, weight2, file2, held2) in combinations(FACES, 2):
        if (family, weight) == (family2, weight2):
            assert not held & held2, f"{file} and {file2}: {sorted(map(chr, held & held2))}"


def test_what_every_page_writes_stands_in_the_font_that_every_page_loads():
    latin = next(held for *_told, file, held in FACES if "Regular-Latin1" in file)
    assert set(map(ord, "abcABC012éèçœ’«»—–…€ \u00a0\u202f")) <= latin
