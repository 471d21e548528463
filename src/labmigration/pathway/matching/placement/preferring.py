"""What both sides wish of each other, as one number a pair. Our weights: nothing is learned from past decisions."""

from collections import defaultdict

from labmigration.decisions.placement import Pair, Worker
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.persons import Person

UNSAID, FULL, NONE = 0.5, 1.0, 0.0
A_LANGUAGE_IN_COMMON, NO_CAR = 0.2, 0.3


def preferences(people: dict[str, Person], needs: dict[str, Need], workers: list[Worker]) -> dict[Pair, float]:
    """Pairs of one occupation about which one of both sides said something."""
    found = {}
    by_occupation: dict[str, list[Need]] = defaultdict(list)
    for need in needs.values():
        if not need.left_out and (need.tasks or need.languages or need.home_asks):
            by_occupation[need.occupation].append(need)
    for worker in workers:
        person = people[worker.id]
        for need in by_occupation[person.occupation]:
            score = wish_score(person, need)
            if score != UNSAID:
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
