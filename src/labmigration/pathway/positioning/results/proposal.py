"""From the profile to findings that the advisor starts from. She changes what she wants; she decides.

The level of an axis is that of its weakest skill, never a sum: its lower end and its upper end are the lowest of each.
Skills whose answers do not hold together propose nothing.
"""

from collections.abc import Iterable

from django.utils.translation import override

from labmigration.pathway.positioning.facts import MOST_NEEDS, AssetFound, Findings, Level, NeedFound
from labmigration.pathway.positioning.models import FRENCH_SKILLS, LEVELLED, Axis, Grade
from labmigration.pathway.positioning.profile_facts import Profile, SkillResult
from labmigration.pathway.positioning.results.bars import ASSETS_SHOWN
from labmigration.pathway.positioning.results.settled import Observations, may_be_short, settled
from labmigration.pathway.positioning.sittings.checklist import LINES
from labmigration.programme.positioning_bank import Bank

AXIS_OF = {"digital": Axis.DIGITAL, "occupational": Axis.OCCUPATIONAL, "setting": Axis.HOME_SETTING}
GRADES = list(Grade.values)
LONGEST = 200


def proposed(profile: Profile, bank: Bank, observations: Observations) -> Findings:
    """Levels, the best assets, and the needs: skills under their target, then constraints to lift. In French."""
    now = settled(profile, observations)
    by_axis: dict[str, list[SkillResult]] = {}
    for result in now.values():
        if result.outcome == "ok":
            by_axis.setdefault(axis_of(result.skill, result.axis), []).append(result)
    levels = tuple(_level(axis, by_axis[axis]) for axis in LEVELLED if axis in by_axis)
    short = sorted(filter(may_be_short, now.values()), key=lambda result: not result.critical)
    needs = [
        NeedFound(_cut(bank.skill(result.skill).name.fr), axis_of(result.skill, result.axis), result.critical)
        for result in short
    ]
    with override("fr"):  # findings are written, and read by whoever prescribes, in French
        needs += [
            NeedFound(_cut(str(LINES[told.code].lifts)), Axis.MOBILITY)
            for told in profile.constraints
            if told.hindering
        ]
    assets = [
        AssetFound(_cut(bank.activity(asset.activity).words.fr), Axis.EXPERIENCE, asset.grade)
        for asset in profile.assets[:ASSETS_SHOWN]
    ]
    return Findings(levels, tuple(assets), tuple(needs[:MOST_NEEDS]))


def axis_of(skill: str, axis: str) -> str:
    """The axis of the findings to which a skill of the bank belongs: French is judged skill by skill."""
    return Axis(skill) if skill in FRENCH_SKILLS else AXIS_OF[axis]


def _level(axis: str, results: Iterable[SkillResult]) -> Level:
    found = list(results)
    grade = min((result.grade for result in found), key=GRADES.index)
    return Level(axis, min(result.low for result in found), min(result.high for result in found), grade)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
