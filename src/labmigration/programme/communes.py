"""Where a postcode lies, roughly: the communes of the Lab's départements, read from communes.csv.

INSEE (codes, population), La Poste (postcodes), our own centroids of IGN Admin Express 2018, under Licence Ouverte;
points of the arrondissements of Paris and Marseille: GeoNames, CC BY 4.0. `CREDITS` stands on every map and table made
of them. A centroid is not the town hall: distances are rough, and are told as such.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "communes.csv"
CREDITS: Final = "INSEE, La Poste, IGN Admin Express (Licence Ouverte) ; GeoNames (CC BY 4.0)"
_ARRONDISSEMENT: Final = "arrondissement"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or an arrondissement of one; `at` is (latitude, longitude), WGS 84."""

    code: str
    name: str
    departement: str
    is_arrondissement: bool
    postcodes: tuple[str, ...]
    population: int
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Postcode:
    """The middle of a postcode, and what to call it there."""

    code: str
    name: str
    at: tuple[float, float]


def postcode(code: str) -> Postcode | None:
    """None for a postcode outside the Lab's départements, or that does not exist."""
    return _postcodes().get(code)


def communes_of(departements: frozenset[str]) -> tuple[Commune, ...]:
    """The communes of départements, arrondissements left out."""
    return tuple(one for one in _communes() if one.departement in departements and not one.is_arrondissement)


@lru_cache(maxsize=1)
def departements_known() -> tuple[str, ...]:
    """Codes of the départements whose communes, and so whose postcodes, are known."""
    return tuple(sorted({one.departement for one in _communes()}))


@lru_cache(maxsize=1)
def _communes() -> tuple[Commune, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Commune(
                row["code_insee"],
                row["nom"],
                row["departement"],
                row["type"] == _ARRONDISSEMENT,
                tuple(row["codes_postaux"].split("|")),
                int(row["population"] or 0),
                (float(row["lat"]), float(row["lon"])),
            )
            for row in csv.DictReader(lines)
            if row["lat"]
        )


@lru_cache(maxsize=1)
def _postcodes() -> Mapping[str, Postcode]:
    """Of an arrondissement its own point; of communes that share a postcode, the middle of their inhabitants."""
    by_code: dict[str, list[Commune]] = {}
    for commune in _communes():
        for code in commune.postcodes:
            by_code.setdefault(code, []).append(commune)
    found = {}
    for code, sharing in by_code.items():
        finer = [one for one in sharing if one.is_arrondissement] or sharing
        weight = sum(max(one.population, 1) for one in finer)
        latitude, longitude = (sum(max(one.population, 1) * one.at[axis] for one in finer) / weight for axis in (0, 1))
        largest = max(finer, key=lambda one: one.population)
        found[code] = Postcode(code, largest.name, (latitude, longitude))
    return found
