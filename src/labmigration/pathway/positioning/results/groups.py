"""The skills of a profile by group (a block, or an axis that has none), and what the tool says of a whole group.

The tool speaks of a group by its weakest skill, never by a sum or a mean. It keeps the band: the opinion that the lower
ends of the levels give, to the opinion that the upper ends give.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from labmigration.pathway.positioning.profile_facts import Profile, SkillResult
from labmigration.pathway.positioning.results.models import Readiness
from labmigration.pathway.positioning.results.settled import group_of
from labmigration.programme.positioning_bank import Bank, Words


@dataclass(frozen=True)
class ToolOpinion:
    """From `low` to `high` of `Readiness`: what the tool holds possible."""

    low: int
    high: int

    @property
    def says_something(self) -> bool:
        """Whether it excludes at least one of the three opinions."""
        return (self.low, self.high) != (Readiness.TO_LEARN, Readiness.READY)

    def differs_from(self, readiness: int) -> bool:
        """Whether an opinion lies outside the band."""
        return not self.low <= readiness <= self.high


@dataclass(frozen=True)
class Group:
    """Skills of one block, or of an axis without blocks, in the order of the bank."""

    code: str
    name: Words
    skills: tuple[SkillResult, ...]

    @property
    def tool(self) -> ToolOpinion | None:
        """What the tool says of the group; None where no skill has answers that hold together."""
        seen = [result for result in self.skills if result.outcome == "ok"]
        if not seen:
            return None
        return ToolOpinion(
            min(_readiness(result.low, result.target) for result in seen),
            min(_readiness(result.high, result.target) for result in seen),
        )


def _readiness(level: int, target: int) -> int:
    if level >= target:
        return Readiness.READY
    return Readiness.TO_STRENGTHEN if level == target - 1 else Readiness.TO_LEARN


def groups_of(profile: Profile, bank: Bank) -> list[Group]:
    """The groups that the profile holds, in the order of the bank: its blocks first, then its axes."""
    by_code: dict[str, list[SkillResult]] = {}
    for result in profile.skills:
        by_code.setdefault(group_of(result), []).append(result)
    names: Mapping[str, Words] = {**_names(bank.blocks), **_names(bank.axes)}
    return [Group(code, names[code], tuple(by_code[code])) for code in names if code in by_code]


def _names(records: Iterable[object]) -> dict[str, Words]:
    return {record.code: record.name for record in records}  # type: ignore[attr-defined]
