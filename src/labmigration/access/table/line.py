"""One line of the table of rights, and the roles by the short names with which its lines are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from labmigration.access.roles import HELD, Role
from labmigration.access.rows import RowFilter, everywhere


@dataclass(frozen=True)
class Right:
    """One line of the table."""

    says: object
    model: str | None = None
    rows: Mapping[str, RowFilter] = field(default_factory=dict)
    public: bool = False


CANDIDATE, REFERRER, ADVISOR = Role.CANDIDATE, Role.REFERRER, Role.ADVISOR
TRAINING, TRAINER, JURY = Role.TRAINING_COORDINATOR, Role.TRAINER, Role.JURY
HOUSEHOLD, TUTOR, PLACEMENT = Role.HOUSEHOLD, Role.EMPLOYER_TUTOR, Role.PLACEMENT_OFFICER
COORDINATOR, ADMIN, OBSERVER = Role.TERRITORY_COORDINATOR, Role.PROGRAMME_ADMIN, Role.PARTNER_OBSERVER
RESEARCHER, DPO, SYSTEM = Role.RESEARCHER, Role.DPO, Role.SYSTEM
LINK_HOLDER = Role.LINK_HOLDER
EVERYBODY = dict.fromkeys(HELD, everywhere)
