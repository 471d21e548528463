"""A profile as sittings might show it: two blocks, French and the telephone, one skill of each kind."""

from dataclasses import replace

from labmigration.pathway.positioning.profile_facts import (
    AssetShown,
    ConstraintTold,
    InterestRank,
    Profile,
    SkillResult,
)
from labmigration.programme.positioning_bank import bank


def skill(code: str, low: int, high: int, **told: object) -> SkillResult:
    """A result of a skill of our bank, tested by six questions unless told otherwise."""
    known = bank().skill(code)
    told = {
        "level": (low + high) // 2,
        "decided": low == high,
        "grade": "tested",
        "answered": 6,
        "outcome": "ok",
    } | told
    return SkillResult(
        skill=code,
        axis=known.axis,
        block=known.block,
        low=low,
        high=high,
        target=known.target,
        critical=known.critical,
        **told,
    )


#: Home: laundry surely enough, home_care surely under; safety: open and critical; French: heard, not read.
SKILLS = (
    skill("home_safety", 2, 4, level=3),
    skill("home_care", 1, 2, level=2),
    skill("laundry", 3, 4),
    skill("french_listening", 3, 4),
    skill("french_reading", 1, 4, outcome="aberrant"),
    skill("digital_phone", 2, 2),
)
PROFILE = Profile(
    bank_version=bank().version,
    bank_content=bank().content,
    occupations=("childcare_provider",),
    skills=SKILLS,
    assets=(
        AssetShown(
            activity="bath-a-child",
            skills=("child_care",),
            frequency=3,
            grade="attested",
            to_confirm=True,
            witness="paper",
        ),
        AssetShown(activity="sort-and-wash-laundry", skills=("laundry",), frequency=3, grade="described"),
    ),
    constraints=(
        ConstraintTold(code="transport", answer="yes", hindering=False),
        ConstraintTold(code="childcare", answer="no", hindering=True),
    ),
    interests=(
        InterestRank(occupation="childcare_provider", rank=1, chosen=5, offered=6),
        InterestRank(occupation="family_assistant", rank=2, chosen=0, offered=6),
    ),
    complete=True,
    questions=36,
)


def with_skills(*results: SkillResult) -> Profile:
    """The same with other skills."""
    return replace(PROFILE, skills=results)
