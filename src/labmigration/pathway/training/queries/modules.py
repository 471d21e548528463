"""Modules held and how they were judged."""

from collections.abc import Iterable
from dataclasses import dataclass

from labmigration.pathway.models import Pathway
from labmigration.pathway.training import states
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Evaluation, Session
from labmigration.programme import programme

SignedAs = AttendanceSignature.SignedAs


@dataclass(frozen=True)
class JudgedModule:
    """One module with the newest judgement of a trainer and of the trainee herself; None where nobody spoke."""

    code: str
    name: str
    by_trainer: Evaluation | None
    by_trainee: Evaluation | None


def module_name(code: str) -> str:
    """The French name of a module of the programme."""
    return programme().module(code).name_fr


def modules_held(seat: Enrolment) -> list[str]:
    """Codes of the modules of which the seat's cohort or group has had a session, in the order of their first one."""
    rows = Session.objects.filter(cohort=seat.cohort_id, state=states.HELD, group__in=(0, seat.sst_group))
    rows = rows.filter(date__gte=seat.enrolled_on).order_by("date", "half")
    return list(dict.fromkeys(rows.values_list("module", flat=True)))


def judgements(seat: Enrolment) -> list[JudgedModule]:
    """Every module held, with what was last said of it; two queries."""
    newest = _newest(Evaluation.objects.filter(enrolment=seat).select_related("given_by"))
    return [
        JudgedModule(
            code, module_name(code), newest.get((code, SignedAs.TRAINER)), newest.get((code, SignedAs.TRAINEE))
        )
        for code in modules_held(seat)
    ]


def judgements_of(pathway: Pathway) -> list[JudgedModule]:
    """The same over every seat that the person kept, the oldest first."""
    seats = Enrolment.objects.filter(pathway=pathway).exclude(state=states.WITHDRAWN).order_by("enrolled_on")
    return [judged for seat in seats for judged in judgements(seat)]


def modules_without_evaluation(seat: Enrolment) -> list[str]:
    """Codes of the modules held of which no trainer has said anything yet."""
    return [judged.code for judged in judgements(seat) if judged.by_trainer is None]


def _newest(rows: Iterable[Evaluation]) -> dict[tuple[str, str], Evaluation]:
    ordered = sorted(rows, key=lambda row: row.given_on)
    return {(row.module, row.given_as): row for row in ordered}
