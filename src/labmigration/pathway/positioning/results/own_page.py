"""What the person reads of her own result: what the advisor kept, in her language where the bank has the words."""

from dataclasses import dataclass
from typing import Any

from labmigration.pathway.positioning.facts import Findings
from labmigration.pathway.positioning.models import Grade
from labmigration.pathway.positioning.profile import GRADE_ICONS
from labmigration.pathway.positioning.results.wording import as_the_bank_says
from labmigration.programme.positioning_bank import Bank


@dataclass(frozen=True)
class OwnLine:
    """An asset (with its evidence, and a picture where the bank has one) or a need."""

    words: Any
    pictogram: str = ""
    grade: Any = ""
    grade_icon: str = ""
    critical: bool = False


def own_assets(findings: Findings, bank: Bank) -> list[OwnLine]:
    """The assets that the advisor kept."""
    drawn_as = {activity.words.fr: activity.pictogram for activity in bank.activities}
    return [
        OwnLine(
            as_the_bank_says(asset.what, bank),
            drawn_as.get(asset.what, ""),
            Grade(asset.grade).label,
            GRADE_ICONS[Grade(asset.grade)],
        )
        for asset in findings.assets
    ]


def own_needs(findings: Findings, bank: Bank) -> list[OwnLine]:
    """What she will learn or settle, the indispensable first."""
    needs = sorted(findings.needs, key=lambda need: not need.critical)
    return [OwnLine(as_the_bank_says(need.what, bank), critical=need.critical) for need in needs]
