"""Values that many rows share, each kept once and told by a number that rises; nothing is ever taken out again."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value", bound=Hashable)


class Codes(Generic[Value]):
    """`values[code]` is the value of a code. Whoever reads an older array never meets a code that is missing."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self._code: dict[Value, int] = {}

    def of(self, value: Value) -> int:
        """The code of a value, a new one where it is new."""
        found = self._code.get(value)
        if found is None:
            self.values.append(value)
            found = self._code[value] = len(self.values) - 1
        return found

    def find(self, value: Value) -> int | None:
        """The code of a value that may be new."""
        return self._code.get(value)

    @property
    def all(self) -> dict[Value, int]:
        """Value → code."""
        return self._code

    def __len__(self) -> int:
        return len(self.values)
