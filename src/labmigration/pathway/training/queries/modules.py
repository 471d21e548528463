"""Modules held and how they were judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.training import states
from labmigration.pathway.training.evaluation.queries import days_judged_by_skill, modules_judged_by_skill
from labmigration.pathway.training.evaluation.skills import skills_of_module
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Evaluation, Session
from labmigration.programme import programme
from labmigration.programme.occupation_leaflets import leaflets

SignedAs = AttendanceSignature.SignedAs


@dataclass(frozen=True)
class JudgedModule:
    """One module with the newest judgement of a trainer and of the trainee herself; None where nobody spoke.

    has_skills: it is judged skill by skill; trainer_on, trainee_on: when each side last did so.
    """

    code: str
    name: Any
    by_trainer: Evaluation | None
    by_trainee: Evaluation | None
    has_skills: bool = False
    trainer_on: date | None = None
    trainee_on: date | None = None


def module_name(code: str) -> str:
    """The French name of a module of the programme."""
    return programme().module(code).name_fr


def module_in_plain_words(code: str) -> Any:
    """The same for the trainee's own pages: a lazy text in plain words, in the language that is being drawn."""
    return spoken(leaflets().module_words(code))


def modules_held(seat: Enrolment) -> list[str]:
    """Codes of the modules of which the seat's cohort or group has had a session, in the order of their first one."""
    rows = Session.objects.filter(cohort=seat.cohort_id, state=states.HELD, group__in=seat.groups)
    rows = rows.filter(date__gte=seat.enrolled_on).order_by("date", "half")
    return list(dict.fromkeys(rows.values_list("module", flat=True)))


def judgements(seat: Enrolment) -> list[JudgedModule]:
    """Every module held, with what was last said of it; three queries."""
    newest = _newest(Evaluation.objects.filter(enrolment=seat).select_related("given_by"))
    judged_on = days_judged_by_skill(seat)
    return [
        JudgedModule(
            code,
            module_name(code),
            newest.get((code, SignedAs.TRAINER)),
            newest.get((code, SignedAs.TRAINEE)),
            bool(skills_of_module(code, seat.pathway.occupation)),
            judged_on.get((code, SignedAs.TRAINER)),
            judged_on.get((code, SignedAs.TRAINEE)),
        )
        for code in modules_held(seat)
    ]


def judgements_of(pathway: Pathway) -> list[JudgedModule]:
    """The same over every seat that the person kept, the oldest first."""
    seats = Enrolment.objects.filter(pathway=pathway).exclude(state=states.WITHDRAWN).order_by("enrolled_on")
    return [judged for seat in seats for judged in judgements(seat)]


def modules_without_evaluation(seat: Enrolment) -> list[str]:
    """Codes of the modules held of which no trainer has spoken yet, neither as a whole nor of each of its skills."""
    silent = [judged.code for judged in judgements(seat) if judged.by_trainer is None]
    by_skill = modules_judged_by_skill(seat, silent) if silent else set()
    return [code for code in silent if code not in by_skill]


def _newest(rows: Iterable[Evaluation]) -> dict[tuple[str, str], Evaluation]:
    ordered = sorted(rows, key=lambda row: row.given_on)
    return {(row.module, row.given_as): row for row in ordered}
