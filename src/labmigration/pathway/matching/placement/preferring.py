"""What both sides wish of each other, as one number a pair. Our weights: nothing is learned from past decisions."""

from collections.abc import Iterable

from labmigration.decisions.placement import Pair, Territory
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import Person

UNSAID, FULL, NONE = 0.5, 1.0, 0.0
A_LANGUAGE_IN_COMMON, NO_CAR = 0.2, 0.3


def preferences(people: dict[str, Person], needs: dict[str, Need], territory: Territory) -> dict[Pair, float]:
    """Of the able pairs of which one of both sides said something; of others it decides nothing."""
    found = {}
    for worker, pairs in zip(territory.workers, territory.able, strict=True):
        found |= preferences_of(people[worker.id], needs, [territory.needs.ids[row] for row in pairs.rows.tolist()])
    return found


def preferences_of(person: Person, needs: dict[str, Need], able: Iterable[str]) -> dict[Pair, float]:
    """One person's, of the needs of which she is able."""
    found = {}
    for need in map(needs.__getitem__, able):
        if (need.tasks or need.languages or need.home_asks) and (score := wish_score(person, need)) != UNSAID:
            found[person.id, need.id] = score
    return found


def wish_score(person: Person, need: Need) -> float:
    """From 0 to 1: what both sides wish, 0.5 where nobody said anything; our weights, not learned."""
    score = UNSAID
    if need.tasks:
        score += (len(need.tasks & person.wanted) - len(need.tasks & person.unwanted)) / len(need.tasks) / 2
    if person.language and person.language in need.languages:
        score += A_LANGUAGE_IN_COMMON
    if "car" in need.home_asks and person.means != states.CAR:
        score -= NO_CAR
    return min(FULL, max(NONE, score))
