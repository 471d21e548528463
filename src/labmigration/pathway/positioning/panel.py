"""What the thread shows of positioning."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.positioning import profile, queries, states


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """Assets and needs at a glance; four queries at most. Training and placement see the needs alone."""
    if not may(actor, "positioning.read"):
        return _needs_alone(actor, pathway)
    rows = list(queries.positionings_of(actor, pathway.pk).exclude(state=states.SUPERSEDED))
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


def _needs_alone(actor: Actor, pathway: Pathway) -> Panel | None:
    if not may(actor, "positioning.read_needs"):
        return None
    needs = queries.needs_of(actor, pathway.pk)
    return Panel("positioning", "positioning/_needs.html", {"needs": needs}) if needs else None
