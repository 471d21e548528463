"""The catalogue as the engine reads it: skills asked of an occupation, modules that reach them, VAE by block.

An edition is kept for each version of the programme under which a plan was computed, so that the plan can be computed
again from the very catalogue of that day.
"""

import json
from typing import Any

from labmigration.pathway.prescription.demands import Demands
from labmigration.programme import programme
from labmigration.programme.positioning_bank import bank
from labmigration.programme.prescribing import prescribing

#: Skills, modules and VAE, as in the contract of the prescription engine.
Parts = dict[str, list[dict[str, Any]]]


def parts_of(occupation: str) -> Parts:
    """What the present programme says for one occupation; the cost of a module is its hours."""
    skills = bank().skills_for(occupation)
    reached: dict[str, dict[str, int]] = {}
    for skill in skills:
        reached.setdefault(skill.module, {})[skill.code] = skill.module_reaches
    serving = [module for module in programme().modules if occupation in module.serves]
    codes = {module.code for module in serving}
    return {
        "skills": [
            {"id": skill.code, "target": skill.target, "critical": skill.critical, "block": skill.block}
            for skill in skills
        ],
        "modules": [
            {
                "id": module.code,
                "hours": float(prescribing().hours_of(module.code)),
                "kind": "core" if module.mandatory else "option",
                "block": prescribing().parts(module.code).block,
                "reaches": reached.get(module.code, {}),
                "requires": [code for code in prescribing().parts(module.code).requires if code in codes],
                "cost": float(prescribing().hours_of(module.code)),
                "funder": prescribing().parts(module.code).funder,
            }
            for module in serving
        ],
        "vae": [
            {"block": vae.block, "hours": float(vae.hours), "share": vae.share}
            for vae in prescribing().vae
            if vae.block in {skill.block for skill in skills}
        ],
    }


def edition() -> str:
    """The present catalogue of every occupation, as one JSON text: what is kept under the programme's version."""
    whole = {occupation.code: parts_of(occupation.code) for occupation in programme().occupations}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False)


def parts_in(content: str, occupation: str) -> Parts:
    """One occupation of an edition that was kept. Raises KeyError where it holds no such occupation."""
    parts: Parts = json.loads(content)[occupation]
    return parts


def with_demands(parts: Parts, demands: Demands) -> Parts:
    """The catalogue with what the advisor changes in it: hours, rules waived, skills that are indispensable."""
    waived = set(demands.waived)
    return {
        "skills": [
            {**skill, "critical": skill["critical"] or skill["id"] in demands.critical} for skill in parts["skills"]
        ],
        "modules": [
            {
                **module,
                "hours": demands.hours.get(module["id"], module["hours"]),
                "cost": demands.hours.get(module["id"], module["cost"]),
                "kind": "option" if f"core:{module['id']}" in waived else module["kind"],
                "requires": [] if f"requires:{module['id']}" in waived else module["requires"],
            }
            for module in parts["modules"]
        ],
        "vae": parts["vae"],
    }
