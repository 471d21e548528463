"""Cuts IBM Plex Sans down to the letters that our pages write: 8 to 13 KB a file instead of 20 to 72.

Usage: python tools/fonts.py PLEX_SANS PLEX_SANS_ARABIC: the unpacked npm packages @ibm/plex-sans and
@ibm/plex-sans-arabic (needs fonttools and brotli, which the product does not).
The Open Font License keeps the name "Plex" for the unchanged font, so the cut ones get another.
"""

import sys
from pathlib import Path

from fontTools import subset

FEATURES = "kern,liga,tnum,locl,ccmp,init,medi,fina,isol,rlig,calt,mark,mkmk"
TARGET = Path(__file__).parents[1] / "src/labmigration/ui/static/ui/fonts"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0152-0153,U+0178,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,"
    "U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2212"
)
CYRILLIC = "U+0400-045F,U+0490-0491,U+2116"
ARABIC = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+0671,U+067E,U+0686,U+0698,U+06A4,U+06A9,U+06AF,"
    "U+06C0,U+06CC,U+06D4,U+06F0-06F9,U+200C-200F"
)


def main(plex: Path, arabic: Path) -> None:
    """Write both weights of each script."""
    for weight in ("Regular", "SemiBold"):
        for script, letters in (("Latin1", LATIN), ("Cyrillic", CYRILLIC)):
            source = plex / f"fonts/split/woff2/IBMPlexSans-{weight}-{script}.woff2"
            cut(source, letters, TARGET / f"LabSans-{weight}-{script}.woff2")
        source = arabic / f"fonts/complete/woff2/IBMPlexSansArabic-{weight}.woff2"
        cut(source, ARABIC, TARGET / f"LabSansArabic-{weight}.woff2")


def cut(source: Path, letters: str, target: Path) -> None:
    """Keep those letters of a font, and give it another name."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=FEATURES.split(","))
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(letters))
    cutter.subset(font)
    for record in font["name"].names:
        record.string = record.toUnicode().replace("IBM Plex Sans", "Lab Sans").replace("IBMPlexSans", "LabSans")
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
