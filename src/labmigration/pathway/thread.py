"""Everything that the person's thread shows to one reader, in a number of queries that does not grow with the story."""

from dataclasses import dataclass
from typing import Any

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway import states
from labmigration.pathway.forms import CHANNELS
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NextStep
from labmigration.pathway.panels import Panel, panels
from labmigration.pathway.person import about_rows, contact_rows, who_acts
from labmigration.pathway.queries import next_step, stage_line
from labmigration.pathway.rights import allowed
from labmigration.pathway.story import story
from labmigration.pathway.whereabouts import follows, sees_whereabouts

BUTTONS = (
    "pathway.read_contact",
    "pathway.correct",
    "pathway.note_contact",
    "pathway.assign",
    "pathway.close",
    "pathway.reopen",
    "pathway.openings",
    "questionnaires.of_person",
    "interviews.invite",
    "privacy.record_choice",
    "privacy.protect",
    "privacy.read_urgently",
)


@dataclass(frozen=True)
class StagePart:
    """One stage of the thread: the present one stands open and first, the others are folded in their order."""

    stage: str
    label: str
    panel: Panel


def thread_context(actor: Actor, pathway: Pathway) -> dict[str, Any]:
    """What the template of the thread reads; the pathway was found by `pathway.read`."""
    may_do = allowed(actor, pathway, BUTTONS, read_by="pathway.read")
    shown = panels(actor, pathway)
    parts = [StagePart(panel.stage, str(Stage(panel.stage).label), panel) for panel in shown if panel.template]
    told, older = story(actor, pathway)
    protected, tells_where = pathway.candidate.safe_contact, sees_whereabouts(actor, pathway)
    step = next_step(pathway)
    return {
        "pathway": pathway,
        "person": pathway.candidate,
        "stages": stage_line(pathway, {part.stage: f"#{part.stage}" for part in parts}),
        "step": step,
        "who": who_acts(pathway),
        "step_href": _href(actor, pathway, step),
        "present": next((part for part in parts if part.stage == pathway.stage), None),
        "others": [part for part in parts if part.stage != pathway.stage],
        "about": about_rows(pathway),
        "around": [row for panel in shown for row in panel.around],
        "contact": contact_rows(pathway.candidate, with_address=tells_where)
        if "pathway.read_contact" in may_do
        else [],
        # The day of a next step may be the day of a meeting.
        "due": pathway.due_on if tells_where else None,
        # Those who follow her are told that she is protected, and how to reach her; nobody else learns of it.
        "protected": protected and follows(actor, pathway),
        "may": {action.partition(".")[2]: action in may_do for action in BUTTONS},
        "open": pathway.state == states.OPEN,
        "reopens": pathway.state == states.CLOSED and pathway.closing_reason != "refused",
        "takes_charge": "advisor" in actor.roles and pathway.lead_advisor_id is None,
        "channels": CHANNELS,
        "events": told,
        "older": older,
    }


def _href(actor: Actor, pathway: Pathway, step: NextStep | None) -> str:
    """Where the reader acts on the next step, when it is her turn and it is not done on this very page."""
    if step is None or step.role not in actor.roles or step.url == "pathway:thread":
        return ""
    if step.code == "pathway.close" and not may(actor, "pathway.close"):
        return ""
    return step.href(pathway.pk)
