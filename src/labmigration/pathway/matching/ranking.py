"""In which order needs are shown for a person. The placement engine (`decisions/placement`) is to take this place."""

from collections.abc import Iterable
from dataclasses import dataclass

from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.models import Pathway
from labmigration.people.names import searchable


@dataclass(frozen=True)
class RankedNeed:
    """A need beside a person: what speaks for it. A person chooses; nothing is left out."""

    need: HouseholdNeed
    same_occupation: bool
    same_postcode: bool
    same_town: bool


def ranked(pathway: Pathway, needs: Iterable[HouseholdNeed]) -> list[RankedNeed]:
    """The wanted occupation first, then the same postcode, the same town, the most hours."""
    person = pathway.candidate
    found = [
        RankedNeed(
            need,
            need.occupation == pathway.occupation,
            bool(person.postcode) and need.household.postcode == person.postcode,
            bool(person.town) and searchable(need.household.town) == searchable(person.town),
        )
        for need in needs
    ]
    return sorted(
        found,
        key=lambda one: (
            not one.same_occupation,
            not one.same_postcode,
            not one.same_town,
            -one.need.weekly_hours,
            one.need.starts_on,
        ),
    )
