"""From what somebody holds, where a bridge leads: what both occupations share, what is missing, which way is open.

Hours are hours of training. Nothing is refused here: ways are put in order, and a person chooses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

Standing = Literal["block", "followed", "begun", "ahead"]
#: What no longer has to be followed: a jury has acknowledged its block, or its hours are signed.
IN_COMMON: Final[tuple[Standing, ...]] = ("block", "followed")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the training for an occupation: planned hours, and the code of the block that it leads to, or ""."""

    code: str
    hours: Decimal
    block: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """An occupation to which a bridge may lead; `named`: whether a source names this very bridge."""

    occupation: str
    title: str
    parts: tuple[Part, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class Holdings:
    """What somebody holds.

    title: the one that serves her present occupation. blocks: codes acknowledged by a jury, before or by VAE. signed:
    hours by part. days_worked: days under contract by occupation.
    """

    title: str
    blocks: frozenset[str] = frozenset()
    signed: Mapping[str, Decimal] = field(default_factory=dict)
    days_worked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartOnWay:
    """Where she stands with one part, and the hours that she would still follow."""

    part: Part
    standing: Standing
    signed: Decimal
    missing: Decimal

    @property
    def in_common(self) -> bool:
        return self.standing in IN_COMMON

    @property
    def awaits_jury(self) -> bool:
        """Whether it was followed to its end and the evidence of its block is still to be shown."""
        return self.standing == "followed" and bool(self.part.block)


@dataclass(frozen=True, slots=True)
class Way:
    """One destination, compared with what she holds. `days_worked`: days under contract in that very occupation."""

    destination: Destination
    parts: tuple[PartOnWay, ...]
    same_title: bool
    days_worked: int

    @property
    def in_common(self) -> int:
        """How many parts she need not follow again."""
        return sum(part.in_common for part in self.parts)

    @property
    def missing(self) -> Decimal:
        """Hours still to be followed, all parts."""
        return sum((part.missing for part in self.parts), Decimal())

    @property
    def awaiting_jury(self) -> tuple[PartOnWay, ...]:
        return tuple(part for part in self.parts if part.awaits_jury)

    @property
    def vae_to_consider(self) -> bool:
        """Whether she has worked in that occupation while something of it is still to be acknowledged."""
        return self.days_worked > 0 and any(part.standing != "block" for part in self.parts if part.part.block)


def ways(held: Holdings, destinations: Iterable[Destination]) -> list[Way]:
    """Every destination compared: those that a source names first, then the fewest hours missing, then by code."""
    compared = [_compared(held, destination) for destination in destinations]
    return sorted(compared, key=lambda way: (not way.destination.named, way.missing, way.destination.occupation))


def _compared(held: Holdings, destination: Destination) -> Way:
    return Way(
        destination,
        tuple(_part(held, part) for part in destination.parts),
        destination.title == held.title,
        held.days_worked.get(destination.occupation, 0),
    )


def _part(held: Holdings, part: Part) -> PartOnWay:
    signed = held.signed.get(part.code, Decimal())
    if part.block and part.block in held.blocks:
        return PartOnWay(part, "block", signed, Decimal())
    missing = max(Decimal(), part.hours - signed)
    if not missing:
        return PartOnWay(part, "followed", signed, missing)
    return PartOnWay(part, "begun" if signed else "ahead", signed, missing)
