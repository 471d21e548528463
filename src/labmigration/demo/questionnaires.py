"""Questionnaires of the pilot: planned every other week as the sweep does, answered by invented people; one operation.

Every answer is invented. Some refuse, some pass questions over, some are never reached: the validator has work to show.
"""

from datetime import date, timedelta
from typing import Any

from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage, played
from labmigration.pathway.questionnaires import actions, asking
from labmigration.pathway.questionnaires.known import known_of
from labmigration.pathway.questionnaires.models import AskedWave, HouseholdQuestionnaire
from labmigration.pathway.questionnaires.planning import plan
from labmigration.programme.codebook import Question, codebook
from labmigration.steering.esf import operations

DAYS_BACK = 742
#: How often each answer of a question is drawn, in the order of the codebook; others are drawn alike.
LIKELY: dict[str, tuple[int, ...]] = {
    "foreign_background": (1, 0, 0),
    "situation_before": (2, 0, 7, 1, 2, 0),
    "seeking_since": (3, 3, 4, 1),
    "education": (1, 2, 4, 4, 1, 3, 0),
    "housing": (6, 2, 2, 1, 0, 1),
    "disability": (1, 12, 2),
    "situation_now": (6, 0, 4, 1, 1, 0),
    "training_now": (1, 6),
    "useful": (0, 2, 5, 4, 1),
    "better": (4, 3, 2, 1, 1, 2, 0),
    "hours_paid": (8, 1, 1, 0),
    "uses_studies": (3, 3, 2, 1),
    "satisfied": (7, 4, 1, 0),
    "prepared": (6, 3, 1, 0),
    "again": (8, 1, 1),
}
WITHOUT_NAME = (1, 3, 6, 4)


def play(stage: Stage, today: date) -> None:
    """Two years of asking and answering, and the operation that a fund would pay for (invented)."""
    system = Actor.system(TERRITORY)
    for days in range(DAYS_BACK, -1, -14):
        with played(today - timedelta(days=days), 6):
            plan(system)
            for contract, wave, closes_on in asking.households_to_ask():
                asking.ask_household(contract, wave, closes_on, actor=system)
    rows = AskedWave.objects.filter(opens_on__lt=today - timedelta(days=4), state="waiting")
    rows = rows.select_related("pathway__candidate__user", "pathway__lead_advisor")
    for number, row in enumerate(rows.order_by("opens_on", "pathway__candidate__search_name", "wave")):
        _answer(stage, row, number, today)
    asked = HouseholdQuestionnaire.objects.filter(answered_on__isnull=True).select_related("household__user")
    for number, row in enumerate(asked.order_by("asked_on", "household__name", "wave")):
        _household(stage, row, number, today)
    _operation(stage, today)


def _answer(stage: Stage, row: AskedWave, number: int, today: date) -> None:
    day = min(row.opens_on + timedelta(days=2 + number % 11), row.closes_on)
    still_open = row.closes_on >= today and number % 3 == 0
    if number % 13 == 5 or still_open or day >= today or row.pathway.lead_advisor is None:
        return
    with played(day, 17):
        person = row.pathway.candidate
        if number % 17 == 8:
            actions.refuse(row, actor=stage.advisor_of(row.pathway))
            return
        given = {**_drawn(stage, row.wave), **known_of(row)}
        if number % 11 == 3 and len(given) > 2:
            given.pop(list(given)[-1])
            given.pop("education", None)
        if number % 29 == 7 and "birth_year" in given:
            given["birth_year"] = (str(int(given["birth_year"][0]) + 1),)
        if number % 4 == 0 and person.user is not None:
            _by_herself(stage, row, given)
        else:
            actions.note(row, actor=stage.advisor_of(row.pathway), given=given)
            _without_name(stage, row)


def _by_herself(stage: Stage, row: AskedWave, given: dict[str, tuple[str, ...]]) -> None:
    herself = stage.herself(row.pathway)
    for question in codebook().asked(row.wave, given):
        actions.save_draft(row, actor=herself, question=question.code, answers=given.get(question.code, ()))
    actions.send(row, actor=herself)
    _without_name(stage, row)


def _without_name(stage: Stage, row: AskedWave) -> None:
    """The question without a name is hers alone, whoever filled in the rest with her."""
    question = codebook().anonymous_of(row.wave)
    if question is not None and row.pathway.candidate.user is not None:
        actions.hear(row, actor=stage.herself(row.pathway), answer=_one(stage, question, WITHOUT_NAME))


def _household(stage: Stage, row: HouseholdQuestionnaire, number: int, today: date) -> None:
    day = min(row.asked_on + timedelta(days=3 + number % 9), row.closes_on)
    if number % 4 == 3 or day >= today or row.household.user is None:
        return
    with played(day, 19):
        actions.answer_household(row, actor=Actor.of(row.household.user), given=_drawn(stage, row.wave))


def _operation(stage: Stage, today: date) -> None:
    coordinator = stage.company.actor("territory_coordinator")
    with played(today - timedelta(days=300), 10):
        operation = operations.open_operation(
            TERRITORY,
            actor=coordinator,
            name="Opération inventée pour la démonstration",
            number="",
            starts_on=date(today.year - 2, 1, 1),
            ends_on=date(today.year, 12, 31),
        )
    with played(today - timedelta(days=9), 11):
        first = date(today.year - 1, 1, 1)
        operations.ask_for_export(operation, actor=coordinator, first=first, last=date(today.year, today.month, 1))


def _drawn(stage: Stage, wave: str) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    for question in codebook().questions_of(wave):
        if question.kind == "number":
            given[question.code] = (str(700 + 10 * stage.draw.randrange(90)),)
        else:
            given[question.code] = (_one(stage, question, LIKELY.get(question.code)),)
    return given


def _one(stage: Stage, question: Question, weights: Any = None) -> str:
    return str(stage.draw.choices([answer.code for answer in question.answer], weights)[0])
