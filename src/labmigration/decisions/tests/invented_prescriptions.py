"""Invented prescriptions: small JSON questions dense with ties and contradictions, and people of a real catalogue."""

import random

from labmigration.decisions.prescription import Level, Limits, Module, Person, Problem, Skill, Vae
from labmigration.decisions.prescription.problem import GRADES

SKILLS, MODULES, CORES, BLOCKS = 60, 40, 6, 12


def small_question(seed, *, contradictory=False):
    chance = random.Random(seed)
    blocks = ["B1", "B2", "N"][: chance.randint(1, 3)]
    skills = [
        {
            "id": f"s{rank}",
            "target": chance.randint(1, 4),
            "critical": chance.random() < 0.4,
            "block": chance.choice([None, *blocks]),
        }
        for rank in range(chance.randint(2, 6))
    ]
    names = chance.sample(["A", "B", "M1", "M10", "M2", "Z"], chance.randint(2, 6))
    modules = []
    for name in names:
        earlier = [module["id"] for module in modules]
        reached = chance.sample(skills, chance.randint(0, min(4, len(skills))))
        modules.append(
            {
                "id": name,
                "hours": chance.choice([0, 3.5, 7, 7, 10.5, 14, 14]),
                "kind": chance.choice(["core", "option", "option", "option"]),
                "block": chance.choice([None, *blocks]),
                "reaches": {skill["id"]: chance.choice([1, 2, 3, 4, 4]) for skill in reached},
                "requires": chance.sample(earlier, 1) if earlier and chance.random() < 0.3 else [],
                "cost": chance.choice([0, 0.1, 0.2, 100]),
                "funder": chance.choice([None, "F", "G"]),
            }
        )
    vae = [{"block": b, "hours": chance.choice([0, 7, 10.5]), "share": chance.choice([0, 0.5, 2 / 3])} for b in blocks]
    levels = {}
    for skill in skills:
        if chance.random() < 0.8:
            low = chance.choice([0, 0, 1, 2, 3, 4])
            high = chance.choice([low, 4, chance.randint(low, 4)])
            grade = chance.choice(["declared", "described", "attested", "tested", "observed"])
            levels[skill["id"]] = {"low": low, "high": high, "grade": grade}
    question = {
        "skills": skills,
        "modules": modules,
        "vae": vae,
        "person": {
            "levels": levels,
            "held": [name for name in [*names, *blocks] if chance.random() < 0.1],
            "prefers": {name: chance.choice([-1, 0.1, 0.2, 0.3, 1]) for name in names if chance.random() < 0.5},
        },
    }
    tight = chance.random() < (0.9 if contradictory else 0.3)
    question["limits"] = {
        "hours": chance.choice([7, 14, 21]) if tight else None,
        "cost": {"F": chance.choice([0.3, 100])} if chance.random() < 0.4 else {},
    }
    often = 0.4 if contradictory else 0.12
    question["lock"] = [name for name in names if chance.random() < often]
    question["forbid"] = [name for name in names if chance.random() < often]
    chance.shuffle(modules)
    return question


def catalogue(chance):
    """40 modules, 60 skills and 12 blocks: 6 core modules, 34 options of 3.5 to 42 hours that each reach 2 to 6 skills
    and some of their own block, one in five after another; VAE for 10 of the blocks.
    """
    skills = tuple(
        Skill(f"s{rank:02}", chance.randint(2, 4), chance.random() < 0.25, f"B{rank % BLOCKS:02}")
        for rank in range(SKILLS)
    )
    modules = []
    for rank in range(MODULES):
        is_core = rank < CORES
        block = f"B{rank % BLOCKS:02}" if rank < MODULES - 4 and rank not in (0, 1) else None
        reached = {skill.id: chance.randint(2, 4) for skill in chance.sample(skills, chance.randint(2, 6))}
        reached |= {skill.id: skill.target for skill in skills if skill.block == block and chance.random() < 0.5}
        earlier = [module.id for module in modules if module.kind == "option"]
        requires = (chance.choice(earlier),) if earlier and chance.random() < 0.2 else ()
        hours, cost = 3.5 * chance.randint(1, 12), 10.0 * chance.randint(5, 60)
        kind = "core" if is_core else "option"
        funder = chance.choice(("region", "opco", None))
        modules.append(Module(f"M{rank:02}", hours, kind, reached, block, requires, cost, funder))
    vae = tuple(Vae(f"B{rank:02}", 3.5 * chance.randint(4, 8), 0.7) for rank in range(10))
    return skills, tuple(modules), vae


def person_problem(number):
    """One invented person, always the same for the same number; every catalogue serves ten.

    She stands at any level, one skill in five known only as a range; one in ten has a limit of hours, two funders have
    budgets.
    """
    skills, modules, vae = catalogue(random.Random(number // 10))
    chance = random.Random(number)
    grades = GRADES[chance.randint(0, 2) :]
    levels = {}
    for skill in skills:
        if chance.random() < 0.85:
            low = chance.randint(0, 4)
            high = min(4, low + chance.randint(1, 2)) if chance.random() < 0.2 else low
            levels[skill.id] = Level(low, high, chance.choice(grades))
    prefers = {module.id: chance.choice((1, 2, 3)) for module in chance.sample(modules, 6)}
    held = tuple(module.id for module in modules if chance.random() < 0.03)
    hours = 7.0 * chance.randint(20, 45) if chance.random() < 0.1 else None
    limits = Limits(hours, {"region": 3_500.0, "opco": 3_500.0})
    return Problem(skills, modules, vae, Person(levels, held, prefers), limits)
