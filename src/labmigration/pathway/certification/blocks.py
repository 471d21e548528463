"""Blocks of a certification file: those that the programme knows, and those whose label a person typed."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from labmigration.programme import ProgrammeError, programme

TYPED = "saisi-"


@dataclass(frozen=True)
class Block:
    """A block as the file keeps it. `confirmed`: whether a source confirms that it belongs to the title."""

    code: str
    name: str
    confirmed: bool = False

    @property
    def typed(self) -> bool:
        """Whether its label was typed by a person: its number is not known."""
        return self.code.startswith(TYPED)

    @property
    def identity(self) -> str:
        """What makes two blocks of two files the same: the code, or the label where it was typed.

        Codes of typed labels count within one file, so that two files can give one code to two labels.
        """
        return self.name if self.typed else self.code

    @property
    def label(self) -> str:
        """Number and name, or the name alone where nobody knows the number."""
        return self.name if self.typed else f"{self.code} · {self.name}"

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


def known_blocks(certification: str) -> list[Block]:
    """The blocks of a title that the programme knows; not always all of them (`Title.blocks_complete`)."""
    return [Block(block.code, block.name_fr, block.confirmed) for block in programme().title(certification).block]


def typed_blocks(labels: Iterable[str], taken: Iterable[str] = ()) -> list[Block]:
    """A block for every label typed, numbered after those in `taken`; blank lines and repeats are left out."""
    known = {code for code in taken if code.startswith(TYPED)}
    number = max((int(code.removeprefix(TYPED)) for code in known), default=0)
    names = dict.fromkeys(" ".join(label.split()) for label in labels)
    return [Block(f"{TYPED}{number + place}", name) for place, name in enumerate(filter(None, names), start=1)]


def kept_blocks(rows: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks that a file keeps."""
    return [Block(row["code"], row["name"], row["confirmed"]) for row in rows]


def title_name(certification: str) -> str:
    """The French name of a title; its code where the programme no longer knows it."""
    try:
        return programme().title(certification).name_fr
    except ProgrammeError:
        return certification


def title_of_occupation(occupation: str) -> str:
    """The code of the title that serves an occupation; empty when the occupation is not chosen yet."""
    return programme().occupation(occupation).title if occupation else ""
