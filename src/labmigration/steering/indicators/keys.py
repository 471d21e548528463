"""Keys of rows as a column: sixteen bytes each, found in one another without a UUID for each of a million."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from labmigration.steering.indicators.columns import Mask


class Keys:
    """A column of keys, in the order given; a key becomes a UUID only where one is asked for."""

    def __init__(self, halves: NDArray[np.uint64]) -> None:
        """`halves`: the upper and the lower eight bytes of each key as numbers; shape (keys, 2)."""
        self._halves = halves

    @classmethod
    def of(cls, keys: Sequence[str]) -> Self:
        """From texts of 32 hexadecimal digits, with dashes (PostgreSQL) or without (SQLite)."""
        return cls._from_bytes(bytes.fromhex("".join(keys).replace("-", "")))

    @classmethod
    def of_uuids(cls, keys: Iterable[UUID]) -> Self:
        return cls._from_bytes(b"".join([key.bytes for key in keys]))

    @classmethod
    def _from_bytes(cls, raw: bytes) -> Self:
        return cls(np.frombuffer(raw, dtype=">u8").astype(np.uint64).reshape(-1, 2))

    def __len__(self) -> int:
        return len(self._halves)

    def __getitem__(self, row: int) -> UUID:
        high, low = self._halves[row].tolist()
        return UUID(int=high << 64 | low)

    def __iter__(self) -> Iterator[UUID]:
        return (UUID(int=high << 64 | low) for high, low in self._halves.tolist())

    def only(self, kept: Mask) -> "Keys":
        """Those marked."""
        return Keys(self._halves[kept])

    def places_of(self, others: "Keys") -> NDArray[np.int64]:
        """Where each other key stands among these, −1 for one that does not; each stands here once at most."""
        if not len(self):
            return np.full(len(others), -1, dtype=np.int64)
        if not self._upper_halves_differ:
            place = {(high, low): row for row, (high, low) in enumerate(self._halves.tolist())}
            found = (place.get((high, low), -1) for high, low in others._halves.tolist())
            return np.fromiter(found, np.int64, len(others))
        # In their order: numbers asked for one after the other lie side by side in memory.
        upper = others._halves[:, 0]
        ascending = np.argsort(upper)
        at = np.empty(len(others), dtype=np.int64)
        at[ascending] = np.searchsorted(self._sorted, upper[ascending])
        row = self._order[np.minimum(at, len(self) - 1)]
        return np.where((self._halves[row] == others._halves).all(axis=1), row, -1)

    def distinct(self) -> tuple["Keys", NDArray[np.int64]]:
        """Each key once, and where each of these stands among them."""
        order = np.lexsort((self._halves[:, 1], self._halves[:, 0]))
        ordered = self._halves[order]
        new = np.ones(len(self), dtype=np.bool_)
        new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        rows = np.empty(len(self), dtype=np.int64)
        rows[order] = np.cumsum(new) - 1
        return Keys(ordered[new]), rows

    def digests(self, secret: bytes) -> list[str]:
        """A keyed digest of each: 20 hexadecimal digits."""
        raw = self._halves.astype(">u8").tobytes()
        whole = range(0, len(raw), 16)
        return [hashlib.blake2b(raw[at : at + 16], key=secret, digest_size=10).hexdigest() for at in whole]

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        return np.argsort(self._halves[:, 0], kind="stable")

    @cached_property
    def _sorted(self) -> NDArray[np.uint64]:
        return self._halves[self._order, 0]

    @cached_property
    def _upper_halves_differ(self) -> bool:
        """As those of random keys nearly always do; then one search among numbers finds each."""
        return bool((self._sorted[1:] != self._sorted[:-1]).all())
