"""What the thread shows of reception."""

from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.panels import Panel
from labmigration.pathway.reception import document_queries, explaining, right_to_work_queries
from labmigration.pathway.reception.models import Document, Referral, RightToWorkCheck
from labmigration.pathway.written import Written


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """How the person came, what was decided, which papers wait; three queries at most.

    None for roles that read no referral.
    """
    if Referral not in written or not may(actor, "reception.read"):
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
            "papers": _waiting(actor, pathway) if Document in written else [],
            "checks": _checks(actor, pathway, written) if may(actor, "reception.check_right_to_work") else None,
        },
    )


def _waiting(actor: Actor, pathway: Pathway) -> list[Document]:
    if not may(actor, "reception.check_document"):
        return []
    return list(document_queries.to_check(actor).filter(pathway=pathway))


def _checks(
    actor: Actor, pathway: Pathway, written: Written
) -> dict[str, list[RightToWorkCheck] | RightToWorkCheck | None]:
    found = list(right_to_work_queries.of_pathway(actor, pathway)) if RightToWorkCheck in written else []
    return {
        "to_do": [check for check in found if check.done_at is None],
        "last": next((check for check in found if check.done_at is not None), None),
    }
