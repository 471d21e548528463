"""One question to the solver: what may be chosen, by which rules, and for which needs. Nothing that can't matter.

A module that covers no need, is not asked for and prepares nobody for anything would only add hours, so it is left out
from the start: no best plan holds it. Modules without hours stay in, since they cost nothing.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from labmigration.decisions.prescription.problem import Problem, billionths
from labmigration.decisions.prescription.rules import AtMost, Clause, Option, keeps, module, open_blocks, rules, vae


@dataclass(frozen=True, slots=True)
class Choice:
    """What a plan holds: ids of modules, blocks of VAE, each sorted."""

    modules: tuple[str, ...]
    vae: tuple[str, ...]

    @classmethod
    def of(cls, options: Iterable[Option]) -> "Choice":
        """From options in any order."""
        chosen = sorted(options)
        return cls(
            tuple(option.id for option in chosen if option.kind == "module"),
            tuple(option.id for option in chosen if option.kind == "vae"),
        )

    @property
    def options(self) -> frozenset[Option]:
        """The same, as rules read it."""
        return frozenset((*map(module, self.modules), *map(vae, self.vae)))

    @property
    def ids(self) -> tuple[str, ...]:
        """The list by which plans that are equally good are ordered: a prefix first, as tuples compare."""
        return (*self.modules, *self.vae)


@dataclass(frozen=True, slots=True)
class Need:
    """`count` skills under their target that the same options cover."""

    count: int
    critical: bool
    covered_by: frozenset[Option]


@dataclass(frozen=True)
class Case:
    """`options` sorted. `hours` and `weights` of preference by option, in billionths; 0 where absent."""

    options: tuple[Option, ...]
    parts: tuple[Clause | AtMost, ...]
    needs: tuple[Need, ...]
    hours: dict[Option, int]
    weights: dict[Option, int]

    def unmet(self, chosen: Collection[Option]) -> tuple[int, int]:
        """How many skills stay under their target: critical, other."""
        left = [need for need in self.needs if need.covered_by.isdisjoint(chosen)]
        critical = sum(need.count for need in left if need.critical)
        return critical, sum(need.count for need in left) - critical

    def measure(self, choice: Choice) -> tuple[int, int, int, int]:
        """What is minimised, before the order of ids: critical unmet, other unmet, hours, minus preference."""
        chosen = choice.options
        hours = sum(self.hours.get(option, 0) for option in chosen)
        return (*self.unmet(chosen), hours, -sum(self.weights.get(option, 0) for option in chosen))

    def allows(self, choice: Choice) -> bool:
        """Whether the choice keeps every rule."""
        return choice.options.issubset(self.options) and keeps(choice.options, self.parts)


def case_of(
    problem: Problem,
    *,
    at_high: Container[str] = (),
    among: Choice | None = None,
    beside: Sequence[Option] = (),
) -> Case:
    """The problem with the skills `at_high` read at their high end, every other at its low end.

    `among` keeps to what that choice holds; `beside` stays among the options even where it can't matter.
    """
    parts = [part for rule in rules(problem) for part in rule.parts]
    possible = _possible(problem, open_blocks(problem, at_high), among)
    hours = {module(one.id): billionths(one.hours) for one in problem.modules}
    hours |= {vae(one.block): billionths(one.hours) for one in problem.vae}
    needs = _needs(problem, at_high, possible)
    options = _that_matter(possible, parts, needs, hours, beside)
    return Case(
        options=tuple(sorted(options)),
        parts=tuple(parts),
        needs=needs,
        hours=hours,
        weights={module(name): billionths(weight) for name, weight in problem.person.prefers.items()},
    )


def _possible(problem: Problem, blocks: Iterable[str], among: Choice | None) -> frozenset[Option]:
    if among is not None:
        return among.options & frozenset((*map(module, among.modules), *map(vae, blocks)))
    modules = (module(one.id) for one in problem.modules if one.id not in problem.held)
    return frozenset((*modules, *map(vae, blocks)))


def _needs(problem: Problem, at_high: Container[str], possible: frozenset[Option]) -> tuple[Need, ...]:
    needed = {skill.id: skill for skill in problem.skills if problem.is_needed(skill, at_high)}
    covered: dict[str, set[Option]] = {name: set() for name in needed}
    for one in problem.modules:
        for name, level in one.reaches.items():
            if name in needed and level >= needed[name].target:
                covered[name].add(module(one.id))
    for name, skill in needed.items():
        if skill.block is not None:
            covered[name].add(vae(skill.block))
    alike = Counter((skill.critical, frozenset(covered[name] & possible)) for name, skill in needed.items())
    needs = [Need(count, critical, options) for (critical, options), count in alike.items()]
    return tuple(sorted(needs, key=lambda need: (not need.critical, sorted(need.covered_by))))


def _that_matter(
    possible: Collection[Option],
    parts: Iterable[Clause | AtMost],
    needs: Iterable[Need],
    hours: dict[Option, int],
    beside: Iterable[Option],
) -> set[Option]:
    """What covers a need, what a rule asks for, what has no hours, and what these require."""
    required: dict[Option, list[Option]] = {}
    waiting = [*beside, *(option for option in possible if hours[option] == 0)]
    waiting += [option for need in needs for option in need.covered_by]
    for part in parts:
        if isinstance(part, Clause) and len(part.given) == 1:
            required.setdefault(part.given[0], []).extend(part.then)
        elif isinstance(part, Clause):
            waiting += part.then
    found: set[Option] = set()
    while waiting:
        option = waiting.pop()
        if option in possible and option not in found:
            found.add(option)
            waiting += required.get(option, ())
    return found
