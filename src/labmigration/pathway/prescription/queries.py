"""What others may ask of prescriptions."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.facts import Plan, plan_of
from labmigration.pathway.prescription.models import PrescribedModule, Prescription


def versions_of(actor: Actor, pathway_id: Any) -> "QuerySet[Prescription]":
    """The versions that the actor may read, newest first; a draft is the advisor's alone until it is proposed."""
    found: QuerySet[Prescription] = visible(actor, "prescription.read").filter(pathway=pathway_id)
    drafts = visible(actor, "prescription.edit").filter(pathway=pathway_id, state=states.DRAFT)
    readable = found.filter(~Q(state=states.DRAFT) | Q(pk__in=drafts.values("pk")))
    return readable.select_related("advisor", "pathway__candidate").order_by("-number")


def under_way(actor: Actor, pathway_id: Any) -> Prescription | None:
    """The version in preparation or waiting for the person, for the advisor who follows her."""
    found: Prescription | None = (
        visible(actor, "prescription.edit")
        .filter(pathway=pathway_id, state__in=(states.DRAFT, states.PROPOSED))
        .first()
    )
    return found


def plan(prescription: Prescription) -> Plan:
    """Its modules and hours; one query."""
    return plan_of(prescription)


def signed(pathway: Pathway) -> Prescription | None:
    """The version that both have signed and that stands today: training and certification follow it."""
    return Prescription.objects.filter(pathway=pathway, state=states.SIGNED).first()


def signed_hours(pathway_ids: Iterable[UUID]) -> dict[UUID, dict[str, Decimal]]:
    """Hours by code of module by pathway, as both have signed them; who has signed nothing is left out.

    One query, and no right is checked here.
    """
    hours: dict[UUID, dict[str, Decimal]] = {}
    rows = PrescribedModule.objects.filter(
        prescription__pathway__in=list(pathway_ids), prescription__state=states.SIGNED
    )
    for pathway_id, module, agreed in rows.values_list("prescription__pathway", "module", "hours"):
        hours.setdefault(pathway_id, {})[module] = agreed
    return hours


def own(actor: Actor) -> Prescription | None:
    """The person's own plan: the one to sign, else the one signed, else the one that she refused."""
    rows = visible(actor, "prescription.sign").filter(state__in=(states.PROPOSED, states.SIGNED, states.REFUSED))
    found = list(rows.select_related("advisor", "pathway").order_by("-written_on", "-number"))
    order = [states.PROPOSED, states.SIGNED, states.REFUSED]
    return min(found, key=lambda row: order.index(row.state), default=None)
