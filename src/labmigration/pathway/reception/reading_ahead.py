"""Rows read a chunk at a time, the next chunk while the database takes in the present one."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from types import TracebackType
from typing import Self

from labmigration.pathway.reception.reading import RawRow, ReadRow, RowReader


class ReadAhead:
    """Iterates over lists of `at_once` rows; use it as a context manager.

    `begin` starts on the next list in a thread of its own: call it when this thread is about to wait. A list that
    nobody began is read when it is asked for. Only one thread reads at a time, so that the reader needs no lock.
    """

    def __init__(self, reader: RowReader, rows: Sequence[RawRow], *, at_once: int) -> None:
        self._reader = reader
        self._rows = iter(rows)
        self._at_once = at_once
        self._thread = ThreadPoolExecutor(1, "reading")
        self._begun: Future[list[ReadRow]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        self._thread.shutdown()

    def __iter__(self) -> Iterator[list[ReadRow]]:
        while rows := self._next():
            yield rows

    def begin(self) -> None:
        """Start reading the next rows."""
        self._begun = self._begun or self._thread.submit(self._read)

    def _next(self) -> list[ReadRow]:
        begun, self._begun = self._begun, None
        return begun.result() if begun is not None else self._read()

    def _read(self) -> list[ReadRow]:
        return [self._reader.read(row) for row in islice(self._rows, self._at_once)]
