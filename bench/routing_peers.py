"""VROOM or PyVRP on a question of `placement_routing.py`: `python routing_peers.py vroom|pyvrp`, JSON in, JSON out.

Runs in an environment of its own (`tools/peers.sh`), where this product is not.
"""

import importlib
import json
import sys
import time
from typing import Any, Final

Question = dict[str, Any]
Pairs = list[tuple[int, int]]  # row of a household, place of the worker who serves it

CLOCK: Final = 3  # times the seconds: VROOM has no other limit than the clock's, and the machine may be shared
NEVER: Final = 10  # times what the dearest household is worth: the way to a household of which a worker is not able


def main() -> None:
    solver = sys.argv[1]
    question = json.load(sys.stdin)
    importlib.import_module(solver)  # before the clock starts
    began = time.process_time()
    owners = {"vroom": by_vroom, "pyvrp": by_pyvrp}[solver](question)
    json.dump({"owners": owners, "seconds": time.process_time() - began}, sys.stdout)


def by_vroom(question: Question) -> Pairs:
    """Its deepest search, which ends by itself. Skills say who is able of what.

    A household's priority is what it is worth with the average worker: better than at best, than its minutes alone and
    than no priority, as tried.
    """
    from datetime import timedelta

    import numpy
    import vroom

    dearest = _dearest(question)
    worth = [sum(values) / len(values) if values else 0.0 for values in _values(question)]
    most = max(worth)
    asked = vroom.Input()
    for place, worker in enumerate(question["workers"]):
        ways = _ways(worker, dearest)
        asked.set_durations_matrix(str(place), numpy.zeros_like(ways))
        asked.set_costs_matrix(str(place), ways)
        capacity, skills = _room(question, worker), set(worker["rows"])
        asked.add_vehicle(vroom.Vehicle(place, start=0, end=0, profile=str(place), capacity=capacity, skills=skills))
    for row, load in enumerate(_loads(question)):
        priority = round(100 * worth[row] / most)
        asked.add_job(vroom.Job(row, location=row + 1, delivery=load, skills={row}, priority=priority))
    limit = timedelta(seconds=CLOCK * question["seconds"])
    found = asked.solve(exploration_level=5, nb_threads=1, timeout=limit)
    stops = found.routes[found.routes["type"] == "job"]
    return [(int(row), int(place)) for row, place in zip(stops["id"], stops["vehicle_id"], strict=True)]


def by_pyvrp(question: Question) -> Pairs:
    """A stop's prize is the most that the household is worth, so that prizes less distances are the plan's value.

    Its own neighbours (50 stops, by distance) mean nothing here: all those of whom one worker is able together gave
    a fifth more. Of its moves, those that change who takes what: in which order stops stand is all the same.
    """
    import numpy
    import pyvrp
    from pyvrp import search

    dearest = _dearest(question)
    ways = [_ways(worker, dearest) for worker in question["workers"]]
    vehicles = [
        pyvrp.VehicleType(capacity=_room(question, worker), profile=place)
        for place, worker in enumerate(question["workers"])
    ]
    stops = [
        pyvrp.Client(row + 1, delivery=load, prize=dearest[row], required=False)
        for row, load in enumerate(_loads(question))
    ]
    places = [pyvrp.Location(0, 0)] * (len(stops) + 1)
    no_time = [numpy.zeros_like(ways[0])] * len(ways)
    data = pyvrp.ProblemData(places, stops, [pyvrp.Depot(0)], vehicles, ways, no_time)

    chance = pyvrp.RandomNumberGenerator(seed=1)
    everybody = search.compute_neighbours(data, search.NeighbourhoodParams(num_neighbours=len(stops)))
    together = _together(question)
    near = {one: [other for other in others if other.idx in together[one.idx]] for one, others in everybody.items()}
    moves = search.LocalSearch(data, chance, near, search.PerturbationManager())
    for move in (
        search.Relocate1,
        search.Swap11,
        search.RemoveOptionalClient,
        search.InsertOptionalClient,
        search.ReplaceOptionalClient,
    ):
        moves.add_operator(move(data))
    strictness = pyvrp.PenaltyParams()
    penalties = pyvrp.PenaltyManager(strictness.midpoint_penalties(data), strictness)
    start = moves(pyvrp.Solution.make_random(data, chance), penalties.max_cost_evaluator(), exhaustive=True)
    end = time.process_time() + question["seconds"]
    descent = pyvrp.IteratedLocalSearch(data, penalties, moves, start)
    found = descent.run(lambda cost: time.process_time() >= end, collect_stats=False, display=False)
    if not found.is_feasible():
        raise SystemExit("PyVRP found no plan that keeps to the loads")
    return [(stop.idx, route.vehicle_type()) for route in found.best.routes() for stop in route if stop.is_client()]


def _values(question: Question) -> list[list[int]]:
    """By household, what it is worth with each of those who are able."""
    values: list[list[int]] = [[] for _ in question["minutes"]]
    for worker in question["workers"]:
        for row, value in zip(worker["rows"], worker["values"], strict=True):
            values[row].append(value)
    return values


def _dearest(question: Question) -> list[int]:
    return [max(values, default=0) for values in _values(question)]


def _ways(worker: dict[str, Any], dearest: list[int]) -> Any:
    """(1 + households, 1 + households), the worker's home first: what is lost on each household when she takes it."""
    import numpy

    lost = numpy.full(len(dearest) + 1, NEVER * max(dearest), dtype=numpy.int64)
    lost[0] = 0
    for row, value in zip(worker["rows"], worker["values"], strict=True):
        lost[row + 1] = dearest[row] - value
    ways = numpy.tile(lost, (len(lost), 1))
    numpy.fill_diagonal(ways, 0)
    return ways


def _loads(question: Question) -> list[list[int]]:
    """By household: its minutes, then its piece of each group."""
    loads = [[minutes, *[0] * len(question["groups"])] for minutes in question["minutes"]]
    for number, group in enumerate(question["groups"]):
        for row in group:
            loads[row][1 + number] = 1
    return loads


def _room(question: Question, worker: dict[str, Any]) -> list[int]:
    """What the worker's vehicle holds of each load; of a group that doesn't bind her, all of it."""
    room = [worker["minutes"], *map(len, question["groups"])]
    for number in worker["one_of"]:
        room[1 + number] = 1
    return room


def _together(question: Question) -> list[set[int]]:
    """By household, those of whom somebody able of it is able too."""
    together: list[set[int]] = [set() for _ in question["minutes"]]
    for worker in question["workers"]:
        for row in worker["rows"]:
            together[row].update(worker["rows"])
    return together


if __name__ == "__main__":
    main()
