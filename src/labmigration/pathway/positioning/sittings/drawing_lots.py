"""Orders drawn by the seed of a questionnaire: the same on every machine and every device."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def shuffled(seed: int, name: str, things: Sequence[T]) -> list[T]:
    """The things in an order that the seed and the name fix."""
    lots = [sha256(f"{seed}|{name}|{place}".encode()).digest() for place in range(len(things))]
    return [things[place] for place in sorted(range(len(things)), key=lots.__getitem__)]
