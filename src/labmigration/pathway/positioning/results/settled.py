"""The skills of a profile as they stand: what the questions say, then what the advisor has seen herself."""

from collections.abc import Mapping
from dataclasses import replace

from labmigration.pathway.positioning.models import Grade
from labmigration.pathway.positioning.profile_facts import Profile, SkillResult
from labmigration.pathway.positioning.results.models import Observation
from labmigration.programme.positioning_bank import Bank, Skill

Observations = Mapping[str, Observation]


def as_far_as_asked(profile: Profile, bank: Bank) -> Profile:
    """The profile without the groups (blocks, or axes that have none) of which nothing was answered yet.

    Skills that no question measures (to speak and write French) join theirs: they are to confirm. Once both sittings
    are finished every group is there, answered or not.
    """
    answered = {group_of(result) for result in profile.skills if result.answered}
    shown = [result for result in profile.skills if profile.complete or group_of(result) in answered]
    held, axes = {result.skill for result in shown}, {result.axis for result in shown}
    rubrics = [skill for skill in bank.skills if skill.instrument == "rubric" and skill.code not in held]
    order = [skill.code for skill in bank.skills]
    unmeasured = [_unmeasured(skill) for skill in rubrics if skill.axis in axes]
    return replace(profile, skills=tuple(sorted([*shown, *unmeasured], key=lambda result: order.index(result.skill))))


def group_of(result: SkillResult) -> str:
    """The code of its block, or of its axis where it has none."""
    return result.block or result.axis


def settled(profile: Profile, observations: Observations) -> dict[str, SkillResult]:
    """The results by skill; an observation takes the place of what the questions say."""
    return {result.skill: _observed(result, observations.get(result.skill)) for result in profile.skills}


def state_of(result: SkillResult) -> str:
    """met: surely at the target or above; short: surely under it; to_confirm: the interview says.

    A band that lies wholly on one side of the target needs no interview, however wide it is.
    """
    if result.outcome != "ok" or result.low < result.target <= result.high:
        return "to_confirm"
    return "met" if result.low >= result.target else "short"


def may_be_short(result: SkillResult) -> bool:
    """Whether a skill with answers that hold together lies under its target, most likely."""
    return result.outcome == "ok" and result.level < result.target


def _observed(result: SkillResult, seen: Observation | None) -> SkillResult:
    if seen is None:
        return result
    at = {"low": seen.level, "high": seen.level, "level": seen.level}
    return replace(result, **at, decided=True, grade=Grade.OBSERVED, outcome="ok")


def _unmeasured(skill: Skill) -> SkillResult:
    return SkillResult(
        skill=skill.code,
        axis=skill.axis,
        block=skill.block,
        low=1,
        high=4,
        level=1,
        decided=False,
        target=skill.target,
        critical=skill.critical,
        grade=Grade.DECLARED,
        answered=0,
        outcome="undetermined",
    )
