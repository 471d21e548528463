"""From a positioning and the advisor's demands to the question of the engine, as bytes that are kept.

Levels skill by skill: what the interview showed, else what the questions showed, else what the advisor wrote for the
axis, else nothing is known (from 1 to 4) and the plan says that it is to be confirmed.
"""

import json
from typing import Any

from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.facts import Findings
from labmigration.pathway.positioning.profile_facts import SkillResult
from labmigration.pathway.positioning.queries import Positioning
from labmigration.pathway.positioning.results.proposal import axis_of
from labmigration.pathway.positioning.results.queries import result_of
from labmigration.pathway.positioning.results.settled import settled
from labmigration.pathway.prescription.catalogue import Parts, with_demands
from labmigration.pathway.prescription.demands import Demands
from labmigration.programme.positioning_bank import bank

LOWEST, HIGHEST = 1, 4
UNKNOWN = {"low": LOWEST, "high": HIGHEST, "grade": "declared"}
#: One wish weighs as much as another, and less than an hour: only plans of equal hours are told apart by wishes.
A_WISH = 1.0


def levels_of(positioning: Positioning, parts: Parts) -> dict[str, dict[str, Any]]:
    """The person's level in each skill of the catalogue, with its evidence."""
    result = result_of(positioning)
    seen = settled(result.profile, result.observations)
    found = positionings.findings(positioning)
    return {skill["id"]: _level(seen.get(skill["id"]), skill["id"], found) for skill in parts["skills"]}


def critical_in(positioning: Positioning) -> tuple[str, ...]:
    """The skills that the findings name and call indispensable."""
    named = {skill.name.fr: skill.code for skill in bank().skills}
    needs = positionings.findings(positioning).needs
    return tuple(named[need.what] for need in needs if need.critical and need.what in named)


def question(parts: Parts, levels: dict[str, dict[str, Any]], demands: Demands) -> str:
    """The engine's question as it is kept: JSON, keys sorted. Codes of modules must be those of the catalogue."""
    codes = {module["id"] for module in parts["modules"]}
    told = {
        **with_demands(parts, demands),
        "person": {
            "levels": levels,
            "held": [code for code in demands.held if code in codes],
            "prefers": {code: A_WISH for code in demands.wish if code in codes},
        },
        "limits": {"hours": demands.most_hours, "cost": dict(demands.budget)},
        "lock": [code for code in demands.lock if code in codes],
        "forbid": [code for code in demands.forbid if code in codes],
    }
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


def _level(seen: SkillResult | None, skill: str, found: Findings) -> dict[str, Any]:
    if seen is not None and seen.outcome == "ok":
        low, high = seen.low, seen.high
        # The questions settle whether the target is reached long before they settle a level.
        if seen.reaches == "yes":
            low, high = max(low, seen.target), max(high, seen.target)
        elif seen.reaches == "no":
            low, high = min(low, seen.target - 1), min(high, seen.target - 1)
        return {"low": low, "high": high, "grade": str(seen.grade)}
    axis = axis_of(skill, bank().skill(skill).axis)
    told = next((level for level in found.levels if level.axis == axis), None)
    return {"low": told.low, "high": told.high, "grade": str(told.grade)} if told else dict(UNKNOWN)
