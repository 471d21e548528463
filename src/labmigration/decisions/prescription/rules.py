"""The rules of a plan, each under the label by which a conflict names it, as clauses and sums over what may be chosen.

What no label covers is no rule but a fact: a held module can't be chosen, nor the VAE of a block whose skills are not
shown. Such things are simply not among the options.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from labmigration.decisions.prescription.problem import GRADES, Problem, billionths

_ATTESTED = GRADES.index("attested")


class Option(NamedTuple):
    """Something that a plan may hold. Modules sort before the VAE of blocks."""

    kind: Literal["module", "vae"]
    id: str


@dataclass(frozen=True, slots=True)
class Clause:
    """If all of `given` are chosen, one of `then` must be."""

    given: tuple[Option, ...]
    then: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class AtMost:
    """What is chosen weighs `most` at most, in billionths."""

    weights: tuple[tuple[Option, int], ...]
    most: int


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `parts` together; `label` as in the contract: core:M, lock:M, forbid:M, requires:M, limit:…"""

    label: str
    parts: tuple[Clause | AtMost, ...]


def module(name: str) -> Option:
    """The option of a module."""
    return Option("module", name)


def vae(block: str) -> Option:
    """The option of a block's VAE."""
    return Option("vae", block)


def open_blocks(problem: Problem, at_high: Container[str] = ()) -> frozenset[str]:
    """Blocks whose VAE may be chosen: enough of their skills stand at the target, on evidence that counts."""
    asked: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for skill in problem.skills:
        if skill.block is not None and skill.block in problem.vae_of:
            asked[skill.block] += 1
            level = problem.person.levels.get(skill.id)
            if level is not None and not problem.is_needed(skill, at_high) and GRADES.index(level.grade) >= _ATTESTED:
                shown[skill.block] += 1
    # A quotient of whole numbers is rounded as the share itself was: 5 of 6 reach a share written 5/6.
    return frozenset(block for block, count in asked.items() if shown[block] / count >= problem.vae_of[block].share)


def rules(problem: Problem) -> tuple[Rule, ...]:
    """Every rule of the problem, sorted by label."""
    found = (*_cores(problem), *_wishes(problem), *_requirements(problem), *_limits(problem))
    return tuple(sorted(found, key=lambda rule: rule.label))


def keeps(chosen: Collection[Option], parts: Iterable[Clause | AtMost]) -> bool:
    """Whether a choice holds by these clauses and sums."""
    return all(_keeps(chosen, part) for part in parts)


def _keeps(chosen: Collection[Option], part: Clause | AtMost) -> bool:
    if isinstance(part, AtMost):
        return sum(weight for option, weight in part.weights if option in chosen) <= part.most
    return not all(option in chosen for option in part.given) or any(option in chosen for option in part.then)


def _cores(problem: Problem) -> Iterator[Rule]:
    for one in problem.modules:
        if one.kind == "core" and one.id not in problem.held and one.block not in problem.held:
            instead = () if one.block is None else (vae(one.block),)
            yield Rule(f"core:{one.id}", (Clause((), (module(one.id), *instead)),))


def _wishes(problem: Problem) -> Iterator[Rule]:
    for name in problem.lock:
        if name not in problem.held:
            yield Rule(f"lock:{name}", (Clause((), (module(name),)),))
    for name in problem.forbid:
        yield Rule(f"forbid:{name}", (Clause((module(name),), ()),))


def _requirements(problem: Problem) -> Iterator[Rule]:
    for one in problem.modules:
        parts = tuple(
            Clause((module(one.id),), (module(required),)) for required in one.requires if required not in problem.held
        )
        if parts:
            yield Rule(f"requires:{one.id}", parts)


def _limits(problem: Problem) -> Iterator[Rule]:
    if problem.limits.hours is not None:
        hours = [(module(one.id), billionths(one.hours)) for one in problem.modules]
        hours += [(vae(one.block), billionths(one.hours)) for one in problem.vae]
        yield Rule("limit:hours", (AtMost(tuple(hours), billionths(problem.limits.hours)),))
    for funder, most in problem.limits.cost.items():
        costs = [(module(one.id), billionths(one.cost)) for one in problem.modules if one.funder == funder]
        yield Rule(f"limit:cost:{funder}", (AtMost(tuple(costs), billionths(most)),))
