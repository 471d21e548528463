"""Columns of facts: how each is held in NumPy, and how it is written as text, the same everywhere.

Kinds: `key` and `text` (object arrays), `word` (few distinct texts, `Words`), `day` (datetime64[D], NaT unknown),
`number` (float64, NaN unknown), `count` (int64), `flag` (int8: 1 yes, 0 no, -1 unknown), `person` (int64, the row of
the table of people; written as that person's key). Unknown is written as an empty text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["key", "text", "word", "day", "number", "count", "flag", "person"]
Days = NDArray[np.datetime64]
Flags = NDArray[np.int8]
Mask = NDArray[np.bool_]
NEVER = np.datetime64("NaT", "D")
_EPOCH = date(1970, 1, 1).toordinal()
_UNKNOWN = date.min


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name and its kind."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A column of few distinct texts: the place of each row's text in `names`, which is sorted."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> "Words":
        """From one text per row; None is the empty text."""
        given = texts if isinstance(texts, Sequence) else list(texts)
        found = set(given)
        names = tuple(sorted({text or "" for text in found}))
        place: dict[str | None, int] = {name: number for number, name in enumerate(names)}
        if None in found:
            place[None] = place[""]
        return cls(np.fromiter(map(place.__getitem__, given), np.int32, len(given)), names)

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: Any) -> "Words":
        return Words(self.codes[rows], self.names)

    def at(self, rows: NDArray[np.int64]) -> "Words":
        """The text of each of these rows; the empty text for −1."""
        names, place = self._with("")
        if not len(self):
            return Words(np.full(len(rows), place[""], np.int32), names)
        codes = np.array([place[name] for name in self.names], np.int32)[self.codes]
        return Words(np.where(rows < 0, np.int32(place[""]), codes[rows]), names)

    def but(self, text: str, rows: Mask) -> "Words":
        """The same with another text in these rows."""
        names, place = self._with(text)
        codes = np.array([place[name] for name in self.names], np.int32)[self.codes]
        return Words(np.where(rows, np.int32(place[text]), codes), names)

    def _with(self, text: str) -> tuple[tuple[str, ...], dict[str, int]]:
        names = tuple(sorted({*self.names, text}))
        return names, {name: number for number, name in enumerate(names)}

    def are(self, *names: str) -> Mask:
        """Which rows hold one of these texts."""
        wanted = np.array([name in names for name in self.names], dtype=np.bool_)
        return np.asarray(wanted[self.codes]) if self.names else np.zeros(len(self), dtype=np.bool_)

    def texts(self) -> list[str]:
        """The text of each row."""
        return [self.names[code] for code in self.codes.tolist()]


Held = NDArray[Any] | Words


def held(kind: Kind, values: Sequence[Any] | Held) -> Held:
    """A column from Python values as rows of a database have them (None is unknown); one made already stays."""
    if isinstance(values, (Words, np.ndarray)):
        return values
    if kind == "word":
        return Words.of(values)
    if kind in ("key", "text"):
        found = np.empty(len(values), dtype=object)
        found[:] = [value or "" for value in values]
        return found
    if kind == "day":
        return days_of(values)
    if kind == "number":
        return np.array([np.nan if value is None else float(value) for value in values], dtype=np.float64)
    if kind == "flag":
        return np.array([-1 if value is None else int(value) for value in values], dtype=np.int8)
    return np.array(values, dtype=np.int64)


def days_of(values: Iterable[date | None]) -> Days:
    """A column of days; by their numbers, since NumPy takes thirty times as long to look into each date."""
    given = [day or _UNKNOWN for day in values]
    numbers = np.fromiter(map(date.toordinal, given), np.int64, len(given))
    days = (numbers - _EPOCH).astype("datetime64[D]")
    days[numbers == _UNKNOWN.toordinal()] = NEVER
    return days


def written(kind: Kind, column: Held, keys: Sequence[str] = ()) -> list[str]:
    """The column as texts; `keys` of the people, for a column of persons."""
    if isinstance(column, Words):
        return column.texts()
    if kind == "day":
        return ["" if text == "NaT" else text for text in np.datetime_as_string(column, unit="D").tolist()]
    if kind == "person":
        return [keys[row] for row in column.tolist()]
    say = _SAY.get(kind)
    return [say(value) for value in column.tolist()] if say else column.tolist()


def read(kind: Kind, texts: Sequence[str], place: dict[str, int]) -> Held:
    """A column from its texts; `place`: the row of each person by her key. KeyError for a person who is not there."""
    if kind == "person":
        return np.fromiter((place[text] for text in texts), np.int64, len(texts))
    parse = _READ.get(kind)
    return held(kind, [parse(text) if text else None for text in texts] if parse else texts)


def _number(value: float) -> str:
    """A number as text: whole ones without a point, others as short as they read back."""
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() else repr(value)


_SAY: dict[str, Callable[[Any], str]] = {
    "number": _number,
    "count": str,
    "flag": lambda value: "" if value < 0 else str(value),
}
_READ: dict[str, Callable[[str], Any]] = {
    "day": date.fromisoformat,
    "number": lambda text: float(Decimal(text)),
    "count": int,
    "flag": int,
}
