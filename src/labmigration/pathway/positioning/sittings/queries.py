"""The only reader of questionnaires."""

from collections.abc import Iterator
from typing import Any

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning import states as positioning_states
from labmigration.pathway.positioning.sittings.models import Answer, Outcome, Questionnaire
from labmigration.people.consents import allowed_among
from labmigration.secrecy.keyring import keyring

#: What an answer is worth for the calibration; a question that could not be heard says nothing of its difficulty.
SCORES = {Outcome.RIGHT: 1, Outcome.WRONG: 0, Outcome.UNKNOWN: 0}


def questionnaire_of(actor: Actor, pathway: Pathway) -> Questionnaire | None:
    """The questions of the positioning under way, else those of the last one."""
    found = visible(actor, "positioning.answer").filter(pathway=pathway).select_related("pathway", "positioning")
    rows = list(found.order_by("-begun_at"))
    draft = (row for row in rows if row.positioning.state == positioning_states.DRAFT)
    chosen: Questionnaire | None = next(draft, rows[0] if rows else None)
    return chosen


def under_way(actor: Actor, pathway: Pathway) -> Questionnaire | None:
    """The questions that can be answered: those of a positioning that is not finished."""
    found = questionnaire_of(actor, pathway)
    return found if found is not None and found.positioning.state == positioning_states.DRAFT else None


def scores(actor: Actor) -> Iterator[tuple[str, str, int]]:
    """Every scored answer of those who agreed to research as (pseudonym of the questionnaire, item, 0 or 1).

    Over the actor's territories. The pseudonym is keyed: it joins the answers of one person and leads back to nobody.
    """
    asked = visible(actor, "positioning.export_answers")
    people = list(asked.order_by().values_list("pathway__candidate", flat=True).distinct())
    rows: Any = Answer.objects.filter(
        questionnaire__in=asked, questionnaire__pathway__candidate__in=allowed_among(people, "research")
    )
    for session, code, outcome in rows.order_by("questionnaire", "position").values_list(
        "questionnaire_id", "code", "outcome"
    ):
        if outcome in SCORES:
            yield keyring().blind_index(f"positioning answers|{session}"), code, SCORES[outcome]
