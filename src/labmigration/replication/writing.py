"""The pen of both documents: words in one language, values with their source, parts with where they come from."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from labmigration.programme.records import Source
from labmigration.programme.values import Sourced
from labmigration.replication.document import (
    Block,
    Boxes,
    Bullets,
    Grid,
    Heading,
    InFrench,
    Missing,
    Origin,
    Paragraph,
    Part,
)
from labmigration.replication.owned import Owned, Piece, english_sentences, owned, words
from labmigration.replication.sources import Sources

NBSP = "\u00a0"
_NUMBERED = re.compile(r"\d+\. ")


class Pen:
    """Writes one document in one language from one set of sources."""

    def __init__(self, sources: Sources, language: str) -> None:
        self.sources, self.language = sources, language
        self._words = words(language)
        self.cited: dict[str, Source] = {}

    def __call__(self, code: str, **values: object) -> str:
        """A word of the documents; KeyError where it is not written."""
        told = self._words[code]
        return told.format(**values) if values else told

    def either(self, fr: str, en: str) -> str:
        """A name that the programme has in both languages."""
        return fr if self.language == "fr" else en

    def from_french(self, sentence: str) -> str:
        """A sentence that the programme has in French: its English where somebody wrote it, else marked as French."""
        if self.language == "fr" or not sentence:
            return sentence
        return english_sentences().get(sentence) or InFrench(sentence)

    def day(self, day: date | None) -> str:
        """As people write it; empty for no day."""
        if day is None:
            return ""
        month = self("months").split()[day.month - 1]
        first = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{first}{NBSP}{month}{NBSP}{day.year}"

    def number(self, value: float | Decimal, digits: int = 0) -> str:
        """With the separators of the language."""
        told = f"{value:,.{digits}f}"
        return told if self.language == "en" else told.replace(",", "\u202f").replace(".", ",")

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as whole percents."""
        return f"{round(100 * share)}{'%' if self.language == 'en' else NBSP + '%'}"

    def source(self, code: str) -> str:
        """The code of a source, which the list of sources then explains."""
        self.cited[code] = self.sources.programme.source(code)
        return code

    def cite(self, value: Sourced) -> str:
        """The codes of a value's sources and the day from which it counts; « to be confirmed » where it is."""
        for code in (value.source, *value.also_in):
            self.source(code)
        told = f"{', '.join((value.source, *value.also_in))} ({self.day(value.since)})"
        return told if value.confirmed else f"{told} · {self('to_confirm')}"

    @property
    def masked(self) -> str:
        """Whether small numbers are told, as the note of a part says it."""
        return self("exact") if self.sources.exact else self("masked", threshold=self.sources.threshold)

    @property
    def measure_heads(self) -> tuple[str, str, str, str]:
        """Heads of every table of numbers about people."""
        return self("what"), self("how_many"), self("out_of"), self("interval")

    def configured(self, code: str, blocks: Iterable[Block], values: Iterable[Sourced], title: str = "") -> Part:
        """A part that the programme's files say; it is as of the newest of its values."""
        used = tuple(values)
        open_ones = sum(not value.confirmed for value in used)
        told = self("to_confirm") if open_ones == len(used) else self("some_to_confirm", count=open_ones, of=len(used))
        status = told if open_ones else ""
        as_of = max((value.since for value in used), default=self.sources.on)
        origin = Origin("programme", self("origin_programme"), self.sources.programme.version, as_of, status)
        return Part(code, title or self(f"part_{code}"), tuple(blocks), (origin,))

    def live(self, code: str, blocks: Iterable[Block], title: str = "", status: str = "") -> Part:
        """A part counted or read on the day of the document."""
        return Part(code, title or self(f"part_{code}"), tuple(blocks), (self.counted_today(status),))

    def forecast(self, code: str, blocks: Iterable[Block], status: str) -> Part:
        """A part computed on the day of the document, from what the territory counts and what is supposed."""
        label = self("origin_forecast", territory=self.sources.name)
        origin = Origin("live", label, self.sources.expansion.version, self.sources.expansion.on, status)
        return Part(code, self(f"part_{code}"), tuple(blocks), (origin,))

    def counted_today(self, status: str = "") -> Origin:
        """The origin of live data."""
        return Origin("live", self("origin_live", territory=self.sources.name), "", self.sources.on, status)

    def missing(self, code: str) -> Part:
        """A live part that nobody can write yet, and what it takes."""
        return self.live(code, (self.not_yet(code),))

    def not_yet(self, code: str) -> Missing:
        """What will stand there, and how it comes."""
        return Missing(self(f"missing_{code}"), self(f"missing_{code}_how", threshold=self.sources.threshold))

    def text(self, code: str, title: str = "", *, more: Iterable[Block] = ()) -> Part:
        """A part that somebody owns; `more` blocks of the same owner follow."""
        found = owned(code)
        blocks = [block for piece in found.piece for block in self._piece(piece)]
        return Part(code, title or found.title.told(self.language), (*blocks, *more), (self.by(found),))

    def by(self, found: Owned) -> Origin:
        """The origin of an owned text."""
        return Origin("text", found.owner.told(self.language), found.version, found.day, self(f"status_{found.status}"))

    def with_origin(self, part: Part, *origins: Origin) -> Part:
        """The part with more origins: where live numbers stand beside a text."""
        return Part(part.code, part.title, part.blocks, (*part.origins, *origins))

    def about(self) -> tuple[tuple[str, str], ...]:
        """What the cover says: whose, as of when, from which versions."""
        return (
            (self("territory"), self.sources.name),
            (self("as_of"), self.day(self.sources.on)),
            (self("programme_version"), self.sources.programme.version),
            (self("written_by"), self("written_by_the_product")),
        )

    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before the first page."""
        told = [self("warning_threshold", threshold=self.sources.threshold, shares=self.sources.shares_from)]
        if self.sources.exact:
            told = [self("warning_exact")]
        if self.sources.invented:
            told.insert(0, self("warning_invented"))
        return tuple(told)

    def _piece(self, piece: Piece) -> Iterable[Block]:
        title = piece.title.told(self.language) if piece.title else ""
        if title:
            yield Heading(title, piece.page)
        if piece.prose:
            yield from prose_blocks(piece.prose.told(self.language))
        elif piece.heads:
            heads = piece.heads.told(self.language)
            rows = tuple(row.told(self.language) for row in piece.row)
            yield Grid(title or self("table"), heads, rows, piece.widths or (1,) * len(heads))


def prose_blocks(prose: str) -> Iterable[Block]:
    """Paragraphs and lists as the owners write them: see `owned.Piece`."""
    for group in prose.strip().split("\n\n"):
        lines = [line.strip() for line in group.split("\n")]
        if all(line.startswith("- ") for line in lines):
            yield Bullets(tuple(line[2:] for line in lines))
        elif all(line.startswith("[ ] ") for line in lines):
            yield Boxes(tuple(line[4:] for line in lines))
        elif all(_NUMBERED.match(line) for line in lines):
            yield Bullets(tuple(_NUMBERED.sub("", line, count=1) for line in lines), ordered=True)
        else:
            yield Paragraph(" ".join(lines))
