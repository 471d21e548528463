"""Orders drawn by lot, so that whoever has the list and the seed draws the same order again, by hand if need be.

Each name gets the SHA-256 of "seed:name"; they stand in the order of these digests. No random generator is trusted to
be the same tomorrow, and nobody's place depends on who else is on the list but for those drawn before her.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Drawn:
    """One name with its place, from 1, and the digest that gave it."""

    place: int
    name: str
    digest: str


def draw_order(names: Iterable[str], seed: str) -> list[Drawn]:
    """Every name once, in the order drawn. Raises ValueError for a name given twice."""
    listed = list(names)
    if len(set(listed)) != len(listed):
        raise ValueError("a name stands twice on the list")
    digests = sorted((sha256(f"{seed}:{name}".encode()).hexdigest(), name) for name in listed)
    return [Drawn(place, name, digest) for place, (digest, name) in enumerate(digests, start=1)]
