"""What the thread shows of follow-up."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.follow_up import queries, states
from labmigration.pathway.follow_up.models import FollowUp, NewNeed
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """Milestones and open needs; two queries. None before the first paid day."""
    if FollowUp not in written or not may(actor, "follow_up.read"):
        return None
    follow_ups = of_pathway(queries.milestones_of(actor, pathway.pk), pathway)
    if not follow_ups:
        return None
    needs = queries.needs_of(actor, pathway.pk) if NewNeed in written else ()
    ready = next((each for each in follow_ups if queries.is_open(each)), None)
    return Panel(
        "follow_up",
        "follow_up/_panel.html",
        {
            "follow_ups": follow_ups,
            "needs": [need for need in needs if need.state == states.OPEN],
            "ready": ready if may(actor, "follow_up.lose") else None,
            "may_raise": may(actor, "follow_up.meet"),
        },
    )
