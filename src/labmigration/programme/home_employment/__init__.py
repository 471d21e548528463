"""What a household is told of employing: the level of the grid and why, trial, rest, what to do before; `employing/`.

from labmigration.programme.home_employment import employing

employing().level_for("childcare_provider", cared_for=["child_under_3"], tasks=[], on=day).proposed   # "III"
"""

from .reader import Employing, TrialPeriod, employing, load
from .records import CaredFor, Clause, HiringStep, HomeAsk, Language, LevelRule, Rest, Trial

__all__ = [
    "CaredFor",
    "Clause",
    "Employing",
    "HiringStep",
    "HomeAsk",
    "Language",
    "LevelRule",
    "Rest",
    "Trial",
    "TrialPeriod",
    "employing",
    "load",
]
