"""A search in a thread of its own, so that whoever asked hears of its progress and may stop it at any moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Queue
from typing import Final, TypeVar

from labmigration.decisions.timetable.plan import Progress

Answer = TypeVar("Answer")

EVERY: Final = 0.1  # seconds between two looks


class Stopped(Exception):
    """Somebody asked to stop before there was a timetable to give."""


def watched(
    search: Callable[[Callable[[Progress], None]], Answer],
    stop: Callable[[], None],
    on_progress: Callable[[Progress], None] | None,
    should_stop: Callable[[], bool] | None,
) -> Answer:
    """The answer of `search`, which is given a function to tell its progress with; `stop` must end it soon.

    Both functions of whoever asked are called from the thread that called this one.
    """
    told: Queue[Progress] = Queue()
    with ThreadPoolExecutor(1, "timetable") as thread:
        try:
            running = thread.submit(search, told.put)
            while not running.done():
                try:
                    progress = told.get(timeout=EVERY)
                except Empty:
                    pass
                else:
                    if on_progress is not None:
                        on_progress(progress)
                if should_stop is not None and should_stop():
                    stop()
            while on_progress is not None and not told.empty():
                on_progress(told.get())
        except BaseException:
            stop()
            raise
        return running.result()
