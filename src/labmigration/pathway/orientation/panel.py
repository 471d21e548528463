"""What the thread shows of orientation."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.queries import meetings_of
from labmigration.pathway.panels import Panel
from labmigration.programme import programme


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """The meetings and what came of them; one query. None for roles that see no meetings."""
    if not may(actor, "orientation.read"):
        return None
    meetings = list(meetings_of(actor, pathway))
    ahead = next((meeting for meeting in meetings if meeting.state == states.PLANNED), None)
    names = {occupation.code: occupation.name_feminine_fr for occupation in programme().occupations}
    return Panel(
        "orientation",
        "orientation/_panel.html",
        {
            "meetings": [(meeting, names.get(meeting.occupation, "")) for meeting in meetings],
            "ahead": ahead,
            "may_plan": may(actor, "orientation.plan") and ahead is None and pathway.state == "open",
            "may_hold": may(actor, "orientation.hold"),
            "may_read_notes": may(actor, "orientation.read_notes"),
        },
    )
