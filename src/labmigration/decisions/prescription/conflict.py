"""Why no plan is possible: a smallest set of rules that can't hold together, and the fewest to give up.

QuickXplain (Junker 2004) and one search for the fewest. The solver's own cores are not used: or-tools issues 5141 and
5295 tell of wrong ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from labmigration.decisions.prescription.case import Case
from labmigration.decisions.prescription.problem import Problem
from labmigration.decisions.prescription.rules import Option, Rule, module, open_blocks, rules, vae
from labmigration.decisions.prescription.search import fewest_given_up, is_possible

#: What the advisor or the funder has set comes before what the catalogue says.
_SET_BY_PEOPLE = ("forbid", "limit", "lock")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Labels, sorted. `minimal` can't hold together, every smaller part of it can; without `drop`, all the rest can."""

    minimal: tuple[str, ...]
    drop: tuple[str, ...]


def conflict(problem: Problem, seed: int = 0) -> Conflict:
    """Explain a problem that has no plan. Raises ValueError where it has one.

    `drop` is as short as can be; of several as short, the one that keeps most of what the catalogue asks (core modules
    and what modules require), then the first by label.
    """
    held = problem.held
    options = {module(one.id) for one in problem.modules if one.id not in held}
    options |= {vae(block) for block in open_blocks(problem)}
    asked = _Asked(tuple(sorted(options)), seed)
    # What the catalogue asks comes first: the set that is found then blames it before it blames what people set.
    all_rules = sorted(rules(problem), key=_catalogue_first)
    if asked.holds(all_rules):
        raise ValueError("these rules can be kept together")
    minimal = _smallest(asked, [], False, all_rules)
    dear = [rule for rule in all_rules if not _is_set_by_people(rule)]
    drop = fewest_given_up(asked.case(()), all_rules, dear, seed)
    return Conflict(tuple(sorted(rule.label for rule in minimal)), tuple(sorted(drop)))


def _is_set_by_people(rule: Rule) -> bool:
    return rule.label.partition(":")[0] in _SET_BY_PEOPLE


def _catalogue_first(rule: Rule) -> tuple[bool, str]:
    return _is_set_by_people(rule), rule.label


def _smallest(asked: "_Asked", before: list[Rule], changed: bool, among: list[Rule]) -> list[Rule]:
    """The rules of `among` that, with those of `before`, can't hold: none where those before can't already."""
    if changed and not asked.holds(before):
        return []
    if len(among) == 1:
        return among
    half = len(among) // 2
    second = _smallest(asked, before + among[:half], True, among[half:])
    first = _smallest(asked, before + second, bool(second), among[:half])
    return first + second


@dataclass(frozen=True, slots=True)
class _Asked:
    options: tuple[Option, ...]
    seed: int

    def case(self, kept: Sequence[Rule]) -> Case:
        return Case(self.options, tuple(part for rule in kept for part in rule.parts), (), {}, {})

    def holds(self, kept: Sequence[Rule]) -> bool:
        return is_possible(self.case(kept), self.seed)
