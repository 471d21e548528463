"""What a prescription is decided from: the catalogue, the person, and the limits. Validated when it is made.

Hours are decimal, costs in the currency of their funder, levels whole numbers from 0 to 4. Hours, costs and weights are
read to the billionth and added as whole numbers: 0.1 + 0.2 is 0.3 here, and a limit that is just reached holds.
"""

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, get_args

Kind = Literal["core", "option"]
Grade = Literal["declared", "described", "attested", "tested", "observed"]

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)  # from the weakest evidence to the strongest
HIGHEST_LEVEL: Final = 4
LARGEST: Final = 1e9  # hours, costs and weights beyond it are mistakes

_BILLION: Final = 10**9
_SUM_OF_A_SOLVER: Final = 2**60  # what 64-bit sums hold, with room to spare


class WrongProblem(ValueError):
    """The problem makes no sense. `path` points at the place, as `modules[2].requires[0]`."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Skill:
    """What the occupation asks: `target` from 1 to 4; `block` of the certification, None outside any."""

    id: str
    target: int
    critical: bool = False
    block: str | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """A module of training. `reaches`: the level to which it takes whoever follows it, by skill."""

    id: str
    hours: float
    kind: Kind
    reaches: Mapping[str, int]
    block: str | None = None
    requires: tuple[str, ...] = ()
    cost: float = 0.0
    funder: str | None = None


@dataclass(frozen=True, slots=True)
class Vae:
    """Validation of experience for one block: hours of support, and the share of its skills that must be shown."""

    block: str
    hours: float
    share: float


@dataclass(frozen=True, slots=True)
class Level:
    """Where the person stands on a skill: between `low` and `high`, both included, and on what evidence."""

    low: int
    high: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Person:
    """`levels` by skill (0 where nothing is said), modules and blocks `held`, weights of the modules she `prefers`."""

    levels: Mapping[str, Level]
    held: tuple[str, ...] = ()
    prefers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many hours in all, and so much from each funder; None and no entry: no limit."""

    hours: float | None = None
    cost: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Problem:
    """Everything that decides. Raises WrongProblem where parts contradict each other; order never matters."""

    skills: tuple[Skill, ...]
    modules: tuple[Module, ...]
    vae: tuple[Vae, ...]
    person: Person
    limits: Limits = Limits()
    lock: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_repeated([skill.id for skill in self.skills], "skills[{}].id")
        _refuse_repeated([module.id for module in self.modules], "modules[{}].id")
        _refuse_repeated([vae.block for vae in self.vae], "vae[{}].block")
        for rank, skill in enumerate(self.skills):
            _refuse_unless(1 <= skill.target <= HIGHEST_LEVEL, f"skills[{rank}].target", "must be from 1 to 4")
        for rank, module in enumerate(self.modules):
            self._check_module(module, f"modules[{rank}]")
        _refuse_cycles(self.modules)
        for rank, vae in enumerate(self.vae):
            _refuse_unless(0 <= vae.hours <= LARGEST, f"vae[{rank}].hours", "must be a number from 0 to 1e9")
            _refuse_unless(0 <= vae.share <= 1, f"vae[{rank}].share", "must be from 0 to 1")
        self._check_person()
        for path, names in (("lock[{}]", self.lock), ("forbid[{}]", self.forbid)):
            _refuse_unknown(names, self.module, path, "module")
            _refuse_repeated(names, path)
        if self.limits.hours is not None:
            _refuse_unless(0 <= self.limits.hours <= LARGEST, "limits.hours", "must be a number from 0 to 1e9")
        for funder, most in self.limits.cost.items():
            _refuse_unless(0 <= most <= LARGEST, f"limits.cost.{funder}", "must be a number from 0 to 1e9")
        self._check_sums()

    def _check_module(self, module: Module, path: str) -> None:
        _refuse_unless(0 <= module.hours <= LARGEST, f"{path}.hours", "must be a number from 0 to 1e9")
        _refuse_unless(0 <= module.cost <= LARGEST, f"{path}.cost", "must be a number from 0 to 1e9")
        for skill, level in module.reaches.items():
            _refuse_unless(skill in self.skill, f"{path}.reaches.{skill}", f'no skill "{skill}"')
            _refuse_unless(0 <= level <= HIGHEST_LEVEL, f"{path}.reaches.{skill}", "must be from 0 to 4")
        _refuse_unknown(module.requires, self.module, path + ".requires[{}]", "module")
        _refuse_repeated(module.requires, path + ".requires[{}]")

    def _check_person(self) -> None:
        for skill, level in self.person.levels.items():
            path = f"person.levels.{skill}"
            _refuse_unless(skill in self.skill, path, f'no skill "{skill}"')
            _refuse_unless(0 <= level.low <= HIGHEST_LEVEL, f"{path}.low", "must be from 0 to 4")
            _refuse_unless(0 <= level.high <= HIGHEST_LEVEL, f"{path}.high", "must be from 0 to 4")
            _refuse_unless(level.low <= level.high, f"{path}.high", "must be at least low")
        _refuse_repeated(self.person.held, "person.held[{}]")
        for module, weight in self.person.prefers.items():
            path = f"person.prefers.{module}"
            _refuse_unless(module in self.module, path, f'no module "{module}"')
            _refuse_unless(abs(weight) <= LARGEST, path, "must be a number from -1e9 to 1e9")

    def _check_sums(self) -> None:
        """What is added up must fit the solver's whole numbers; only a great many odd decimals ever fail."""
        hours = [billionths(one.hours) for one in self.modules] + [billionths(one.hours) for one in self.vae]
        costs = [billionths(one.cost) for one in self.modules]
        weights = [billionths(weight) for weight in self.person.prefers.values()]
        for path, values in (("modules", hours), ("modules", costs), ("person.prefers", weights)):
            together = sum(abs(value) for value in in_common_parts(values))
            _refuse_unless(together < _SUM_OF_A_SOLVER, path, "numbers with so many digits can't be added exactly")

    @cached_property
    def skill(self) -> Mapping[str, Skill]:
        """By id."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def module(self) -> Mapping[str, Module]:
        """By id."""
        return {module.id: module for module in self.modules}

    @cached_property
    def vae_of(self) -> Mapping[str, Vae]:
        """By block."""
        return {vae.block: vae for vae in self.vae}

    @cached_property
    def held(self) -> frozenset[str]:
        """Modules and blocks that the person has already."""
        return frozenset(self.person.held)

    @cached_property
    def uncertain(self) -> frozenset[str]:
        """Skills of which only a range is known."""
        return frozenset(skill for skill, level in self.person.levels.items() if level.low < level.high)

    def level(self, skill: str, at_high: Container[str] = ()) -> int:
        """Where the person stands: `low`, or `high` for the skills `at_high`; 0 where nothing is said."""
        level = self.person.levels.get(skill)
        if level is None:
            return 0
        return level.high if skill in at_high else level.low

    def is_needed(self, skill: Skill, at_high: Container[str] = ()) -> bool:
        """Whether the person stands under the target."""
        return self.level(skill.id, at_high) < skill.target


def billionths(value: float) -> int:
    """A decimal number as a whole number of billionths, as it is written rather than as the machine stores it."""
    return int((Decimal(repr(float(value))) * _BILLION).to_integral_value())


def in_common_parts(values: Sequence[int]) -> list[int]:
    """The same numbers divided by what divides them all: small for a solver, and as exact."""
    part = math.gcd(*values) or 1
    return [value // part for value in values]


def total(values: Iterable[float]) -> float:
    """The sum of decimal numbers, exact to the billionth."""
    return sum(billionths(value) for value in values) / _BILLION


def _refuse_unless(holds: bool, path: str, message: str) -> None:
    if not holds:
        raise WrongProblem(path, message)


def _refuse_repeated(names: Sequence[str], path: str) -> None:
    seen: set[str] = set()
    for rank, name in enumerate(names):
        _refuse_unless(name not in seen, path.format(rank), f'"{name}" is given twice')
        seen.add(name)


def _refuse_unknown(names: Sequence[str], known: Mapping[str, object], path: str, what: str) -> None:
    for rank, name in enumerate(names):
        _refuse_unless(name in known, path.format(rank), f'no {what} "{name}"')


def _refuse_cycles(modules: Sequence[Module]) -> None:
    """A module can't come before itself. Walked without recursion: chains may be long."""
    row = {module.id: rank for rank, module in enumerate(modules)}
    done: set[str] = set()
    for start in row:
        way = [] if start in done else [(start, _requirements(modules[row[start]]))]
        above = {name for name, _left in way}
        while way:
            name, left = way[-1]
            for rank, required in left:
                path = f"modules[{row[name]}].requires[{rank}]"
                _refuse_unless(required not in above, path, f'"{required}" would come before itself')
                if required not in done:
                    above.add(required)
                    way.append((required, _requirements(modules[row[required]])))
                    break
            else:
                way.pop()
                above.discard(name)
                done.add(name)


def _requirements(module: Module) -> Iterator[tuple[int, str]]:
    return iter(enumerate(module.requires))
