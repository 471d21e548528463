"""Cuts IBM Plex Sans Arabic down to the letters that our pages write: 13 KB a weight instead of 72.

Usage: python tools/arabic_font.py FOLDER_OF_THE_NPM_PACKAGE (needs fonttools and brotli, which the product does not).
The Open Font License keeps the name "Plex" for the unchanged font, so the cut one gets another.
"""

import sys
from pathlib import Path

from fontTools import subset

LETTERS = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670,U+0671,U+067E,U+0686,U+0698,U+06A4,U+06A9,U+06AF,"
    "U+06C0,U+06CC,U+06D4,U+06F0-06F9,U+200C-200F"
)
FEATURES = "init,medi,fina,isol,rlig,ccmp,calt,liga,mark,mkmk,locl"
TARGET = Path(__file__).parents[1] / "src/labmigration/ui/static/ui/fonts"


def main(package: Path) -> None:
    """Write both weights."""
    for weight in ("Regular", "SemiBold"):
        options = subset.Options(flavor="woff2", hinting=False, layout_features=FEATURES.split(","))
        font = subset.load_font(str(package / f"fonts/complete/woff2/IBMPlexSansArabic-{weight}.woff2"), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
        cutter.subset(font)
        for record in font["name"].names:
            told = record.toUnicode().replace("IBM Plex Sans Arabic", "Lab Sans Arabic")
            record.string = told.replace("IBMPlexSansArabic", "LabSansArabic")
        subset.save_font(font, str(TARGET / f"LabSansArabic-{weight}.woff2"), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
