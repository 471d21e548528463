"""The rows of a questionnaire as plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from labmigration.pathway.positioning.sittings.models import Answer, Questionnaire
from labmigration.programme import ProgrammeError
from labmigration.programme.positioning_bank import Bank, bank


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, in the order in which they came."""

    part: str
    code: str
    value: str
    outcome: str
    at: datetime
    by: UUID | int | None = None


def given_to(questionnaire: Questionnaire) -> tuple[Given, ...]:
    """All answers of a questionnaire, the first given first; one query."""
    fields = ("part", "code", "value", "outcome", "answered_at", "answered_by_id")
    rows = Answer.objects.filter(questionnaire=questionnaire).order_by("position").values_list(*fields)
    return tuple(Given(*row) for row in rows)


def bank_of(questionnaire: Questionnaire) -> Bank:
    """The bank from which the questionnaire was asked.

    One that nobody ever published and that was rewritten since is gone: the present bank then goes on, and answers to
    questions which it no longer holds are passed over.
    """
    try:
        return bank(questionnaire.bank_version, content=questionnaire.bank_content)
    except ProgrammeError:
        return bank()
