"""The profile as it is drawn: one bar a skill, grouped; assets and needs in words. No percentage, no total, no radar.

A bar goes from level 1 (empty) to level 4 (full): filled up to `low`, hatched from there to `high`, with a tick at the
target. Every bar says the same in words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.models import Grade
from labmigration.pathway.positioning.profile import GRADE_ICONS, length
from labmigration.pathway.positioning.profile_facts import AssetShown, InterestRank, Profile, SkillResult
from labmigration.pathway.positioning.results.groups import Group, groups_of
from labmigration.pathway.positioning.results.settled import Observations, may_be_short, settled, state_of
from labmigration.pathway.positioning.results.wording import occupation_name, spoken, within
from labmigration.programme.positioning_bank import Bank

ASSETS_SHOWN = 5

OUTCOMES = {
    "undetermined": _("trop peu de réponses pour le dire"),
    "aberrant": _("les réponses ne vont pas ensemble"),
}


@dataclass(frozen=True)
class SkillBar:
    """One skill. `sure`, `high`, `target` are SVG lengths; the rest is told in words, lazily translated.

    up_to is empty where one level is certain. state: met, short or to_confirm. why: why the tool can't say, if so.
    before: what the tool said where an observation stands in its place.
    """

    code: str
    name: Any
    sure: str
    high: str
    target: str
    words: Any
    up_to: Any
    target_words: Any
    can_do: Any
    grade: Any
    grade_icon: str
    state: str
    critical: bool
    why: Any = ""
    before: Any = ""
    before_up_to: Any = ""

    @property
    def to_confirm(self) -> bool:
        return self.state == "to_confirm"


@dataclass(frozen=True)
class BarGroup:
    """The bars of one group; `certification_block` is the number of the block where the programme confirms it."""

    code: str
    name: Any
    bars: list[SkillBar]
    certification_block: str = ""


@dataclass(frozen=True)
class DrawnAsset:
    """Something that life or work has taught, with its picture and its evidence."""

    words: Any
    pictogram: str
    grade: Any
    grade_icon: str
    to_confirm: bool = False


@dataclass(frozen=True)
class DrawnNeed:
    """A skill under its target, or not surely above it; the critical ones come first."""

    words: Any
    target_words: Any
    can_do: Any
    critical: bool
    to_confirm: bool = False


@dataclass(frozen=True)
class DrawnInterest:
    """An occupation and how it was chosen, in words."""

    occupation: Any
    words: Any


def bar_groups(profile: Profile, bank: Bank, observations: Observations) -> list[BarGroup]:
    """The bars of every group, in the order of the bank."""
    now = settled(profile, observations)
    return [_bar_group(group, now, bank) for group in groups_of(profile, bank)]


def skill_bar(result: SkillResult, tool: SkillResult, bank: Bank) -> SkillBar:
    """One bar. `tool` is what the questions say, `result` what stands now: the same where nothing was observed."""
    skill = bank.skill(result.skill)
    seen = result.outcome == "ok"
    low, high = (result.low, result.high) if seen else (1, 4)
    observed = result != tool and tool.outcome == "ok"
    return SkillBar(
        code=result.skill,
        name=spoken(skill.name),
        sure=length(low),
        high=length(high),
        target=length(result.target),
        words=spoken(bank.level_name(result.skill, low)) if seen else _("à confirmer"),
        up_to=spoken(bank.level_name(result.skill, high)) if seen and high > low else "",
        target_words=within(bank.level_name(result.skill, result.target)),
        can_do=spoken(skill.can_do(low)) if seen and low == high else "",
        grade=Grade(result.grade).label,
        grade_icon=GRADE_ICONS[Grade(result.grade)],
        state=state_of(result),
        critical=result.critical,
        why=why_open(result, bank),
        before=spoken(bank.level_name(tool.skill, tool.low)) if observed else "",
        before_up_to=spoken(bank.level_name(tool.skill, tool.high)) if observed and tool.high > tool.low else "",
    )


def drawn_assets(profile: Profile, bank: Bank) -> list[DrawnAsset]:
    """The five best assets: best proven first, then what was done most often."""
    return [_drawn_asset(asset, bank) for asset in profile.assets[:ASSETS_SHOWN]]


def drawn_needs(profile: Profile, bank: Bank, observations: Observations) -> list[DrawnNeed]:
    """The skills under their target: the critical first, then the sure ones before those to confirm."""
    short = [result for result in settled(profile, observations).values() if may_be_short(result)]
    short.sort(key=lambda result: (not result.critical, state_of(result)))
    return [
        DrawnNeed(
            words=spoken(bank.skill(result.skill).name),
            target_words=within(bank.level_name(result.skill, result.target)),
            can_do=spoken(bank.skill(result.skill).can_do(result.target)),
            critical=result.critical,
            to_confirm=state_of(result) == "to_confirm",
        )
        for result in short
    ]


def drawn_interests(interests: Collection[InterestRank]) -> list[DrawnInterest]:
    """The occupations in the order of the person's choices."""
    return [DrawnInterest(occupation_name(each.occupation), _interest(each)) for each in interests if each.offered]


def why_open(result: SkillResult, bank: Bank) -> Any:
    """Why the questions can't say, in words; empty where they can."""
    if not result.answered and result.outcome != "ok" and bank.skill(result.skill).instrument == "rubric":
        return _("aucune question ne le mesure")
    return OUTCOMES.get(result.outcome, "")


def _interest(rank: InterestRank) -> Any:
    if rank.rank == 1:
        return _("ce que la personne choisit le plus")
    if 2 * rank.chosen >= rank.offered:
        return _("souvent choisi")
    return _("choisi parfois") if rank.chosen else _("jamais choisi")


def _bar_group(group: Group, now: Mapping[str, SkillResult], bank: Bank) -> BarGroup:
    block = next((each for each in bank.blocks if each.code == group.code), None)
    number = block.certification_block if block is not None and block.confirmed else None
    bars = [skill_bar(now[result.skill], result, bank) for result in group.skills]
    return BarGroup(group.code, spoken(group.name), bars, number or "")


def _drawn_asset(asset: AssetShown, bank: Bank) -> DrawnAsset:
    activity = bank.activity(asset.activity)
    grade = Grade(asset.grade)
    return DrawnAsset(spoken(activity.words), activity.pictogram, grade.label, GRADE_ICONS[grade], asset.to_confirm)
