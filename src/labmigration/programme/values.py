"""A value of the programme: what every dated, sourced record has in common, and what is in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

FrenchLevel = Literal["pre-A1", "A1", "A1+", "A2", "A2+", "B1", "B1+", "B2", "C1", "C2"]


class ProgrammeError(ValueError):
    """The programme's data cannot be used; the sentence names the file and the key, or the code asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What every value carries.

    since: first day on which the value may be relied on; where the source gives no start, the day of the source.
    until: last day on which it holds; absent while it holds, or until a later value of the same key replaces it.
    source, also_in: codes of sources.toml. confirmed: False where the sources leave something open; then `note`
    says what.
    """

    since: date
    source: str
    until: date | None = None
    also_in: tuple[str, ...] = ()
    confirmed: bool = True
    note: str = ""

    @property
    def key(self) -> str:
        """What the value is about: values of one key replace each other in time."""
        return ""

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies between `since` and `until`, both included."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded(Sourced):
    """A value that others refer to by its code."""

    code: str

    @property
    def key(self) -> str:
        return self.code


V = TypeVar("V", bound=Sourced)


def in_force(values: Iterable[V], on: date) -> tuple[V, ...]:
    """The values that hold on the day `on`, in the order given; of one key only the most recent."""
    holding = [value for value in values if value.holds_on(on)]
    latest = {value.key: value for value in sorted(holding, key=lambda value: value.since)}
    return tuple(value for value in holding if latest[value.key] is value)


def with_code(values: Iterable[V], code: str, file: str) -> V:
    """The value whose key is `code`.

    Raises ProgrammeError, with the codes that `file` knows, when there is none.
    """
    known = {value.key: value for value in values}
    if code not in known:
        raise ProgrammeError(f"{file} knows no '{code}'; it knows {', '.join(sorted(known))}.")
    return known[code]
