"""A share of people with its interval, and what the lost ones could make of it."""

from dataclasses import dataclass

from labmigration.decisions.outcomes.intervals import wilson


@dataclass(frozen=True, slots=True)
class Rate:
    """`rate` among those whose outcome is known, with its interval; None where nobody's is.

    `worst` and `best` are shares of the whole population, with the lost as failures and as successes.
    """

    rate: float | None
    low: float | None
    high: float | None
    worst: float
    best: float


def rate(successes: int, population: int, lost: int = 0, confidence: float = 0.95) -> Rate:
    """Share of successes; `population` counts everybody, the `lost` (outcome unknown) among them.

    ValueError where the population is empty, a count is negative, or successes and lost exceed the population.
    """
    if min(successes, lost) < 0 or population < 1 or successes + lost > population:
        raise ValueError("successes and lost are parts of a population of at least one person")
    worst, best = successes / population, (successes + lost) / population
    known = population - lost
    if not known:
        return Rate(None, None, None, worst, best)
    return Rate(successes / known, *wilson(successes, known, confidence), worst, best)
