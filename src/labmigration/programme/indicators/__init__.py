"""The catalogue of indicators: versioned definitions, who reads them, what outsiders may see. Data, no computing.

from labmigration.programme.indicators import catalogue

catalogue().indicator("E3").version_on(day).digest
"""

from .reader import Catalogue, catalogue, load
from .records import Bilingual, Indicator, Reader, Settings, SmallNumbers, Theme, Version

__all__ = [
    "Bilingual",
    "Catalogue",
    "Indicator",
    "Reader",
    "Settings",
    "SmallNumbers",
    "Theme",
    "Version",
    "catalogue",
    "load",
]
