"""PDF: one house template, our typefaces, text that is never read as markup.

from labmigration import printing

printing.pdf("privacy/printing/my_data.typ", {"title": "Mes données", …}, language="fr")   # bytes

A template is a Typst file of the part that prints it, named from the package's folder; `README.md` has an example.
"""

import json
import warnings
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import typst
from django.utils.functional import Promise

from labmigration import clock
from labmigration.ui.languages import direction

PACKAGE = Path(__file__).parents[1]
FONTS = Path(__file__).parent / "fonts"
LANGUAGES = ("fr", "en", "ar", "uk")


def pdf(template: str, data: dict[str, Any], *, language: str) -> bytes:
    """The document, tagged as PDF/UA-1, with the product's clock as its date.

    template: path of a ``.typ`` file from ``src/labmigration/``. data: what JSON can hold, and days and lazy texts;
    `title` must be in it. It reaches Typst as JSON, so that nothing somebody typed can act as markup.
    language: one of `LANGUAGES`; Arabic is set from the right.

    Raises ValueError for a language that is none of ours or data without a title, FileNotFoundError for an unknown
    template, and `typst.TypstError` when the template itself is wrong.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no language of ours: {language}")
    if not str(data.get("title", "")).strip():
        raise ValueError("a document has a title: people who listen to it hear it first")
    source = PACKAGE / template
    if not source.is_file():
        raise FileNotFoundError(template)
    told = {"language": language, "direction": direction(language), **data}
    with warnings.catch_warnings():
        # A letter that none of our typefaces has is drawn as a box and reported as a warning: no reason to fail.
        warnings.simplefilter("ignore", typst.TypstWarning)
        document: bytes = typst.compile(
            str(source),
            root=str(PACKAGE),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(told, default=_plain, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=clock.now().astimezone(UTC).replace(microsecond=0),
        )
    return document


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"not for a document: {value!r}")
