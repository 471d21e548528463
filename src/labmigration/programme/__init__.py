"""What the Lab is: dated, sourced TOML files that Fepem can read, and their one typed reader.

from labmigration.programme import programme

programme().eligibility_on(day).minimum_oral        # "A2"
programme().territory("marseille").capacity.seats   # 12
"""

from .eligibility import EligibilityRules
from .labels import ReferralLabels, normalise_label
from .reader import Programme, load, occupation_from_label, programme, referral_labels
from .values import FrenchLevel, ProgrammeError, Sourced, in_force

__all__ = [
    "EligibilityRules",
    "FrenchLevel",
    "Programme",
    "ProgrammeError",
    "ReferralLabels",
    "Sourced",
    "in_force",
    "load",
    "normalise_label",
    "occupation_from_label",
    "programme",
    "referral_labels",
]
