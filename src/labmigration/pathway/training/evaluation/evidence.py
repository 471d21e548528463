"""Which of several findings about one skill stands: the one rule, in one place.

Grades from weakest to strongest: declared, described, attested, tested, observed (`positioning.models.Grade`; source:
our reference "Positioning tool and individual prescription", section 3: a declaration is a prior, never proof). What a
trainer saw in training is observed; what the trainee says of herself is declared. The stronger grade stands; of two
alike, the later one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from labmigration.pathway.positioning.facts import Grade

_STRENGTH = {grade: rank for rank, grade in enumerate(Grade.values)}
#: Who spoke.
TRAINER, TRAINEE, POSITIONING = "trainer", "trainee", "positioning"
GRADE_OF = {TRAINER: Grade.OBSERVED, TRAINEE: Grade.DECLARED}


@dataclass(frozen=True)
class Finding:
    """One dated statement about one skill: levels `low` to `high` (equal when certain), 1 to 4; who said it."""

    skill: str
    on: date
    low: int
    high: int
    said_by: str
    grade: str


def standing(findings: Iterable[Finding]) -> Finding | None:
    """The finding that stands today; None where nobody has said anything."""
    return max(findings, key=lambda finding: (_STRENGTH[finding.grade], finding.on), default=None)
