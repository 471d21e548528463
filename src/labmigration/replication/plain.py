"""A document as plain values that both renderings read: a page's template and a Typst file.

Every text becomes {"text", "lang"}; `lang` is empty where it is the document's own. French signs get the space before
them that may not break.
"""

import re
from typing import Any

from labmigration.replication.document import (
    Block,
    Boxes,
    Bullets,
    Document,
    Drawing,
    Grid,
    Heading,
    InFrench,
    Measure,
    Measures,
    Missing,
    Note,
    Origin,
    Pairs,
    Paragraph,
    Part,
)
from labmigration.replication.writing import Pen

Text = dict[str, str]
SHORT = 4
_BEFORE, _AFTER = re.compile(r" (?=[:;?!»%])"), re.compile(r"(?<=«) ")


class Plain:
    """Writes the document of a pen as plain values."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen

    def document(self, document: Document) -> dict[str, Any]:
        """The whole."""
        return {
            "title": f"{document.title} · {document.subtitle}",
            "name": document.title,
            "subtitle": document.subtitle,
            "about": [[self.text(label), self.text(value)] for label, value in document.about],
            "warnings": [self.text(warning) for warning in document.warnings],
            "contents": self.pen("contents"),
            "footer": self.pen("footer_exact") if self.pen.sources.exact else "Lab Migration",
            "letters": self.pen("letters_explained"),
            "sections": [
                {
                    "code": section.code,
                    # On paper a chapter of a few lines does not begin a page.
                    "short": sum(len(part.blocks) for part in section.parts) <= SHORT,
                    "heading": self.text(self._heading(section.number, section.title)),
                    "parts": [self._part(section.code, part) for part in section.parts],
                }
                for section in document.sections
            ],
        }

    def text(self, told: str) -> Text:
        """One text with its language."""
        french = isinstance(told, InFrench) or self.pen.language == "fr"
        words = _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", told)) if french else str(told)
        return {"text": words, "lang": "fr" if isinstance(told, InFrench) else ""}

    def _heading(self, number: str, title: str) -> str:
        return f"{number}. {title}" if number.isdigit() else f"{self.pen('annex', number=number)} · {title}"

    def _part(self, section: str, part: Part) -> dict[str, Any]:
        return {
            "code": f"{section}-{part.code}",
            "title": self.text(part.title),
            # Nine lists of tasks would fill the table of contents.
            "listed": not part.code.startswith("tasks_"),
            "blocks": self._blocks(part.blocks),
            "origins": [self._origin(origin) for origin in part.origins],
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """One table needs no name of its own under the part's title, several do."""
        several = sum(isinstance(block, Grid | Measures) for block in blocks) > 1
        named = several and not any(isinstance(block, Heading) for block in blocks)
        return [self._block(block) | {"named": named} for block in blocks]

    def _origin(self, origin: Origin) -> Text:
        told = [f"{origin.letter} · {origin.label}"]
        if origin.version:
            told.append(self.pen("origin_version", version=origin.version))
        told.append(self.pen("origin_as_of", day=self.pen.day(origin.as_of)))
        return self.text(", ".join(told) + (f" ({origin.status})" if origin.status else ""))

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(text):
                return {"kind": "paragraph", "text": self.text(text)}
            case Bullets(items, ordered):
                return {"kind": "numbers" if ordered else "bullets", "items": [self.text(item) for item in items]}
            case Boxes(items):
                return {"kind": "boxes", "items": [self.text(item) for item in items]}
            case Pairs(rows):
                return {"kind": "pairs", "rows": [[self.text(label), self.text(value)] for label, value in rows]}
            case Grid():
                return self._grid(block)
            case Measures():
                return self._measures(block)
            case Drawing(title, description, svg):
                told = {"title": self.text(title), "description": self.text(description)["text"]}
                return {"kind": "drawing", "svg": svg, **told}
            case Note(text, tone):
                return {"kind": "note", "tone": tone, "text": self.text(text)}
            case Missing(what, how):
                told = {"label": self.text(self.pen("not_available_yet")), "what": self.text(what)}
                return {"kind": "missing", **told, "how": self.text(how)}
            case Heading(text, page):
                return {"kind": "heading", "text": self.text(text), "page": page}

    def _grid(self, grid: Grid) -> dict[str, Any]:
        return {
            "kind": "grid",
            "caption": self.text(grid.caption),
            "heads": [self.text(head) for head in grid.heads],
            "rows": [
                [
                    self.text(cell) | {"head": self.text(head)["text"]}
                    for head, cell in zip(grid.heads, row, strict=True)
                ]
                for row in grid.rows
            ],
            "widths": list(grid.widths),
            "numbers": list(grid.numbers),
        }

    def _measures(self, measures: Measures) -> dict[str, Any]:
        rows = tuple(
            (
                row.label,
                row.told if row.value is not None else self.pen("not_shown"),
                self._base(row),
                self._interval(row),
            )
            for row in measures.rows
        )
        return self._grid(Grid(measures.caption, measures.heads, rows, (5, 2, 4, 3), numbers=(1,)))

    def _base(self, row: Measure) -> str:
        if row.of is not None:
            return f"{self.pen.number(row.of)} · {row.of_label}"
        if row.of_at_least is not None:
            return f"{self.pen('at_least_people', count=row.of_at_least)} · {row.of_label}"
        return self.pen("not_shown")

    def _interval(self, row: Measure) -> str:
        return " · ".join(part for part in (row.interval, row.note) if part) or "–"
