"""What one cell says, and a memory of what was already read: a file repeats its dates and labels endlessly."""

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_INVISIBLE = re.compile("[\u200b\u2060\ufeff\x00]")


class Cell(NamedTuple, Generic[T]):
    """`value`, or why there is none (`error`, which rejects the row), or what the sender should know (`notice`)."""

    value: T
    error: str = ""
    notice: str = ""


class Remembered(dict[str, T]):
    """`remembered[text]` is `read(text)`, read once; emptied when it grows beyond LARGEST texts."""

    LARGEST = 50_000

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> T:
        if len(self) >= self.LARGEST:
            self.clear()
        value = self[text] = self._read(text)
        return value


def tidy(text: str) -> str:
    """Without invisible signs, outer spaces, or more than one space inside."""
    return " ".join(_INVISIBLE.sub("", text).split())


def quoted(text: str, longest: int = 40) -> str:
    """`text` between French quotation marks, cut where it is long."""
    shown = tidy(text)
    return f"« {shown if len(shown) <= longest else shown[:longest] + '…'} »"
