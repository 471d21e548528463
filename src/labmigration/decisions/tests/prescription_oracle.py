"""Prescription by trying everything: the contract's sentences over every set of modules and blocks, on JSON questions.

Slow, plain, and with nothing of the engine. `high` holds the skills that are read at their high end.
"""

from fractions import Fraction
from itertools import chain, combinations

GOOD_EVIDENCE = ("attested", "tested", "observed")
LABELS_OF_SETTINGS = ("lock", "forbid", "limit")


def exact(number):
    return Fraction(str(number))


def subsets(things):
    things = sorted(things)
    return (set(some) for some in chain.from_iterable(combinations(things, k) for k in range(len(things) + 1)))


def level_of(question, skill, high):
    said = question["person"]["levels"].get(skill)
    return 0 if said is None else said["high" if skill in high else "low"]


def labels(question):
    held = question["person"].get("held", [])
    found = []
    for module in question["modules"]:
        if module["kind"] == "core" and module["id"] not in held and module.get("block") not in held:
            found.append(f"core:{module['id']}")
        if any(required not in held for required in module.get("requires", [])):
            found.append(f"requires:{module['id']}")
    found += [f"lock:{name}" for name in question.get("lock", []) if name not in held]
    found += [f"forbid:{name}" for name in question.get("forbid", [])]
    limits = question.get("limits", {"hours": None, "cost": {}})
    if limits["hours"] is not None:
        found.append("limit:hours")
    return sorted(found + [f"limit:cost:{funder}" for funder in limits["cost"]])


def open_blocks(question, high=()):
    found = set()
    for vae in question["vae"]:
        skills = [skill for skill in question["skills"] if skill.get("block") == vae["block"]]
        shown = [
            skill
            for skill in skills
            if level_of(question, skill["id"], high) >= skill["target"]
            and question["person"]["levels"][skill["id"]]["grade"] in GOOD_EVIDENCE
        ]
        if skills and len(shown) / len(skills) >= vae["share"]:
            found.add(vae["block"])
    return found


def hours_of(question, modules, blocks):
    found = [exact(module["hours"]) for module in question["modules"] if module["id"] in modules]
    return sum(found + [exact(vae["hours"]) for vae in question["vae"] if vae["block"] in blocks])


def keeps(question, label, modules, blocks):
    kind, _, what = label.partition(":")
    held = question["person"].get("held", [])
    catalogue = {module["id"]: module for module in question["modules"]}
    if kind == "core":
        return what in modules or catalogue[what].get("block") in blocks
    if kind == "lock":
        return what in modules
    if kind == "forbid":
        return what not in modules
    if kind == "requires":
        return what not in modules or all(one in modules or one in held for one in catalogue[what]["requires"])
    if what == "hours":
        return hours_of(question, modules, blocks) <= exact(question["limits"]["hours"])
    funder = what.removeprefix("cost:")
    spent = sum(exact(catalogue[name].get("cost", 0)) for name in modules if catalogue[name].get("funder") == funder)
    return spent <= exact(question["limits"]["cost"][funder])


def unmet(question, modules, blocks, high=()):
    return [
        skill
        for skill in question["skills"]
        if level_of(question, skill["id"], high) < skill["target"]
        and (skill.get("block") is None or skill["block"] not in blocks)
        and not any(
            module["reaches"].get(skill["id"], -1) >= skill["target"]
            for module in question["modules"]
            if module["id"] in modules
        )
    ]


def worth(question, modules, blocks, high=()):
    left = unmet(question, modules, blocks, high)
    critical = sum(skill.get("critical", False) for skill in left)
    weights = question["person"].get("prefers", {})
    preference = sum(exact(weights.get(name, 0)) for name in modules)
    return (critical, len(left) - critical, hours_of(question, modules, blocks), -preference)


def plans(question, high=(), among=None, kept=None):
    """Every (modules, blocks) that keeps the labels `kept`, all of them by default."""
    held = question["person"].get("held", [])
    modules = {module["id"] for module in question["modules"]} - set(held)
    blocks = open_blocks(question, high)
    if among is not None:
        modules, blocks = modules & among[0], blocks & among[1]
    kept = labels(question) if kept is None else kept
    for some in subsets(modules):
        for validated in subsets(blocks):
            if all(keeps(question, label, some, validated) for label in kept):
                yield some, validated


def best(question, high=(), among=None, forced=(), able=None):
    """The best plan, or None. `forced` modules are in it; `able` are the plans to choose from, all by default."""
    able = plans(question, high, among) if able is None else able
    return min(
        (plan for plan in able if plan[0].issuperset(forced)),
        key=lambda plan: (*worth(question, *plan, high), sorted(plan[0]) + sorted(plan[1])),
        default=None,
    )


def alternatives(question, plan):
    """Up to three, each the best that is unlike all before, holds nothing it could do without, and not all of one."""
    able = [other for other in plans(question) if not _could_do_with_less(question, *other)]
    known = [plan]
    while len(known) <= 3:
        able = [
            other
            for other in able
            if len(other[0] ^ known[-1][0]) >= 2 and not (other[0] >= known[-1][0] and other[1] >= known[-1][1])
        ]
        if not able:
            break
        known.append(best(question, able=able))
    return known[1:]


def _could_do_with_less(question, modules, blocks):
    every, left = labels(question), unmet(question, modules, blocks)
    return any(
        unmet(question, modules - {name}, blocks) == left
        and all(keeps(question, label, modules - {name}, blocks) for label in every)
        for name in modules
    )


def is_possible(question, kept):
    return any(True for _plan in plans(question, kept=kept))


def fewest_given_up(question):
    """How many labels must go at least."""
    every = labels(question)
    return min(len(gone) for gone in subsets(every) if is_possible(question, [one for one in every if one not in gone]))
