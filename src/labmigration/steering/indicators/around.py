"""What indicators ask of the territory itself and of the questionnaires: jobs to fill, readiness, costs, answers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from labmigration.pathway.questionnaires.queries import (
    asked_of,
    household_answers_of,
    newest_versions,
    read_given,
    without_name_of,
)
from labmigration.programme import ProgrammeError, programme
from labmigration.steering.funding.queries import eligible_cost
from labmigration.territories.opening.queries import jobs_to_fill, readiness_of

#: The questions that figures are made of; everything else that was answered stays where it is.
QUESTIONS = frozenset({"education", "situation_now", "better", "net_pay"})
OF_HOUSEHOLDS = frozenset({"satisfied"})
UNNAMED = ("helped",)
#: Expenses count since the beginning of the programme, whenever that was.
BEGINNING = date(2000, 1, 1)


def about_the_territory(territory: str, on: date) -> list[tuple[str, str, str]]:
    """(key, value, source) of what is known; a key that nobody knows is left out."""
    known = programme()
    lines = [("sector_gap_days", str(known.sector_gap.days), known.sector_gap.source)]
    for occupation in known.occupations:
        try:
            title = known.title(occupation.title)
        except ProgrammeError:
            continue
        lines.append((f"title_level:{occupation.code}", str(title.level), title.source))
    jobs = jobs_to_fill(territory, on)
    if jobs is not None and jobs.value is not None:
        lines.append(("jobs_to_fill", str(jobs.value), f"{jobs.source} · {jobs.scope_words}"))
    ready = readiness_of(territory, on)
    if ready.tasks:
        lines += [("readiness_done", str(ready.done), ""), ("readiness_tasks", str(ready.tasks), "")]
    cost = eligible_cost(territory, BEGINNING, on)
    # Lines that follow hours without a price, and no expense: what a result costs is not known then.
    if cost is not None and cost.total:
        lines.append(("eligible_cost", str(cost.total), ""))
    return lines + [(f"asked:{wave}", str(count), "") for wave, count in sorted(asked_of(territory, on).items())]


def answers(on: date) -> Iterator[tuple[Any, ...]]:
    """(pathway, wave, question, answer, answered on) of the open territory, for the questions of `QUESTIONS`."""
    for pathway, wave, version in newest_versions(on):
        for question, given in read_given(version.given).items():
            if question in QUESTIONS:
                yield from ((pathway, wave, question, answer, version.written_on) for answer in given)


def household_answers(territory: str, on: date) -> list[tuple[Any, ...]]:
    """(contract, wave, question, answer, answered on)."""
    return [tuple(said) for said in household_answers_of(territory, on) if said.question in OF_HOUSEHOLDS]


def unnamed_answers(territory: str) -> list[tuple[str, str, int]]:
    """(question, answer, how often); nothing while so few answered that somebody could be guessed."""
    return [
        (question, answer, count)
        for question in UNNAMED
        for answer, count in sorted((without_name_of(territory, question) or {}).items())
    ]
