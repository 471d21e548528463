"""Invented territories: clustered like a large town, three occupations, four shapes of a week. All made up."""

import random
from typing import Any, Final

OCCUPATIONS: Final = ("dependency_carer", "childcare_provider", "family_assistant")


def territory(workers: int, households: int, seed: int, *, spread: float = 0.07) -> dict[str, Any]:
    """A question of the contract, task `solve`. `spread`: degrees between the farthest quarters."""
    chance = random.Random(seed)
    quarters = [(43.25 + chance.random() * spread, 5.36 + chance.random() * spread) for _ in range(6)]
    names = [f"h{number:04}" for number in range(households)]
    return {
        "task": "solve",
        "workers": [_worker(f"w{number:04}", chance, quarters) for number in range(workers)],
        "households": [_household(name, chance, quarters) for name in names],
        "preferences": [
            {"worker": f"w{chance.randrange(workers):04}", "household": name, "score": round(chance.random(), 3)}
            for name in names
        ],
    }


def crowded(workers: int, households: int, seed: int) -> dict[str, Any]:
    """Everybody near everybody, and able of most: small cases in which much clashes."""
    question = territory(workers, households, seed, spread=0.02)
    for worker in question["workers"]:
        worker["occupations"] = worker["certified"] = list(OCCUPATIONS)
        worker["available"] = [[day, 420, 1260] for day in range(7)]
        worker["hours_max"] = random.Random(worker["id"] + str(seed)).choice([10, 16, 22])
    return question


def _point(chance: random.Random, quarters: list[tuple[float, float]]) -> list[float]:
    latitude, longitude = chance.choice(quarters)
    return [round(latitude + chance.gauss(0, 0.012), 6), round(longitude + chance.gauss(0, 0.015), 6)]


def _worker(name: str, chance: random.Random, quarters: list[tuple[float, float]]) -> dict[str, Any]:
    occupations = chance.sample(OCCUPATIONS, chance.choice([1, 1, 2]))
    days = chance.sample(range(7), chance.choice([5, 5, 6]))
    return {
        "id": name,
        "at": _point(chance, quarters),
        "occupations": occupations,
        "certified": [one for one in occupations if chance.random() < 0.5],
        "hours_max": chance.choice([20, 25, 30, 35]),
        "available": [[day, chance.choice([420, 480, 480]), chance.choice([1020, 1140, 1200, 1260])] for day in days],
        "travel": {"kmh": chance.choice([13, 13, 20]), "fixed_min": 10, "max_min": chance.choice([40, 45, 60])},
        "waiting_days": chance.randrange(300),
    }


def _household(name: str, chance: random.Random, quarters: list[tuple[float, float]]) -> dict[str, Any]:
    shape = chance.choice(["mornings", "evenings", "twice", "noons"])
    if shape == "mornings":
        start = chance.choice([480, 510, 540])
        slots = [[day, start, start + 60] for day in range(5)]
    elif shape == "evenings":
        start = chance.choice([990, 1020])
        slots = [[day, start, start + 120] for day in (0, 1, 3, 4)]
    elif shape == "twice":
        start = chance.choice([540, 600, 840, 870])
        slots = [[day, start, start + chance.choice([120, 180])] for day in chance.sample(range(5), 2)]
    else:
        start = chance.choice([660, 690, 720])
        slots = [[day, start, start + 90] for day in chance.sample(range(6), chance.choice([3, 5]))]
    return {
        "id": name,
        "at": _point(chance, quarters),
        "occupation": chance.choice(OCCUPATIONS),
        "certified_only": chance.random() < 0.2,
        "slots": slots,
    }
