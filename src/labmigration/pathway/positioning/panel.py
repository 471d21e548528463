"""What the thread shows of positioning."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.positioning import profile, queries, states
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """Assets and needs at a glance; four queries at most. Training and placement see the needs alone."""
    if not may(actor, "positioning.read"):
        return _needs_alone(actor, pathway) if Positioning in written else None
    rows = _standing(actor, pathway) if Positioning in written else []
    done = next((row for row in rows if row.state == states.DONE), None)
    draft = next((row for row in rows if row.state == states.DRAFT), None)
    reached = pathway.stage not in (Stage.RECEPTION, Stage.ORIENTATION)
    if not rows and not reached:
        return None
    found = queries.findings(done) if done else None
    return Panel(
        "positioning",
        "positioning/_panel.html",
        {
            "done": done,
            "draft": draft,
            "assets": profile.assets(found) if found else [],
            "needs": profile.needs(found) if found else [],
            "to_confirm": profile.french_to_confirm(found) if found else [],
            "may_fill_in": may(actor, "positioning.begin") and pathway.state == "open",
        },
    )


def _standing(actor: Actor, pathway: Pathway) -> list[Positioning]:
    rows = queries.positionings_of(actor, pathway.pk).exclude(state=states.SUPERSEDED)
    return of_pathway(rows, pathway, "advisor")


def _needs_alone(actor: Actor, pathway: Pathway) -> Panel | None:
    if not may(actor, "positioning.read_needs"):
        return None
    needs = queries.needs_of(actor, pathway.pk)
    return Panel("positioning", "positioning/_needs.html", {"needs": needs}) if needs else None
