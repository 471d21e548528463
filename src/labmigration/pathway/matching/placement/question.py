"""The engine's problem in the shape of its contract, so that a plan can be computed again from what was kept."""

import hashlib
import json
from typing import Any

from labmigration.decisions.placement import Problem


def question_of(problem: Problem) -> dict[str, Any]:
    """What `labmigration decide placement` takes, sorted by ids so that equal problems are written equally."""
    rules = problem.rules
    return {
        "task": "solve",
        "rules": {
            "detour": rules.detour,
            "score": {"preference": rules.preference, "nearness": rules.nearness},
            "value": {"half_hour": rules.half_hour, "score": rules.score},
            "weekly_hours_max": rules.weekly_hours_max,
        },
        "workers": [
            {
                "id": one.id,
                "at": list(one.at),
                "occupations": sorted(one.occupations),
                "certified": sorted(one.certified),
                "hours_max": one.hours_max,
                "available": [list(slot) for slot in one.available],
                "travel": {
                    "kmh": one.travel.kmh,
                    "fixed_min": one.travel.fixed_min,
                    "max_min": one.travel.max_min,
                },
                "waiting_days": one.waiting_days,
            }
            for one in problem.worker.values()
        ],
        "households": [
            {
                "id": one.id,
                "at": list(one.at),
                "occupation": one.occupation,
                "certified_only": one.certified_only,
                "slots": [list(slot) for slot in one.slots],
            }
            for one in problem.household.values()
        ],
        "preferences": [
            {"worker": worker, "household": household, "score": score}
            for (worker, household), score in sorted(problem.preferences.items())
        ],
        "pins": [list(pair) for pair in sorted(problem.pins)],
        "forbids": [list(pair) for pair in sorted(problem.forbids)],
    }


def hash_of(question: dict[str, Any]) -> str:
    """SHA-256 (hexadecimal) of the question as canonical JSON."""
    return hashlib.sha256(json.dumps(question, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def problem_of(question: dict[str, Any]) -> Problem:
    """The question as the engine reads it. Raises what the contract raises for a question that makes no sense."""
    from labmigration.decisions.contract import placement as contract
    from labmigration.decisions.contract.placement_shapes import Question as Shape

    shape: Any = Shape.model_validate_json(json.dumps(question))
    return contract.problem_of(shape.root)
