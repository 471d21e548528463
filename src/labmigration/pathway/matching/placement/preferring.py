"""What both sides wish of each other, as one number a pair. Our weights: nothing is learned from past decisions."""

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.placement import NO_WISH
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.need_tables import Asks, Tables
from labmigration.pathway.matching.placement.persons import Person

FULL, NONE = 1.0, 0.0
A_LANGUAGE_IN_COMMON, NO_CAR = 0.2, 0.3
#: Different sets of asks up to which they are weighed one by one.
FEW = 64


def wish_score(person: Person, asks: Asks) -> float:
    """From 0 to 1: what both sides wish, 0.5 where nobody said anything; our weights, not learned."""
    score = NO_WISH
    if asks.tasks:
        score += (len(asks.tasks & person.wanted) - len(asks.tasks & person.unwanted)) / len(asks.tasks) / 2
    if person.language and person.language in asks.languages:
        score += A_LANGUAGE_IN_COMMON
    if states.CAR in asks.home_asks and person.means != states.CAR:
        score -= NO_CAR
    return min(FULL, max(NONE, score))


def wish_scores(person: Person, tables: Tables, codes: NDArray[np.int32]) -> NDArray[np.float64]:
    """The same for needs by the codes of what they ask for, one after another."""
    if len(codes) <= FEW:
        values = tables.asks.values
        return np.array([wish_score(person, values[code]) for code in codes.tolist()], dtype=np.float64)
    return _of_every_set(person, tables)[codes]


def _of_every_set(person: Person, tables: Tables) -> NDArray[np.float64]:
    """By code, each operation as in `wish_score`, so that no digit differs."""
    index = tables.asks_index()
    wanted, unwanted = (
        [index.with_task.get(name, []) for name in sorted(names)] for names in (person.wanted, person.unwanted)
    )
    speaking = index.with_language.get(person.language, [])
    driving = index.with_home_ask.get(states.CAR, [])
    lists = [np.array(one, dtype=np.int64) for one in (*wanted, *unwanted, speaking, driving)]
    sizes = np.array(index.sizes, dtype=np.float64)
    liked = np.zeros(len(sizes))
    for place, codes in enumerate(lists[:-2]):
        liked[codes] += 1 if place < len(wanted) else -1
    scores = np.full(len(sizes), NO_WISH)
    scores += liked / np.maximum(sizes, 1) / 2
    if person.language:
        scores[lists[-2]] += A_LANGUAGE_IN_COMMON
    if person.means != states.CAR:
        scores[lists[-1]] -= NO_CAR
    return np.clip(scores, NONE, FULL)
