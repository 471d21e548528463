"""The positioning engine: where someone stands on a scale, what to ask next, when to stop, and how hard questions are.

items (curves and tables) → estimate (where the person stands) → selection (what comes next) → running (a session)
→ profile (levels in words); besides, calibration (difficulties from answers) and simulation (how good is all this?).
"""

from labmigration.decisions.positioning.estimate import Band, BandTable, Estimate, Prior
from labmigration.decisions.positioning.items import Grid, Item, ItemTable
from labmigration.decisions.positioning.profile import LevelRange, level_bands, level_range
from labmigration.decisions.positioning.running import Running
from labmigration.decisions.positioning.selection import Next, Stop, StopAt

__all__ = [
    "Band",
    "BandTable",
    "Estimate",
    "Grid",
    "Item",
    "ItemTable",
    "LevelRange",
    "Next",
    "Prior",
    "Running",
    "Stop",
    "StopAt",
    "level_bands",
    "level_range",
]
