"""What the thread shows of follow-up."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.follow_up import queries, states
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """Milestones and open needs; two queries. None before the first paid day."""
    if not may(actor, "follow_up.read"):
        return None
    follow_ups = list(queries.milestones_of(actor, pathway.pk))
    if not follow_ups:
        return None
    needs = [need for need in queries.needs_of(actor, pathway.pk) if need.state == states.OPEN]
    ready = next((each for each in follow_ups if queries.is_open(each)), None)
    return Panel(
        "follow_up",
        "follow_up/_panel.html",
        {
            "follow_ups": follow_ups,
            "needs": needs,
            "ready": ready if may(actor, "follow_up.lose") else None,
            "may_raise": may(actor, "follow_up.meet"),
        },
    )
