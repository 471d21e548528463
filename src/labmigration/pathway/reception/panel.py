"""What the thread shows of reception."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel
from labmigration.pathway.reception import explaining


def panel(actor: Actor, pathway: Pathway) -> Panel | None:
    """How the person came and what was decided; one query. None for roles that read no referral."""
    if not may(actor, "reception.read"):
        return None
    rows = visible(actor, "reception.read").filter(pathway=pathway).order_by("-referred_on", "-id")
    referral = rows.first()
    if referral is None:
        return None
    return Panel(
        "reception",
        "reception/_panel.html",
        {
            "referral": referral,
            "tone": explaining.VERDICT_TONES[referral.verdict],
            "icon": explaining.VERDICT_ICONS[referral.verdict],
            "reasons": [explaining.reason(code) for code in referral.reasons],
        },
    )
