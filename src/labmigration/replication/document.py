"""What a document is made of: ordered sections of parts, each part with where it comes from and as of when.

Nothing here knows Django, a page or a PDF: two renderings read the same blocks. Every text is a `str`; one that stays
French inside an English document is `InFrench`, so that both renderings mark its language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal


class InFrench(str):
    """A text that is French whatever the document's language: an official name, a sentence nobody translated yet."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part comes from. kind: live data, programme configuration, owned text. `as_of`: the day of which it
    speaks: of the count, of the newest value, of the text's version. `status`: empty, or what is still open about it.
    """

    kind: Literal["live", "programme", "text"]
    label: str
    version: str
    as_of: date
    status: str = ""

    @property
    def letter(self) -> str:
        """L, C or T, as the outline of the two documents calls them."""
        return {"live": "L", "programme": "C", "text": "T"}[self.kind]


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Boxes:
    """Tasks with a box to tick on paper."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and values, one under the other."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words. `widths`: relative widths of the columns; `numbers`: columns set to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows) or len(self.widths) != len(self.heads):
            raise ValueError(f"{self.caption}: every row has one cell a column")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number about people, with what it is a part of.

    value: None where it is not shown. of: the denominator, None where only `of_at_least` may be told (small numbers);
    low, high: the interval, in the unit of `told` where there is one. told: the number as it is read, unit included.
    """

    label: str
    value: float | None
    of: int | None
    of_label: str
    told: str
    interval: str = ""
    of_at_least: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and self.of is None and self.of_at_least is None:
            raise ValueError(f"{self.label}: a number without its denominator is not told")


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers about people, one a row."""

    caption: str
    heads: tuple[str, str, str, str]
    rows: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG with its title and its description; the same numbers stand in a table beside it."""

    title: str
    description: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Note:
    """What must not be missed."""

    text: str
    tone: Literal["info", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class Missing:
    """What will stand here and does not exist yet: said so, never left out and never zero."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a part, as of one sheet among several. `page`: on paper it begins a page."""

    text: str
    page: bool = False


Block = Paragraph | Bullets | Boxes | Pairs | Grid | Measures | Drawing | Note | Missing | Heading


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks under a title, with where they come from."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered chapter, or a lettered annex."""

    number: str
    code: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole, as of one day, for one territory, in one language."""

    kind: str
    language: str
    title: str
    subtitle: str
    on: date
    about: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]


def blocks_of(document: Document) -> Iterator[Block]:
    """Every block, in order."""
    for section in document.sections:
        for part in section.parts:
            yield from part.blocks
