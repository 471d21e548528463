"""What others may ask of training: the only reader offered to later stages, the desk and the steering pages."""

from labmigration.pathway.training.queries.cohorts import (
    CohortInList,
    cohorts_open_to,
    cohorts_seen_by,
    every_cohort,
    people_waiting,
    seats_of_cohort,
    seats_with_names,
    sessions_between,
    sheets_to_sign,
    trainers_of_provider,
)
from labmigration.pathway.training.queries.ledger import (
    LATELY,
    MISSED_LATELY_TO_ACT,
    SIGNING_DAYS,
    LedgerLine,
    Missed,
    hours_signed,
    ledger,
    missed_lately,
)
from labmigration.pathway.training.queries.modules import (
    JudgedModule,
    judgements,
    module_name,
    modules_held,
    modules_without_evaluation,
)
from labmigration.pathway.training.queries.people import (
    expected,
    own_sessions,
    seats_of,
    standing_signatures,
    trainers_who_taught,
)

__all__ = [
    "LATELY",
    "MISSED_LATELY_TO_ACT",
    "SIGNING_DAYS",
    "CohortInList",
    "JudgedModule",
    "LedgerLine",
    "Missed",
    "cohorts_open_to",
    "cohorts_seen_by",
    "every_cohort",
    "expected",
    "hours_signed",
    "judgements",
    "ledger",
    "missed_lately",
    "module_name",
    "modules_held",
    "modules_without_evaluation",
    "own_sessions",
    "people_waiting",
    "seats_of",
    "seats_of_cohort",
    "seats_with_names",
    "sessions_between",
    "sheets_to_sign",
    "standing_signatures",
    "trainers_of_provider",
    "trainers_who_taught",
]
