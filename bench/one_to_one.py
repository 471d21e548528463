"""One household a worker at most, 10,000 workers and 150,000 households of a region: time, memory, proof.

A process of its own (`python -m bench.one_to_one`), so that its memory is its own.
"""

import time
from typing import Any, Final

from bench.figures import Figure, highest_memory
from labmigration.decisions.placement import Household, Problem, Territory, Travel, Worker, match_one_to_one
from labmigration.decisions.tests.invented_placements import territory

WORKERS: Final = 10_000
HOUSEHOLDS: Final = 150_000
A_REGION: Final = 1.5  # degrees between the farthest quarters


def figures() -> list[Figure]:
    """Lists, flow and proof together; the invented territory is made before the clock starts."""
    problem = problem_of(territory(WORKERS, HOUSEHOLDS, 5, spread=A_REGION))
    before = highest_memory()
    began = time.process_time()
    laid_out = Territory(problem)
    found = match_one_to_one(laid_out)
    took = time.process_time() - began
    title = f"placement, one to one, {WORKERS} × {HOUSEHOLDS}"
    proven = f"{found.value} of {found.bound}, {len(found.placed)} placed, {found.pairs} able pairs weighed"
    memory = f"{before:.0f} MB of it the territory before it is laid out"
    return [
        Figure(f"{title}: gap to the proven bound", 100 * found.gap, "%", at_most=0, remark=proven),
        Figure(f"{title}: processor, lists, flow and proof", took, "s", at_most=20),
        Figure(f"{title}: highest memory of the process", highest_memory(), "MB", at_most=512, remark=memory),
    ]


def problem_of(question: dict[str, Any]) -> Problem:
    """The same as by the contract's shapes, which would hold it all a second time."""
    wishes = {(one["worker"], one["household"]): one["score"] for one in question.pop("preferences")}
    workers = tuple(
        Worker(
            one["id"],
            (one["at"][0], one["at"][1]),
            frozenset(one["occupations"]),
            frozenset(one["certified"]),
            one["hours_max"],
            tuple((day, start, to) for day, start, to in one["available"]),
            Travel(**one["travel"]),
            one["waiting_days"],
        )
        for one in question.pop("workers")
    )
    given, households = question.pop("households")[::-1], []
    while given:
        one = given.pop()
        slots = tuple((day, start, to) for day, start, to in one["slots"])
        where = (one["at"][0], one["at"][1])
        households.append(Household(one["id"], where, one["occupation"], one["certified_only"], slots))
    return Problem(workers, tuple(households), preferences=wishes)


if __name__ == "__main__":
    for figure in figures():
        figure.hand_over()
