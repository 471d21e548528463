"""What a figure is about, on the ground: the country, a region, départements, or a place told in words.

Read from departements.csv (INSEE codes of régions and départements, legal municipal population; Licence Ouverte).
Codes: "FRA", "R93" (a region), "D13", "D59+D62" (départements), "X…" (a place told in words).
Départements that make up a whole region *are* that region: both are written "R93", so that equal areas have equal
codes, and two areas of different extent never do.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from .values import ProgrammeError

FILE: Final = Path(__file__).parent / "departements.csv"
FRANCE: Final = "FRA"


@dataclass(frozen=True, slots=True)
class Departement:
    """population: sum of the legal municipal populations of its communes."""

    code: str
    name: str
    region: str
    region_name: str
    population: int


@dataclass(frozen=True, slots=True)
class Area:
    """departements: which it covers, empty where nobody can tell (a place told in words)."""

    code: str
    name: str
    departements: frozenset[str]


@lru_cache(maxsize=1)
def departements() -> Mapping[str, Departement]:
    """Every département by its code, in the order of the codes."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Departement(
                row["code"],
                row["nom"].replace("'", "’"),
                row["region"],
                row["region_nom"].replace("'", "’"),
                int(row["population_municipale"]),
            )
            for row in csv.DictReader(lines)
        }


@lru_cache(maxsize=1)
def regions() -> Mapping[str, Area]:
    """Every region by its INSEE code ("93"), as an area."""
    found: dict[str, tuple[str, set[str]]] = {}
    for each in departements().values():
        found.setdefault(each.region, (each.region_name, set()))[1].add(each.code)
    return {code: Area(f"R{code}", name, frozenset(parts)) for code, (name, parts) in found.items()}


def area_of(parts: Iterable[str]) -> Area:
    """The area that some départements make up; ProgrammeError for none, and for a code that is none."""
    codes = sorted(set(parts))
    unknown = [code for code in codes if code not in departements()]
    if unknown or not codes:
        raise ProgrammeError(f"departements.csv knows no '{unknown[0] if unknown else ''}'.")
    covered = frozenset(codes)
    for region in regions().values():
        if region.departements == covered:
            return region
    names = [departements()[code].name for code in codes]
    return Area("+".join(f"D{code}" for code in codes), ", ".join(names), covered)


def in_words(place: str) -> Area:
    """A place that is neither country, region nor départements (a town, a basin of employment): equal by its words."""
    words = " ".join(place.split())
    if not words:
        raise ProgrammeError("a place told in words needs words.")
    return Area(f"X{words.casefold()}", words, frozenset())


def area(code: str) -> Area:
    """The area of a code; ProgrammeError for a code that is none. A place in words reads as its own name."""
    if code == FRANCE:
        return Area(FRANCE, "France", frozenset(departements()))
    if code.startswith("X"):
        return Area(code, code[1:], frozenset())
    if code.startswith("R") and code[1:] in regions():
        return regions()[code[1:]]
    found = area_of(part.removeprefix("D") for part in code.split("+"))
    if found.code != code:
        raise ProgrammeError(f"'{code}' is written '{found.code}'.")
    return found
