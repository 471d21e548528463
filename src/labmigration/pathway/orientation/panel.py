"""What the thread shows of orientation."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.interest_queries import awaits, history
from labmigration.pathway.orientation.models import InterestStatement, Meeting
from labmigration.pathway.orientation.queries import meetings_of
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.pathway.written import Written
from labmigration.programme import programme


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The meetings and what came of them, what the person said of occupations; two queries.

    None for roles that see no meetings.
    """
    if not may(actor, "orientation.read") or not sees_whereabouts(actor, pathway):
        return None
    meetings = of_pathway(meetings_of(actor, pathway), pathway, "advisor", "slot") if Meeting in written else []
    ahead = next((meeting for meeting in meetings if meeting.state == states.PLANNED), None)
    names = {occupation.code: occupation.name_feminine_fr for occupation in programme().occupations}
    tells = InterestStatement in written and may(actor, "orientation.read_interest")
    said = history(actor, pathway) if tells else []
    return Panel(
        "orientation",
        "orientation/_panel.html",
        {
            "meetings": [(meeting, names.get(meeting.occupation, "")) for meeting in meetings],
            "ahead": ahead,
            "may_plan": may(actor, "orientation.plan") and ahead is None and pathway.state == "open",
            "may_hold": may(actor, "orientation.hold"),
            "may_read_notes": may(actor, "orientation.read_notes"),
            "may_confirm": may(actor, "orientation.confirm"),
            "missed": sum(meeting.state == states.MISSED for meeting in meetings),
            "said": [(each, names.get(each.wanted or each.occupation, ""), awaits(each)) for each in said],
            "explained": pathway.occupation or programme().occupations[0].code,
            "may_explain": may(actor, "orientation.explain") and ahead is not None,
            "may_invite": may(actor, "orientation.invite") and pathway.next_step == "orientation.plan",
        },
    )
