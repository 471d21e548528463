"""The bank of the positioning tool: skills, short situations, activities and paired choices, in four languages.

from labmigration.programme.positioning_bank import bank

bank().items_of("home_safety")             # the situations of one skill
bank().skills_for("dependency_carer")      # what that occupation asks
bank("2026.1", content="0f3c…")            # the bank that an old session was asked from
"""

from .reader import FOLDER, Bank, bank, load_bank
from .records import (
    LANGUAGES,
    Activity,
    Answer,
    Axis,
    Block,
    Item,
    Level,
    Limits,
    Pair,
    PairSide,
    Scale,
    Skill,
    Words,
)

__all__ = [
    "FOLDER",
    "LANGUAGES",
    "Activity",
    "Answer",
    "Axis",
    "Bank",
    "Block",
    "Item",
    "Level",
    "Limits",
    "Pair",
    "PairSide",
    "Scale",
    "Skill",
    "Words",
    "bank",
    "load_bank",
]
