"""What the thread shows of prescription."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.prescription import drawing, queries, states
from labmigration.pathway.prescription.models import Prescription
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written

BEFORE = (Stage.RECEPTION, Stage.ORIENTATION, Stage.POSITIONING)


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The newest version, its hours by lever, who signed; two queries."""
    if not may(actor, "prescription.read"):
        return None
    versions = of_pathway(queries.versions_of(actor, pathway.pk), pathway, "advisor") if Prescription in written else []
    newest = versions[0] if versions else None
    if newest is None and pathway.stage in BEFORE:
        return None
    may_write = may(actor, "prescription.write") and pathway.state == "open"
    waits = newest is not None and newest.state == states.PROPOSED
    return Panel(
        "prescription",
        "prescription/_panel.html",
        {
            "prescription": newest,
            "versions": len(versions),
            "may_write": may_write and not waits,
            **(drawing.drawn(queries.plan(newest)) if newest else {}),
        },
    )
